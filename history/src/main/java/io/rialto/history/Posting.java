package io.rialto.history;

import io.rialto.protocol.PostingCause;

/**
 * One change of one balance, in minor units.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param cash after the change
 * @param held after the change
 * @param market 0 for none
 * @param reference the order for HOLD and RELEASE, the trade for TRADE and FEE; else 0
 */
public record Posting(
        long sequence,
        long timeNanos,
        long account,
        int asset,
        PostingCause cause,
        long cashDelta,
        long heldDelta,
        long cash,
        long held,
        long market,
        long reference) {}

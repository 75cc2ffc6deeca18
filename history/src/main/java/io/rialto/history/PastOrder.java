package io.rialto.history;

import io.rialto.view.OrderInfo;

/**
 * An order, open or closed.
 *
 * @param acceptedSequence of the event that took it in; the cursor for the page after it
 */
public record PastOrder(OrderInfo info, long acceptedSequence) {}

package io.rialto.engine;

import io.rialto.ledger.Ledger;

/** Changes balances and says so: every posting is one change in the ledger and one event. */
final class Postings {

    private final Ledger ledger;
    private final EventSink events;
    private final Credits credits;

    Postings(Ledger ledger, EventSink events, Credits credits) {
        this.ledger = ledger;
        this.events = events;
        this.credits = credits;
    }

    /** Holds more for an order, or less when {@code amount} is negative; nothing when it is 0. */
    void hold(long account, int slot, long amount, Market market, long order) {
        if (amount != 0) {
            PostingCause cause = amount > 0 ? PostingCause.HOLD : PostingCause.RELEASE;
            post(account, slot, cause, 0, amount, market, order);
        }
    }

    /** Changes a balance by trading: of a shared account who is owed what changes with it. */
    void post(
            long account,
            int slot,
            PostingCause cause,
            long cashDelta,
            long heldDelta,
            Market market,
            long reference) {
        ledger.post(slot, cashDelta, heldDelta);
        events.posted(
                account,
                ledger.asset(slot),
                cause,
                cashDelta,
                heldDelta,
                ledger.cash(slot),
                ledger.held(slot),
                market.id,
                reference);
        if (cashDelta != 0 && ledger.isWatched(slot)) {
            credits.traded(slot);
        }
    }
}

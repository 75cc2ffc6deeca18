package io.rialto.engine;

import io.rialto.ledger.Ledger;

/** Moves cash between accounts, and in and out of what is reserved, each with its posting. */
final class Moves {
    private final Accounts accounts;
    private final Ledger ledger;
    private final EventSink events;

    Moves(Accounts accounts, Ledger ledger, EventSink events) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.events = events;
    }

    long available(int account, int asset) {
        int slot = ledger.slotOrNone(account, asset);
        return slot == Ledger.NONE ? 0 : ledger.withdrawable(slot);
    }

    /** How much more of the asset there may be in a universe. */
    long room(int universe, int asset) {
        int slot = ledger.slotOrNone(accounts.issuance(universe), asset);
        return Cashier.SUPPLY_LIMIT - 1 + (slot == Ledger.NONE ? 0 : ledger.cash(slot));
    }

    /** Moves cash; {@code reference} numbers what it is for. */
    void move(int from, int to, int asset, long amount, PostingCause cause, long reference) {
        post(from, asset, cause, -amount, 0, reference);
        post(to, asset, cause, amount, 0, reference);
    }

    void post(
            int account,
            int asset,
            PostingCause cause,
            long cashDelta,
            long heldDelta,
            long reference) {
        int slot = ledger.slot(account, asset);
        ledger.post(slot, cashDelta, heldDelta);
        events.posted(
                accounts.id(account),
                asset,
                cause,
                cashDelta,
                heldDelta,
                ledger.cash(slot),
                ledger.held(slot),
                0,
                reference);
    }
}

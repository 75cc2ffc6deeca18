package io.rialto.engine;

import io.rialto.ledger.Ledger;

/** Brings money in and takes it out, against issuance. An administrator's commands. */
final class Cashier {
    /** Of an asset there is less than this, so no balance and no sum of balances can overflow. */
    static final long SUPPLY_LIMIT = 1L << 62;

    private final Accounts accounts;
    private final Ownership ownership;
    private final Ledger ledger;
    private final Assets assets;
    private final Rights rights;
    private final EventSink events;
    private final long issuanceAccount;

    Cashier(
            Accounts accounts,
            Ownership ownership,
            Ledger ledger,
            Assets assets,
            Rights rights,
            EventSink events) {
        this.accounts = accounts;
        this.ownership = ownership;
        issuanceAccount = accounts.id(Accounts.ISSUANCE);
        this.ledger = ledger;
        this.assets = assets;
        this.rights = rights;
        this.events = events;
    }

    /**
     * After the rights: NAME_INVALID, ASSET_UNKNOWN, AMOUNT_INVALID, UNIVERSE_CLOSED,
     * ACCOUNT_CLOSED, ACCOUNT_SHARED, SUPPLY_EXCEEDED.
     */
    void issue(CommandHeader header, int asset, long amount, String note, Outcome outcome) {
        int account = rights.administered(header, outcome);
        if (account == Rights.NONE
                || !isFormed(asset, amount, note, outcome)
                || !isReached(account, outcome)) {
            return;
        }
        long room = SUPPLY_LIMIT - 1 - supply(asset);
        if (amount > room) {
            outcome.deny(Code.SUPPLY_EXCEEDED, amount, room);
            return;
        }
        // After this point the command must succeed.
        outcome.id = header.account;
        events.issued(header.account, asset, amount, note);
        move(header.account, account, asset, amount, PostingCause.ISSUE);
    }

    /**
     * After the rights: NAME_INVALID, ASSET_UNKNOWN, AMOUNT_INVALID, UNIVERSE_CLOSED,
     * ACCOUNT_CLOSED, ACCOUNT_SHARED, INSUFFICIENT_FUNDS.
     */
    void withdraw(CommandHeader header, int asset, long amount, String note, Outcome outcome) {
        int account = rights.administered(header, outcome);
        if (account == Rights.NONE
                || !isFormed(asset, amount, note, outcome)
                || !isReached(account, outcome)) {
            return;
        }
        int slot = ledger.slotOrNone(account, asset);
        long available = slot == Ledger.NONE ? 0 : ledger.withdrawable(slot);
        if (amount > available) {
            outcome.deny(Code.INSUFFICIENT_FUNDS, amount, available);
            return;
        }
        // After this point the command must succeed.
        outcome.id = header.account;
        events.withdrawn(header.account, asset, amount, note);
        move(header.account, account, asset, -amount, PostingCause.WITHDRAWAL);
    }

    /** How much of the asset there is: what issuance has given out. */
    private long supply(int asset) {
        int slot = ledger.slotOrNone(Accounts.ISSUANCE, asset);
        return slot == Ledger.NONE ? 0 : -ledger.cash(slot);
    }

    /** Whether money from outside comes to the account, and goes from it. */
    private boolean isReached(int account, Outcome outcome) {
        if (accounts.universe(account) != 0) {
            outcome.deny(Code.UNIVERSE_CLOSED);
        } else if ((accounts.marks(account) & Accounts.CLOSED) != 0) {
            outcome.deny(Code.ACCOUNT_CLOSED);
        } else if (ownership.isShared(account)) {
            outcome.deny(Code.ACCOUNT_SHARED);
        } else {
            return true;
        }
        return false;
    }

    private boolean isFormed(int asset, long amount, String note, Outcome outcome) {
        if (!Names.isNote(note)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (!assets.exists(asset)) {
            outcome.deny(Code.ASSET_UNKNOWN);
        } else if (amount <= 0 || amount >= SUPPLY_LIMIT) {
            outcome.deny(Code.AMOUNT_INVALID, SUPPLY_LIMIT - 1, amount);
        } else {
            return true;
        }
        return false;
    }

    private void move(long account, int index, int asset, long amount, PostingCause cause) {
        int slot = ledger.slot(index, asset);
        int issuance = ledger.slot(Accounts.ISSUANCE, asset);
        ledger.post(slot, amount, 0);
        ledger.post(issuance, -amount, 0);
        tell(account, slot, amount, cause);
        tell(issuanceAccount, issuance, -amount, cause);
    }

    private void tell(long account, int slot, long cashDelta, PostingCause cause) {
        events.posted(
                account,
                ledger.asset(slot),
                cause,
                cashDelta,
                0,
                ledger.cash(slot),
                ledger.held(slot),
                0,
                0);
    }
}

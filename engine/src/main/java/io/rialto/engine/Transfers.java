package io.rialto.engine;

/**
 * Money from one account to another, and gifts of the house. Each has a number and leaves a record.
 *
 * <p>Money of a shared account moves only from and to accounts that belong to one of its direct
 * owners alone: then it is that owner's credit that rises or falls.
 */
final class Transfers {
    private static final int NOBODY = Accounts.NONE;

    private final Accounts accounts;
    private final Ownership ownership;
    private final Credits credits;
    private final Assets assets;
    private final Commitments commitments;
    private final Moves moves;
    private final Rights rights;
    private final EventSink events;
    private long next = 1;

    Transfers(
            Accounts accounts,
            Ownership ownership,
            Credits credits,
            Assets assets,
            Commitments commitments,
            Moves moves,
            Rights rights,
            EventSink events) {
        this.accounts = accounts;
        this.ownership = ownership;
        this.credits = credits;
        this.assets = assets;
        this.commitments = commitments;
        this.moves = moves;
        this.rights = rights;
        this.events = events;
    }

    long next() {
        return next;
    }

    void restoreNext(long nextTransfer) {
        next = nextTransfer;
    }

    /**
     * From the header's account to another. After the rights: NAME_INVALID (the note),
     * RECIPIENT_UNKNOWN, SAME_ACCOUNT, UNIVERSE_MISMATCH, ASSET_UNKNOWN, AMOUNT_INVALID,
     * ACCOUNT_SHARED, ACCOUNT_BUSY, CREDIT_EXCEEDED, INSUFFICIENT_FUNDS.
     */
    void transfer(
            CommandHeader header,
            long recipientId,
            int asset,
            long amount,
            String note,
            Outcome outcome) {
        int account = rights.trader(header, outcome);
        if (account == Rights.NONE) {
            return;
        }
        int recipient = accounts.indexOf(recipientId);
        if (!Names.isNote(note)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (!mayTake(recipient)) {
            outcome.deny(Code.RECIPIENT_UNKNOWN);
        } else if (recipient == account) {
            outcome.deny(Code.SAME_ACCOUNT);
        } else if (accounts.universe(account) != accounts.universe(recipient)) {
            outcome.deny(
                    Code.UNIVERSE_MISMATCH,
                    accounts.universe(account),
                    accounts.universe(recipient));
        } else if (isFormed(asset, amount, outcome)
                && creditsAllow(account, recipient, asset, amount, outcome)) {
            long available = moves.available(account, asset);
            if (amount > available) {
                outcome.deny(Code.INSUFFICIENT_FUNDS, amount, available);
                return;
            }
            // After this point the command must succeed.
            apply(account, recipient, asset, amount, note);
            outcome.id = next - 1;
        }
    }

    private void apply(int account, int recipient, int asset, long amount, String note) {
        long transfer = next++;
        events.transferred(
                transfer, accounts.id(account), accounts.id(recipient), asset, amount, note);
        moves.move(account, recipient, asset, amount, PostingCause.TRANSFER, transfer);
        if (ownership.isShared(account)) {
            credits.moved(account, asset, ownership.soleUser(recipient), -amount);
        }
        if (ownership.isShared(recipient)) {
            credits.moved(recipient, asset, ownership.soleUser(account), amount);
        }
    }

    private boolean creditsAllow(
            int account, int recipient, int asset, long amount, Outcome outcome) {
        boolean isOut = ownership.isShared(account);
        boolean isIn = ownership.isShared(recipient);
        if (!isOut && !isIn) {
            return true;
        }
        int shared = isOut ? account : recipient;
        int owner = ownership.soleUser(isOut ? recipient : account);
        if (owner == NOBODY || !ownership.isOwner(owner, shared)) {
            outcome.deny(Code.ACCOUNT_SHARED);
            return false;
        }
        if (commitments.exist(shared)) {
            outcome.deny(Code.ACCOUNT_BUSY);
            return false;
        }
        long credit = credits.credit(shared, asset, owner);
        if (isOut && amount > credit) {
            outcome.deny(Code.CREDIT_EXCEEDED, amount, credit);
            return false;
        }
        return true;
    }

    /**
     * From the house to the header's account, by an administrator under sudo or the owner of the
     * account's universe. After their rights: ACCOUNT_UNKNOWN, NOT_A_USER_ACCOUNT,
     * UNIVERSE_MISMATCH, ACCOUNT_CLOSED, NAME_INVALID, ASSET_UNKNOWN, AMOUNT_INVALID,
     * ACCOUNT_SHARED, SUPPLY_EXCEEDED.
     */
    void gift(CommandHeader header, int asset, long amount, String note, Outcome outcome) {
        int account = accounts.indexOf(header.account);
        int universe = account == NOBODY ? header.universe : accounts.universe(account);
        if (!rights.isUniverseOwner(header, universe, outcome)) {
            return;
        }
        if (account == NOBODY) {
            outcome.deny(Code.ACCOUNT_UNKNOWN);
        } else if (!accounts.isUser(account)) {
            outcome.deny(Code.NOT_A_USER_ACCOUNT);
        } else if (header.universe != 0 && header.universe != universe) {
            outcome.deny(Code.UNIVERSE_MISMATCH, universe, header.universe);
        } else if (!mayTake(account)) {
            outcome.deny(Code.ACCOUNT_CLOSED);
        } else if (!Names.isNote(note)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (isFormed(asset, amount, outcome)
                && isUnshared(account, outcome)
                && hasRoom(universe, asset, amount, outcome)) {
            // After this point the command must succeed.
            give(account, asset, amount, note);
            outcome.id = next - 1;
        }
    }

    /** Gives what was checked to be allowed and to fit. */
    void give(int account, int asset, long amount, String note) {
        long transfer = next++;
        int house = accounts.issuance(accounts.universe(account));
        events.gifted(transfer, accounts.id(account), asset, amount, note);
        moves.move(house, account, asset, amount, PostingCause.GIFT, transfer);
    }

    /** Whether it is somebody's and takes money. */
    boolean mayTake(int account) {
        return account != NOBODY
                && (accounts.marks(account) & (Accounts.SYSTEM | Accounts.CLOSED)) == 0;
    }

    /** ASSET_UNKNOWN, AMOUNT_INVALID. */
    boolean isFormed(int asset, long amount, Outcome outcome) {
        if (!assets.exists(asset)) {
            outcome.deny(Code.ASSET_UNKNOWN);
        } else if (amount <= 0 || amount >= Cashier.SUPPLY_LIMIT) {
            outcome.deny(Code.AMOUNT_INVALID, Cashier.SUPPLY_LIMIT - 1, amount);
        } else {
            return true;
        }
        return false;
    }

    /** Whether nobody would have to know whose the money is; else ACCOUNT_SHARED. */
    boolean isUnshared(int account, Outcome outcome) {
        if (ownership.isShared(account)) {
            outcome.deny(Code.ACCOUNT_SHARED);
            return false;
        }
        return true;
    }

    /** SUPPLY_EXCEEDED. */
    boolean hasRoom(int universe, int asset, long amount, Outcome outcome) {
        long room = moves.room(universe, asset);
        if (amount > room) {
            outcome.deny(Code.SUPPLY_EXCEEDED, amount, room);
            return false;
        }
        return true;
    }
}

package io.rialto.engine;

import io.rialto.ledger.Ledger;

import java.util.Map;
import java.util.TreeMap;

/** Commands about single accounts: making one without a person, sharing it, how it looks, its end. */
final class AccountDesk {
    /** What a profile without a colour says. */
    static final int NO_COLOUR = -1;

    private static final int COLOUR_MAX = 0xFF_FFFF;

    private record Profile(int colour, String displayName) {}

    private final Accounts accounts;
    private final Ownership ownership;
    private final Credits credits;
    private final Universes universes;
    private final Orders orders;
    private final Commitments commitments;
    private final Ledger ledger;
    private final Rights rights;
    private final EventSink events;
    private final Map<Integer, Profile> profiles = new TreeMap<>();

    AccountDesk(
            Accounts accounts,
            Ownership ownership,
            Credits credits,
            Universes universes,
            Orders orders,
            Commitments commitments,
            Ledger ledger,
            Rights rights,
            EventSink events) {
        this.accounts = accounts;
        this.ownership = ownership;
        this.credits = credits;
        this.universes = universes;
        this.orders = orders;
        this.commitments = commitments;
        this.ledger = ledger;
        this.rights = rights;
        this.events = events;
    }

    /**
     * An account without a person under the header's account, in the same universe and self-trade
     * group. After the rights: NAME_INVALID, OWNERS_MAXIMUM (generations), USER_MAXIMUM,
     * VENUE_FULL.
     */
    void createAlt(CommandHeader header, String name, Outcome outcome) {
        int owner = rights.trader(header, outcome);
        if (owner == Rights.NONE) {
            return;
        }
        int depth = ownership.depth(owner) + 1;
        if (!Names.isName(name)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (depth > Ownership.DEPTH_MAX) {
            outcome.deny(Code.OWNERS_MAXIMUM, Ownership.DEPTH_MAX, depth);
        } else if (universes.hasRoomForAlt(
                accounts.universe(owner), owner, rights.isUnderSudo(header), outcome)) {
            // After this point the command must succeed.
            int universe = accounts.universe(owner);
            outcome.id = accounts.id(open(owner, universe, accounts.selfTradeGroup(owner), name));
        }
    }

    /** Opens an account without a person; there is room. */
    int open(int owner, int universe, long group, String name) {
        int account = accounts.add(AccountKind.ALT, universe, 0, 0, group, name);
        if (universe != 0) {
            universes.joined(account);
        }
        events.accountCreated(
                accounts.id(account),
                universe,
                AccountKind.ALT,
                0,
                0,
                accounts.selfTradeGroup(account),
                name);
        credits.join(account, owner);
        events.ownerAdded(accounts.id(account), accounts.id(owner));
        return account;
    }

    /**
     * A direct owner lets another user own the header's account as well. After the rights:
     * NOT_OWNER, RECIPIENT_UNKNOWN, OWNER_EXISTS, OWNERS_MAXIMUM.
     */
    void share(CommandHeader header, long ownerId, Outcome outcome) {
        int account = rights.trader(header, outcome);
        if (account == Rights.NONE) {
            return;
        }
        int owner = accounts.indexOf(ownerId);
        int count = ownership.owners(account).length;
        if (!ownership.isOwner(accounts.indexOf(header.actor), account)) {
            outcome.deny(Code.NOT_OWNER);
        } else if (owner == Accounts.NONE
                || !accounts.isPerson(owner)
                || (accounts.marks(owner) & Accounts.CLOSED) != 0) {
            outcome.deny(Code.RECIPIENT_UNKNOWN);
        } else if (ownership.isOwner(owner, account)) {
            outcome.deny(Code.OWNER_EXISTS);
        } else if (count == Ownership.OWNERS_MAX) {
            outcome.deny(Code.OWNERS_MAXIMUM, Ownership.OWNERS_MAX, count + 1L);
        } else {
            // After this point the command must succeed.
            outcome.id = header.account;
            events.ownerAdded(header.account, ownerId);
            credits.join(account, owner);
        }
    }

    /**
     * An owner of the header's account owns it no longer. Orders in markets that only this owner
     * might know of end, also those of the accounts below. After an administrator's rights:
     * OWNER_UNKNOWN, LAST_OWNER, CREDIT_REMAINS.
     *
     * @param redistribute whether the others get what the owner is owed, in proportion
     */
    void revoke(CommandHeader header, long ownerId, boolean redistribute, Outcome outcome) {
        int account = rights.administered(header, outcome);
        if (account == Rights.NONE) {
            return;
        }
        int owner = accounts.indexOf(ownerId);
        if (owner == Accounts.NONE || !ownership.isOwner(owner, account)) {
            outcome.deny(Code.OWNER_UNKNOWN);
        } else if (!ownership.isShared(account)) {
            outcome.deny(Code.LAST_OWNER);
        } else if (!redistribute && credits.hasCredit(account, owner)) {
            outcome.deny(Code.CREDIT_REMAINS);
        } else {
            // After this point the command must succeed.
            outcome.id = header.account;
            if (redistribute) {
                credits.redistribute(account, owner);
            }
            credits.leave(account, owner);
            events.ownerRemoved(header.account, ownerId);
            outcome.count = endHidden(account);
        }
    }

    /** Of an account and all below it, which the same may act as, each once. */
    private long endHidden(int account) {
        long ended = orders.endHidden(account);
        for (int each : ownership.below(account)) {
            ended += endHidden(each);
        }
        return ended;
    }

    /**
     * Freezes the header's account, lets it go on, or closes it. A closed one opens again only if a
     * correction gave it something that nobody could move else. After an administrator's rights:
     * NAME_INVALID (the reason), STATUS_UNCHANGED, ACCOUNT_CLOSED (and has nothing), and to close
     * it LAST_ADMINISTRATOR, ACCOUNT_BUSY, BALANCE_REMAINS.
     */
    void setStatus(CommandHeader header, AccountStatus status, String reason, Outcome outcome) {
        int account = rights.administered(header, outcome);
        if (account == Rights.NONE) {
            return;
        }
        AccountStatus now = status(account);
        if (!Names.isNote(reason)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (now == status) {
            outcome.deny(Code.STATUS_UNCHANGED);
        } else if (now == AccountStatus.CLOSED
                && !hasMoney(account)
                && !commitments.exist(account)) {
            outcome.deny(Code.ACCOUNT_CLOSED);
        } else if (status != AccountStatus.CLOSED || mayClose(account, outcome)) {
            // After this point the command must succeed.
            outcome.id = header.account;
            mark(account, status);
            events.accountStatusChanged(header.account, status, reason);
        }
    }

    private boolean mayClose(int account, Outcome outcome) {
        if (accounts.isAdministrator(account) && accounts.administratorCount() == 1) {
            outcome.deny(Code.LAST_ADMINISTRATOR);
        } else if (commitments.exist(account)) {
            outcome.deny(Code.ACCOUNT_BUSY);
        } else if (hasMoney(account)) {
            outcome.deny(Code.BALANCE_REMAINS);
        } else {
            return true;
        }
        return false;
    }

    private boolean hasMoney(int account) {
        for (int slot = ledger.firstSlot(account); slot != Ledger.NONE; ) {
            if (ledger.cash(slot) != 0) {
                return true;
            }
            slot = ledger.nextSlot(slot);
        }
        return false;
    }

    private AccountStatus status(int account) {
        int marks = accounts.marks(account);
        if ((marks & Accounts.CLOSED) != 0) {
            return AccountStatus.CLOSED;
        }
        return (marks & Accounts.FROZEN) != 0 ? AccountStatus.FROZEN : AccountStatus.OPEN;
    }

    private void mark(int account, AccountStatus status) {
        accounts.mark(account, Accounts.FROZEN, status == AccountStatus.FROZEN);
        accounts.mark(account, Accounts.CLOSED, status == AccountStatus.CLOSED);
    }

    /**
     * How the header's account shows. After the rights: NAME_INVALID, COLOUR_INVALID.
     *
     * @param colour 0xRRGGBB, or −1 for none
     * @param displayName empty for none
     */
    void setProfile(CommandHeader header, int colour, String displayName, Outcome outcome) {
        int account = rights.trader(header, outcome);
        if (account == Rights.NONE) {
            return;
        }
        if (!Names.isLabel(displayName)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (colour < NO_COLOUR || colour > COLOUR_MAX) {
            outcome.deny(Code.COLOUR_INVALID, COLOUR_MAX, colour);
        } else {
            // After this point the command must succeed.
            outcome.id = header.account;
            restoreProfile(account, colour, displayName);
            events.profileChanged(header.account, colour, displayName);
        }
    }

    void write(AccountStates sink) {
        for (int account = 0; account < accounts.count(); account++) {
            AccountStatus status = status(account);
            if (status != AccountStatus.OPEN) {
                sink.accountStatus(accounts.id(account), status);
            }
        }
        profiles.forEach((account, profile) ->
                sink.profile(accounts.id(account), profile.colour, profile.displayName));
    }

    void restoreStatus(int account, AccountStatus status) {
        mark(account, status);
    }

    void restoreProfile(int account, int colour, String displayName) {
        if (colour == NO_COLOUR && displayName.isEmpty()) {
            profiles.remove(account);
        } else {
            profiles.put(account, new Profile(colour, displayName));
        }
    }
}

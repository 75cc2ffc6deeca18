package io.rialto.engine;

import io.rialto.money.Check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The economies. Universe 0 is the main one and always there; the others are numbered from 1 and
 * have an owner, three accounts of the venue's own, and a cohort or none.
 */
final class Universes {
    /** How many there may be besides the main one. */
    static final int UNIVERSES_MAX = 1 << 16;

    private static final class Universe {
        final int owner;
        final String name;
        Cohort cohort;

        /** Accounts by the user who has them in this universe as its member. */
        final Map<Integer, Integer> members = new TreeMap<>();

        /** All accounts in it that are not the venue's own, in order of their numbers. */
        final List<Integer> accounts = new ArrayList<>();

        Universe(int owner, String name) {
            this.owner = owner;
            this.name = name;
        }
    }

    private final Accounts accounts;
    private final int altsMax;
    private final int memberAltsMax;
    private final int accountsMax;
    private final List<Universe> all = new ArrayList<>();

    Universes(Accounts accounts, OwnerLimits limits) {
        this.accounts = accounts;
        altsMax = limits.altsMax();
        memberAltsMax = limits.memberAltsMax();
        accountsMax = limits.universeAccountsMax();
    }

    /** How many there are besides the main one. */
    int count() {
        return all.size();
    }

    boolean exists(int universe) {
        return universe >= 0 && universe <= all.size();
    }

    /** Index of the owning user's account; NONE of the main one. */
    int owner(int universe) {
        return universe == 0 ? Accounts.NONE : get(universe).owner;
    }

    boolean hasCohort(int universe) {
        return universe != 0 && get(universe).cohort != null;
    }

    /** The cohort of a universe that has one. */
    Cohort cohort(int universe) {
        Check.that(hasCohort(universe), "the universe has a cohort");
        return get(universe).cohort;
    }

    /** Whether items may be put up for auction: in the main universe, and where a cohort says so. */
    boolean hasAuctions(int universe) {
        return universe == 0 || (hasCohort(universe) && cohort(universe).auctions());
    }

    /** Who but administrators may create markets: nobody in the main universe. */
    MarketCreators marketCreators(int universe) {
        if (universe == 0) {
            return MarketCreators.NOBODY;
        }
        return hasCohort(universe) ? cohort(universe).marketCreators() : MarketCreators.OWNER;
    }

    /** The account of a user who is a member of the universe's cohort, or NONE. */
    int member(int universe, int user) {
        return universe == 0
                ? Accounts.NONE
                : get(universe).members.getOrDefault(user, Accounts.NONE);
    }

    /** Members' accounts by the index of their users; not to be changed. */
    Map<Integer, Integer> members(int universe) {
        return get(universe).members;
    }

    /** Indexes of the accounts in it that are not the venue's own, rising; not to be changed. */
    List<Integer> accounts(int universe) {
        return get(universe).accounts;
    }

    /**
     * Whether a user may open one more itself, in a universe that is not the main one in what is not
     * kept for whom its owner enrols. USER_MAXIMUM of the universe, then of the user's group in it,
     * unless an administrator asks; VENUE_FULL.
     */
    boolean hasRoomForAlt(int universe, int owner, boolean isUnderSudo, Outcome outcome) {
        return universe == 0
                ? accounts.hasRoomForAlt(owner, universe, altsMax, isUnderSudo, outcome)
                : hasRoom(universe, accountsMax / 2, isUnderSudo, outcome)
                        && accounts.hasRoomForAlt(
                                owner, universe, memberAltsMax, isUnderSudo, outcome);
    }

    /** The same of a universe's owner that opens one for a user, in all of the universe. */
    boolean hasRoomForMember(int universe, int user, boolean isUnderSudo, Outcome outcome) {
        return hasRoom(universe, accountsMax, isUnderSudo, outcome)
                && accounts.hasRoomForAlt(user, universe, altsMax, isUnderSudo, outcome);
    }

    private boolean hasRoom(int universe, int most, boolean isUnderSudo, Outcome outcome) {
        int there = accounts(universe).size();
        if (there >= most && !isUnderSudo) {
            outcome.deny(Code.USER_MAXIMUM, most, there + 1L);
            return false;
        }
        return true;
    }

    /** Opens the next; its accounts of the venue's own are there. */
    int add(int owner, String name) {
        all.add(new Universe(owner, name));
        return all.size();
    }

    void setCohort(int universe, Cohort cohort) {
        get(universe).cohort = cohort;
        for (int account : accounts(universe)) {
            accounts.mark(account, Accounts.READ_ONLY, cohort.readOnly());
        }
    }

    /** An account that is not the venue's own was opened in another universe than the main one. */
    void joined(int account) {
        int universe = accounts.universe(account);
        get(universe).accounts.add(account);
        if (hasCohort(universe)) {
            accounts.mark(account, Accounts.READ_ONLY, cohort(universe).readOnly());
        }
    }

    void addMember(int universe, int user, int account) {
        get(universe).members.put(user, account);
    }

    private Universe get(int universe) {
        return all.get(universe - 1);
    }

    void write(AccountStates sink) {
        for (int universe = 1; universe <= count(); universe++) {
            Universe each = get(universe);
            sink.universe(universe, accounts.id(each.owner), each.name);
        }
        for (int universe = 1; universe <= count(); universe++) {
            if (hasCohort(universe)) {
                sink.cohort(universe, cohort(universe));
            }
        }
        for (int universe = 1; universe <= count(); universe++) {
            int number = universe;
            members(universe)
                    .forEach((user, account) ->
                            sink.member(number, accounts.id(user), accounts.id(account)));
        }
    }

    /** All universes are back: every account finds its own. */
    void restoreAccounts() {
        for (int account = 0; account < accounts.count(); account++) {
            int universe = accounts.universe(account);
            Check.that(exists(universe), "an account's universe exists");
            if (universe != 0 && accounts.isUser(account)) {
                joined(account);
            }
        }
    }
}

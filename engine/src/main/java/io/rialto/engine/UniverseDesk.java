package io.rialto.engine;

import io.rialto.ledger.Ledger;

/** Commands about universes and the cohorts that they are for. */
final class UniverseDesk {
    private static final String STARTING_BALANCE = "starting balance";
    private static final int ACCOUNTS_OF_ITS_OWN = 3;

    private final Accounts accounts;
    private final Universes universes;
    private final Credits credits;
    private final Assets assets;
    private final AccountDesk desk;
    private final Transfers transfers;
    private final Moves moves;
    private final Orders orders;
    private final Corrections corrections;
    private final ItemAuctions items;
    private final Ledger ledger;
    private final Rights rights;
    private final EventSink events;

    UniverseDesk(
            Accounts accounts,
            Universes universes,
            Credits credits,
            Assets assets,
            AccountDesk desk,
            Transfers transfers,
            Moves moves,
            Orders orders,
            Corrections corrections,
            ItemAuctions items,
            Ledger ledger,
            Rights rights,
            EventSink events) {
        this.accounts = accounts;
        this.universes = universes;
        this.credits = credits;
        this.assets = assets;
        this.desk = desk;
        this.transfers = transfers;
        this.moves = moves;
        this.orders = orders;
        this.corrections = corrections;
        this.items = items;
        this.ledger = ledger;
        this.rights = rights;
        this.events = events;
    }

    /**
     * An economy of its own, owned by the user whose account the header names. After an
     * administrator's rights: NAME_INVALID, VENUE_FULL.
     */
    void create(CommandHeader header, String name, Outcome outcome) {
        int owner = rights.administeredPerson(header, outcome);
        if (owner == Rights.NONE) {
            return;
        }
        if (!Names.isName(name)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (universes.count() == Universes.UNIVERSES_MAX
                || !accounts.hasRoom(ACCOUNTS_OF_ITS_OWN)) {
            outcome.deny(Code.VENUE_FULL, universes.count() + 1L, universes.count());
        } else {
            // After this point the command must succeed.
            int universe = universes.count() + 1;
            open(AccountKind.ISSUANCE, universe, "issuance");
            open(AccountKind.FEES, universe, "fees");
            open(AccountKind.CLEARING, universe, "clearing");
            universes.add(owner, name);
            outcome.id = universe;
            events.universeCreated(universe, header.account, name);
        }
    }

    private void open(AccountKind kind, int universe, String name) {
        int account = accounts.add(kind, universe, 0, 0, 0, name);
        events.accountCreated(
                accounts.id(account), universe, kind, 0, 0, accounts.selfTradeGroup(account), name);
    }

    /**
     * Opens an account in the header's universe for a user. Where there is a cohort the user is a
     * member with one account, which is the answer again and again, and begins with what members
     * begin with unless another amount is given.
     *
     * <p>After the rights of the universe's owner: UNIVERSE_UNKNOWN (the main one), NAME_INVALID,
     * RECIPIENT_UNKNOWN, ASSET_UNKNOWN, AMOUNT_INVALID, SUPPLY_EXCEEDED, USER_MAXIMUM,
     * VENUE_FULL.
     *
     * @param amount of the asset to begin with; 0, and asset 0, for nothing or the cohort's
     */
    void createAccount(
            CommandHeader header,
            long userId,
            int asset,
            long amount,
            String name,
            Outcome outcome) {
        int universe = header.universe;
        if (!rights.isUniverseOwner(header, universe, outcome)) {
            return;
        }
        int user = accounts.indexOf(userId);
        if (universe == 0) {
            outcome.deny(Code.UNIVERSE_UNKNOWN);
            return;
        }
        if (!Names.isName(name)) {
            outcome.deny(Code.NAME_INVALID);
            return;
        }
        if (!transfers.mayTake(user) || !accounts.isPerson(user)) {
            outcome.deny(Code.RECIPIENT_UNKNOWN);
            return;
        }
        boolean hasCohort = universes.hasCohort(universe);
        int member = universes.member(universe, user);
        if (hasCohort && member != Accounts.NONE) {
            outcome.id = accounts.id(member);
            return;
        }
        boolean isDefault = hasCohort && asset == 0 && amount == 0;
        int startAsset = isDefault ? universes.cohort(universe).asset() : asset;
        long start = isDefault ? universes.cohort(universe).startingBalance() : amount;
        boolean isNothing = startAsset == 0 ? start == 0 : isDefault && start == 0;
        if (!isNothing
                && !(transfers.isFormed(startAsset, start, outcome)
                        && transfers.hasRoom(universe, startAsset, start, outcome))) {
            return;
        }
        if (!universes.hasRoomForMember(universe, user, rights.isUnderSudo(header), outcome)) {
            return;
        }
        // After this point the command must succeed.
        int account = desk.open(user, universe, accounts.selfTradeGroup(user), name);
        outcome.id = accounts.id(account);
        outcome.count = 1;
        if (member == Accounts.NONE) {
            universes.addMember(universe, user, account);
            events.memberAdded(universe, userId, outcome.id);
        }
        if (!isNothing) {
            transfers.give(account, startAsset, start, STARTING_BALANCE);
        }
    }

    /**
     * Makes the header's universe a cohort's, or changes its switches. After the rights of the
     * universe's owner: UNIVERSE_UNKNOWN (the main one), ASSET_UNKNOWN, AMOUNT_INVALID.
     */
    void setCohort(CommandHeader header, Cohort cohort, Outcome outcome) {
        int universe = header.universe;
        if (!rights.isUniverseOwner(header, universe, outcome)) {
            return;
        }
        if (universe == 0) {
            outcome.deny(Code.UNIVERSE_UNKNOWN);
        } else if (!assets.exists(cohort.asset()) || !assets.exists(cohort.reportingAsset())) {
            outcome.deny(Code.ASSET_UNKNOWN);
        } else if (cohort.startingBalance() < 0
                || cohort.startingBalance() >= Cashier.SUPPLY_LIMIT) {
            outcome.deny(Code.AMOUNT_INVALID, Cashier.SUPPLY_LIMIT - 1, cohort.startingBalance());
        } else {
            // After this point the command must succeed.
            universes.setCohort(universe, cohort);
            outcome.id = universe;
            events.cohortChanged(universe, cohort);
        }
    }

    /**
     * Begins a cohort's economy anew: ends its open orders, voids its markets in which contracts were
     * traded, takes items off that are not sold, takes all money back, and gives every member what
     * members begin with. After the rights of the universe's owner: COHORT_UNKNOWN, NAME_INVALID (the
     * reason), SUPPLY_EXCEEDED.
     */
    void reset(CommandHeader header, String reason, Outcome outcome) {
        int universe = header.universe;
        if (!rights.isUniverseOwner(header, universe, outcome)) {
            return;
        }
        if (!universes.hasCohort(universe)) {
            outcome.deny(Code.COHORT_UNKNOWN);
            return;
        }
        if (!Names.isNote(reason)) {
            outcome.deny(Code.NAME_INVALID);
            return;
        }
        Cohort cohort = universes.cohort(universe);
        long room = Cashier.SUPPLY_LIMIT - 1;
        int members = universes.members(universe).size();
        if (members > 0 && cohort.startingBalance() > room / members) {
            outcome.deny(Code.SUPPLY_EXCEEDED, cohort.startingBalance(), room / members);
            return;
        }
        // After this point the command must succeed.
        outcome.id = universe;
        outcome.count = universes.accounts(universe).size();
        events.universeReset(universe, outcome.count, reason);
        orders.reset(universe);
        corrections.reset(universe, header.actor, reason);
        items.reset(universe, reason);
        universes.accounts(universe).forEach(account -> sweep(account, universe));
        for (int account = 0; account < accounts.count(); account++) {
            if (accounts.universe(account) == universe
                    && accounts.kind(account) == AccountKind.REDEMPTION) {
                sweep(account, universe);
            }
        }
        sweep(accounts.issuance(universe) + Accounts.FEES, universe);
        sweep(accounts.issuance(universe) + Accounts.CLEARING, universe);
        universes.members(universe).forEach((user, account) -> begin(user, account, cohort));
    }

    private void sweep(int account, int universe) {
        int issuance = accounts.issuance(universe);
        for (int slot = ledger.firstSlot(account); slot != Ledger.NONE; ) {
            long cash = ledger.cash(slot);
            int asset = ledger.asset(slot);
            if (cash != 0) {
                moves.move(account, issuance, asset, cash, PostingCause.SWEEP, universe);
            }
            slot = ledger.nextSlot(slot);
        }
        credits.clear(account);
    }

    private void begin(int user, int account, Cohort cohort) {
        boolean closed = (accounts.marks(account) & Accounts.CLOSED) != 0;
        if (cohort.startingBalance() > 0 && !closed) {
            transfers.give(account, cohort.asset(), cohort.startingBalance(), STARTING_BALANCE);
            credits.given(account, cohort.asset(), user, cohort.startingBalance());
        }
    }

    /**
     * Tells everyone in the header's universe something, or everyone of the venue where it is the
     * main one. After the rights of the universe's owner: NAME_INVALID.
     */
    void message(CommandHeader header, String text, Outcome outcome) {
        if (!rights.isUniverseOwner(header, header.universe, outcome)) {
            return;
        }
        if (text.isEmpty() || !Names.isNote(text)) {
            outcome.deny(Code.NAME_INVALID);
        } else {
            // After this point the command must succeed.
            events.messagePosted(header.universe, text);
        }
    }
}

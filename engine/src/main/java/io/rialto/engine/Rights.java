package io.rialto.engine;

/**
 * Whether who asks may. The engine asks this itself, whatever the gateway has checked (DESIGN, law
 * 8). The first that applies is the answer: UNIVERSE_UNKNOWN, ACTOR_UNKNOWN, ACCOUNT_UNKNOWN,
 * ACCOUNT_NOT_YOURS, NOT_ADMINISTRATOR, NOT_UNIVERSE_OWNER, SUDO_REQUIRED, NOT_A_USER_ACCOUNT,
 * UNIVERSE_MISMATCH, ACCOUNT_CLOSED, ACCOUNT_FROZEN, READ_ONLY.
 */
final class Rights {
    static final int NONE = Accounts.NONE;

    private final Accounts accounts;
    private final Ownership ownership;
    private final Universes universes;

    Rights(Accounts accounts, Ownership ownership, Universes universes) {
        this.accounts = accounts;
        this.ownership = ownership;
        this.universes = universes;
    }

    /**
     * The account that the actor acts as: one that it reaches through ownership or, for an
     * administrator under sudo, any user's. One that may do all that accounts do.
     *
     * @return the account's index, or NONE and the outcome denied
     */
    int trader(CommandHeader header, Outcome outcome) {
        int account = owner(header, outcome);
        if (account == NONE || accounts.marks(account) == 0 || isFree(account, header, outcome)) {
            return account;
        }
        return NONE;
    }

    /** Whether an administrator uses its rights. */
    boolean isUnderSudo(CommandHeader header) {
        return header.sudo && accounts.isAdministrator(accounts.indexOf(header.actor));
    }

    /** To whoever may not know of a market it does not exist; to an administrator under sudo all do. */
    boolean mayKnow(CommandHeader header, Market market) {
        Viewers viewers = market.viewers;
        return viewers.mayKnow(header.account)
                || viewers.mayKnow(header.actor)
                || isUnderSudo(header);
    }

    /** Whose a market is: its owner's, or that of its universe; NONE of spot markets in the main one. */
    int owner(Market market) {
        return market.ofContracts
                ? accounts.indexOf(market.outcome.owner())
                : universes.owner(market.universe);
    }

    /** Whether anybody may know of a market who acts as an account, but for administrators. */
    boolean mayBeKnown(Market market, int account) {
        return market.viewers.mayKnow(accounts.id(account)) || isNamedOwner(market, account);
    }

    /** Whether a user is named who reaches the account. */
    private boolean isNamedOwner(Market market, int account) {
        for (int owner : ownership.owners(account)) {
            boolean isNamed = accounts.isPerson(owner)
                    ? market.viewers.names(accounts.id(owner))
                    : isNamedOwner(market, owner);
            if (isNamed) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #trader}, for what a frozen account and one in a read-only cohort may still do. */
    int owner(CommandHeader header, Outcome outcome) {
        int actor = actor(header, outcome);
        if (actor == NONE) {
            return NONE;
        }
        int account = header.account == header.actor ? actor : accounts.indexOf(header.account);
        if (account == NONE) {
            outcome.deny(Code.ACCOUNT_UNKNOWN);
        } else if (!ownership.reaches(actor, account)
                && (!accounts.isAdministrator(actor) || !header.sudo)) {
            outcome.deny(Code.ACCOUNT_NOT_YOURS);
        } else if (!accounts.isUser(account)) {
            outcome.deny(Code.NOT_A_USER_ACCOUNT);
        } else if (header.universe != 0 && header.universe != accounts.universe(account)) {
            outcome.deny(Code.UNIVERSE_MISMATCH, accounts.universe(account), header.universe);
        } else if ((accounts.marks(account) & Accounts.CLOSED) != 0) {
            outcome.deny(Code.ACCOUNT_CLOSED);
        } else {
            return account;
        }
        return NONE;
    }

    private boolean isFree(int account, CommandHeader header, Outcome outcome) {
        int marks = accounts.marks(account);
        if ((marks & Accounts.FROZEN) != 0) {
            outcome.deny(Code.ACCOUNT_FROZEN);
            return false;
        }
        if ((marks & Accounts.READ_ONLY) != 0 && !manages(accounts.universe(account), header)) {
            outcome.deny(Code.READ_ONLY);
            return false;
        }
        return true;
    }

    /** Whether the actor, who exists, is an administrator under sudo or owns the universe. */
    private boolean manages(int universe, CommandHeader header) {
        int actor = accounts.indexOf(header.actor);
        return (header.sudo && accounts.isAdministrator(actor))
                || (universe != 0 && universes.owner(universe) == actor);
    }

    /**
     * Whether the actor may do what a universe's owner may there; if not, the outcome is denied. In
     * the main universe only an administrator may. Administrators do it under sudo.
     */
    boolean isUniverseOwner(CommandHeader header, int universe, Outcome outcome) {
        int actor = actor(header, outcome);
        if (actor == NONE) {
            return false;
        }
        if (manages(universe, header)) {
            return true;
        }
        if (accounts.isAdministrator(actor)) {
            outcome.deny(Code.SUDO_REQUIRED);
        } else {
            outcome.deny(universe == 0 ? Code.NOT_ADMINISTRATOR : Code.NOT_UNIVERSE_OWNER);
        }
        return false;
    }

    /**
     * Whether the actor may create markets in the header's universe; if not, the outcome is denied:
     * after the rights of an administrator in the main universe, elsewhere with
     * MARKET_CREATION_DENIED by the cohort, or READ_ONLY.
     */
    boolean isMarketCreator(CommandHeader header, Outcome outcome) {
        if (header.universe == 0) {
            return isAdministrator(header, outcome);
        }
        int actor = actor(header, outcome);
        if (actor == NONE) {
            return false;
        }
        if (header.account != 0 && accounts.indexOf(header.account) == NONE) {
            outcome.deny(Code.ACCOUNT_UNKNOWN);
            return false;
        }
        if (header.sudo && accounts.isAdministrator(actor)) {
            return true;
        }
        MarketCreators creators = universes.marketCreators(header.universe);
        boolean owns = universes.owner(header.universe) == actor;
        boolean member = universes.member(header.universe, actor) != NONE;
        boolean allowed = (owns && creators != MarketCreators.NOBODY)
                || (member && creators == MarketCreators.MEMBERS);
        if (!allowed) {
            outcome.deny(Code.MARKET_CREATION_DENIED);
        } else if (!owns && universes.cohort(header.universe).readOnly()) {
            outcome.deny(Code.READ_ONLY);
            allowed = false;
        }
        return allowed;
    }

    /** As {@link #administered}, of an account that is a person's. */
    int administeredPerson(CommandHeader header, Outcome outcome) {
        int account = administered(header, outcome);
        if (account != NONE && !accounts.isPerson(account)) {
            outcome.deny(Code.NOT_A_USER_ACCOUNT);
            return NONE;
        }
        return account;
    }

    /**
     * Whether an administrator acts under sudo; if not, the outcome is denied. The header's account
     * plays no part, but is 0 or one that exists.
     */
    boolean isAdministrator(CommandHeader header, Outcome outcome) {
        int actor = actor(header, outcome);
        if (actor == NONE) {
            return false;
        }
        if (header.account != 0 && accounts.indexOf(header.account) == NONE) {
            outcome.deny(Code.ACCOUNT_UNKNOWN);
            return false;
        }
        return isAdministrator(actor, header, outcome);
    }

    /**
     * The user account that an administrator's command under sudo is about.
     *
     * @return its index, or NONE and the outcome denied
     */
    int administered(CommandHeader header, Outcome outcome) {
        int actor = actor(header, outcome);
        if (actor == NONE) {
            return NONE;
        }
        int account = accounts.indexOf(header.account);
        if (account == NONE) {
            outcome.deny(Code.ACCOUNT_UNKNOWN);
            return NONE;
        }
        if (!isAdministrator(actor, header, outcome)) {
            return NONE;
        }
        if (!accounts.isUser(account)) {
            outcome.deny(Code.NOT_A_USER_ACCOUNT);
            return NONE;
        }
        return account;
    }

    private boolean isAdministrator(int actor, CommandHeader header, Outcome outcome) {
        if (!accounts.isAdministrator(actor)) {
            outcome.deny(Code.NOT_ADMINISTRATOR);
            return false;
        }
        if (!header.sudo) {
            outcome.deny(Code.SUDO_REQUIRED);
            return false;
        }
        return true;
    }

    private int actor(CommandHeader header, Outcome outcome) {
        if (header.universe != 0 && !universes.exists(header.universe)) {
            outcome.deny(Code.UNIVERSE_UNKNOWN);
            return NONE;
        }
        int actor = accounts.indexOf(header.actor);
        if (actor == NONE || !accounts.isPerson(actor)) {
            outcome.deny(Code.ACTOR_UNKNOWN);
            return NONE;
        }
        if ((accounts.marks(actor) & Accounts.CLOSED) != 0) {
            outcome.deny(Code.ACCOUNT_CLOSED);
            return NONE;
        }
        return actor;
    }
}

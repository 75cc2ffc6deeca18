package io.rialto.engine;

/**
 * Whether who asks may. The engine asks this itself, whatever the gateway has checked (DESIGN, law
 * 8). The first that applies is the answer: UNIVERSE_UNKNOWN, ACTOR_UNKNOWN, ACCOUNT_UNKNOWN,
 * ACCOUNT_NOT_YOURS, NOT_ADMINISTRATOR, SUDO_REQUIRED, NOT_A_USER_ACCOUNT.
 */
final class Rights {
    static final int NONE = Accounts.NONE;

    private final Accounts accounts;

    Rights(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * The account that the actor acts as: its own or, for an administrator under sudo, any user's.
     *
     * @return the account's index, or NONE and the outcome denied
     */
    int trader(CommandHeader header, Outcome outcome) {
        int actor = actor(header, outcome);
        if (actor == NONE) {
            return NONE;
        }
        if (header.account == header.actor) {
            return actor;
        }
        int account = accounts.indexOf(header.account);
        if (account == NONE) {
            outcome.deny(Code.ACCOUNT_UNKNOWN);
        } else if (!accounts.isAdministrator(actor) || !header.sudo) {
            outcome.deny(Code.ACCOUNT_NOT_YOURS);
        } else if (!accounts.isUser(account)) {
            outcome.deny(Code.NOT_A_USER_ACCOUNT);
        } else {
            return account;
        }
        return NONE;
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
        if (header.universe != 0) {
            outcome.deny(Code.UNIVERSE_UNKNOWN);
            return NONE;
        }
        int actor = accounts.indexOf(header.actor);
        if (actor == NONE || !accounts.isUser(actor)) {
            outcome.deny(Code.ACTOR_UNKNOWN);
            return NONE;
        }
        return actor;
    }
}

package io.rialto.engine;

import io.rialto.money.Check;

/**
 * Which rules are in force (DESIGN, law 9). An empty venue follows the first; a command switches
 * newer ones on, for good. Version 1 has spot markets, limit and market orders and accounts of one
 * universe. Version 2 has all commands that came later: before it is active they are unknown, so
 * that a log which was written without it gives the states that it gave.
 */
final class Rules {
    static final int FIRST = 1;

    /** From this version on the commands numbered above those of version 1 exist. */
    static final int MORE_COMMANDS = 2;

    private final Accounts accounts;
    private final Rights rights;
    private final EventSink events;

    private int version = FIRST;

    Rules(Accounts accounts, Rights rights, EventSink events) {
        this.accounts = accounts;
        this.rights = rights;
        this.events = events;
    }

    int version() {
        return version;
    }

    boolean hasMoreCommands() {
        return version >= MORE_COMMANDS;
    }

    /**
     * Switches newer rules on. The venue itself (actor 0) may until there is an administrator, then
     * an administrator. After the rights: RULES_UNKNOWN, STATUS_UNCHANGED for those older than what
     * is in force. Those in force are done already; then no event tells of it.
     */
    void activate(CommandHeader header, int newVersion, Outcome outcome) {
        boolean isVenue = header.actor == 0 && accounts.administratorCount() == 0;
        if (!isVenue && !rights.isAdministrator(header, outcome)) {
            return;
        }
        if (newVersion < FIRST || newVersion > Engine.RULES_VERSION) {
            outcome.deny(Code.RULES_UNKNOWN, newVersion, Engine.RULES_VERSION);
        } else if (newVersion < version) {
            outcome.deny(Code.STATUS_UNCHANGED, newVersion, version);
        } else {
            // After this point the command must succeed.
            outcome.id = newVersion;
            if (newVersion > version) {
                version = newVersion;
                events.rulesActivated(newVersion);
            }
        }
    }

    void restore(int restoredVersion) {
        Check.that(
                restoredVersion >= FIRST && restoredVersion <= Engine.RULES_VERSION,
                "the state's rules are known here");
        version = restoredVersion;
    }
}

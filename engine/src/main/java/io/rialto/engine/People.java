package io.rialto.engine;

/** Commands about accounts: who they are and what they may. All but the first are an administrator's. */
final class People {
    private final Accounts accounts;
    private final Tokens tokens;
    private final Rights rights;
    private final LogTime time;
    private final EventSink events;

    People(Accounts accounts, Tokens tokens, Rights rights, LogTime time, EventSink events) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.rights = rights;
        this.time = time;
        this.events = events;
    }

    /** UNIVERSE_UNKNOWN, ALREADY_BOOTSTRAPPED, ACTOR_UNKNOWN, NAME_INVALID, VENUE_FULL. */
    void bootstrap(
            CommandHeader header,
            long personHigh,
            long personLow,
            byte[] tokenHash,
            String name,
            Outcome outcome) {
        if (header.universe != 0) {
            outcome.deny(Code.UNIVERSE_UNKNOWN);
        } else if (accounts.administratorCount() > 0) {
            outcome.deny(Code.ALREADY_BOOTSTRAPPED);
        } else if (header.actor != 0) {
            outcome.deny(Code.ACTOR_UNKNOWN);
        } else if (!Names.isName(name)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (accounts.isFull()) {
            outcome.deny(Code.VENUE_FULL, accounts.count() + 1L, accounts.count());
        } else {
            // After this point the command must succeed.
            int index = add(personHigh, personLow, 0, name);
            outcome.id = accounts.id(index);
            accounts.setAdministrator(index, true);
            events.administratorChanged(outcome.id, true);
            tokens.issue(outcome.id, tokenHash, 0, "");
        }
    }

    /**
     * After the rights: NAME_INVALID, VENUE_FULL. A person who has an account keeps it as it is;
     * then nothing changes and no event tells of it.
     */
    void createAccount(
            CommandHeader header,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name,
            Outcome outcome) {
        if (!rights.isAdministrator(header, outcome)) {
            return;
        }
        if (!Names.isName(name)) {
            outcome.deny(Code.NAME_INVALID);
            return;
        }
        int index = accounts.ofPerson(personHigh, personLow);
        if (index == Accounts.NONE && accounts.isFull()) {
            outcome.deny(Code.VENUE_FULL, accounts.count() + 1L, accounts.count());
            return;
        }
        // After this point the command must succeed.
        if (index == Accounts.NONE) {
            index = add(personHigh, personLow, selfTradeGroup, name);
        }
        outcome.id = accounts.id(index);
    }

    /** After the rights: STATUS_UNCHANGED, LAST_ADMINISTRATOR. */
    void setAdministrator(CommandHeader header, boolean administrator, Outcome outcome) {
        int index = rights.administeredPerson(header, outcome);
        if (index == Rights.NONE) {
            return;
        }
        if (accounts.isAdministrator(index) == administrator) {
            outcome.deny(Code.STATUS_UNCHANGED);
        } else if (!administrator && accounts.administratorCount() == 1) {
            outcome.deny(Code.LAST_ADMINISTRATOR);
        } else {
            // After this point the command must succeed.
            accounts.setAdministrator(index, administrator);
            outcome.id = header.account;
            events.administratorChanged(header.account, administrator);
        }
    }

    /** After the rights nothing is denied. */
    void setSelfTradeGroup(CommandHeader header, long selfTradeGroup, Outcome outcome) {
        int index = rights.administered(header, outcome);
        if (index != Rights.NONE) {
            // After this point the command must succeed.
            accounts.setSelfTradeGroup(index, selfTradeGroup);
            outcome.id = header.account;
            events.selfTradeGroupChanged(header.account, accounts.selfTradeGroup(index));
        }
    }

    /** After the rights: NAME_INVALID, TOKEN_EXISTS, EXPIRY_PAST. */
    void issueToken(
            CommandHeader header, byte[] hash, long expiresAt, String label, Outcome outcome) {
        if (rights.administeredPerson(header, outcome) == Rights.NONE) {
            return;
        }
        if (!Names.isLabel(label)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (tokens.hasHash(hash)) {
            outcome.deny(Code.TOKEN_EXISTS);
        } else if (expiresAt != 0 && expiresAt <= time.now) {
            outcome.deny(Code.EXPIRY_PAST, time.now, expiresAt);
        } else {
            // After this point the command must succeed.
            outcome.id = tokens.issue(header.account, hash, expiresAt, label);
        }
    }

    /** After the rights: TOKEN_UNKNOWN. */
    void revokeToken(CommandHeader header, long tokenId, Outcome outcome) {
        if (!rights.isAdministrator(header, outcome)) {
            return;
        }
        if (!tokens.exists(tokenId)) {
            outcome.deny(Code.TOKEN_UNKNOWN);
        } else {
            // After this point the command must succeed.
            tokens.revoke(tokenId);
            outcome.id = tokenId;
        }
    }

    private int add(long personHigh, long personLow, long selfTradeGroup, String name) {
        int index = accounts.add(AccountKind.USER, 0, personHigh, personLow, selfTradeGroup, name);
        events.accountCreated(
                accounts.id(index),
                0,
                AccountKind.USER,
                personHigh,
                personLow,
                accounts.selfTradeGroup(index),
                name);
        return index;
    }
}

package io.rialto.gateway;

import io.rialto.identity.Scope;

import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody proved by a credential.
 *
 * @param kind of credential
 * @param id of it, among those of its kind: a token's or a key's id, a session
 * @param credential the text of a token, to be looked up again while a connection lasts; empty
 *     where a signature proved it
 * @param person whose it is; empty for a bearer token of the engine's
 * @param account that it acts as
 * @param scopes what it may be used for, within what its person may
 * @param isAuditor whether it reads everything; its scopes are then read only
 * @param profile of limits that an administrator has given it; empty for its account's
 */
record Proof(
        Kind kind,
        String id,
        String credential,
        String person,
        long account,
        Set<Scope> scopes,
        boolean isAuditor,
        String profile) {
    /** How it was proved. */
    enum Kind {
        /** A bearer token in the engine's state, for operators and bots. */
        TOKEN,
        /** An access token of somebody who signed in. */
        SESSION,
        /** A signature by an API key. */
        KEY
    }

    Proof {
        scopes = Set.copyOf(scopes);
    }

    static Set<Scope> allScopes(boolean isAuditor) {
        return isAuditor ? EnumSet.of(Scope.READ) : EnumSet.allOf(Scope.class);
    }

    /** Who it is, as the audit log writes it. */
    String actor() {
        return person.isEmpty() ? "account:" + account : person;
    }

    @Override
    public String toString() {
        return "Proof[" + kind + ", " + id + ", account " + account + "]";
    }
}

package io.rialto.identity;

import java.util.Set;

/**
 * A key that a program signs its requests with, as far as it is shown.
 *
 * @param id names it in requests
 * @param person whose it is
 * @param account that it acts for, and for no other
 * @param label chosen by the person
 * @param kind of signature
 * @param scopes what it may be used for
 * @param addresses where requests may come from; empty for anywhere
 * @param createdAtMillis since 1970
 * @param expiresAtMillis since 1970; 0 for never
 */
public record ApiKey(
        String id,
        String person,
        long account,
        String label,
        Kind kind,
        Set<Scope> scopes,
        AddressList addresses,
        long createdAtMillis,
        long expiresAtMillis) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /** How it signs. */
    public enum Kind {
        /** By a secret that both know. */
        HMAC_SHA256,
        /** By a private key that only the program has. */
        ED25519
    }

    boolean expiredAt(long millis) {
        return expiresAtMillis != 0 && expiresAtMillis <= millis;
    }
}

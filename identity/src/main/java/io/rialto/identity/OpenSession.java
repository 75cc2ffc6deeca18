package io.rialto.identity;

/**
 * A session that a person has open somewhere.
 *
 * @param method how it was opened: password, sign-up, provider
 * @param renewedAtMillis when its tokens were last exchanged, or first given
 * @param expiresAtMillis when it ends unless it is renewed
 */
public record OpenSession(
        String session,
        String method,
        long openedAtMillis,
        long renewedAtMillis,
        long expiresAtMillis) {}

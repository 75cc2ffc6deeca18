package io.rialto.identity;

/**
 * What an access token says.
 *
 * @param person their id
 * @param session that it belongs to
 * @param account the engine's, of that person
 * @param isAuditor whether they read everything and change nothing
 * @param expiresAtMillis since 1970
 */
public record AccessClaims(
        String person, String session, long account, boolean isAuditor, long expiresAtMillis) {}

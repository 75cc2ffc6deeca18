package io.rialto.identity;

/**
 * What somebody has who has signed in.
 *
 * @param accessToken to be sent with every request
 * @param accessExpiresAtMillis since 1970
 * @param refreshToken to be exchanged, once, for the next pair
 * @param refreshExpiresAtMillis since 1970
 */
public record SessionTokens(
        String accessToken,
        long accessExpiresAtMillis,
        String refreshToken,
        long refreshExpiresAtMillis) {}

package io.rialto.view;

/**
 * A bearer token: whoever knows it acts as the account.
 *
 * @param expiresAt nanoseconds since 1970; 0 for never. The reader compares it with its clock
 */
public record TokenInfo(long tokenId, long account, long expiresAt, String label) {
    /** Whether the token is past its time at an instant, in nanoseconds since 1970. */
    public boolean expiredAt(long timeNanos) {
        return expiresAt != 0 && expiresAt <= timeNanos;
    }
}

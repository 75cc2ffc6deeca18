package io.rialto.identity;

/** Why something about identities was not done. */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What it is about; nothing tells whether a person of that name exists. */
    public enum Reason {
        /** The database does not answer, or is none of this venue's. */
        UNAVAILABLE,
        /** Signing up is not open in this way. */
        SIGN_UP_CLOSED,
        /** No such invitation or join code, or it is used up or over. */
        CODE_INVALID,
        /** Somebody has that e-mail or name. */
        LOGIN_TAKEN,
        /** Too short, too long, or the name itself. */
        PASSWORD_UNFIT,
        /** Name, password or code is wrong; which is not told. */
        CREDENTIALS_INVALID,
        /** The password was right, and a code is needed as well. */
        SECOND_FACTOR_REQUIRED,
        /** Too many failures: {@link #retryAfterMillis}. */
        LOCKED_OUT,
        /** The token cannot be read, is of somebody else or signed by nobody known. */
        TOKEN_INVALID,
        TOKEN_EXPIRED,
        /** Its session was ended. */
        SESSION_ENDED,
        /** The refresh token had been used before: its session was ended. */
        REFRESH_REUSED,
        /** No such key, or it was revoked, or has expired. */
        KEY_INVALID,
        SIGNATURE_INVALID,
        /** The time of the signature is too far from the venue's. */
        SIGNATURE_TIME,
        /** A request with this signature has been seen. */
        SIGNATURE_REPLAYED,
        /** Not from this address. */
        ADDRESS_FORBIDDEN,
        /** Not that often, large, many or shaped. */
        LIMIT,
        NOT_FOUND,
        /** The provider did not confirm who came back. */
        PROVIDER_REFUSED,
        /** The provider does not answer. */
        PROVIDER_UNAVAILABLE,
        /** The row changed meanwhile, or is there already. */
        CONFLICT
    }

    private final Reason reason;
    private final long retryAfterMillis;

    IdentityException(Reason reason, String message) {
        this(reason, message, 0);
    }

    IdentityException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfterMillis = 0;
    }

    IdentityException(Reason reason, String message, long retryAfterMillis) {
        super(message);
        this.reason = reason;
        this.retryAfterMillis = retryAfterMillis;
    }

    /** What it is about. */
    public Reason reason() {
        return reason;
    }

    /** When to try again; 0 when that is no question of time. */
    public long retryAfterMillis() {
        return retryAfterMillis;
    }
}

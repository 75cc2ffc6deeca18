package io.rialto.sequencer;

/**
 * Who asks for a command, as whom, and how a repetition is recognised: the part of the command's
 * header that the sender knows. Mutable, to be reused for command after command.
 */
public final class RequestContext {
    /** What a W3C trace context takes: 16 bytes trace id, 8 bytes parent id, 1 byte flags. */
    public static final int TRACE_BYTES = 25;

    /** The economy that the account belongs to; 0 is the main one. */
    public int universe;

    /** The actor uses its administrator's rights. */
    public boolean sudo;

    /** The sender's own number of the session, for its correlation; 0 for none. */
    public long sessionId;

    /** Account of the authenticated user. */
    public long actor;

    /** The account acted as. */
    public long account;

    /** Idempotency key hashed to 128 bits; both halves 0 for none. */
    public long keyHigh;

    public long keyLow;

    /** Hash of what the key may not be used again for another of; trace and time left out. */
    public long payloadHash;

    /** Whether {@link #trace} counts; only requests that are sampled carry one. */
    public boolean traced;

    public final byte[] trace = new byte[TRACE_BYTES];

    /** The actor acting as itself, with nothing else set. */
    public RequestContext as(long user) {
        return as(user, user);
    }

    /** The actor acting as the account, with nothing else set. */
    public RequestContext as(long user, long actedAs) {
        universe = 0;
        sudo = false;
        sessionId = 0;
        actor = user;
        account = actedAs;
        traced = false;
        return key(0, 0, 0);
    }

    /** With its administrator's rights. */
    public RequestContext sudo() {
        sudo = true;
        return this;
    }

    /** Under an idempotency key. */
    public RequestContext key(long high, long low, long hash) {
        keyHigh = high;
        keyLow = low;
        payloadHash = hash;
        return this;
    }
}

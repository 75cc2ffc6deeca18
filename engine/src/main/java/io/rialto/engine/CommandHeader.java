package io.rialto.engine;

/**
 * Who asks, as whom, and how a repetition of the request is recognised. Reused by the caller for
 * command after command; the engine keeps no reference.
 */
public final class CommandHeader {
    /** Template number of the command on the wire: what a denial names. */
    public int template;

    /** The economy that the account belongs to; 0 is the main one. */
    public int universe;

    /** The actor uses its administrator's rights. */
    public boolean sudo;

    /** The sending gateway, 1 or more; 0 for the venue itself, which nothing deduplicates. */
    public int gatewayId;

    public int gatewayEpoch;

    /** 1, 2, 3 … without gaps within the epoch. */
    public long gatewayNumber;

    public long sessionId;

    /** Account of the authenticated user. */
    public long actor;

    /** The account acted as. */
    public long account;

    /** Idempotency key hashed to 128 bits; both halves 0 for none. */
    public long keyHigh;

    public long keyLow;

    /** Hash of everything that the key may not be used again for with another value. */
    public long payloadHash;
}

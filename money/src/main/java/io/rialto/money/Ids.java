package io.rialto.money;

/**
 * Ids of accounts and markets: positive, below 2^53 so that every client language can hold them,
 * the shard that issued them in bits 43–52 and its count from 1 below that. Never reused.
 */
public final class Ids {
    /** Shards are 0 to this. */
    public static final int SHARD_MAX = 1023;

    /** The highest number within a shard. */
    public static final long LOCAL_MAX = (1L << 43) - 1;

    private static final int SHARD_SHIFT = 43;

    private Ids() {}

    /** The id of a shard's {@code local}-th thing, counted from 1. */
    public static long of(int shard, long local) {
        Check.that(shard >= 0 && shard <= SHARD_MAX, "a shard has ten bits");
        Check.that(local >= 1 && local <= LOCAL_MAX, "a number in a shard has 43 bits");
        return ((long) shard << SHARD_SHIFT) | local;
    }

    /** The shard in an id; what is no id at all gives no shard that exists. */
    public static long shard(long id) {
        return id >> SHARD_SHIFT;
    }

    /** The number within the shard. */
    public static long local(long id) {
        return id & LOCAL_MAX;
    }
}

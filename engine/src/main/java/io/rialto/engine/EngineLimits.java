package io.rialto.engine;

/**
 * Declared maxima of an engine. They are part of the venue's configuration and the same on every
 * node: exceeding one is a denial, and so must be decided alike everywhere.
 *
 * @param shard top bits of every account and market id, 0–1023
 * @param accountsMax user and system accounts
 * @param marketsMax markets ever created
 * @param ordersMax open orders in all markets together
 * @param gatewaysMax gateways ever opened
 * @param gatewayWindow outcomes remembered per gateway, a power of two
 * @param keysPerActorMax idempotency keys remembered per actor
 * @param keyAgeNanos how long a key is remembered at most
 * @param owners of these, how many one user may take
 */
public record EngineLimits(
        int shard,
        int accountsMax,
        int marketsMax,
        int ordersMax,
        int gatewaysMax,
        int gatewayWindow,
        int keysPerActorMax,
        long keyAgeNanos,
        OwnerLimits owners) {
    /** With what users may take by default. */
    public EngineLimits(
            int shard,
            int accountsMax,
            int marketsMax,
            int ordersMax,
            int gatewaysMax,
            int gatewayWindow,
            int keysPerActorMax,
            long keyAgeNanos) {
        this(
                shard,
                accountsMax,
                marketsMax,
                ordersMax,
                gatewaysMax,
                gatewayWindow,
                keysPerActorMax,
                keyAgeNanos,
                OwnerLimits.defaults());
    }

    /** What a venue runs with unless told otherwise. */
    public static EngineLimits defaults() {
        return new EngineLimits(
                0, 1 << 20, 1 << 14, 1 << 22, 256, 4096, 10_000, 24L * 3600 * 1_000_000_000L);
    }
}

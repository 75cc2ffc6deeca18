package io.rialto.engine;

/** What happens to rates by volume. Part of an {@link EventSink}; units as there. */
public interface FeeEvents {
    /**
     * From a traded volume on an account's orders are accepted at other rates from now on, or, with
     * {@code removed}, no longer.
     *
     * @param volume quote minor units that the account traded in the market in the last 30 days
     */
    void feeTierSet(
            long market,
            long volume,
            int makerFeePpm,
            int takerFeePpm,
            boolean removed,
            long actor,
            String reason);
}

package io.rialto.engine;

/** The records of a state about rates by volume. Part of a {@link StateSink}. */
public interface FeeRecords {
    /** By market, then volume. */
    void feeTier(long market, long volume, int makerFeePpm, int takerFeePpm);

    /** By market, account and day, where a market has tiers; days since 1970 with a volume. */
    void tradedVolume(long market, long account, long day, long volume);
}

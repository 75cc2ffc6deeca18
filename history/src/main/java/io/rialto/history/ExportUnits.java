package io.rialto.history;

/** What the numbers of the history count, and which markets may be told of: it has no directory of assets and markets itself. */
public interface ExportUnits {
    /** Decimals of a market's base asset. */
    int baseScale(long market);

    /** Decimals of a market's quote asset. */
    int quoteScale(long market);

    /** Decimals of an asset. */
    int scale(int asset);

    /** Of a market. */
    String symbol(long market);

    /** Whether who asks may know of a market: its trades and orders are left out otherwise. */
    boolean mayKnow(long market);

    /** Of an asset. */
    String asset(int asset);
}

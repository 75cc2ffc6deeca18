package io.rialto.view;

/**
 * How much a view remembers beyond the state: what is older is only in the history.
 *
 * @param recentPerAccountMax closed orders, and trades, kept of one account
 * @param recentPerMarketMax trades kept of one market
 * @param recentTotalMax closed orders, and trades, kept for accounts over all accounts
 */
public record ViewLimits(int recentPerAccountMax, int recentPerMarketMax, int recentTotalMax) {
    /** 1,000 per account and market, 100,000 in all. */
    public static final ViewLimits STANDARD = new ViewLimits(1_000, 1_000, 100_000);

    public ViewLimits {
        if (recentPerAccountMax < 1 || recentPerMarketMax < 1 || recentTotalMax < 1) {
            throw new IllegalArgumentException("a view remembers at least one of each");
        }
    }
}

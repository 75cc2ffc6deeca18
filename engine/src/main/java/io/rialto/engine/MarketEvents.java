package io.rialto.engine;

/** What happens to markets as a whole, since version 2 of the rules. */
public interface MarketEvents {
    /** Stands for no price where 0 is one. */
    long NO_PRICE = Long.MIN_VALUE;

    /**
     * A market's status changed.
     *
     * @param actor whose command it was; 0 where the venue did it of itself, whoever gave the cause
     */
    void marketStatusSet(
            long market,
            MarketStatus previous,
            MarketStatus status,
            StatusCause cause,
            long actor,
            String reason);

    /** Whether only named accounts may know of a market, and whether it hides account ids. */
    void marketVisibilitySet(long market, boolean restricted, boolean hidesAccounts, String reason);

    /** An account is named as one that may know of a market, or no more. */
    void marketViewerSet(long market, long account, boolean visible, String reason);
}

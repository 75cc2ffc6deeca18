package io.rialto.engine;

/** What happens to markets as a whole, since version 2 of the rules. */
public interface MarketEvents {
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
}

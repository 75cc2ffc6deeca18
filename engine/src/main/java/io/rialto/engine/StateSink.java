package io.rialto.engine;

/**
 * Takes the whole state of an engine, record by record in the order of these methods; within a
 * method in the order that each states. Both the snapshot's encoder and an empty engine that is
 * being restored ({@code Engine.restorer()}) are one. Arguments are only lent for the call.
 */
public interface StateSink
        extends AccountStates,
                ItemStates,
                OutcomeStates,
                OptionStates,
                TriggerRecords,
                ProtectionRecords,
                MarketRecords,
                CorrectionRecords {
    /** The counters; first and once. */
    void header(
            int rulesVersion,
            int shard,
            long timeNanos,
            long nextAsset,
            long nextAccount,
            long nextMarket,
            long nextToken);

    /** By id. */
    void asset(int asset, String symbol, int scale, int displayScale);

    /** By id. */
    void account(
            long account,
            int universe,
            AccountKind kind,
            boolean administrator,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name);

    /** By account, then asset; those that ever were other than zero. */
    void balance(long account, int asset, long cash, long held);

    /** By id; those not revoked. */
    void token(long tokenId, long account, byte[] tokenHash, long expiresAt, String label);

    /**
     * By id; {@code spec} as it is now.
     *
     * @param lastPrice 0 before the first trade; {@link MarketEvents#NO_PRICE} where contracts were
     *     traded and no trade that is known stands
     */
    void market(
            long market,
            int universe,
            MarketSpec spec,
            long lastPrice,
            long nextOrder,
            long nextTrade,
            long update);

    /** By market, bids before asks, each in order of priority. */
    void order(OrderRecord order);

    /** By id. */
    void gateway(int gatewayId, int epoch, long instanceHigh, long instanceLow, long lastNumber);

    /** By gateway, then number. */
    void gatewayOutcome(int gatewayId, long number, Outcome outcome);

    /** By actor, then in order of age; those that are still remembered. */
    void key(
            long actor,
            long keyHigh,
            long keyLow,
            long payloadHash,
            long rememberedAt,
            Outcome outcome);

    /** Last and once. */
    void end();

    /** An open order; reused from call to call. */
    final class OrderRecord {
        public final EventSink.OrderAccepted terms = new EventSink.OrderAccepted();
        public long remaining;
        public long filled;

        /** Still held for it: quote minor units for a buy, base for a sell. */
        public long held;

        /** Quote minor units traded as maker and as taker, and the fees charged on them. */
        public long makerNotional;

        public long takerNotional;
        public long makerFees;
        public long takerFees;
        public long acceptedAt;
    }
}

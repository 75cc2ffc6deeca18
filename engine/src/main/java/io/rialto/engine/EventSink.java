package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;

/**
 * Takes the events of the engine in order, each numbered one above the last. Arguments are only
 * lent for the call. Units as everywhere: prices in 1e-9 of quote per one base, quantities in base
 * minor units, money in minor units of its asset, instants in nanoseconds since 1970.
 */
public interface EventSink
        extends AccountEvents,
                AuctionEvents,
                CorrectionEvents,
                ItemEvents,
                MarketEvents,
                OptionEvents,
                OutcomeEvents,
                ProtectionEvents,
                TriggerEvents {
    /** Number of the last event taken; 0 before the first. */
    long sequence();

    /** Newer rules are in force from the next command on. */
    void rulesActivated(int version);

    void gatewayOpened(int gatewayId, int epoch, long instanceHigh, long instanceLow);

    void assetCreated(int asset, String symbol, int scale, int displayScale);

    void accountCreated(
            long account,
            int universe,
            AccountKind kind,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name);

    void administratorChanged(long account, boolean administrator);

    /** {@code tokenHash} is 32 bytes, the SHA-256 of the token. */
    void tokenIssued(long tokenId, long account, byte[] tokenHash, long expiresAt, String label);

    void tokenRevoked(long tokenId, long account);

    void marketCreated(long market, int universe, MarketSpec spec);

    void marketStatusChanged(long market, MarketStatus status, String reason);

    void marketFeesChanged(long market, int makerFeePpm, int takerFeePpm);

    void selfTradeGroupChanged(long account, long selfTradeGroup);

    /** An order was taken in; what follows is what became of it at once. */
    void orderAccepted(OrderAccepted order);

    /** An order stands in the book, last in the queue of its price. */
    void orderRested(long market, long order, long update, long price, long remaining, Side side);

    /**
     * An order became smaller: a resting one, which keeps its priority, or by self-trade prevention the
     * incoming one, which does not stand in the book and has {@code update} 0.
     */
    void orderReduced(
            long market,
            long order,
            long account,
            long update,
            long quantity,
            long remaining,
            boolean selfTrade);

    /** A resting order left the book to be entered again with other terms. */
    void orderAmended(
            long market,
            long order,
            long account,
            long update,
            long price,
            long quantity,
            long remaining);

    void traded(Traded trade);

    /**
     * An order ended. {@code rested} says whether it ever stood in the book, {@code update} is other than
     * 0 only if this takes it off: a trade that filled it, or an amendment, already did.
     */
    void orderClosed(
            long market,
            long order,
            long account,
            long update,
            long remaining,
            long filled,
            CloseReason reason,
            boolean rested);

    /** A balance changed; {@code market} and {@code reference} are 0 where there is none. */
    void posted(
            long account,
            int asset,
            PostingCause cause,
            long cashDelta,
            long heldDelta,
            long cash,
            long held,
            long market,
            long reference);

    /** A deposit of {@code amount}; its postings follow. */
    void issued(long account, int asset, long amount, String note);

    /** A withdrawal of {@code amount}; its postings follow. */
    void withdrawn(long account, int asset, long amount, String note);

    void commandDenied(
            int template,
            Code code,
            long account,
            long market,
            long order,
            long needed,
            long available,
            ClientOrderId clientOrderId);

    /** The terms of an accepted order; reused from event to event. */
    final class OrderAccepted {
        public long market;
        public long order;
        public long account;
        public final ClientOrderId clientOrderId = new ClientOrderId();

        /** As bounded: the limit, or how far a market order may go. */
        public long price;

        public long quantity;
        public long budget;
        public long expiresAt;
        public int makerFeePpm;
        public int takerFeePpm;
        public Side side = Side.BUY;
        public OrderType orderType = OrderType.LIMIT;
        public TimeInForce timeInForce = TimeInForce.GTC;

        /** As resolved: never the market's default. */
        public SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

        public boolean postOnly;
    }

    /** A trade; reused from event to event. */
    final class Traded {
        public long market;
        public long trade;
        public long update;
        public long makerOrder;
        public long takerOrder;
        public long makerAccount;
        public long takerAccount;
        public long price;
        public long quantity;
        public long notional;

        /** Quote minor units; negative is a rebate. */
        public long makerFee;

        public long takerFee;
        public long makerRemaining;
        public Side takerSide = Side.BUY;
    }
}

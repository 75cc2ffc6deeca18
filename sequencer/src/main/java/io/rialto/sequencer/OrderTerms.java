package io.rialto.sequencer;

import io.rialto.protocol.OrderType;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

/**
 * The terms of an order to send. Prices in 1e-9 of quote per one base, quantity in base minor units,
 * budget in quote minor units. Mutable, to be reused; the engine checks all of it.
 */
public final class OrderTerms {
    public long market;

    /** Up to 36 printable ASCII characters; empty for none. */
    public String clientOrderId = "";

    /** The limit; for a market order its bound, or 0 for the market's protection. */
    public long price;

    /** 0 for a market order to buy by budget alone. */
    public long quantity;

    /** The most that a market order to buy may spend, fees included; 0 for no budget. */
    public long budget;

    /** Instant in nanoseconds since 1970 for GTD and DAY; else 0. */
    public long expiresAt;

    public Side side = Side.BUY;
    public OrderType orderType = OrderType.LIMIT;
    public TimeInForce timeInForce = TimeInForce.GTC;
    public SelfTradePrevention selfTradePrevention = SelfTradePrevention.MARKET_DEFAULT;

    /** To be denied rather than take. */
    public boolean postOnly;

    /** A limit order that stands until cancelled, and nothing else set. */
    public OrderTerms limit(long inMarket, Side onSide, long atPrice, long ofQuantity) {
        market = inMarket;
        clientOrderId = "";
        price = atPrice;
        quantity = ofQuantity;
        budget = 0;
        expiresAt = 0;
        side = onSide;
        orderType = OrderType.LIMIT;
        timeInForce = TimeInForce.GTC;
        selfTradePrevention = SelfTradePrevention.MARKET_DEFAULT;
        postOnly = false;
        return this;
    }

    /** A market order by quantity without a bound of its own, and nothing else set. */
    public OrderTerms market(long inMarket, Side onSide, long ofQuantity) {
        limit(inMarket, onSide, 0, ofQuantity);
        orderType = OrderType.MARKET;
        timeInForce = TimeInForce.IOC;
        return this;
    }
}

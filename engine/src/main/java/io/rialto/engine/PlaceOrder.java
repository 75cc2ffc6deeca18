package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;

/**
 * The terms of an order. Reused by the caller; the engine keeps no reference. Prices are in 1e-9 of
 * quote per one base, quantities in base minor units, budget in quote minor units.
 */
public final class PlaceOrder {
    public long market;

    public final ClientOrderId clientOrderId = new ClientOrderId();

    /** False when the id on the wire was malformed: denied as such. */
    public boolean clientOrderIdValid = true;

    public Side side = Side.BUY;

    public OrderType orderType = OrderType.LIMIT;

    public TimeInForce timeInForce = TimeInForce.GTC;

    /** Whether {@link #selfTradePrevention} counts or the market's default does. */
    public boolean marketDefaultPrevention = true;

    public SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

    /** To be denied rather than take. */
    public boolean postOnly;

    /** What it is told besides; an order that slides is post-only. */
    public Instruction instruction = Instruction.NONE;

    /** Whether it came as an order that the venue manages while it rests; else the rest is not given. */
    public boolean isManaged;

    /** The most that it shows at a time, base minor units; 0 for all. */
    public long displayQuantity;

    /** What it follows; its price is then the worst that it goes to. */
    public Peg peg = Peg.NONE;

    /** How far from what it follows, up or down; 1e-9 of quote per base. */
    public long pegOffset;

    /** The limit; for a market order its bound, or 0 for the market's protection. */
    public long price;

    /** 0 for a market order to buy by budget alone. */
    public long quantity;

    /** The most that a market order to buy may spend, fees included; 0 for no budget. */
    public long budget;

    /** Instant in nanoseconds since 1970 for GTD and DAY; else 0. */
    public long expiresAt;

    /** Whether a part that does not trade at once would stand in the book. */
    boolean mayRest() {
        return orderType == OrderType.LIMIT
                && timeInForce != TimeInForce.IOC
                && timeInForce != TimeInForce.FOK;
    }
}

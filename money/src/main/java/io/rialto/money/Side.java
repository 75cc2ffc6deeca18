package io.rialto.money;

/** The side of an order: to buy the base asset, or to sell it. */
public enum Side {
    BUY,
    SELL;

    /** The side that trades against this one. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}

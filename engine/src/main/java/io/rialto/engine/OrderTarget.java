package io.rialto.engine;

/** Names an open order of a market: by the venue's id or, where that is 0, by the client's. */
public final class OrderTarget {
    public long market;

    public long orderId;

    public final ClientOrderId clientOrderId = new ClientOrderId();
}

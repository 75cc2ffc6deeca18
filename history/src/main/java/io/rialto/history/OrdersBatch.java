package io.rialto.history;

import io.rialto.history.OrderEvent.Kind;
import io.rialto.protocol.ExitsPlacedDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderManagedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.OrderShownDecoder;
import io.rialto.protocol.OrderTriggeredDecoder;
import io.rialto.protocol.OrderWaitingDecoder;
import io.rialto.protocol.OrdersLinkedDecoder;
import io.rialto.protocol.Peg;
import io.rialto.protocol.PostedDecoder;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.Side;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.TriggerMovedDecoder;
import io.rialto.protocol.WaitingAmendedDecoder;
import io.rialto.view.EventVisitor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns what happened to orders into rows, with trades and postings: orders once each in a
 * transaction, however they changed.
 */
final class OrdersBatch implements EventVisitor {
    private final Tables tables;
    private final Map<OrderChange.Key, OrderChange> orders = new LinkedHashMap<>();
    private long timeNanos;

    // Of the last trade. Its postings follow in this order: the buyer's quote, the buyer's
    // base, the seller's base, the seller's quote, the fees.
    private long buyOrder;
    private long sellOrder;
    private int postingsOfTrade;

    OrdersBatch(Tables tables) {
        this.tables = tables;
    }

    void beginCommand(long newTimeNanos) {
        timeNanos = newTimeNanos;
    }

    /** Passes on what was collected about orders. */
    void end() {
        tables.putOrders(orders.values());
        orders.clear();
    }

    private OrderChange order(long market, long order) {
        return orders.computeIfAbsent(
                new OrderChange.Key(market, order), key -> new OrderChange(market, order));
    }

    private OrderChange changed(long market, long order, long sequence) {
        OrderChange change = order(market, order);
        change.changedAt = timeNanos;
        change.changedSequence = sequence;
        return change;
    }

    /** A change that no book shows. */
    private void tell(
            long sequence, OrderChange order, Kind kind, long price, long quantity, String reason) {
        tell(sequence, order, kind, Side.NULL_VAL, price, quantity, 0, 0, 0, reason);
    }

    private void tell(
            long sequence,
            OrderChange order,
            Kind kind,
            Side side,
            long price,
            long quantity,
            long remaining,
            long update,
            long trade,
            String reason) {
        BookChange change = new BookChange(
                order.market,
                order.order,
                sequence,
                timeNanos,
                kind,
                side,
                price,
                quantity,
                remaining,
                update,
                PastBooks.SELF_TRADE.equals(reason));
        tables.orderEvents.add(change, trade, reason);
    }

    @Override
    public void onOrderAccepted(long sequence, OrderAcceptedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.isNew = true;
        order.account = event.account();
        order.clientOrderId = event.clientOrderId();
        order.side = event.side();
        order.orderType = event.orderType();
        order.timeInForce = event.timeInForce();
        order.selfTradePrevention = event.selfTradePrevention();
        order.postOnly = event.postOnly() == 1;
        order.budget = event.budget();
        order.expiresAt = event.expiresAt();
        order.makerFeePpm = event.makerFeePpm();
        order.takerFeePpm = event.takerFeePpm();
        order.acceptedAt = timeNanos;
        order.acceptedSequence = sequence;
        order.price(event.price());
        order.quantity(event.quantity());
        tell(sequence, order, Kind.ACCEPTED, order.price, order.quantity, "");
    }

    @Override
    public void onOrderRested(long sequence, OrderRestedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        long price = event.price();
        long update = event.update();
        Side side = event.side();
        tell(sequence, order, Kind.RESTED, side, price, event.remaining(), 0, update, 0, "");
    }

    @Override
    public void onOrderReduced(long sequence, OrderReducedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.quantity(event.quantity());
        String reason = event.selfTrade() == 1 ? PastBooks.SELF_TRADE : "";
        long total = event.quantity();
        long left = event.remaining();
        long update = event.update();
        tell(sequence, order, Kind.REDUCED, Side.NULL_VAL, 0, total, left, update, 0, reason);
    }

    @Override
    public void onOrderAmended(long sequence, OrderAmendedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.price(event.price());
        order.quantity(event.quantity());
        long price = event.price();
        long total = event.quantity();
        long update = event.update();
        tell(sequence, order, Kind.AMENDED, Side.NULL_VAL, price, total, 0, update, 0, "");
    }

    @Override
    public void onOrderManaged(long sequence, OrderManagedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        String peg = event.peg() == Peg.NONE ? "" : event.peg().name();
        tell(sequence, order, Kind.MANAGED, event.pegLimit(), event.display(), peg);
    }

    @Override
    public void onOrdersLinked(long sequence, OrdersLinkedDecoder event) {
        link(sequence, event.market(), event.order(), event.other());
    }

    @Override
    public void onExitsPlaced(long sequence, ExitsPlacedDecoder event) {
        link(sequence, event.market(), event.takeProfit(), event.stop());
    }

    private void link(long sequence, long market, long order, long other) {
        OrderChange one = changed(market, order, sequence);
        tell(sequence, one, Kind.LINKED, 0, 0, Long.toString(other));
        OrderChange two = changed(market, other, sequence);
        tell(sequence, two, Kind.LINKED, 0, 0, Long.toString(order));
    }

    @Override
    public void onOrderShown(long sequence, OrderShownDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        long shown = event.shown();
        tell(sequence, order, Kind.SHOWN, Side.NULL_VAL, 0, shown, 0, event.update(), 0, "");
    }

    @Override
    public void onOrderWaiting(long sequence, OrderWaitingDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        String condition = event.condition().name();
        tell(sequence, order, Kind.WAITING, event.triggerPrice(), 0, condition);
    }

    @Override
    public void onTriggerMoved(long sequence, TriggerMovedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        tell(sequence, order, Kind.MOVED, event.triggerPrice(), 0, "");
    }

    @Override
    public void onWaitingAmended(long sequence, WaitingAmendedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.price(event.price());
        order.quantity(event.quantity());
        tell(sequence, order, Kind.AMENDED, event.price(), event.quantity(), "");
    }

    @Override
    public void onOrderTriggered(long sequence, OrderTriggeredDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.price(event.price());
        tell(sequence, order, Kind.TRIGGERED, event.price(), 0, "");
    }

    @Override
    public void onTraded(long sequence, TradedDecoder event) {
        boolean takerBuys = event.takerSide() == Side.BUY;
        buyOrder = takerBuys ? event.takerOrder() : event.makerOrder();
        sellOrder = takerBuys ? event.makerOrder() : event.takerOrder();
        postingsOfTrade = 0;
        filled(sequence, event, event.makerOrder(), event.makerFee());
        filled(sequence, event, event.takerOrder(), event.takerFee());
        tables.trades
                .put(event.market())
                .put(event.trade())
                .put(event.update())
                .put(sequence)
                .put(timeNanos)
                .put(event.makerOrder())
                .put(event.takerOrder())
                .put(event.makerAccount())
                .put(event.takerAccount())
                .put(event.price())
                .put(event.quantity())
                .put(event.notional())
                .put(event.makerFee())
                .put(event.takerFee())
                .put(event.takerSide())
                .end();
        tables.candles.add(
                event.market(),
                timeNanos,
                event.trade(),
                event.price(),
                event.quantity(),
                event.notional(),
                event.takerSide());
    }

    private void filled(long sequence, TradedDecoder event, long orderId, long fee) {
        OrderChange order = changed(event.market(), orderId, sequence);
        order.filled += event.quantity();
        order.filledNotional += event.notional();
        order.fees += fee;
        long price = event.price();
        long quantity = event.quantity();
        long update = event.update();
        long trade = event.trade();
        tell(sequence, order, Kind.TRADED, Side.NULL_VAL, price, quantity, 0, update, trade, "");
    }

    @Override
    public void onOrderClosed(long sequence, OrderClosedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.closeReason = event.reason();
        long update = event.update();
        String reason = event.reason().name();
        tell(sequence, order, Kind.CLOSED, Side.NULL_VAL, 0, event.filled(), 0, update, 0, reason);
    }

    @Override
    public void onPosted(long sequence, PostedDecoder event) {
        tables.postings
                .put(sequence)
                .put(timeNanos)
                .put(event.account())
                .put(event.asset())
                .put(event.cause())
                .put(event.cashDelta())
                .put(event.heldDelta())
                .put(event.cash())
                .put(event.held())
                .put(event.market())
                .put(event.reference())
                .end();
        if (event.cause() == PostingCause.TRADE) {
            boolean ofBuyer = postingsOfTrade++ < 2;
            order(event.market(), ofBuyer ? buyOrder : sellOrder).held += event.heldDelta();
        } else if (event.heldDelta() != 0 && event.market() != 0) {
            order(event.market(), event.reference()).held += event.heldDelta();
        }
    }
}

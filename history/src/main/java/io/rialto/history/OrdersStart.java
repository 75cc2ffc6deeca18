package io.rialto.history;

import io.rialto.protocol.AssetStateDecoder;
import io.rialto.protocol.ManagedOrderStateDecoder;
import io.rialto.protocol.MarketStateDecoder;
import io.rialto.protocol.OrderStateRecordDecoder;
import io.rialto.protocol.OutcomeMarketStateDecoder;
import io.rialto.protocol.UnchargedNotionalStateDecoder;
import io.rialto.protocol.WaitingOrderStateDecoder;
import io.rialto.view.FrameInvalidException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Begins what is known of orders, and the books, with the records of a state snapshot. */
final class OrdersStart {
    private final Tables tables;
    private final List<OrderChange> orders = new ArrayList<>();
    private final Map<OrderChange.Key, Long> unchargedNotionals = new HashMap<>();
    private final Map<Long, RestingOrders> books = new TreeMap<>();
    private final Set<Long> marketsOfContracts = new HashSet<>();
    private final FeeFloors floors = new FeeFloors();
    private long sequence;
    private long timeNanos;

    OrdersStart(Tables tables) {
        this.tables = tables;
    }

    void begin(long newSequence, long newTimeNanos) {
        sequence = newSequence;
        timeNanos = newTimeNanos;
    }

    void load(AssetStateDecoder asset) {
        floors.asset(asset);
    }

    void load(MarketStateDecoder market) {
        floors.market(market);
        if (market.baseAsset() == 0) {
            marketsOfContracts.add(market.market());
        }
        books.put(market.market(), new RestingOrders(sequence, timeNanos, market.update()));
    }

    /** Of the market before it. */
    void load(OutcomeMarketStateDecoder outcome) {
        floors.outcome(outcome);
    }

    void load(ManagedOrderStateDecoder managed) {
        books.get(managed.market()).show(managed.order(), managed.display(), managed.shown());
    }

    void load(UnchargedNotionalStateDecoder uncharged) {
        unchargedNotionals.put(
                new OrderChange.Key(uncharged.market(), uncharged.order()), uncharged.notional());
    }

    void load(WaitingOrderStateDecoder waiting) {
        OrderChange row = new OrderChange(waiting.market(), waiting.order());
        row.isNew = true;
        row.account = waiting.account();
        row.clientOrderId = waiting.clientOrderId();
        row.side = waiting.side();
        row.orderType = waiting.orderType();
        row.timeInForce = waiting.timeInForce();
        row.selfTradePrevention = waiting.selfTradePrevention();
        row.price(waiting.price());
        row.quantity(waiting.quantity());
        row.expiresAt = waiting.expiresAt();
        row.makerFeePpm = waiting.makerFeePpm();
        row.takerFeePpm = waiting.takerFeePpm();
        row.held = waiting.held();
        row.acceptedAt = waiting.acceptedAt();
        row.changedAt = waiting.acceptedAt();
        row.changedSequence = sequence;
        open(row, waiting.triggerPrice());
    }

    void load(OrderStateRecordDecoder order) {
        OrderChange row = new OrderChange(order.market(), order.order());
        row.isNew = true;
        row.account = order.account();
        row.clientOrderId = order.clientOrderId();
        row.side = order.side();
        row.orderType = order.orderType();
        row.timeInForce = order.timeInForce();
        row.selfTradePrevention = order.selfTradePrevention();
        row.postOnly = order.postOnly() == 1;
        row.price(order.price());
        row.quantity(order.quantity());
        row.budget = order.budget();
        row.expiresAt = order.expiresAt();
        row.makerFeePpm = order.makerFeePpm();
        row.takerFeePpm = order.takerFeePpm();
        row.filled = order.filled();
        row.filledNotional = order.makerNotional()
                + order.takerNotional()
                + floors.of(order.market(), order.filled());
        row.fees = order.makerFees() + order.takerFees();
        // Orders for contracts hold nothing that is posted: there it is the fees still possible.
        row.held = marketsOfContracts.contains(row.market) ? 0 : order.held();
        row.acceptedAt = order.acceptedAt();
        row.changedAt = order.acceptedAt();
        row.changedSequence = sequence;
        open(row, 0);
        // Those of a side come in order of priority, and are before whatever comes later.
        long entered = orders.size();
        RestingOrders book = books.get(row.market);
        if (book == null) {
            throw new FrameInvalidException("the order's market " + row.market + " is unknown");
        }
        book.enter(row.order, row.side, row.price, order.remaining(), entered);
    }

    /** As it is now: following it begins there, as what came before is not known. */
    private void open(OrderChange row, long triggerPrice) {
        orders.add(row);
        tables.orderSnapshots
                .put(row.market)
                .put(row.order)
                .put(sequence)
                .put(row.price)
                .put(row.quantity)
                .put(row.filled)
                .put(triggerPrice)
                .end();
    }

    /** Passes on all of it: there is no more to come. */
    void end() {
        orders.forEach(row -> row.filledNotional +=
                unchargedNotionals.getOrDefault(new OrderChange.Key(row.market, row.order), 0L));
        numberOrders();
        tables.putOrders(orders);
        books.forEach(tables.orderEvents::store);
    }

    // The events that took them in are gone, but pages need cursors: numbers up to the
    // snapshot's, in the order in which the orders came. There are enough, as each order was
    // an event.
    private void numberOrders() {
        orders.sort(Comparator.<OrderChange>comparingLong(row -> row.acceptedAt)
                .thenComparingLong(row -> row.market)
                .thenComparingLong(row -> row.order));
        long next = sequence - orders.size();
        for (OrderChange row : orders) {
            row.acceptedSequence = ++next;
        }
    }
}

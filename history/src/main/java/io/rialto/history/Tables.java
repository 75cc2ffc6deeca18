package io.rialto.history;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The statements that write the history, each collecting its rows until they are sent. */
final class Tables implements AutoCloseable {
    final OrderEventRows orderEvents;
    final Rows trades;
    final Rows postings;
    final Rows transfers;
    final Rows marketEvents;
    final Rows denials;
    final Rows balanceSnapshots;
    final Rows orderSnapshots;
    final Rows prunedTraders;
    final Rows administration;
    final Rows referenceData;
    final CandleRows candles;
    final Rows corrections;
    final DealingRows dealings;
    private final List<Undone> undone = new ArrayList<>();
    private final Rows ordersInserted;
    private final Rows ordersUpdated;
    private final Rows projection;
    private final Rows projectionBeginning;

    private record Undone(long market, long trade) {}

    Tables(Connection connection) {
        orderEvents = new OrderEventRows(connection);
        trades = Rows.insert(connection, "trades", 15);
        postings = Rows.insert(connection, "postings", 11);
        transfers = Rows.insert(connection, "transfers", 9);
        marketEvents = Rows.insert(connection, "market_events", 10);
        denials = Rows.insert(connection, "denials", 11);
        balanceSnapshots = Rows.insert(connection, "balance_snapshots", 5);
        orderSnapshots = Rows.insert(connection, "order_snapshots", 7);
        prunedTraders = Rows.insert(connection, "pruned_traders", 1);
        administration = Rows.insert(connection, "administration", 7);
        referenceData = Rows.insert(connection, "reference_data", 5);
        candles = new CandleRows(connection);
        corrections = Rows.insert(connection, "corrections", 9);
        dealings = new DealingRows(connection);
        ordersInserted = Rows.insert(connection, "orders", 24);
        ordersUpdated = new Rows(connection, """
                        UPDATE orders SET
                            price = CASE WHEN ? = 1 THEN ? ELSE price END,
                            quantity = CASE WHEN ? = 1 THEN ? ELSE quantity END,
                            filled = filled + ?,
                            filled_notional = filled_notional + ?,
                            fees = fees + ?,
                            held = held + ?,
                            close_reason = ?,
                            changed_at = ?,
                            changed_sequence = ?
                        WHERE market = ? AND order_id = ?""");
        projectionBeginning = new Rows(
                connection,
                "UPDATE projection SET first_sequence = ?, first_nanos = ? WHERE name = ?");
        projection = new Rows(
                connection,
                "UPDATE projection SET sequence = ?, chain = ?, time_nanos = ?"
                        + " WHERE name = ? AND sequence = ?");
    }

    void putOrders(Collection<OrderChange> orders) {
        for (OrderChange order : orders) {
            if (order.isNew) {
                insertOrder(order);
            } else {
                updateOrder(order);
            }
        }
    }

    private void insertOrder(OrderChange order) {
        ordersInserted
                .put(order.market)
                .put(order.order)
                .put(order.account)
                .put(order.clientOrderId)
                .put(order.side)
                .put(order.orderType)
                .put(order.timeInForce)
                .put(order.selfTradePrevention)
                .put(order.postOnly ? 1 : 0)
                .put(order.price)
                .put(order.quantity)
                .put(order.budget)
                .put(order.expiresAt)
                .put(order.makerFeePpm)
                .put(order.takerFeePpm)
                .put(order.filled)
                .put(order.filledNotional)
                .put(order.fees)
                .put(order.held)
                .put(order.closeReasonName())
                .put(order.acceptedAt)
                .put(order.acceptedSequence)
                .put(order.changedAt)
                .put(order.changedSequence)
                .end();
    }

    private void updateOrder(OrderChange order) {
        ordersUpdated
                .put(order.priceChanged ? 1 : 0)
                .put(order.price)
                .put(order.quantityChanged ? 1 : 0)
                .put(order.quantity)
                .put(order.filled)
                .put(order.filledNotional)
                .put(order.fees)
                .put(order.held)
                .put(order.closeReasonName())
                .put(order.changedAt)
                .put(order.changedSequence)
                .put(order.market)
                .put(order.order)
                .end();
    }

    /** A trade is undone: once it and its correction are sent, it leaves the candles. */
    void undone(long market, long trade) {
        undone.add(new Undone(market, trade));
    }

    /** From an event to another: nobody else may have written in between. */
    void putPosition(String name, long before, long sequence, long chain, long timeNanos) {
        projection.put(sequence).put(chain).put(timeNanos).put(name).put(before).end();
    }

    void putBeginning(String name, long firstSequence, long firstNanos) {
        projectionBeginning.put(firstSequence).put(firstNanos).put(name).end();
    }

    /** Sends all rows collected, within the connection's transaction. */
    void send() {
        ordersInserted.send();
        ordersUpdated.send();
        orderEvents.send();
        trades.send();
        postings.send();
        transfers.send();
        marketEvents.send();
        denials.send();
        balanceSnapshots.send();
        orderSnapshots.send();
        prunedTraders.send();
        administration.send();
        referenceData.send();
        candles.send();
        corrections.send();
        undone.forEach(each -> candles.undo(each.market(), each.trade()));
        undone.clear();
        dealings.send();
        projectionBeginning.send();
        projection.send();
    }

    @Override
    public void close() {
        ordersInserted.close();
        ordersUpdated.close();
        orderEvents.close();
        trades.close();
        postings.close();
        transfers.close();
        marketEvents.close();
        denials.close();
        balanceSnapshots.close();
        orderSnapshots.close();
        prunedTraders.close();
        administration.close();
        referenceData.close();
        candles.close();
        corrections.close();
        dealings.close();
        projectionBeginning.close();
        projection.close();
    }
}

package io.rialto.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** An order on its way from when it was accepted to a moment of the past. */
final class FollowedOrder {
    private final PastOrder terms;
    private long sequence;
    private long price;
    private long quantity;
    private long filled;
    private long trigger;

    private FollowedOrder(PastOrder terms) {
        this.terms = terms;
    }

    /** Begins with what it was before the first change known, if that is not its acceptance. */
    static FollowedOrder of(PastOrder terms, ResultSet row) throws SQLException {
        FollowedOrder order = new FollowedOrder(terms);
        order.sequence = row.getLong("first_sequence");
        order.price = row.getLong("first_price");
        order.quantity = row.getLong("first_quantity");
        order.filled = row.getLong("first_filled");
        order.trigger = row.getLong("first_trigger");
        return order;
    }

    /** Takes in its next change, as {@link OrderEvent} has it. */
    void apply(long event, OrderEvent.Kind kind, long newPrice, long newQuantity) {
        sequence = event;
        switch (kind) {
            case ACCEPTED, AMENDED -> {
                price = newPrice;
                quantity = newQuantity;
            }
            case RESTED -> price = newPrice;
            case REDUCED -> quantity = newQuantity;
            case WAITING, MOVED -> trigger = newPrice;
            case TRIGGERED -> {
                price = newPrice;
                trigger = 0;
            }
            case TRADED -> filled += newQuantity;
            case MANAGED, LINKED, SHOWN, CLOSED -> {
                // Neither price nor quantity change by it.
            }
        }
    }

    /** As it is now on its way. */
    PastAccount.Order order() {
        return new PastAccount.Order(terms, price, quantity, filled, trigger);
    }

    /** Adds it to a batch of rows of {@code order_snapshots}. */
    void store(PreparedStatement insert) throws SQLException {
        insert.setLong(1, terms.info().market());
        insert.setLong(2, terms.info().order());
        insert.setLong(3, sequence);
        insert.setLong(4, price);
        insert.setLong(5, quantity);
        insert.setLong(6, filled);
        insert.setLong(7, trigger);
        insert.addBatch();
    }
}

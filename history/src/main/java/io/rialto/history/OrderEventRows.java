package io.rialto.history;

import io.rialto.protocol.Side;

import org.agrona.collections.Long2ObjectHashMap;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Writes the changes of orders, and every so often the book that they have come to. The books are
 * kept in memory, each from the first change of its market on; one that was stored lies between two
 * events, never within one, wherever the writer stopped and began again.
 */
final class OrderEventRows implements AutoCloseable {
    private final Connection connection;
    private final Rows rows;
    private final Rows books;
    private final Long2ObjectHashMap<Optional<RestingOrders>> markets = new Long2ObjectHashMap<>();

    OrderEventRows(Connection connection) {
        this.connection = connection;
        rows = Rows.insert(connection, "order_events", 12);
        books = Rows.insert(connection, "books", 7);
    }

    void add(BookChange change, long trade, String reason) {
        follow(change);
        rows.put(change.market())
                .put(change.order())
                .put(change.sequence())
                .put(change.timeNanos())
                .put(change.kind())
                .put(change.price())
                .put(change.quantity())
                .put(trade)
                .put(reason)
                .put(change.side() == Side.NULL_VAL ? "" : change.side().name())
                .put(change.remaining())
                .put(change.update())
                .end();
    }

    private void follow(BookChange change) {
        long market = change.market();
        Optional<RestingOrders> known = markets.get(market);
        if (known == null) {
            known = load(market);
            markets.put(market, known);
        }
        known.ifPresent(book -> {
            if (book.isWorthStoring() && change.sequence() > book.sequence()) {
                store(market, book);
            }
            book.apply(change);
        });
    }

    /** Stores a book as it is. */
    void store(long market, RestingOrders book) {
        books.put(market)
                .put(book.sequence())
                .put(book.timeNanos())
                .put(book.update())
                .put(book.size())
                .put(book.encode())
                .put(0)
                .end();
        book.stored();
    }

    /**
     * As the last transaction left it: what this one has added of the market is still to come.
     * Nothing where a history of an older version began with a snapshot: what rested then it did not
     * store, so no book of that market can be made.
     */
    private Optional<RestingOrders> load(long market) {
        try {
            return PastBooks.resting(connection, market, new Moment.After(Long.MAX_VALUE));
        } catch (SQLException e) {
            throw new HistoryException("cannot read the last book", e);
        }
    }

    /** Sends all rows, within the connection's transaction. */
    void send() {
        rows.send();
        books.send();
    }

    @Override
    public void close() {
        rows.close();
        books.close();
    }
}

package io.rialto.history;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Side;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Makes the books of the past: the last stored one before a moment, and the changes from there to
 * it. Both are read by key, so it costs the same wherever in a long history the moment lies.
 */
final class PastBooks {
    /** What {@link #change} reads. */
    static final String COLUMNS = "order_id, sequence, time_nanos, kind, price, quantity, side,"
            + " remaining, update_number, reason";

    /** Of an order that was reduced or closed: rather than trade with its own account. */
    static final String SELF_TRADE = CloseReason.SELF_TRADE.name();

    private static final String CHANGES = "SELECT " + COLUMNS + """
             FROM order_events
            WHERE market = ? AND sequence > ? AND sequence <= COALESCE(
                (SELECT MIN(sequence) FROM books WHERE market = ? AND sequence > ?), ?)
            ORDER BY sequence""";

    private PastBooks() {}

    /** A market's book at a moment; nothing where the history does not reach back so far. */
    static Optional<PastBook> at(Connection connection, long market, Moment moment)
            throws SQLException {
        return resting(connection, market, moment)
                .map(book -> new PastBook(
                        market,
                        book.sequence(),
                        book.timeNanos(),
                        book.update(),
                        book.side(Side.BUY),
                        book.side(Side.SELL)));
    }

    /** The same, to be followed further. */
    static Optional<RestingOrders> resting(Connection connection, long market, Moment moment)
            throws SQLException {
        Optional<RestingOrders> stored = stored(connection, market, moment);
        if (stored.isEmpty() && !isKnownFromNothing(connection, market)) {
            return Optional.empty();
        }
        RestingOrders book = stored.orElseGet(() -> new RestingOrders(0, 0, 0));
        follow(connection, market, moment, book);
        return Optional.of(book);
    }

    private static Optional<RestingOrders> stored(Connection connection, long market, Moment moment)
            throws SQLException {
        String column = switch (moment) {
            case Moment.After _ -> "sequence";
            case Moment.At _ -> "time_nanos";
        };
        long until = switch (moment) {
            case Moment.After after -> after.sequence();
            case Moment.At at -> at.nanos();
        };
        return book(connection, """
                SELECT sequence, time_nanos, update_number, content, changes FROM books
                WHERE market = ? AND %1$s <= ? ORDER BY %1$s DESC, sequence DESC LIMIT 1""".formatted(column), market, until);
    }

    private static Optional<RestingOrders> book(Connection connection, String sql, long... keys)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.length; i++) {
                select.setLong(i + 1, keys[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                RestingOrders book =
                        new RestingOrders(row.getLong(1), row.getLong(2), row.getLong(3));
                book.decode(row.getBytes(4));
                book.continueFrom(row.getInt(5));
                return Optional.of(book);
            }
        }
    }

    /** The first book that a history knows which does not know its market from nothing. */
    static Optional<RestingOrders> first(Connection connection, long market) throws SQLException {
        if (isKnownFromNothing(connection, market)) {
            return Optional.of(new RestingOrders(0, 0, 0));
        }
        return book(connection, """
                SELECT sequence, time_nanos, update_number, content, changes FROM books
                WHERE market = ? ORDER BY sequence LIMIT 1""", market);
    }

    /**
     * Whether everything of a market is here, from its first order on: the history begins with
     * nothing and has deleted nothing of its age, or saw how the market was made in the time that it
     * keeps. That no book is stored proves neither: an older
     * version stored none.
     */
    private static boolean isKnownFromNothing(Connection connection, long market)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT 1 WHERE NOT EXISTS
                    (SELECT 1 FROM projection WHERE name = ? AND (first_sequence > 0 OR ? > 0))
                OR EXISTS (SELECT 1 FROM market_events
                           WHERE market = ? AND kind = ? AND time_nanos >= ?)""")) {
            long kept = Horizon.of(connection, Retention.Kind.ORDERS).nanos();
            select.setString(1, HistoryWriter.PROJECTION);
            select.setLong(2, kept);
            select.setLong(3, market);
            select.setString(4, MarketEvent.Kind.CREATED.name());
            select.setLong(5, kept);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void follow(
            Connection connection, long market, Moment moment, RestingOrders book)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CHANGES)) {
            select.setLong(1, market);
            select.setLong(2, book.sequence());
            select.setLong(3, market);
            select.setLong(4, book.sequence());
            select.setLong(5, Long.MAX_VALUE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && moment.includes(row.getLong(2), row.getLong(3))) {
                    book.apply(change(market, row));
                }
            }
        }
    }

    /** A row of {@link #COLUMNS}. */
    static BookChange change(long market, ResultSet row) throws SQLException {
        String side = row.getString(7);
        return new BookChange(
                market,
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                OrderEvent.Kind.valueOf(row.getString(4)),
                side.isEmpty() ? Side.NULL_VAL : Side.valueOf(side),
                row.getLong(5),
                row.getLong(6),
                row.getLong(8),
                row.getLong(9),
                SELF_TRADE.equals(row.getString(10)));
    }
}

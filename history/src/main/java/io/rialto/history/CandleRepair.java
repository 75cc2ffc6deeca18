package io.rialto.history;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.CandleBuilder;
import io.rialto.marketdata.Interval;
import io.rialto.protocol.Side;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the stored candles anew that a trade was counted in which was undone since: the second out
 * of its trades, each longer one out of those of the next shorter. A candle of which not all is
 * there any more stays as it is.
 */
final class CandleRepair {
    private static final String TIME =
            "SELECT time_nanos FROM trades WHERE market = ? AND trade = ?";

    private static final String TRADES = """
            SELECT * FROM known_trades
            WHERE market = ? AND trade BETWEEN ? AND ? ORDER BY trade""";

    private static final String CANDLES = """
            SELECT * FROM candles
            WHERE market = ? AND span = ? AND begin_nanos >= ? AND begin_nanos < ?
            ORDER BY begin_nanos""";

    private static final String DELETE =
            "DELETE FROM candles WHERE market = ? AND span = ? AND begin_nanos = ?";

    private final Connection connection;
    private final long market;
    private final Consumer<Candle> write;

    private CandleRepair(Connection connection, long market, Consumer<Candle> write) {
        this.connection = connection;
        this.market = market;
        this.write = write;
    }

    /**
     * Makes them anew.
     *
     * @param write stores a candle at once
     */
    static void undo(Connection connection, long market, long trade, Consumer<Candle> write)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TIME)) {
            select.setLong(1, market);
            select.setLong(2, trade);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    new CandleRepair(connection, market, write).undo(row.getLong(1));
                }
            }
        }
    }

    private void undo(long timeNanos) throws SQLException {
        long removed = 0;
        for (Interval interval : Interval.STORED) {
            List<Candle> stored = candles(interval, timeNanos, interval);
            if (stored.isEmpty()) {
                return;
            }
            Candle was = stored.getFirst();
            CandleBuilder made = new CandleBuilder(market, interval, was.beginNanos());
            if (was.partial()) {
                made.markPartial();
            }
            if (interval == Interval.SECOND) {
                if (!addTrades(was, made)) {
                    return;
                }
                removed = was.trades() - made.toCandle().trades();
            } else {
                Interval part = Interval.STORED.get(Interval.STORED.indexOf(interval) - 1);
                candles(part, timeNanos, interval).forEach(made::add);
                if (made.toCandle().trades() + removed != was.trades()) {
                    return;
                }
            }
            replace(was, made.toCandle());
        }
    }

    /** Adds what is left of a candle's trades; whether all of them are known. */
    private boolean addTrades(Candle was, CandleBuilder made) throws SQLException {
        long known = 0;
        try (PreparedStatement select = connection.prepareStatement(TRADES)) {
            select.setLong(1, market);
            select.setLong(2, was.firstTrade());
            select.setLong(3, was.lastTrade());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known++;
                    if (row.getInt("busted") == 0) {
                        made.add(
                                row.getLong("trade"),
                                row.getLong("price"),
                                row.getLong("quantity"),
                                row.getLong("notional"),
                                Side.valueOf(row.getString("taker_side")));
                    }
                }
            }
        }
        return known == was.lastTrade() - was.firstTrade() + 1;
    }

    private void replace(Candle was, Candle now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setLong(1, market);
            delete.setString(2, was.interval().word());
            delete.setLong(3, was.beginNanos());
            delete.executeUpdate();
        }
        if (now.trades() > 0) {
            write.accept(now);
        }
    }

    /** The candles of an interval within the longer one that a moment falls into. */
    private List<Candle> candles(Interval interval, long timeNanos, Interval within)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CANDLES)) {
            long begin = within.begin(timeNanos);
            select.setLong(1, market);
            select.setString(2, interval.word());
            select.setLong(3, begin);
            select.setLong(4, within.end(begin));
            try (ResultSet row = select.executeQuery()) {
                List<Candle> candles = new ArrayList<>();
                while (row.next()) {
                    candles.add(CandleQueries.candle(row));
                }
                return candles;
            }
        }
    }
}

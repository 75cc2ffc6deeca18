package io.rialto.history;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.CandlePages;
import io.rialto.marketdata.Interval;
import io.rialto.marketdata.MarketSeed;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import javax.sql.DataSource;

/** Questions about candles. Any thread may ask; it blocks for the database. */
public final class CandleQueries {
    /** A month has at most so many days, and no other interval more stored parts. */
    private static final int PARTS_MAX = 31;

    /** Year 2255: later ones are as good, and their candles' ends may not fit 64 bits. */
    private static final long TIME_MAX = 9_000_000_000_000_000_000L;

    private static final String PAGE = """
            SELECT * FROM candles
            WHERE market = ? AND span = ? AND begin_nanos < ? AND begin_nanos >= ?
            ORDER BY begin_nanos DESC LIMIT ?""";

    private final DataSource source;

    CandleQueries(DataSource source) {
        this.source = source;
    }

    /**
     * The candles of an interval in which a market traded, newest first. One that is under way is
     * among them, as far as it goes; one whose beginning is not known is not.
     *
     * @param fromNanos only those that begin then or later
     * @param beforeNanos only those that begin before
     * @param max how many at most
     */
    public List<Candle> candles(
            long market, Interval interval, long fromNanos, long beforeNanos, int max) {
        CandlePages.Merger merger = new CandlePages.Merger(interval, max);
        Interval stored = interval.storedAs();
        // Whole candles only: what begins within one belongs to it.
        long from = roundedUp(interval, fromNanos);
        long before = roundedUp(interval, beforeNanos);
        int partsMax = stored == interval ? max : Math.multiplyExact(max, parts(interval, stored));
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            read(select, market, stored, from, before, partsMax, merger);
        } catch (SQLException e) {
            throw new HistoryException("cannot read candles", e);
        }
        return merger.candles().stream().filter(candle -> !candle.partial()).toList();
    }

    /** When the first candle of an interval in which a market traded begins; empty if none did. */
    public OptionalLong first(long market, Interval interval) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT MIN(begin_nanos) FROM candles WHERE market = ? AND span = ?")) {
            select.setLong(1, market);
            select.setString(2, interval.storedAs().word());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long begin = row.getLong(1);
                return row.wasNull()
                        ? OptionalLong.empty()
                        : OptionalLong.of(interval.begin(begin));
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot read a market's first candle", e);
        }
    }

    private static int parts(Interval interval, Interval stored) {
        long begin = interval.begin(0);
        return interval == Interval.MONTH
                ? PARTS_MAX
                : (int) ((interval.end(begin) - begin) / (stored.end(0) - stored.begin(0)));
    }

    private static long roundedUp(Interval interval, long nanos) {
        long within = Math.clamp(nanos, 0, TIME_MAX);
        long begin = interval.begin(within);
        return begin == within ? within : interval.end(begin);
    }

    private static void read(
            PreparedStatement select,
            long market,
            Interval stored,
            long from,
            long before,
            int max,
            java.util.function.Predicate<Candle> taker)
            throws SQLException {
        select.setLong(1, market);
        select.setString(2, stored.word());
        select.setLong(3, before);
        select.setLong(4, from);
        select.setInt(5, max);
        try (ResultSet row = select.executeQuery()) {
            boolean more = true;
            while (more && row.next()) {
                more = taker.test(candle(row));
            }
        }
    }

    /** What the candles of some markets are continued from, all of one moment. */
    public Seeds seeds(List<Long> markets) {
        try (Connection connection = source.getConnection()) {
            return readSeeds(connection, markets);
        } catch (SQLException e) {
            throw new HistoryException("cannot read the last candles", e);
        }
    }

    /** Where the markets' candles are, and the last event that they include. */
    public record Seeds(List<MarketSeed> markets, long sequence) {}

    private static Seeds readSeeds(Connection connection, List<Long> markets) throws SQLException {
        // The first query fixes the moment that the others see.
        long sequence = 0;
        try (PreparedStatement position =
                connection.prepareStatement("SELECT sequence FROM projection WHERE name = ?")) {
            position.setString(1, HistoryWriter.PROJECTION);
            try (ResultSet row = position.executeQuery()) {
                sequence = row.next() ? row.getLong(1) : 0;
            }
        }
        List<MarketSeed> seeds = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            for (long market : markets) {
                seeds.add(new MarketSeed(
                        market,
                        lastTrade(connection, market),
                        last(select, market, Interval.SECOND),
                        last(select, market, Interval.MINUTE),
                        last(select, market, Interval.HOUR),
                        last(select, market, Interval.DAY),
                        before(select, market)));
            }
        }
        return new Seeds(seeds, sequence);
    }

    /** The number of the last trade that is stored, whatever became of it; 0 for none. */
    static long lastTrade(Connection connection, long market) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT COALESCE(MAX(trade), 0) FROM trades WHERE market = ?")) {
            select.setLong(1, market);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static List<Candle> last(PreparedStatement select, long market, Interval stored)
            throws SQLException {
        Optional<Candle> newest = newest(select, market, stored, Long.MAX_VALUE);
        if (newest.isEmpty()) {
            return List.of();
        }
        List<Candle> candles = new ArrayList<>();
        long from = MarketSeed.from(stored, newest.get().beginNanos());
        read(select, market, stored, from, Long.MAX_VALUE, Integer.MAX_VALUE, candles::add);
        return candles.reversed();
    }

    private static Optional<Candle> newest(
            PreparedStatement select, long market, Interval stored, long before)
            throws SQLException {
        List<Candle> newest = new ArrayList<>();
        read(select, market, stored, Long.MIN_VALUE, before, 1, newest::add);
        return newest.stream().findFirst();
    }

    private static Optional<Candle> before(PreparedStatement select, long market)
            throws SQLException {
        Optional<Candle> newest = newest(select, market, Interval.MINUTE, Long.MAX_VALUE);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        long from = MarketSeed.from(Interval.MINUTE, newest.get().beginNanos());
        return newest(select, market, Interval.MINUTE, from);
    }

    static Candle candle(ResultSet row) throws SQLException {
        return new Candle(
                row.getLong("market"),
                Interval.of(row.getString("span")).orElseThrow(),
                row.getLong("begin_nanos"),
                row.getLong("open"),
                row.getLong("high"),
                row.getLong("low"),
                row.getLong("close"),
                new BigInteger(row.getString("volume")),
                new BigInteger(row.getString("notional")),
                new BigInteger(row.getString("buy_volume")),
                new BigInteger(row.getString("buy_notional")),
                row.getLong("first_trade"),
                row.getLong("last_trade"),
                row.getLong("trades"),
                row.getInt("partial") == 1);
    }
}

package io.rialto.history;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.CandleBuilder;
import io.rialto.marketdata.Interval;
import io.rialto.marketdata.MarketCandles;
import io.rialto.protocol.Side;

import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the candles of the stored intervals: those under way in memory, and written whole with each
 * transaction that added a trade to them. Each trade costs the same however long a candle is.
 */
final class CandleRows implements AutoCloseable {
    private static final String LAST = """
            SELECT * FROM candles WHERE market = ? AND span = ?
            ORDER BY begin_nanos DESC LIMIT 1""";

    private static final long NONE = -1;

    private final Connection connection;
    private final Rows rows;
    private final Long2ObjectHashMap<MarketCandles> markets = new Long2ObjectHashMap<>();

    /** By market; the last of a candle is another where that was undone. */
    private final Long2LongHashMap lastTrades = new Long2LongHashMap(NONE);

    // Out of trades that are stored.
    private boolean building;

    // Since the last transaction.
    private final Set<Long> traded = new LinkedHashSet<>();
    private final List<Candle> over = new ArrayList<>();

    CandleRows(Connection connection) {
        this.connection = connection;
        rows = new Rows(connection, """
                INSERT INTO candles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (market, span, begin_nanos) DO UPDATE SET
                    high = excluded.high, low = excluded.low, close = excluded.close,
                    volume = excluded.volume, notional = excluded.notional,
                    buy_volume = excluded.buy_volume, buy_notional = excluded.buy_notional,
                    last_trade = excluded.last_trade, trades = excluded.trades""");
        buildFromTrades();
    }

    /** A history of before there were candles gets them from its trades. */
    private void buildFromTrades() {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT * FROM known_trades
                WHERE busted = 0 AND NOT EXISTS (SELECT 1 FROM candles)
                ORDER BY market, trade""");
                ResultSet row = select.executeQuery()) {
            boolean isEmpty = true;
            building = true;
            while (row.next()) {
                isEmpty = false;
                lastTrades.put(row.getLong("market"), row.getLong("trade") - 1);
                add(
                        row.getLong("market"),
                        row.getLong("time_nanos"),
                        row.getLong("trade"),
                        row.getLong("price"),
                        row.getLong("quantity"),
                        row.getLong("notional"),
                        Side.valueOf(row.getString("taker_side")));
            }
            building = false;
            if (!isEmpty) {
                send();
                connection.commit();
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot build the candles", e);
        }
    }

    void add(
            long market,
            long timeNanos,
            long trade,
            long price,
            long quantity,
            long notional,
            Side takerSide) {
        MarketCandles candles = markets.computeIfAbsent(market, this::load);
        long lastBefore = lastTrades.get(market);
        if (lastBefore > 0 && trade != lastBefore + 1) {
            throw new HistoryException("trade " + trade + " of market " + market
                    + " does not follow trade " + lastBefore + " of its candles");
        }
        candles.add(timeNanos, trade, price, quantity, notional, takerSide);
        lastTrades.put(market, trade);
        traded.add(market);
    }

    private MarketCandles load(long market) {
        MarketCandles candles = new MarketCandles(market, Interval.STORED, this::onOver);
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            for (Interval interval : Interval.STORED) {
                select.setLong(1, market);
                select.setString(2, interval.word());
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        candles.begin(CandleBuilder.of(CandleQueries.candle(row)));
                    }
                }
            }
            if (!building) {
                long last = CandleQueries.lastTrade(connection, market);
                candles.continueAfter(last);
                lastTrades.put(market, Math.max(lastTrades.get(market), candles.lastTrade()));
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot read the last candles", e);
        }
        return candles;
    }

    /**
     * Takes a trade that was undone out of the candles that it was counted in. It, its correction and
     * those candles must have been sent.
     */
    void undo(long market, long trade) {
        markets.remove(market);
        try {
            CandleRepair.undo(connection, market, trade, candle -> {
                put(candle);
                rows.send();
            });
        } catch (SQLException e) {
            throw new HistoryException("cannot correct the candles", e);
        }
    }

    private void onOver(CandleBuilder candle) {
        over.add(candle.toCandle());
    }

    /** Sends what has changed, within the connection's transaction. */
    void send() {
        over.forEach(this::put);
        over.clear();
        for (long market : traded) {
            MarketCandles candles = markets.get(market);
            for (Interval interval : Interval.STORED) {
                candles.current(interval).ifPresent(candle -> put(candle.toCandle()));
            }
        }
        traded.clear();
        rows.send();
    }

    private void put(Candle candle) {
        rows.put(candle.market())
                .put(candle.interval().word())
                .put(candle.beginNanos())
                .put(candle.open())
                .put(candle.high())
                .put(candle.low())
                .put(candle.close())
                .put(candle.volume().toString())
                .put(candle.notional().toString())
                .put(candle.buyVolume().toString())
                .put(candle.buyNotional().toString())
                .put(candle.firstTrade())
                .put(candle.lastTrade())
                .put(candle.trades())
                .put(candle.partial() ? 1 : 0)
                .end();
    }

    @Override
    public void close() {
        rows.close();
    }
}

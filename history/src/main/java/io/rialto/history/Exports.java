package io.rialto.history;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.Interval;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

import javax.sql.DataSource;

/**
 * Writes parts of the history as tables, the oldest row first. Streamed: what it is written to may
 * be slow, and takes no memory nor a connection of the database. Any thread; it blocks for both.
 */
public final class Exports {
    private static final int PRICE_SCALE = 9;

    // Each arm by its own index and no longer than the answer: else a query reads all that is left.
    private static final String ACCOUNT_TRADES = """
            WITH wanted (account, since, after, most) AS (SELECT ?, ?, ?, ?)
            SELECT * FROM (
                SELECT * FROM (SELECT * FROM known_trades
                    WHERE maker_account = (SELECT account FROM wanted)
                    AND time_nanos >= (SELECT since FROM wanted)
                    AND sequence > (SELECT after FROM wanted)
                    ORDER BY sequence LIMIT (SELECT most FROM wanted)) AS made
                UNION
                SELECT * FROM (SELECT * FROM known_trades
                    WHERE taker_account = (SELECT account FROM wanted)
                    AND time_nanos >= (SELECT since FROM wanted)
                    AND sequence > (SELECT after FROM wanted)
                    ORDER BY sequence LIMIT (SELECT most FROM wanted)) AS taken) AS mine
            ORDER BY sequence LIMIT (SELECT most FROM wanted)""";

    private final DataSource source;
    private final ExportUnits units;

    Exports(DataSource source, ExportUnits units) {
        this.source = source;
        this.units = units;
    }

    /** Passes on the rows of a query up to the end of a range, by one of their instants. */
    private void forEach(
            String sql,
            String key,
            String time,
            ExportRange range,
            RowWriter writer,
            Object... parameters)
            throws IOException {
        new Chunks(source)
                .forEach(
                        sql,
                        key,
                        row -> {
                            if (row.getLong(time) >= range.before()) {
                                return false;
                            }
                            writer.write(row);
                            return true;
                        },
                        parameters);
    }

    @FunctionalInterface
    private interface RowWriter {
        void write(ResultSet row) throws SQLException, IOException;
    }

    private BigDecimal price(ResultSet row, String column) throws SQLException {
        return plain(BigDecimal.valueOf(row.getLong(column), PRICE_SCALE));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private BigDecimal quantity(ResultSet row, String column) throws SQLException {
        return BigDecimal.valueOf(row.getLong(column), units.baseScale(row.getLong("market")));
    }

    private BigDecimal money(ResultSet row, String column) throws SQLException {
        return BigDecimal.valueOf(row.getLong(column), units.quoteScale(row.getLong("market")));
    }

    private String symbol(ResultSet row) throws SQLException {
        return units.symbol(row.getLong("market"));
    }

    /** A word of an enum as the REST face has it. */
    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A market's trades, those undone too, without whose they were. */
    public void marketTrades(long market, ExportRange range, ExportFormat format, OutputStream out)
            throws IOException {
        TableOutput table = format.open(out, ExportColumns.TRADES);
        forEach(
                """
                SELECT * FROM known_trades WHERE market = ? AND time_nanos >= ?
                AND trade > ? ORDER BY trade LIMIT ?""",
                "trade",
                "time_nanos",
                range,
                row -> table.row(
                        symbol(row),
                        row.getLong("trade"),
                        row.getLong("time_nanos"),
                        row.getLong("sequence"),
                        price(row, "price"),
                        quantity(row, "quantity"),
                        money(row, "notional"),
                        word(row.getString("taker_side")),
                        row.getLong("busted")),
                market,
                range.from());
        table.end();
    }

    /** An account's trades; those with itself twice, as maker and as taker. */
    public void accountTrades(
            long account, ExportRange range, ExportFormat format, OutputStream out)
            throws IOException {
        TableOutput table = format.open(out, ExportColumns.FILLS);
        forEach(
                ACCOUNT_TRADES,
                "sequence",
                "time_nanos",
                range,
                row -> {
                    boolean isTold = units.mayKnow(row.getLong("market"));
                    if (isTold && row.getLong("maker_account") == account) {
                        fill(table, row, true);
                    }
                    if (isTold && row.getLong("taker_account") == account) {
                        fill(table, row, false);
                    }
                },
                account,
                range.from());
        table.end();
    }

    private void fill(TableOutput table, ResultSet row, boolean isMaker)
            throws SQLException, IOException {
        boolean buys = "BUY".equals(row.getString("taker_side")) != isMaker;
        table.row(
                symbol(row),
                row.getLong("trade"),
                row.getLong(isMaker ? "maker_order" : "taker_order"),
                row.getLong("time_nanos"),
                row.getLong("sequence"),
                buys ? "buy" : "sell",
                isMaker ? "maker" : "taker",
                price(row, "price"),
                quantity(row, "quantity"),
                money(row, "notional"),
                money(row, isMaker ? "maker_fee" : "taker_fee"),
                row.getLong("busted"));
    }

    /** An account's orders by when they were accepted. */
    public void accountOrders(
            long account, ExportRange range, ExportFormat format, OutputStream out)
            throws IOException {
        orders("account", "accepted_sequence", account, range, format, out);
    }

    /** Everybody's orders in a market, with whose they are. */
    public void marketOrders(long market, ExportRange range, ExportFormat format, OutputStream out)
            throws IOException {
        orders("market", "order_id", market, range, format, out);
    }

    private void orders(
            String owner,
            String key,
            long id,
            ExportRange range,
            ExportFormat format,
            OutputStream out)
            throws IOException {
        TableOutput table = format.open(out, ExportColumns.ORDERS);
        forEach(
                """
                SELECT * FROM orders WHERE %1$s = ? AND accepted_at >= ?
                AND %2$s > ? ORDER BY %2$s LIMIT ?""".formatted(owner, key),
                key,
                "accepted_at",
                range,
                row -> {
                    if (units.mayKnow(row.getLong("market"))) {
                        order(table, row);
                    }
                },
                id,
                range.from());
        table.end();
    }

    private void order(TableOutput table, ResultSet row) throws SQLException, IOException {
        table.row(
                symbol(row),
                row.getLong("order_id"),
                row.getLong("account"),
                row.getString("client_order_id"),
                word(row.getString("side")),
                word(row.getString("order_type")),
                word(row.getString("time_in_force")),
                row.getLong("post_only"),
                price(row, "price"),
                quantity(row, "quantity"),
                quantity(row, "filled"),
                money(row, "filled_notional"),
                money(row, "fees"),
                word(row.getString("close_reason")),
                row.getLong("accepted_at"),
                row.getLong("changed_at"));
    }

    /** An account's postings. */
    public void postings(long account, ExportRange range, ExportFormat format, OutputStream out)
            throws IOException {
        TableOutput table = format.open(out, ExportColumns.POSTINGS);
        forEach(
                """
                SELECT * FROM postings WHERE account = ? AND time_nanos >= ?
                AND sequence > ? ORDER BY sequence LIMIT ?""",
                "sequence",
                "time_nanos",
                range,
                row -> posting(table, row),
                account,
                range.from());
        table.end();
    }

    private boolean isTold(long market) {
        return market != 0 && units.mayKnow(market);
    }

    private void posting(TableOutput table, ResultSet row) throws SQLException, IOException {
        int asset = row.getInt("asset");
        int scale = units.scale(asset);
        table.row(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                units.asset(asset),
                word(row.getString("cause")),
                BigDecimal.valueOf(row.getLong("cash_delta"), scale),
                BigDecimal.valueOf(row.getLong("held_delta"), scale),
                BigDecimal.valueOf(row.getLong("cash"), scale),
                BigDecimal.valueOf(row.getLong("held"), scale),
                isTold(row.getLong("market")) ? symbol(row) : "",
                row.getLong("reference"));
    }

    /** A market's candles of a stored interval: 1s, 1m, 1h or 1d. */
    public void candles(
            long market,
            Interval interval,
            ExportRange range,
            ExportFormat format,
            OutputStream out)
            throws IOException {
        TableOutput table = format.open(out, ExportColumns.CANDLES);
        forEach(
                """
                SELECT * FROM candles WHERE market = ? AND span = ? AND partial = 0
                AND begin_nanos >= ? AND begin_nanos > ? ORDER BY begin_nanos LIMIT ?""",
                "begin_nanos",
                "begin_nanos",
                range,
                row -> candle(table, CandleQueries.candle(row)),
                market,
                interval.word(),
                range.from());
        table.end();
    }

    private void candle(TableOutput table, Candle candle) throws IOException {
        int base = units.baseScale(candle.market());
        int quote = units.quoteScale(candle.market());
        table.row(
                units.symbol(candle.market()),
                candle.interval().word(),
                candle.beginNanos(),
                plain(BigDecimal.valueOf(candle.open(), PRICE_SCALE)),
                plain(BigDecimal.valueOf(candle.high(), PRICE_SCALE)),
                plain(BigDecimal.valueOf(candle.low(), PRICE_SCALE)),
                plain(BigDecimal.valueOf(candle.close(), PRICE_SCALE)),
                sum(candle.volume(), base),
                sum(candle.notional(), quote),
                sum(candle.buyVolume(), base),
                sum(candle.buyNotional(), quote),
                candle.trades());
    }

    private static BigDecimal sum(BigInteger minor, int scale) {
        return new BigDecimal(minor, scale);
    }

    /** A market's order flow in the form of LOBSTER. */
    public LobsterExport lobster(long market, ExportRange range) {
        return new LobsterExport(source, market, range);
    }
}

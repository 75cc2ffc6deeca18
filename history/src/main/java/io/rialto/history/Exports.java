package io.rialto.history;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.Interval;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Writes parts of the history as tables, the oldest row first. Streamed: what it is written to may
 * be slow, and takes no memory nor a connection of the database. Any thread; it blocks for both.
 */
public final class Exports {
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
    private final ExportValues values;

    Exports(DataSource source, ExportUnits units) {
        this.source = source;
        this.units = units;
        values = new ExportValues(units);
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
                        values.symbol(row),
                        row.getLong("trade"),
                        row.getLong("time_nanos"),
                        row.getLong("sequence"),
                        values.price(row, "price"),
                        values.quantity(row, "quantity"),
                        values.money(row, "notional"),
                        ExportValues.word(row.getString("taker_side")),
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
                values.symbol(row),
                row.getLong("trade"),
                row.getLong(isMaker ? "maker_order" : "taker_order"),
                row.getLong("time_nanos"),
                row.getLong("sequence"),
                buys ? "buy" : "sell",
                isMaker ? "maker" : "taker",
                values.price(row, "price"),
                values.quantity(row, "quantity"),
                values.money(row, "notional"),
                values.money(row, isMaker ? "maker_fee" : "taker_fee"),
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
                values.symbol(row),
                row.getLong("order_id"),
                row.getLong("account"),
                row.getString("client_order_id"),
                ExportValues.word(row.getString("side")),
                ExportValues.word(row.getString("order_type")),
                ExportValues.word(row.getString("time_in_force")),
                row.getLong("post_only"),
                values.price(row, "price"),
                values.quantity(row, "quantity"),
                values.quantity(row, "filled"),
                values.money(row, "filled_notional"),
                values.money(row, "fees"),
                ExportValues.word(row.getString("close_reason")),
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

    private void posting(TableOutput table, ResultSet row) throws SQLException, IOException {
        int asset = row.getInt("asset");
        int scale = units.scale(asset);
        table.row(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                units.asset(asset),
                ExportValues.word(row.getString("cause")),
                BigDecimal.valueOf(row.getLong("cash_delta"), scale),
                BigDecimal.valueOf(row.getLong("held_delta"), scale),
                BigDecimal.valueOf(row.getLong("cash"), scale),
                BigDecimal.valueOf(row.getLong("held"), scale),
                values.isTold(row) ? values.symbol(row) : "",
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
                ExportValues.price(candle.open()),
                ExportValues.price(candle.high()),
                ExportValues.price(candle.low()),
                ExportValues.price(candle.close()),
                new BigDecimal(candle.volume(), base),
                new BigDecimal(candle.notional(), quote),
                new BigDecimal(candle.buyVolume(), base),
                new BigDecimal(candle.buyNotional(), quote),
                candle.trades());
    }

    /** A market's order flow in the form of LOBSTER. */
    public LobsterExport lobster(long market, ExportRange range) {
        return new LobsterExport(source, market, range);
    }
}

package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import io.rialto.marketdata.Interval;
import io.rialto.protocol.Side;
import io.rialto.view.ToyVenue;
import io.rialto.view.Trade;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.ProgressHandler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/** What is exported is what the history has; DuckDB reads the Parquet files. */
@Timeout(300)
class ExportsTest {
    static final ExportUnits UNITS = new ExportUnits() {
        @Override
        public int baseScale(long market) {
            return 2;
        }

        @Override
        public int quoteScale(long market) {
            return 2;
        }

        @Override
        public int scale(int asset) {
            return 2;
        }

        @Override
        public boolean mayKnow(long market) {
            return true;
        }

        @Override
        public String symbol(long market) {
            return "BTC,\"USD\"";
        }

        @Override
        public String asset(int asset) {
            return asset == ToyVenue.USD ? "USD" : "BTC";
        }
    };

    @TempDir
    private static Path directory;

    private static Recorded recorded;
    private static History history;
    private static Exports exports;

    @BeforeAll
    static void trade() throws InterruptedException {
        recorded = new Recorded(31, 2_600, 50);
        history = History.open(HistoryStore.in(directory));
        history.start(recorded.sourceAfter(0), failure -> {});
        history.awaitSequence(recorded.sequence(), Duration.ofSeconds(90));
        exports = history.queries().exports(UNITS);
    }

    @AfterAll
    static void close() {
        history.close();
    }

    @FunctionalInterface
    private interface Export {
        void write(ExportFormat format, OutputStream out) throws IOException;
    }

    private static List<String> csv(Export export) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        export.write(ExportFormat.CSV, bytes);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** What DuckDB reads of a table in Parquet, its rows as those of the CSV. */
    private static List<String> parquet(Export export, List<String> decimals)
            throws IOException, SQLException {
        Path file = directory.resolve("table.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            export.write(ExportFormat.PARQUET, out);
        }
        List<String> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet row = utc(statement).executeQuery("SELECT * FROM '" + file + "'")) {
            int columns = row.getMetaData().getColumnCount();
            List<String> header = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                header.add(row.getMetaData().getColumnName(i));
            }
            rows.add(String.join(",", header));
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(cell(row, i, header.get(i - 1), decimals));
                }
                rows.add(String.join(",", cells));
            }
        }
        return rows;
    }

    private static Statement utc(Statement statement) throws SQLException {
        statement.execute("SET TimeZone = 'UTC'");
        return statement;
    }

    private static String cell(ResultSet row, int column, String name, List<String> decimals)
            throws SQLException {
        String type = row.getMetaData().getColumnTypeName(column);
        if (decimals.contains(name)) {
            assertThat(type).isEqualTo("DECIMAL(38,9)");
            return row.getBigDecimal(column).stripTrailingZeros().toPlainString();
        }
        if (type.startsWith("TIMESTAMP")) {
            String text = row.getString(column);
            return Instant.parse(text.replace(' ', 'T').replace("+00", "Z")).toString();
        }
        return row.getString(column);
    }

    /** The same rows of a CSV, comparable. */
    private static List<String> comparable(List<String> csv, List<String> decimals) {
        List<String> names = List.of(csv.getFirst().split(","));
        List<String> rows = new ArrayList<>(List.of(csv.getFirst()));
        for (String line : csv.subList(1, csv.size())) {
            String[] cells = line.replace("\"BTC,\"\"USD\"\"\"", "SYMBOL").split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                if (decimals.contains(names.get(i))) {
                    cells[i] = new BigDecimal(cells[i]).stripTrailingZeros().toPlainString();
                }
            }
            rows.add(String.join(",", cells).replace("SYMBOL", "BTC,\"USD\""));
        }
        return rows;
    }

    private static void assertSame(Export export, List<String> decimals)
            throws IOException, SQLException {
        List<String> csv = csv(export);
        assertThat(csv).hasSizeGreaterThan(1);
        assertThat(parquet(export, decimals)).isEqualTo(comparable(csv, decimals));
    }

    @Test
    void shouldExportTheSameRowsAsCsvAndParquet() throws Exception {
        long market = ToyVenue.MARKET;
        long trader = ToyVenue.FIRST_TRADER;
        ExportRange all = ExportRange.ALL;
        List<String> money = List.of("price", "quantity", "notional", "fee");
        assertSame((format, out) -> exports.marketTrades(market, all, format, out), money);
        assertSame((format, out) -> exports.accountTrades(trader, all, format, out), money);
        assertSame(
                (format, out) -> exports.marketOrders(market, all, format, out),
                List.of("price", "quantity", "filledQuantity", "filledNotional", "fees"));
        assertSame(
                (format, out) -> exports.accountOrders(trader, all, format, out),
                List.of("price", "quantity", "filledQuantity", "filledNotional", "fees"));
        assertSame(
                (format, out) -> exports.postings(trader, all, format, out),
                List.of("cashDelta", "heldDelta", "cash", "held"));
        assertSame(
                (format, out) -> exports.candles(market, Interval.SECOND, all, format, out),
                List.of(
                        "open",
                        "high",
                        "low",
                        "close",
                        "volume",
                        "notional",
                        "buyVolume",
                        "buyNotional"));
    }

    @Test
    void shouldExportEveryTradeAndOnlyThoseOfTheRange() throws Exception {
        List<Trade> trades = history.queries()
                .marketTrades(ToyVenue.MARKET, Page.first(Page.LIMIT_MAX))
                .reversed();
        List<String> all = csv((format, out) ->
                exports.marketTrades(ToyVenue.MARKET, ExportRange.ALL, format, out));
        assertThat(all).hasSize(1 + (int) trades.getLast().trade());
        assertThat(all.get(1)).startsWith("\"BTC,\"\"USD\"\"\",1,");
        long from = trades.get(3).timeNanos();
        long before = trades.get(90).timeNanos();
        long expected = trades.stream()
                .filter(trade -> trade.timeNanos() >= from && trade.timeNanos() < before)
                .count();
        assertThat(csv((format, out) -> exports.marketTrades(
                        ToyVenue.MARKET, new ExportRange(from, before), format, out)))
                .hasSize(1 + (int) expected);
    }

    /** Counts what the database does for an export of everything in a range, a hundred steps each. */
    private static long steps(Path file, OfAccount export, long before) throws Exception {
        AtomicLong steps = new AtomicLong();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            ProgressHandler.setHandler(connection, 100, new ProgressHandler() {
                @Override
                protected int progress() {
                    steps.incrementAndGet();
                    return 0;
                }
            });
            // Closed with the test, not with each query.
            Connection kept = (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (_, method, arguments) -> method.getName().equals("close")
                            ? null
                            : method.invoke(connection, arguments));
            DataSource source = (DataSource) Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (_, _, _) -> kept);
            export.write(new Exports(source, UNITS), new ExportRange(0, before));
        }
        return steps.get();
    }

    @FunctionalInterface
    private interface OfAccount {
        void write(Exports exports, ExportRange range) throws IOException;
    }

    @Test
    void shouldReadAsMuchAsItWritesOfALongHistory(@TempDir Path empty) throws Exception {
        Path file = empty.resolve(SqliteStore.FILE);
        HistoryStore.in(empty).migrate();
        int rows = 10 * Chunks.ROWS;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            String numbers = " WITH RECURSIVE n (i) AS"
                    + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + rows + ") ";
            fill(
                    connection,
                    "trades",
                    numbers,
                    Map.of("market", "0", "maker_account", "5", "taker_account", "6"));
            fill(connection, "orders", numbers, Map.of("account", "5"));
        }
        OfAccount trades = (some, range) ->
                some.accountTrades(5, range, ExportFormat.CSV, OutputStream.nullOutputStream());
        OfAccount orders = (some, range) ->
                some.accountOrders(5, range, ExportFormat.CSV, OutputStream.nullOutputStream());
        OfAccount marketTrades = (some, range) ->
                some.marketTrades(0, range, ExportFormat.CSV, OutputStream.nullOutputStream());
        long tenth = rows / 10;
        assertThat(steps(file, trades, Long.MAX_VALUE))
                .isLessThan(4 * steps(file, marketTrades, Long.MAX_VALUE));
        assertThat(steps(file, orders, Long.MAX_VALUE))
                .isGreaterThan(4 * steps(file, orders, tenth));
    }

    /** Gives a table a row for each number: every number and instant is that, all but some columns. */
    private static void fill(
            Connection connection, String table, String numbers, Map<String, String> others)
            throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet column = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
                while (column.next()) {
                    String name = column.getString("name");
                    boolean isText = column.getString("type").equals("TEXT");
                    names.add(name);
                    values.add(others.getOrDefault(name, isText ? "'BUY'" : "i"));
                }
            }
            statement.execute("INSERT INTO " + table + " (" + String.join(", ", names) + ")"
                    + numbers + "SELECT " + String.join(", ", values) + " FROM n");
        }
    }

    @Test
    void shouldExportAnOrderFlowThatLeadsToTheBooksOfThePast() throws Exception {
        LobsterFlow whole = new LobsterFlow(ExportRange.ALL);
        whole.assertLevelsFollow();
        assertThat(whole.executions)
                .isEqualTo(recorded.view
                        .marketTrades(ToyVenue.MARKET, Integer.MAX_VALUE)
                        .size());
        PastBook end = history.queries()
                .book(ToyVenue.MARKET, new Moment.At(Long.MAX_VALUE))
                .orElseThrow();
        assertThat(whole.book(Side.BUY)).isEqualTo(PastBook.levels(end.bids()).size());
        assertThat(whole.book(Side.SELL)).isEqualTo(PastBook.levels(end.asks()).size());
    }

    @Test
    void shouldExportTheSameFlowWhereverAQueryEnds() throws Exception {
        List<String> whole = csv((format, out) ->
                exports.lobster(ToyVenue.MARKET, ExportRange.ALL).messages(out));
        try (HikariDataSource readers = HistoryStore.in(directory).openReaders()) {
            for (int rows : new int[] {3, 4}) {
                LobsterExport flow =
                        new LobsterExport(readers, ToyVenue.MARKET, ExportRange.ALL, rows);
                assertThat(csv((format, out) -> flow.messages(out))).isEqualTo(whole);
            }
        }
    }

    /** Reads the two files of an order flow and follows them by themselves. */
    private static final class LobsterFlow {
        private final List<String> messages;
        private final List<String> levels;
        private final TreeMap<Long, Long> bids = new TreeMap<>();
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private final TreeMap<Long, Long> open = new TreeMap<>();
        private int executions;

        LobsterFlow(ExportRange range) throws IOException {
            LobsterExport flow = exports.lobster(ToyVenue.MARKET, range);
            messages = csv((format, out) -> flow.messages(out));
            LobsterExport again = exports.lobster(ToyVenue.MARKET, range);
            levels = csv((format, out) -> again.levels(3, out));
        }

        private void assertLevelsFollow() {
            assertThat(levels).hasSameSizeAs(messages).hasSizeGreaterThan(Chunks.ROWS);
            for (int i = 0; i < messages.size(); i++) {
                apply(messages.get(i).split(","));
                assertThat(levels.get(i)).as("after message %d", i).isEqualTo(best());
            }
        }

        private void apply(String[] message) {
            int type = Integer.parseInt(message[1]);
            long order = Long.parseLong(message[2]);
            long size = Long.parseLong(message[3]);
            TreeMap<Long, Long> side = message[5].equals("1") ? bids : asks;
            long change = type == 1 ? size : -size;
            if (type == 1) {
                assertThat(open).doesNotContainKey(order);
            } else {
                assertThat(open).containsKey(order);
            }
            merge(open, order, change);
            merge(side, Long.parseLong(message[4]), change);
            executions += type == 4 ? 1 : 0;
        }

        private static void merge(Map<Long, Long> map, long key, long change) {
            long left = map.getOrDefault(key, 0L) + change;
            assertThat(left).isNotNegative();
            if (left == 0) {
                map.remove(key);
            } else {
                map.put(key, left);
            }
        }

        private String best() {
            List<String> cells = new ArrayList<>();
            List<Long> sells = List.copyOf(asks.keySet());
            List<Long> buys = List.copyOf(bids.descendingKeySet());
            for (int i = 0; i < 3; i++) {
                cells.add(
                        i < sells.size()
                                ? sells.get(i) + "," + asks.get(sells.get(i))
                                : "9999999999,0");
                cells.add(
                        i < buys.size()
                                ? buys.get(i) + "," + bids.get(buys.get(i))
                                : "-9999999999,0");
            }
            return String.join(",", cells);
        }

        private int book(Side side) {
            return side == Side.BUY ? bids.size() : asks.size();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void shouldLetNoTextBeCalculated(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableOutput table = ExportFormat.CSV.open(
                out, List.of(TableOutput.Column.text("a"), TableOutput.Column.decimal("b")));
        table.row(text, new BigDecimal("-1"));
        table.end();
        assertThat(out.toString(StandardCharsets.UTF_8).substring(4).replace("\"", ""))
                .startsWith("'" + text)
                .endsWith(",-1\n");
    }
}

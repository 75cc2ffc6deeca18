package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.view.AccountInfo;
import io.rialto.view.Balance;
import io.rialto.view.ToyVenue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a history deletes for its age, and what it still knows then: by whole days in both stores. */
@Timeout(300)
class HistoryRetentionTest implements Stores {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long DAY = 24 * HOUR;
    private static final long BEGIN = 20_000 * DAY;
    private static final int DAYS = 6;
    private static final Retention THREE_DAYS = Retention.parse(
            "orders=3d,trades=3d,postings=3d,candles-1s=3d,candles-1m=4d,candles-1h=3d");

    @TempDir
    private Path directory;

    private final Recorded recorded = new Recorded(41, 0, 20);

    private void trade() {
        recorded.venue.writer().later(BEGIN);
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < 40; i++) {
                recorded.venue.writer().later(DAY / 45);
                recorded.steps(4);
            }
            long rest = DAY - Math.floorMod(recorded.view.timeNanos(), DAY);
            recorded.venue.writer().later(rest);
        }
        recorded.steps(1);
    }

    private void project(Path where, Retention retention) {
        store(where).migrate();
        try (HistoryWriter writer = new HistoryWriter(store(where), retention)) {
            recorded.sourceAfter(writer.sequence()).poll(writer::append, Integer.MAX_VALUE);
            writer.commit();
            while (writer.prune()) {
                // A part each time.
            }
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long horizon() {
        long oldest = recorded.view.timeNanos() - 3 * DAY;
        return oldest - Math.floorMod(oldest, DAY);
    }

    @Test
    void shouldDeleteWhatIsOldAndKnowAllElseAsBefore(@TempDir Path whole) throws Exception {
        trade();
        project(directory, THREE_DAYS);
        project(whole, Retention.NONE);
        for (String table : List.of("order_events", "trades", "postings", "denials")) {
            String old = "SELECT COUNT(*) FROM " + table + " WHERE time_nanos < " + horizon();
            assertThat(count(old)).as(table).isZero();
            assertThat(count("SELECT COUNT(*) FROM " + table)).as(table).isPositive();
        }
        assertThat(count("SELECT COUNT(*) FROM orders WHERE close_reason <> '' AND changed_at < "
                        + horizon()))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM order_snapshots WHERE filled > 0"))
                .as("orders that had traded before what is kept, and lived on")
                .isPositive();
        assertThat(count("SELECT COUNT(*) FROM candles WHERE span = '1d'"))
                .isGreaterThanOrEqualTo(DAYS);
        assertThat(count("SELECT MIN(begin_nanos) FROM candles WHERE span = '1m'"))
                .isLessThan(horizon())
                .isGreaterThanOrEqualTo(horizon() - DAY);
        try (var pruned = store(directory).openReaders();
                var all = store(whole).openReaders()) {
            assertKnows(pruned, new HistoryQueries(pruned), new HistoryQueries(all));
        }
    }

    private void assertKnows(
            javax.sql.DataSource source, HistoryQueries pruned, HistoryQueries whole)
            throws Exception {
        for (long at = horizon(); at < recorded.view.timeNanos(); at += 5 * HOUR) {
            Moment moment = new Moment.At(at);
            assertThat(pruned.book(ToyVenue.MARKET, moment))
                    .isEqualTo(whole.book(ToyVenue.MARKET, moment))
                    .isPresent();
        }
        assertThat(pruned.book(ToyVenue.MARKET, new Moment.At(horizon() - DAY))).isEmpty();
        assertThat(pruned.keptFrom(Retention.Kind.TRADES)).isEqualTo(horizon());
        for (AccountInfo account : recorded.view.directory().accounts()) {
            List<Balance> balances = BalanceRebuild.of(
                            source, account.account(), recorded.sequence())
                    .balances();
            assertThat(balances).isEqualTo(recorded.view.balances(account.account()));
            assertKnowsPast(account.account(), pruned, whole);
            assertThat(pruned.orders(account.account(), Page.first(5)))
                    .isEqualTo(whole.orders(account.account(), Page.first(5)));
        }
        assertThat(recorded.view.directory().accounts().stream()
                        .filter(account -> !pruned.hasAllTrades(account.account())))
                .isNotEmpty();
        pruned.exports(ExportsTest.UNITS)
                .lobster(ToyVenue.MARKET, new ExportRange(horizon(), Long.MAX_VALUE))
                .messages(OutputStream.nullOutputStream());
    }

    private void assertKnowsPast(long account, HistoryQueries pruned, HistoryQueries whole) {
        Held now = new Held(account, recorded.sequence(), Map.of(), Map.of());
        for (long at = horizon(); at < recorded.view.timeNanos(); at += 5 * HOUR) {
            Moment moment = new Moment.At(at);
            PastAccount kept = pruned.account(now, moment).orElseThrow();
            PastAccount known = whole.account(now, moment).orElseThrow();
            assertThat(kept.balances()).isEqualTo(known.balances());
            assertThat(kept.orders()).isEqualTo(known.orders());
        }
        assertThat(pruned.account(now, new Moment.At(horizon() - 1))).isEmpty();
        assertThat(pruned.account(now, new Moment.After(recorded.sequence()))).isPresent();
        assertThat(pruned.account(now, new Moment.After(1))).isEmpty();
    }

    /** As after a crash: what is to go is known in two ways. */
    @Test
    void shouldKnowOrdersWhileTheirOldEventsAreDeleted(@TempDir Path whole) throws Exception {
        trade();
        project(whole, Retention.NONE);
        project(directory, Retention.NONE);
        try (HistoryWriter writer = new HistoryWriter(store(directory), THREE_DAYS)) {
            assertThat(writer.prune()).as("there is more to do").isTrue();
        }
        boolean areThere =
                count("SELECT COUNT(*) FROM order_events WHERE time_nanos < " + horizon()) > 0;
        assertThat(areThere)
                .as("PostgreSQL drops them at once")
                .isEqualTo(store(directory) instanceof SqliteStore);
        try (var pruned = store(directory).openReaders();
                var all = store(whole).openReaders()) {
            for (AccountInfo account : recorded.view.directory().accounts()) {
                assertKnowsPast(
                        account.account(), new HistoryQueries(pruned), new HistoryQueries(all));
            }
        }
    }

    /** Orders that have closed since are gone: of before nothing is told, whatever else is kept. */
    @Test
    void shouldTellNoStateOfAnAccountFromBeforeItsOrdersAreKept() throws Exception {
        trade();
        project(directory, Retention.NONE);
        long last = count("SELECT MAX(sequence) FROM order_events WHERE time_nanos < " + horizon());
        project(directory, Retention.parse("orders=3d"));
        long account = recorded.view.directory().accounts().getFirst().account();
        Held now = new Held(account, recorded.sequence(), Map.of(), Map.of());
        try (var pruned = store(directory).openReaders()) {
            HistoryQueries queries = new HistoryQueries(pruned);
            assertThat(queries.account(now, new Moment.At(horizon()))).isPresent();
            assertThat(queries.account(now, new Moment.At(horizon() - 1))).isEmpty();
            assertThat(queries.account(now, new Moment.After(last))).isPresent();
            assertThat(queries.account(now, new Moment.After(last - 1))).isEmpty();
        }
    }

    /** An older version stored nothing of open orders before it deleted their events. */
    @Test
    void shouldFindWhatOrdersHadFilledInAHistoryThatAnOlderVersionHasPruned() throws Exception {
        trade();
        project(directory, THREE_DAYS);
        Map<Long, Long> filled = filledBefore();
        assertThat(filled.values()).anyMatch(quantity -> quantity > 0);
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement();
                InputStream script = getClass()
                        .getResourceAsStream(
                                "/db/migration/common/V134__order_snapshots_of_what_went.sql")) {
            statement.execute("DELETE FROM order_snapshots");
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(filledBefore()).isEqualTo(filled);
    }

    /** By the number of the order: there is one market. */
    private Map<Long, Long> filledBefore() throws SQLException {
        Map<Long, Long> filled = new TreeMap<>();
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT order_id, filled FROM order_snapshots")) {
            while (row.next()) {
                filled.put(row.getLong(1), row.getLong(2));
            }
        }
        return filled;
    }

    @Test
    void shouldGoOnAfterARestartAndAgreeWithARebuild() throws Exception {
        trade();
        project(directory, THREE_DAYS);
        for (int i = 0; i < RestingOrders.CHANGES_MIN / 4 + 90; i++) {
            recorded.steps(4);
            if (i % 200 == 0) {
                project(directory, THREE_DAYS);
            }
        }
        project(directory, THREE_DAYS);
        assertThat(HistoryFiles.putAside(store(directory))).isTrue();
        project(directory, Retention.NONE);
        assertThat(HistoryFiles.compare(store(directory)).differences()).isEmpty();
        HistoryFiles.forget(store(directory));
    }

    @Test
    void shouldLetNobodyDeleteWhatIsKept() throws Exception {
        trade();
        project(directory, THREE_DAYS);
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("trades", "postings")) {
                assertThatThrownBy(() -> statement.execute("DELETE FROM " + table))
                        .hasMessageContaining("append-only");
            }
        }
    }

    @Test
    void shouldReadWhatItIsToKeep() {
        assertThat(Retention.parse("orders=6h,candles-1s=30d").kept())
                .isEqualTo(Map.of(
                        Retention.Kind.ORDERS,
                        Duration.ofHours(6),
                        Retention.Kind.CANDLES_1S,
                        Duration.ofDays(30)));
        assertThat(Retention.parse(" ")).isEqualTo(Retention.NONE);
        for (String wrong : List.of("orders", "orders=", "orders=0d", "orders=5m", "day=1d", ",")) {
            assertThatThrownBy(() -> Retention.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

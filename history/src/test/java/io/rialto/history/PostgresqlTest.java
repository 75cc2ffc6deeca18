package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;

import io.rialto.view.AccountInfo;
import io.rialto.view.ToyVenue;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The same in PostgreSQL: a server of the test's own, or the one at {@code -Drialto.postgresql=HOST:PORT},
 * such as one with TimescaleDB, as its user "postgres", in databases that are made anew.
 */
class PostgresqlTest {
    private static final Optional<String> SERVER =
            Optional.ofNullable(System.getProperty("rialto.postgresql"));

    private static Optional<EmbeddedPostgres> own = Optional.empty();

    private static final Map<Path, String> DATABASES = new HashMap<>();
    private static final String TEMPLATE = "begun";

    @BeforeAll
    static void start() throws IOException, SQLException {
        if (SERVER.isEmpty()) {
            own = Optional.of(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("autovacuum", "off")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start());
        }
        execute("DROP DATABASE IF EXISTS " + TEMPLATE);
        execute("CREATE DATABASE " + TEMPLATE);
        new PostgresqlStore(url(TEMPLATE)).migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        if (own.isPresent()) {
            own.get().close();
        }
        DATABASES.clear();
    }

    private static String url(String database) {
        String server = SERVER.orElseGet(() -> "127.0.0.1:" + own.orElseThrow().getPort());
        return "jdbc:postgresql://" + server + "/" + database + "?user=postgres";
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A database for each directory, with the tables in it: they need not be made each time. */
    static HistoryStore inPostgresql(Path where) {
        return new PostgresqlStore(url(DATABASES.computeIfAbsent(where, _ -> {
            String database = "history" + DATABASES.size();
            try {
                execute("DROP DATABASE IF EXISTS " + database);
                execute("CREATE DATABASE " + database + " TEMPLATE " + TEMPLATE
                        + " STRATEGY FILE_COPY");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return database;
        })));
    }

    @Nested
    class Whole extends HistoryTest {
        @Override
        public HistoryStore store(Path where) {
            return inPostgresql(where);
        }
    }

    @Nested
    class Books extends PastBooksTest {
        @Override
        public HistoryStore store(Path where) {
            return inPostgresql(where);
        }
    }

    @Nested
    class Icebergs extends PastIcebergsTest {
        @Override
        public HistoryStore store(Path where) {
            return inPostgresql(where);
        }
    }

    @Nested
    class Candles extends CandlesTest {
        @Override
        public HistoryStore store(Path where) {
            return inPostgresql(where);
        }

        /** Not here: its jumps over months make hundreds of parts, which takes long. */
        @Override
        void shouldAgreeWithTheTradesAcrossRestartsAndGaps(long seed) {
            throw new AssertionError("no test");
        }
    }

    @Nested
    class Retained extends HistoryRetentionTest {
        @Override
        public HistoryStore store(Path where) {
            return inPostgresql(where);
        }
    }

    @Nested
    class Dealings extends DealingsTest {
        @Override
        public HistoryStore store(Path where) {
            return inPostgresql(where);
        }
    }

    @Nested
    class Holdings extends HoldingsTest {
        @Override
        public HistoryStore store(Path where) {
            return inPostgresql(where);
        }
    }

    @Nested
    class Accounts extends PastAccountsTest {
        @Override
        public HistoryStore store(Path where) {
            return inPostgresql(where);
        }
    }

    @Nested
    class Reader extends HistoryReaderTest {
        @Override
        public HistoryStore store(Path where) {
            return inPostgresql(where);
        }
    }

    @Test
    void shouldHaveTheContentThatSqliteHas(@TempDir Path file, @TempDir Path server)
            throws Exception {
        Recorded recorded = new Recorded(51, 900, 20);
        List<String> csv = new ArrayList<>();
        for (HistoryStore store : List.of(HistoryStore.in(file), inPostgresql(server))) {
            store.migrate();
            try (HistoryWriter writer = new HistoryWriter(store)) {
                recorded.sourceAfter(0).poll(writer::append, Integer.MAX_VALUE);
                writer.commit();
            }
            try (HikariDataSource readers = store.openReaders()) {
                csv.add(exported(new Exports(readers, ExportsTest.UNITS), recorded));
            }
        }
        assertThat(csv.get(1)).isEqualTo(csv.get(0));
        assertThat(csv.get(0).lines().count()).isGreaterThan(1_000);
        try (Connection sqlite = HistoryStore.in(file).openBoth(false);
                Connection postgresql = inPostgresql(server).openBoth(false)) {
            List<String> tables = HistoryStore.in(file).tables(sqlite);
            assertThat(inPostgresql(server).tables(postgresql))
                    .containsExactlyInAnyOrderElementsOf(tables);
            for (String table : tables) {
                assertThat(HistoryTest.rows(postgresql, table))
                        .as(table)
                        .isEqualTo(HistoryTest.rows(sqlite, table));
            }
        }
    }

    private static String exported(Exports exports, Recorded recorded) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exports.marketTrades(ToyVenue.MARKET, ExportRange.ALL, ExportFormat.CSV, out);
        exports.marketOrders(ToyVenue.MARKET, ExportRange.ALL, ExportFormat.CSV, out);
        exports.lobster(ToyVenue.MARKET, ExportRange.ALL).messages(out);
        for (AccountInfo account : recorded.view.directory().accounts()) {
            exports.accountTrades(account.account(), ExportRange.ALL, ExportFormat.CSV, out);
            exports.accountOrders(account.account(), ExportRange.ALL, ExportFormat.CSV, out);
            exports.postings(account.account(), ExportRange.ALL, ExportFormat.CSV, out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldStoreEverythingOnceThoughItsConnectionsAreEndedInMidBatch(
            @TempDir Path disturbed, @TempDir Path undisturbed) throws Exception {
        Recorded recorded = new Recorded(52, 300, 3);
        HistoryStore store = inPostgresql(disturbed);
        Random random = new Random(52);
        int ended = 0;
        long stored = 0;
        while (stored < recorded.sequence()) {
            int[] commits = {1 + random.nextInt(5)};
            try (HistoryWriter writer = new HistoryWriter(store, Retention.NONE, () -> {
                if (--commits[0] == 0) {
                    endConnections();
                }
            })) {
                stored = writer.committedSequence();
                var source = recorded.sourceAfter(stored);
                while (source.poll(writer::append, 1 + random.nextInt(100)) > 0) {
                    writer.commit();
                    stored = writer.committedSequence();
                }
            } catch (HistoryException away) {
                assertThat(HistoryException.mayPass(away)).isTrue();
                ended++;
            }
        }
        assertThat(ended).isGreaterThan(3);
        HistoryStore other = HistoryStore.in(undisturbed);
        other.migrate();
        try (HistoryWriter writer = new HistoryWriter(other)) {
            recorded.sourceAfter(0).poll(writer::append, Integer.MAX_VALUE);
            writer.commit();
        }
        try (Connection one = store.openBoth(false);
                Connection another = other.openBoth(false)) {
            for (String table :
                    List.of("orders", "order_events", "trades", "postings", "candles")) {
                assertThat(HistoryTest.rows(one, table))
                        .as(table)
                        .isEqualTo(HistoryTest.rows(another, table));
            }
        }
    }

    @Test
    void shouldLetNoWriterStoreWhatAnotherHasStored(@TempDir Path where) {
        Recorded recorded = new Recorded(53, 20, 3);
        HistoryStore store = inPostgresql(where);
        try (HistoryWriter first = new HistoryWriter(store);
                HistoryWriter second = new HistoryWriter(store)) {
            recorded.sourceAfter(0).poll(first::append, Integer.MAX_VALUE);
            first.commit();
            recorded.sourceAfter(0).poll(second::append, 1);
            assertThat(second.pendingEvents()).isPositive();
            assertThatThrownBy(second::commit).isInstanceOf(HistoryException.class);
        }
    }

    private static void endConnections() {
        try {
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'rialto-history'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** By TimescaleDB where the server has it, else by partitions. */
    @Test
    void shouldDivideByTimeWhatGrowsWithoutEnd() throws SQLException {
        List<String> divided = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url(TEMPLATE));
                Statement statement = connection.createStatement()) {
            ResultSet has = statement.executeQuery(
                    "SELECT COUNT(*) FROM pg_available_extensions WHERE name = 'timescaledb'");
            has.next();
            ResultSet row = statement.executeQuery(
                    has.getBoolean(1)
                            ? "SELECT hypertable_name FROM timescaledb_information.hypertables"
                            : "SELECT relname FROM pg_class WHERE relkind = 'p'");
            while (row.next()) {
                divided.add(row.getString(1));
            }
        }
        assertThat(divided)
                .containsExactlyInAnyOrder("trades", "postings", "denials", "order_events");
    }

    @Test
    void shouldTellNoPasswordOfADatabaseThatIsAway(@TempDir Path where) {
        HistoryStore away = HistoryStore.of(
                where,
                Optional.of("jdbc:postgresql://127.0.0.1:1/rialto?user=rialto&password=swordfish"));
        assertThatThrownBy(() -> History.open(away))
                .isInstanceOf(HistoryException.class)
                .satisfies(
                        failure -> assertThat(HistoryException.mayPass(failure)).isTrue())
                .hasMessageContaining("127.0.0.1")
                .hasMessageNotContaining("swordfish");
        assertThatThrownBy(() -> HistoryStore.of(where, Optional.of("jdbc:mysql://localhost")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

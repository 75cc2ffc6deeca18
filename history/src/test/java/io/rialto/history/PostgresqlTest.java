package io.rialto.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

import java.io.IOException;
import java.nio.file.Path;

/** The same in PostgreSQL. */
class PostgresqlTest {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    /** A schema for each directory. */
    static HistoryStore inPostgresql(Path where) {
        String schema = "h" + Integer.toHexString(where.toString().hashCode());
        return new PostgresqlStore(
                postgres.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema);
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
    }

    @Nested
    class Holdings extends HoldingsTest {
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
}

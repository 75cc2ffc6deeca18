package io.rialto.identity;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** The same in PostgreSQL. */
class PostgresqlTest extends IdentityTest {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    Optional<String> database() {
        return Optional.of(postgres.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    void tamper(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET search_path TO rialto_identity");
            statement.execute(sql);
        }
    }

    @Override
    String dropTriggers() {
        return "DROP TRIGGER audit_refuse_change ON audit";
    }

    @BeforeEach
    @Override
    void open() {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS rialto_identity CASCADE");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        super.open();
    }
}

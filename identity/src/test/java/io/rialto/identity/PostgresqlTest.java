package io.rialto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    /** As {@code rialto verify} does, which makes nothing and changes nothing. */
    @Test
    void shouldFollowTheAuditLogOfADatabaseWithoutChangingIt() throws SQLException {
        String url = database().orElseThrow();
        Rooms.person(identity, "ada@example.org");
        Rooms.person(identity, "bob@example.org");
        assertThat(IdentityFile.verifyDatabase(url, Rooms.VENUE).wrong()).isEmpty();
        assertThat(IdentityFile.verifyDatabase(url, Rooms.VENUE).entries()).isEqualTo(2);
        assertThatThrownBy(() -> IdentityFile.verifyDatabase(url, "ff".repeat(16)))
                .hasMessageContaining("another venue's");

        tamper(dropTriggers());
        tamper("DELETE FROM audit WHERE number = 1");
        assertThat(IdentityFile.verifyDatabase(url, Rooms.VENUE).wrong())
                .hasValue("entry 1 is missing");

        tamper("DROP SCHEMA rialto_identity CASCADE");
        assertThatThrownBy(() -> IdentityFile.verifyDatabase(url, Rooms.VENUE))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> IdentityFile.verifyDatabase("jdbc:h2:mem", Rooms.VENUE))
                .hasMessageContaining("jdbc:postgresql:");
    }
}

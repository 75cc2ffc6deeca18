package io.rialto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rialto.identity.IdentityException.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;

class IdentityDatabaseTest {
    /** A pool to a server that is away. */
    private static final class Away extends HikariDataSource {
        private int asked;

        @Override
        public Connection getConnection() throws SQLException {
            asked++;
            throw new SQLTransientConnectionException("nobody answers");
        }
    }

    @Test
    void shouldBeItsOwnersAlone(@TempDir Path data) throws IOException {
        try (IdentityDatabase database = IdentityDatabase.open(data, Optional.empty());
                Stream<Path> files = Files.list(data)) {
            boolean isOpen = database.transact(in -> true);
            assertThat(isOpen).isTrue();
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void shouldNotKeepEverybodyWaitingForADatabaseThatDoesNotAnswer() {
        try (Away pool = new Away();
                IdentityDatabase database = new IdentityDatabase(pool, true)) {
            for (int i = 0; i < 40; i++) {
                IdentityTest.refused(Reason.UNAVAILABLE, () -> database.transact(in -> true));
            }

            assertThat(pool.asked).isBetween(5, 20);
            assertThat(database.breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
        }
    }
}

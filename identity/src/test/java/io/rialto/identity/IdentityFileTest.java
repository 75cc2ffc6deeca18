package io.rialto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** The file of identities as a backup copies it and {@code verify} follows it. */
class IdentityFileTest {
    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    private Identity open() {
        return Identity.open(Rooms.config(data, Optional.empty(), new ManualClock()));
    }

    private void tamper(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + data.resolve(IdentityFile.NAME));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void shouldCopyWhatIsCommittedWhileItIsWritten() {
        Path copy = elsewhere.resolve(IdentityFile.NAME);
        try (Identity identity = open()) {
            Rooms.person(identity, "ada@example.org");
            assertThat(IdentityFile.copy(data, Rooms.VENUE, copy).orElseThrow().entries())
                    .isEqualTo(1);
            Rooms.person(identity, "bob@example.org");
        }
        assertThat(IdentityFile.verify(elsewhere, Rooms.VENUE).orElseThrow())
                .satisfies(log -> assertThat(log.wrong()).isEmpty())
                .satisfies(log -> assertThat(log.entries()).isEqualTo(1));
        assertThat(IdentityFile.verify(data, Rooms.VENUE).orElseThrow().entries())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseAnotherVenuesFile() {
        open().close();
        String other = "ff".repeat(16);
        Path copy = elsewhere.resolve(IdentityFile.NAME);
        assertThatThrownBy(() -> IdentityFile.copy(data, other, copy))
                .hasMessageContaining("another venue's");
        assertThatThrownBy(() -> IdentityFile.verify(data, other))
                .hasMessageContaining("another venue's");
    }

    @Test
    void shouldNameTheFirstEntryThatWasChangedOrTakenAway() throws SQLException {
        try (Identity identity = open()) {
            for (String name : new String[] {"ada", "bob", "eve"}) {
                Rooms.person(identity, name + "@example.org");
            }
        }
        tamper("DROP TRIGGER audit_refuse_update");
        tamper("UPDATE audit SET detail = 'x' WHERE number = 3");
        AuditReport changed = IdentityFile.verify(data, Rooms.VENUE).orElseThrow();
        assertThat(changed.wrong()).hasValue("entry 3 is not as it was written");
        tamper("DROP TRIGGER audit_refuse_delete");
        tamper("DELETE FROM audit WHERE number = 2");
        AuditReport missing = IdentityFile.copy(
                        data, Rooms.VENUE, elsewhere.resolve(IdentityFile.NAME))
                .orElseThrow();
        assertThat(missing.wrong()).hasValue("entry 2 is missing");
    }

    @Test
    void shouldHaveNothingToSayWhereThereIsNoFile() {
        assertThat(IdentityFile.verify(elsewhere, Rooms.VENUE)).isEmpty();
        assertThat(IdentityFile.copy(data, Rooms.VENUE, elsewhere.resolve("copy")))
                .isEmpty();
    }
}

package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.stream.Stream;

class SqliteStoreTest {
    @Test
    void shouldBeItsOwnersAlone(@TempDir Path directory) throws IOException, SQLException {
        SqliteStore store = new SqliteStore(directory);
        store.migrate();
        try (var writer = store.openWriter();
                Stream<Path> files = Files.list(directory)) {
            writer.commit();
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }
}

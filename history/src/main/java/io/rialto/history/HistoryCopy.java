package io.rialto.history;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** A copy of a history that may be written meanwhile: as it was after some transaction. */
public final class HistoryCopy {
    /** The history's name in its directory. */
    public static final String NAME = SqliteStore.FILE;

    private HistoryCopy() {}

    /**
     * Copies the history of a directory, if there is one.
     *
     * @param target is replaced
     * @throws HistoryException when it cannot be read or written
     */
    public static Optional<Path> of(Path directory, Path target) {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        try {
            Files.deleteIfExists(target);
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:sqlite:" + file.toAbsolutePath(), config.toProperties());
                    PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, target.toAbsolutePath().toString());
                copy.execute();
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot copy the history " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(target);
    }
}

package io.rialto.bench;

import io.rialto.history.HistoryStore;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where a measured history is: a file, or a schema of PostgreSQL that is the bench's alone.
 *
 * @param word as results have it
 * @param url of JDBC
 */
record HistoryPlace(String word, HistoryStore store, String url) {
    private static final String SCHEMA = "currentSchema";

    /**
     * In a directory, or in the database that a URL names.
     *
     * @throws IllegalArgumentException when the URL names a schema: it would be dropped
     */
    static HistoryPlace of(Path directory, Optional<String> database) {
        if (database.isEmpty()) {
            return new HistoryPlace(
                    "sqlite",
                    HistoryStore.in(directory),
                    "jdbc:sqlite:" + directory.resolve("history.db"));
        }
        if (database.get().contains(SCHEMA)) {
            throw new IllegalArgumentException("the bench makes a schema of its own, and drops it");
        }
        String url = database.get()
                + (database.get().contains("?") ? "&" : "?")
                + SCHEMA
                + "=rialto_bench";
        return new HistoryPlace("postgresql", HistoryStore.of(directory, Optional.of(url)), url);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }
}

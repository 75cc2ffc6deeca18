package io.rialto.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the histories of a test are: in SQLite's files, unless who runs the same tests overrides it. */
interface Stores {
    /** The history that a directory stands for. */
    default HistoryStore store(Path where) {
        return HistoryStore.in(where);
    }

    /** Sees its tables, and may change them. */
    default Connection connect(Path where) throws SQLException {
        return store(where).openBoth(false);
    }
}

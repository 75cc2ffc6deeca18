package io.rialto.history;

import java.nio.file.Path;
import java.util.Optional;

/** A copy of a history that may be written meanwhile: as it was after some transaction. */
public final class HistoryCopy {
    /** The history's name in its directory. */
    public static final String NAME = SqliteStore.FILE;

    private HistoryCopy() {}

    /**
     * Copies a history that is in a file, if there is one.
     *
     * @param target is replaced
     * @throws HistoryException when it cannot be read or written
     */
    public static Optional<Path> of(HistoryStore store, Path target) {
        return store.copy(target);
    }
}

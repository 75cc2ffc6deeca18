package io.rialto.app;

import io.rialto.history.HistoryStore;
import io.rialto.history.Retention;

import java.nio.file.Path;

/**
 * How a venue's history is kept.
 *
 * @param store where
 * @param retention for how long
 */
record HistoryPart(HistoryStore store, Retention retention) {
    /** In the box, for good. */
    static HistoryPart inBox(Path data) {
        return new HistoryPart(HistoryStore.in(data), Retention.NONE);
    }
}

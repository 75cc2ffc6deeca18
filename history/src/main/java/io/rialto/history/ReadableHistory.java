package io.rialto.history;

import java.time.Duration;

/**
 * What has happened in a venue, for those who ask: kept by this process ({@link History}) or read
 * beside another that keeps it ({@link HistoryReader}). Any thread may ask.
 */
public interface ReadableHistory {
    /** Whether there is a history to ask; until there is, only {@link #sequence} may be asked. */
    boolean isAvailable();

    /** The last event known to be stored. Never blocks. */
    long sequence();

    /**
     * Questions to it.
     *
     * @throws HistoryException when there is none yet
     */
    HistoryQueries queries();

    /**
     * Blocks until the history shows event {@code sequence}, and returns the event that it shows.
     *
     * @throws HistoryBehindException when it does not come so far within {@code wait}, or ends
     */
    long awaitSequence(long sequence, Duration wait) throws InterruptedException;

    /**
     * An account's balances after event {@code sequence}, added up from its postings alone: what the
     * live ones are compared with.
     *
     * @throws HistoryBehindException when the history does not come so far within {@code wait}, or
     *     ends
     */
    RebuiltBalances rebuildBalances(long account, long sequence, Duration wait)
            throws InterruptedException;
}

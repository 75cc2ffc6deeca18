package io.rialto.app;

import io.rialto.gateway.Archive;
import io.rialto.history.History;
import io.rialto.history.Page;
import io.rialto.history.RebuiltBalances;
import java.time.Duration;
import java.util.List;

/** The history as the gateway asks it. */
final class HistoryArchive implements Archive {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final History history;

    HistoryArchive(History history) {
        this.history = history;
    }

    @Override
    public long sequence() {
        return history.sequence();
    }

    @Override
    public boolean await(long sequence, Duration wait) {
        try {
            return history.awaitSequence(sequence, wait) >= sequence;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public List<Entry> postings(long account, long beforeSequence, int max) {
        return history.queries().postings(account, new Page(beforeSequence, max)).stream()
                .map(
                        posting ->
                                new Entry(
                                        posting.sequence(),
                                        posting.timeNanos(),
                                        posting.asset(),
                                        posting.cause(),
                                        posting.cashDelta(),
                                        posting.heldDelta(),
                                        posting.cash(),
                                        posting.held(),
                                        posting.market(),
                                        posting.reference()))
                .toList();
    }

    @Override
    public Rebuilt rebuild(long account, long sequence) {
        try {
            RebuiltBalances rebuilt = history.rebuildBalances(account, sequence, PATIENCE);
            return new Rebuilt(rebuilt.postingsReplayed(), rebuilt.balances());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}

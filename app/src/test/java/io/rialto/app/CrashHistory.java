package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.history.History;
import io.rialto.history.HistoryCopy;
import io.rialto.history.HistoryFiles;
import io.rialto.history.HistoryStore;
import io.rialto.view.FrameSource;

import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.core.ConditionTimeoutException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A history of the same events that is never killed: what a rebuild would make of them, made as they
 * come. That of the venue is compared with it, table by table, after each of its deaths.
 */
final class CrashHistory implements AutoCloseable {
    private final Path folder;
    private final Path compared;
    private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final History rebuilt;

    CrashHistory(Path folder) {
        this.folder = folder.resolve("rebuilt");
        compared = folder.resolve("compared");
        try {
            Files.createDirectories(this.folder);
            Files.createDirectories(compared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rebuilt = History.open(HistoryStore.in(this.folder));
        rebuilt.start(this::poll, failure::set);
    }

    /** Takes the next frame; any thread, one at a time. */
    void onFrame(byte[] frame) {
        frames.add(frame);
    }

    private int poll(FrameSource.FrameHandler handler, int framesMax) {
        int count = 0;
        byte[] next;
        while (count < framesMax && (next = frames.poll()) != null) {
            handler.onFrame(new UnsafeBuffer(next), 0, next.length);
            count++;
        }
        return count;
    }

    /** Waits until the venue's history, with nobody writing, is the same as that of its events. */
    void check(Path data) {
        AtomicReference<Map<String, Long>> differences = new AtomicReference<>(Map.of());
        try {
            // Both store what they have within a fifth of a second.
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        assertThat(failure.get()).isNull();
                        assertThat(HistoryCopy.of(
                                        HistoryStore.in(data), compared.resolve(HistoryCopy.NAME)))
                                .isPresent();
                        assertThat(HistoryCopy.of(
                                        HistoryStore.in(folder),
                                        compared.resolve(HistoryCopy.NAME + ".before")))
                                .isPresent();
                        differences.set(
                                HistoryFiles.compare(HistoryStore.in(compared)).differences());
                        return differences.get().isEmpty();
                    });
        } catch (ConditionTimeoutException never) {
            throw new AssertionError("rows that differ, by table: " + differences, never);
        }
    }

    @Override
    public void close() {
        rebuilt.close();
    }
}

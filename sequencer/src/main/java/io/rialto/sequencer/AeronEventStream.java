package io.rialto.sequencer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The event stream of a venue whose data directory and media driver are on this machine, in this
 * process or another. Readers follow it over restarts of the node.
 */
public final class AeronEventStream implements EventStream {
    private final Supplier<Path> aeronDirectory;
    private final Path data;

    /**
     * Opens nothing yet: the venue need not be running.
     *
     * @param aeronDirectory of the node's media driver
     * @param data the venue's data directory
     */
    public AeronEventStream(Path aeronDirectory, Path data) {
        this(() -> aeronDirectory, data);
    }

    /** The same where the media driver may move, as it may from one run of the node to the next. */
    public AeronEventStream(Supplier<Path> aeronDirectory, Path data) {
        this.aeronDirectory = aeronDirectory;
        this.data = data;
    }

    @Override
    public EventReader open(String consumer, long sequence, long chain) {
        return new AeronEventReader(
                aeronDirectory,
                data.resolve("archive"),
                new ConsumerPosition(data.resolve("consumers"), consumer),
                sequence,
                chain);
    }

    @Override
    public Optional<StateSnapshot> newestSnapshot() {
        if (!Files.exists(data.resolve("venue.properties"))) {
            return Optional.empty();
        }
        try {
            return new StateFiles(data.resolve("snapshots"), DataDirectory.venueId(data))
                    .newestWhole()
                    .map(file -> file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Readers are closed by those who opened them. */
    @Override
    public void close() {}
}

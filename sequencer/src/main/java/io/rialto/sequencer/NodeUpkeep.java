package io.rialto.sequencer;

import io.rialto.sequencer.VenueUpkeep.Consumer;
import io.rialto.sequencer.VenueUpkeep.Snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** What a node keeps, by its housekeeper and the files of consumers. Asked by one thread. */
final class NodeUpkeep implements UpkeepDesk {
    private static final System.Logger LOG = System.getLogger(NodeUpkeep.class.getName());

    /** Consumers note no more often how far they have come. */
    private static final long FILES_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path data;
    private final Housekeeper housekeeper;
    private final LongSupplier sequence;
    private List<Consumer> noted = List.of();
    private long notedNanos = System.nanoTime() - FILES_NANOS;

    /**
     * Makes it.
     *
     * @param sequence number of the last event
     */
    NodeUpkeep(Path data, Housekeeper housekeeper, LongSupplier sequence) {
        this.data = data;
        this.housekeeper = housekeeper;
        this.sequence = sequence;
    }

    @Override
    public VenueUpkeep upkeep() {
        SnapshotPoint newest = housekeeper.newest();
        return new VenueUpkeep(
                sequence.getAsLong(),
                new Snapshot(
                        newest.sequence(),
                        newest.timeNanos(),
                        newest.logPosition(),
                        housekeeper.snapshotBytes()),
                housekeeper.logBytesSinceSnapshot(),
                housekeeper.isStoring(),
                noted());
    }

    private List<Consumer> noted() {
        long now = System.nanoTime();
        if (now - notedNanos >= FILES_NANOS) {
            notedNanos = now;
            try {
                noted = ConsumerFiles.read(data).entrySet().stream()
                        .map(file -> new Consumer(file.getKey(), file.getValue(), false))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return noted;
    }

    @Override
    public void wishForSnapshot() {
        if (housekeeper.hasRoom()) {
            housekeeper.request();
        } else {
            LOG.log(Level.WARNING, "There is no room for the snapshot that was asked for");
        }
    }
}

package io.rialto.sequencer;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.rialto.sequencer.EventReader.SequencePurgedException;
import io.rialto.sequencer.EventReader.StreamRewrittenException;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves segments of recorded events into the archive, once every consumer has applied them and no
 * restart needs them, and deletes archived ones by policy. Owned by the housekeeper's thread.
 */
final class EventPruning {
    private static final System.Logger LOG = System.getLogger(EventPruning.class.getName());

    private final DataDirectory data;
    private final Upkeep upkeep;
    private final EventArchive archived;
    private volatile List<String> leftBehind = List.of();

    EventPruning(DataDirectory data, Upkeep upkeep) {
        this.data = data;
        this.upkeep = upkeep;
        archived = new EventArchive(data.path(), data.venueId());
    }

    /** Less of the log is not worth a snapshot: nothing would be thrown away after it. */
    long pruneBytesMin() {
        return 2L * upkeep.segmentLength();
    }

    /** What must stay free beside a snapshot: the archive begins no recording with less. */
    long roomBytesMin() {
        return 3L * upkeep.segmentLength();
    }

    private record Consumer(String name, long sequence) {}

    /** How far events may go: in the recording, and as a number. */
    private record Floor(long position, long sequence) {}

    /**
     * Prunes what lies before a snapshot and is applied by every consumer that is not left behind.
     *
     * @param oldest the older of the snapshots kept, from which a restart may say its events again
     */
    void prune(AeronArchive archive, Recording recording, SnapshotPoint oldest, long nowNanos)
            throws IOException {
        if (oldest.eventRecording() != recording.id() || oldest.eventPosition() == 0) {
            return;
        }
        long end = archive.getRecordingPosition(recording.id());
        // A frame before the snapshot stays, so that the recording always has a last event.
        Floor floor = new Floor(oldest.eventPosition() - 1, oldest.sequence());
        List<String> behind = new ArrayList<>();
        for (Map.Entry<String, Long> noted : ConsumerFiles.read(data.path()).entrySet()) {
            Consumer consumer = new Consumer(noted.getKey(), noted.getValue());
            Optional<Floor> needed = needed(recording, end, consumer);
            if (needed.isEmpty()) {
                behind.add(consumer.name);
                tell(consumer);
            } else if (needed.get().position < floor.position) {
                floor = needed.get();
            }
        }
        leftBehind = List.copyOf(behind);
        archive(archive, recording, recording.segmentBase(floor.position));
        if (!upkeep.eventRetention().isZero()) {
            archived.deleteBefore(
                    floor.sequence, nowNanos - upkeep.eventRetention().toNanos());
        }
    }

    /** What a consumer still needs; nothing when it is left behind. */
    private Optional<Floor> needed(Recording recording, long end, Consumer consumer) {
        long position;
        try {
            position = RecordedPlace.after(data.archive(), recording, end, consumer.sequence)
                    .map(RecordedPlace::position)
                    .orElse(end);
        } catch (SequencePurgedException e) {
            position = recording.startPosition();
        } catch (StreamRewrittenException e) {
            // It is of another history, and finds out by itself.
            return Optional.of(new Floor(end, Long.MAX_VALUE));
        }
        return end - position > upkeep.consumerBytesMax()
                ? Optional.empty()
                : Optional.of(new Floor(position, consumer.sequence));
    }

    private void tell(Consumer consumer) {
        if (!leftBehind.contains(consumer.name)) {
            LOG.log(
                    Level.WARNING,
                    "The consumer {0} is left behind: it has applied event {1} and is more than {2}"
                            + " bytes of events behind; from now on nothing is kept for it",
                    consumer.name,
                    consumer.sequence,
                    upkeep.consumerBytesMax());
        }
    }

    private void archive(AeronArchive archive, Recording recording, long newStart)
            throws IOException {
        long start = recording.segmentBase(recording.startPosition());
        if (newStart <= start) {
            return;
        }
        for (long base = start; base < newStart; base += recording.segmentLength()) {
            archived.store(data.archive(), recording, base);
        }
        purge(archive, recording, newStart);
    }

    private static void purge(AeronArchive archive, Recording recording, long newStart) {
        long segments;
        try {
            segments = archive.purgeSegments(recording.id(), newStart);
        } catch (ArchiveException e) {
            // A replay stands below: its reader is stuck, and may come again from the archive.
            LOG.log(Level.WARNING, "Stopping the replays of events: {0}", e.getMessage());
            archive.stopAllReplays(recording.id());
            segments = archive.purgeSegments(recording.id(), newStart);
        }
        LOG.log(
                Level.INFO,
                "Moved {0} segments of events to the archive, up to position {1}",
                segments,
                newStart);
    }

    /** Consumers for which nothing is kept any more. Any thread. */
    List<String> leftBehind() {
        return leftBehind;
    }
}

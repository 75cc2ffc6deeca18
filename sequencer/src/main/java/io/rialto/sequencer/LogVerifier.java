package io.rialto.sequencer;

import io.aeron.cluster.RecordingLog;
import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.sequencer.DataDirectoryException.Reason;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Replays the stored command log of a stopped venue into a fresh machine and compares: each event
 * with the recorded one, byte for byte, and the state with each snapshot passed. It changes
 * nothing in the directory.
 */
public final class LogVerifier {
    private static final int DIFFERENCES_MAX = 10;
    private static final int PROGRESS_FRAGMENTS = 1 << 14;

    private final DataDirectory data;
    private final Recording log;
    private final Progress progress;
    private final MachineHost host;
    private final Deque<StateFile> snapshots;
    private final List<String> differences = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private SnapshotPoint start = SnapshotPoint.EMPTY;
    private RecordingCursor recorded;
    private long said;
    private long eventsCompared;
    private int snapshotsCompared;
    private long newestSnapshot = -1;
    private long commands;

    /** Told now and then how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** Bytes of the log replayed, of at most as many. */
        void onProgress(long bytes, long bytesMax);
    }

    private LogVerifier(
            DataDirectory data, Recording log, MachineFactory factory, Progress progress) {
        this.data = data;
        this.log = log;
        this.progress = progress;
        host = new MachineHost(factory.create(new Comparing()));
        snapshots = new ArrayDeque<>(new StateFiles(data.snapshots(), data.venueId()).allWhole());
    }

    /**
     * Verifies a directory, which it holds meanwhile.
     *
     * @param factory makes the machine; afterwards it is in the state after the whole log
     * @throws DataDirectoryException when the directory is in use, or not a venue's
     */
    public static VerifyReport verify(Path directory, MachineFactory factory, Progress progress) {
        if (!Files.exists(directory.resolve(DataDirectory.PROPERTIES))) {
            throw new DataDirectoryException(
                    Reason.OTHER_FORMAT, directory + " is not the data directory of a venue.");
        }
        try (DataDirectory data = DataDirectory.open(directory)) {
            CatalogCheck.check(data.archive());
            VenueParts.check(data.path(), data.venueId());
            return new LogVerifier(data, findLog(data), factory, progress).run();
        }
    }

    private static Recording findLog(DataDirectory data) {
        Path file = data.cluster().resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        if (!Files.exists(file)) {
            throw new DataDirectoryException(
                    Reason.OTHER_FORMAT, data.path() + " holds no command log yet.");
        }
        try (RecordingLog recordingLog = new RecordingLog(data.cluster().toFile(), false)) {
            long id = recordingLog.findLastTermRecordingId();
            return Recording.list(data.archive()).stream()
                    .filter(recording -> recording.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new DataDirectoryException(
                            Reason.DAMAGED, "The archive in " + data.path() + " has no log."));
        }
    }

    private VerifyReport run() {
        findDamage();
        restore();
        openEvents();
        long end;
        try (LogReader reader = new LogReader(data.archive(), log, start.logPosition())) {
            replay(reader);
            end = reader.position();
        } finally {
            CloseHelper.close(recorded);
        }
        compareSnapshotsBefore(Long.MAX_VALUE);
        return new VerifyReport(
                start.sequence(),
                commands,
                host.machine().sequence(),
                host.machine().stateHash(),
                eventsCompared,
                snapshotsCompared,
                newestSnapshot,
                end,
                differences,
                notes);
    }

    /** Rot that a start may never meet: older events, the snapshot before the newest. */
    private void findDamage() {
        new StateFiles(data.snapshots(), data.venueId()).damages().forEach(this::differ);
        EventArchive archived = new EventArchive(data.path(), data.venueId());
        archived.damages().forEach(this::differ);
        for (Recording recording : Recording.list(data.archive())) {
            if (!isPurged(recording)) {
                RecordingCheck.damage(data.archive(), recording, recording.startPosition())
                        .ifPresent(this::differ);
                if (recording.streamId() == EventChannel.STREAM_ID) {
                    checkNothingIsBetween(archived.last(), recording);
                }
            }
        }
    }

    /** What was purged of the recording is in the archive, unless a policy has deleted all of it. */
    private void checkNothingIsBetween(long lastArchived, Recording recording) {
        try (RecordingCursor cursor =
                new RecordingCursor(data.archive(), recording, recording.startPosition())) {
            EventFrameDecoder first = new EventFrameDecoder();
            if (lastArchived > 0 && cursor.next() == RecordingCursor.Found.FRAGMENT) {
                first.wrap(
                        cursor.buffer(),
                        cursor.offset() + MessageHeaderDecoder.ENCODED_LENGTH,
                        EventFrameDecoder.BLOCK_LENGTH,
                        EventFrameDecoder.SCHEMA_VERSION);
                if (first.firstSequence() > lastArchived + 1) {
                    differ("Events " + (lastArchived + 1) + " to " + (first.firstSequence() - 1)
                            + " are neither archived nor recorded");
                }
            }
        }
    }

    /** The catalog goes on naming the recordings of superseded snapshots. */
    private boolean isPurged(Recording recording) {
        return recording.id() != log.id()
                && recording.streamId() != EventChannel.STREAM_ID
                && recording.segmentFiles(data.archive()).isEmpty();
    }

    /** Begins with the empty state when the whole log is there, else with the oldest snapshot. */
    private void restore() {
        if (log.startPosition() == 0) {
            return;
        }
        while (!snapshots.isEmpty()
                && snapshots.getFirst().point().logPosition() < log.startPosition()) {
            snapshots.removeFirst();
        }
        if (snapshots.isEmpty()) {
            throw new DataDirectoryException(
                    Reason.DAMAGED,
                    "The log begins at "
                            + log.startPosition()
                            + " and no snapshot from there on is whole.");
        }
        StateFile oldest = snapshots.removeFirst();
        host.restore(oldest.point(), oldest);
        start = oldest.point();
        said = start.sequence();
        snapshotsCompared++;
        newestSnapshot = start.sequence();
    }

    private void openEvents() {
        eventsCompared = start.sequence();
        for (Recording recording : Recording.list(data.archive())) {
            if (recording.streamId() == EventChannel.STREAM_ID) {
                openEvents(recording);
            }
        }
    }

    private void openEvents(Recording recording) {
        long end = recording.writtenMax(data.archive());
        try {
            long position = EventSearch.positionAfter(data.archive(), recording, end, start);
            recorded = new RecordingCursor(data.archive(), recording, position).limit(end);
        } catch (IllegalStateException e) {
            // Whether that is a difference shows when the log causes events.
            notes.add("No events are recorded after event " + start.sequence());
        }
    }

    private void replay(LogReader reader) {
        long from = reader.position();
        long bytesMax = log.writtenMax(data.archive()) - from;
        LogReader.Handler handler = new Applying();
        for (long fragments = 0; differences.size() < DIFFERENCES_MAX; fragments++) {
            RecordingCursor.Found found = reader.next(handler);
            if (found == RecordingCursor.Found.DAMAGE) {
                notes.add("The log is torn at "
                        + reader.position()
                        + "; a start would cut it there, or refuse");
            }
            if (found != RecordingCursor.Found.FRAGMENT) {
                break;
            }
            if (fragments % PROGRESS_FRAGMENTS == 0) {
                progress.onProgress(reader.position() - from, bytesMax);
            }
        }
        if (recorded != null && recorded.next() == RecordingCursor.Found.FRAGMENT) {
            differ("Events after " + said + " are recorded that the log does not cause");
        }
    }

    private final class Applying implements LogReader.Handler {
        @Override
        public void onCommand(
                long clusterNanos, long logPosition, DirectBuffer buffer, int offset, int length) {
            compareSnapshotsBefore(logPosition);
            host.onCommand(clusterNanos, logPosition, buffer, offset, length);
            commands++;
        }

        @Override
        public void onTimer(long clusterNanos, long logPosition) {
            compareSnapshotsBefore(logPosition);
            host.onTimer(clusterNanos, logPosition);
        }
    }

    private final class Comparing implements MachineOutput {
        private final EventFrameDecoder frame = new EventFrameDecoder();

        @Override
        public void onEvents(DirectBuffer buffer, int offset, int length) {
            frame.wrap(
                    buffer,
                    offset + MessageHeaderDecoder.ENCODED_LENGTH,
                    EventFrameDecoder.BLOCK_LENGTH,
                    EventFrameDecoder.SCHEMA_VERSION);
            long first = frame.firstSequence();
            if (first != said + 1) {
                differ("Event " + first + " is said after " + said);
            }
            said = first + frame.count() - 1;
            if (recorded != null) {
                compare(buffer, offset, length, first);
            }
        }

        private void compare(DirectBuffer buffer, int offset, int length, long first) {
            if (recorded.next() != RecordingCursor.Found.FRAGMENT) {
                notes.add("Events are recorded up to " + (first - 1));
                CloseHelper.close(recorded);
                recorded = null;
            } else if (recorded.length() == length
                    && EventContinuation.isEqual(
                            buffer, offset, recorded.buffer(), recorded.offset(), length)) {
                eventsCompared = said;
            } else {
                differ("Event " + first + " is recorded differently from what the log causes");
            }
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            // Answers are not recorded.
        }
    }

    private void compareSnapshotsBefore(long logPosition) {
        while (!snapshots.isEmpty() && snapshots.getFirst().point().logPosition() < logPosition) {
            StateFile file = snapshots.removeFirst();
            SnapshotPoint point = file.point();
            snapshotsCompared++;
            newestSnapshot = point.sequence();
            Machine machine = host.machine();
            if (machine.sequence() != point.sequence()
                    || machine.chain() != point.chain()
                    || machine.stateHash() != point.stateHash()) {
                differ("The state in " + file.path() + " is not what the log gives");
            }
        }
    }

    private void differ(String difference) {
        if (differences.size() < DIFFERENCES_MAX) {
            differences.add(difference);
        }
    }
}

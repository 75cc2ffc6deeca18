package io.rialto.simulator;

import io.rialto.sequencer.EventContinuation;
import io.rialto.sequencer.EventStream;
import io.rialto.sequencer.MemoryStream;
import io.rialto.sequencer.RecordSink;
import io.rialto.sequencer.SnapshotPoint;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a node outlives its process: the log, the recorded events, the snapshots. Of log and
 * events a killed process loses nothing that it had written, a machine without power may lose what
 * was not synced; each keeps whole entries from the front.
 */
final class Disk {
    private static final long FRAME_ALIGNMENT = 32;

    private final List<Entry> log = new ArrayList<>();
    private final MemoryStream events = new MemoryStream();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private long purgedEntries;
    private long syncedEntries;
    private long syncedSequence;
    private long logPosition;

    /**
     * An entry of the log.
     *
     * @param position where it ends, as the machine is told
     * @param nanos the clock of the node that wrote it
     * @param connection that the command came over; 0 for none
     * @param command empty where the timer went off
     */
    record Entry(long position, long nanos, long connection, UnsafeBuffer command) {
        boolean isTimer() {
            return command.capacity() == 0;
        }
    }

    /** A snapshot; until it is whole a crash leaves nothing of it that could be used. */
    static final class Snapshot implements EventStream.StateSnapshot {
        private final SnapshotPoint point;
        private final List<UnsafeBuffer> records;
        private boolean isWhole;

        Snapshot(SnapshotPoint point, List<UnsafeBuffer> records) {
            this.point = point;
            this.records = records;
        }

        SnapshotPoint point() {
            return point;
        }

        @Override
        public long sequence() {
            return point.sequence();
        }

        @Override
        public long chain() {
            return point.chain();
        }

        @Override
        public long stateHash() {
            return point.stateHash();
        }

        @Override
        public void read(RecordSink sink) {
            deliver(isWhole ? records : records.subList(0, records.size() / 2), sink);
        }

        /** Delivers the records as the machine wrote them, on disk or not. */
        void readWritten(RecordSink sink) {
            deliver(records, sink);
        }

        @Override
        public String toString() {
            return "the snapshot at log position " + point.logPosition();
        }

        private static void deliver(List<UnsafeBuffer> records, RecordSink sink) {
            records.forEach(record -> sink.append(record, 0, record.capacity()));
        }
    }

    // The log. Entries are counted from the first ever.

    void append(long nanos, long connection, UnsafeBuffer command) {
        logPosition += (command.capacity() / FRAME_ALIGNMENT + 2) * FRAME_ALIGNMENT;
        log.add(new Entry(logPosition, nanos, connection, command));
    }

    long entries() {
        return purgedEntries + log.size();
    }

    long syncedEntries() {
        return syncedEntries;
    }

    Entry entry(long index) {
        return log.get(Math.toIntExact(index - purgedEntries));
    }

    void syncLog(long upTo) {
        syncedEntries = Math.max(syncedEntries, upTo);
    }

    /** The first entry after a log position. */
    long entryAfter(long position) {
        long index = purgedEntries;
        while (index < entries() && entry(index).position() <= position) {
            index++;
        }
        return index;
    }

    /** What is no command: bytes by chance, or a command of the log without its end. */
    UnsafeBuffer nonsense(Dice dice) {
        UnsafeBuffer some = log.isEmpty()
                ? new UnsafeBuffer(0, 0)
                : log.get(dice.below(log.size())).command();
        if (some.capacity() < 2 || dice.coin()) {
            byte[] bytes = new byte[1 + dice.below(300)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) dice.below(256);
            }
            return new UnsafeBuffer(bytes);
        }
        return new UnsafeBuffer(some, 0, 1 + dice.below(some.capacity() - 1));
    }

    // The events.

    MemoryStream events() {
        return events;
    }

    void append(DirectBuffer frame, int offset, int length) {
        events.append(MemoryStream.Frame.copyOf(frame, offset, length));
    }

    void syncEvents() {
        syncedSequence = events.lastSequence();
    }

    /** The frames after event {@code sequence}, in order, as a restarted node compares them. */
    EventContinuation.Recorded framesAfter(long sequence) {
        return new Frames(events.framesUpTo(sequence));
    }

    private final class Frames implements EventContinuation.Recorded {
        private long next;
        private UnsafeBuffer frame = new UnsafeBuffer(0, 0);

        Frames(long first) {
            next = first;
        }

        @Override
        public boolean step() {
            MemoryStream.Frame found = events.frame(next);
            if (found == null) {
                return false;
            }
            next++;
            frame = found.bytes();
            return true;
        }

        @Override
        public DirectBuffer buffer() {
            return frame;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return frame.capacity();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    // Snapshots.

    void add(Snapshot snapshot) {
        snapshots.add(snapshot);
    }

    void finish(Snapshot snapshot) {
        snapshot.isWhole = true;
        events.snapshot(snapshot);
    }

    /** The newest whole snapshot whose events are recorded; those after it are set aside. */
    Optional<Snapshot> chooseSnapshot(boolean isHalfEnough, boolean mayBeAhead) {
        snapshots.removeIf(snapshot -> !snapshot.isWhole && !isHalfEnough);
        while (!snapshots.isEmpty()) {
            Snapshot newest = snapshots.getLast();
            if (mayBeAhead || newest.sequence() <= events.lastSequence()) {
                return Optional.of(newest);
            }
            snapshots.removeLast();
        }
        return Optional.empty();
    }

    /** How many snapshots a crash now would leave half written. */
    long halfSnapshots() {
        return snapshots.stream().filter(snapshot -> !snapshot.isWhole).count();
    }

    /**
     * Keeps two whole snapshots, the log after the older of them, and events after {@code
     * neededSequence} and after the older snapshot.
     */
    void prune(long neededSequence) {
        List<Snapshot> whole =
                snapshots.stream().filter(snapshot -> snapshot.isWhole).toList();
        if (whole.size() < 2) {
            return;
        }
        SnapshotPoint keepFrom = whole.get(whole.size() - 2).point();
        snapshots.removeIf(snapshot -> snapshot.point().logPosition() < keepFrom.logPosition());
        long first = entryAfter(keepFrom.logPosition());
        log.subList(0, Math.toIntExact(first - purgedEntries)).clear();
        purgedEntries = first;
        events.purge(Math.min(keepFrom.sequence(), neededSequence));
    }

    // Crashes.

    /** The machine loses power: of what was not synced some of the front remains. */
    void losePower(Dice dice) {
        long kept = dice.between(syncedEntries, entries());
        log.subList(Math.toIntExact(kept - purgedEntries), log.size()).clear();
        syncedEntries = kept;
        logPosition = log.isEmpty() ? logPosition : log.getLast().position();
        long firstFrame = events.framesUpTo(syncedSequence);
        long lastFrame = events.framesUpTo(events.lastSequence());
        long keptFrames = dice.between(firstFrame, lastFrame);
        MemoryStream.Frame last = events.frame(keptFrames - 1);
        events.truncate(last == null ? syncedSequence : last.lastSequence());
        syncEvents();
    }
}

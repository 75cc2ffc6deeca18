package io.rialto.sequencer;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.aeron.cluster.service.Cluster;
import io.aeron.logbuffer.BufferClaim;
import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.CountersReader;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Records the event stream. After a restart the machine says again what it said before: what is
 * recorded already is compared byte for byte instead of being recorded twice.
 *
 * <p>Owned by the service thread. Whatever goes wrong is an exception, and the node halts.
 */
final class EventRecorder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventRecorder.class.getName());
    private static final long START_NANOS_MAX = Duration.ofSeconds(30).toNanos();

    private static final long CLOSE_NANOS_MAX = Duration.ofSeconds(2).toNanos();
    private static final long CLOSE_PARK_NANOS = 100_000;

    private final Path archiveDirectory;
    private final int firstTerm;
    private final int termLength;
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private final BufferClaim claim = new BufferClaim();
    private Aeron aeron;
    private IdleStrategy idleStrategy;
    private CountersReader counters;
    private ExclusivePublication publication;
    private RecordingCursor recorded;
    private long recordingId = Aeron.NULL_VALUE;
    private int counterId;
    private long lastRecorded;
    private long sequence;

    EventRecorder(Path archiveDirectory, int firstTerm, int termLength) {
        this.termLength = termLength;
        this.firstTerm = firstTerm;
        this.archiveDirectory = archiveDirectory;
    }

    /**
     * Makes ready to continue the stream after the state of a snapshot, or from the beginning.
     *
     * @throws IllegalStateException when the recording cannot be the same venue's history
     */
    void start(Cluster cluster, SnapshotPoint point) {
        aeron = cluster.aeron();
        idleStrategy = cluster.idleStrategy();
        counters = aeron.countersReader();
        sequence = point.sequence();
        try (AeronArchive archive =
                AeronArchive.connect(cluster.context().archiveContext().clone())) {
            Recording newest = Recording.list(archive).reversed().stream()
                    .filter(recording -> recording.streamId() == EventChannel.STREAM_ID)
                    .findFirst()
                    .orElse(null);
            if (newest == null) {
                begin(archive, point);
            } else {
                resume(archive, newest, point);
            }
            awaitRecording(archive);
        }
    }

    private void begin(AeronArchive archive, SnapshotPoint point) {
        if (point.sequence() != 0) {
            throw new IllegalStateException("The state is that after event "
                    + point.sequence()
                    + ", but there is no recording of events");
        }
        archive.startRecording(
                EventChannel.recording(), EventChannel.STREAM_ID, SourceLocation.LOCAL, true);
        publish(0, firstTerm, termLength, EventChannel.MTU_LENGTH);
    }

    private void resume(AeronArchive archive, Recording recording, SnapshotPoint point) {
        EventTail tail = EventTail.check(archiveDirectory, recording, recording.stopPosition());
        if (!tail.reason().isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Cutting the recorded events after {0}: {1}",
                    tail.sequence(),
                    tail.reason());
            archive.truncateRecording(recording.id(), tail.position());
        }
        if (tail.sequence() < point.sequence()) {
            throw new IllegalStateException("Events are recorded up to "
                    + tail.sequence()
                    + ", but the state is that after event "
                    + point.sequence());
        }
        recordingId = recording.id();
        lastRecorded = tail.sequence();
        if (lastRecorded > sequence) {
            long position =
                    EventSearch.positionAfter(archiveDirectory, recording, tail.position(), point);
            recorded = new RecordingCursor(archiveDirectory, recording, position)
                    .limit(tail.position());
        }
        archive.extendRecording(
                recordingId,
                EventChannel.recording(),
                EventChannel.STREAM_ID,
                SourceLocation.LOCAL,
                true);
        publish(
                tail.position(),
                recording.initialTermId(),
                recording.termLength(),
                recording.mtuLength());
    }

    private void publish(long position, int initialTermId, int termLength, int mtuLength) {
        publication = aeron.addExclusivePublication(
                EventChannel.publication(position, initialTermId, termLength, mtuLength),
                EventChannel.STREAM_ID);
    }

    private void awaitRecording(AeronArchive archive) {
        long deadline = System.nanoTime() + START_NANOS_MAX;
        idleStrategy.reset();
        while (true) {
            counterId = RecordingPos.findCounterIdBySession(
                    counters, publication.sessionId(), archive.archiveId());
            if (counterId != CountersReader.NULL_COUNTER_ID && publication.isConnected()) {
                break;
            }
            archive.checkForErrorResponse();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The archive does not record the event stream");
            }
            idleStrategy.idle();
        }
        long id = RecordingPos.getRecordingId(counters, counterId);
        if (recordingId != Aeron.NULL_VALUE && id != recordingId) {
            throw new IllegalStateException("Recording " + id + " instead of " + recordingId);
        }
        recordingId = id;
    }

    /** Records the next frame, or compares it with what is recorded. */
    void append(DirectBuffer buffer, int offset, int length) {
        frame.wrap(
                buffer,
                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                EventFrameDecoder.BLOCK_LENGTH,
                EventFrameDecoder.SCHEMA_VERSION);
        if (frame.firstSequence() != sequence + 1 || frame.count() < 1) {
            throw new IllegalStateException(
                    "Event " + frame.firstSequence() + " does not follow " + sequence);
        }
        if (recorded != null) {
            compare(buffer, offset, length);
        } else {
            record(buffer, offset, length);
        }
        sequence += frame.count();
        if (recorded != null && sequence >= lastRecorded) {
            recorded.close();
            recorded = null;
        }
    }

    private void compare(DirectBuffer buffer, int offset, int length) {
        boolean same = recorded.next() == RecordingCursor.Found.FRAGMENT
                && recorded.length() == length
                && isEqual(buffer, offset, recorded, length);
        if (!same) {
            throw new IllegalStateException("Event "
                    + (sequence + 1)
                    + " is recorded differently from what the log gives now; recorded up"
                    + " to "
                    + lastRecorded);
        }
    }

    static boolean isEqual(DirectBuffer buffer, int offset, RecordingCursor recorded, int length) {
        int index = 0;
        for (; index + Long.BYTES <= length; index += Long.BYTES) {
            if (buffer.getLong(offset + index)
                    != recorded.buffer().getLong(recorded.offset() + index)) {
                return false;
            }
        }
        for (; index < length; index++) {
            if (buffer.getByte(offset + index)
                    != recorded.buffer().getByte(recorded.offset() + index)) {
                return false;
            }
        }
        return true;
    }

    private void record(DirectBuffer buffer, int offset, int length) {
        long position = publication.tryClaim(length, claim);
        if (position < 0) {
            awaitClaim(position, length);
        }
        claim.buffer().putBytes(claim.offset(), buffer, offset, length);
        claim.commit();
    }

    private void awaitClaim(long firstResult, int length) {
        long result = firstResult;
        idleStrategy.reset();
        while (result < 0) {
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                throw new IllegalStateException(
                        "The event stream is lost: " + Publication.errorString(result));
            }
            checkActive();
            idleStrategy.idle();
            result = publication.tryClaim(length, claim);
        }
    }

    private void checkActive() {
        if (!RecordingPos.isActive(counters, counterId, recordingId)) {
            throw new IllegalStateException("The archive has stopped recording the event stream");
        }
    }

    /**
     * Waits until all that was published is recorded: a snapshot must not be ahead of events that
     * a crash could still lose.
     */
    void awaitRecorded() {
        idleStrategy.reset();
        while (counters.getCounterValue(counterId) < publication.position()) {
            checkActive();
            idleStrategy.idle();
        }
    }

    /**
     * A leader takes commands that nobody has recorded events of.
     *
     * @throws IllegalStateException when the recording has events that the log does not explain
     */
    void checkCaughtUp() {
        if (recorded != null) {
            throw new IllegalStateException("Events are recorded up to "
                    + lastRecorded
                    + ", but the log ends at event "
                    + sequence
                    + ": the log has lost its end");
        }
    }

    long recordingId() {
        return recordingId;
    }

    /** Where the frame after the last one appended begins, or will. */
    long position() {
        return recorded != null ? recorded.position() : publication.position();
    }

    /** Number of the last event appended. */
    long sequence() {
        return sequence;
    }

    /**
     * Ends the publication, after what was published is recorded; when that takes too long the next
     * start publishes the rest anew.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + CLOSE_NANOS_MAX;
        while (publication != null
                && !publication.isClosed()
                && RecordingPos.isActive(counters, counterId, recordingId)
                && counters.getCounterValue(counterId) < publication.position()
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(CLOSE_PARK_NANOS);
        }
        CloseHelper.close(recorded);
        CloseHelper.close(publication);
    }
}

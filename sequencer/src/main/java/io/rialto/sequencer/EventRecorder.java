package io.rialto.sequencer;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.aeron.cluster.service.Cluster;
import io.aeron.logbuffer.BufferClaim;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.CountersReader;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Records the event stream with the archive, never twice and never differently: see {@link
 * EventContinuation}.
 *
 * <p>Owned by the service thread. Whatever goes wrong is an exception, and the node halts.
 */
final class EventRecorder implements NodeMachine.Records, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventRecorder.class.getName());
    private static final long START_NANOS_MAX = Duration.ofSeconds(30).toNanos();

    private static final long CLOSE_NANOS_MAX = Duration.ofSeconds(2).toNanos();
    private static final long CLOSE_PARK_NANOS = 100_000;

    private final Path archiveDirectory;
    private final int firstTerm;
    private final int termLength;
    private final EventContinuation continuation = new EventContinuation(this::record);
    private final BufferClaim claim = new BufferClaim();
    private Aeron aeron;
    private IdleStrategy idleStrategy;
    private CountersReader counters;
    private ExclusivePublication publication;
    private RecordingCursor recorded;
    private long recordingId = Aeron.NULL_VALUE;
    private int counterId;

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
        continuation.start(point.sequence());
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
        if (tail.sequence() > point.sequence()) {
            long position =
                    EventSearch.positionAfter(archiveDirectory, recording, tail.position(), point);
            recorded = new RecordingCursor(archiveDirectory, recording, position)
                    .limit(tail.position());
            continuation.start(point.sequence(), tail.sequence(), recorded);
        } else {
            continuation.start(point.sequence());
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
    @Override
    public void append(DirectBuffer buffer, int offset, int length) {
        continuation.append(buffer, offset, length);
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

    /** Waits until all that was published is recorded. */
    @Override
    public void awaitRecorded() {
        idleStrategy.reset();
        while (counters.getCounterValue(counterId) < publication.position()) {
            checkActive();
            idleStrategy.idle();
        }
    }

    /** As {@link EventContinuation#checkCaughtUp}. */
    void checkCaughtUp() {
        continuation.checkCaughtUp();
    }

    @Override
    public long recordingId() {
        return recordingId;
    }

    /** Where the frame after the last one appended begins, or will. */
    @Override
    public long position() {
        return continuation.isRepeating() ? recorded.position() : publication.position();
    }

    /** Number of the last event appended. */
    @Override
    public long sequence() {
        return continuation.sequence();
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
        continuation.close();
        CloseHelper.close(publication);
    }
}

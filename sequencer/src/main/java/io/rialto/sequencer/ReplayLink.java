package io.rialto.sequencer;

import io.aeron.Aeron;
import io.aeron.Counter;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ControlResponsePoller;
import io.aeron.archive.codecs.ControlResponseCode;
import io.aeron.archive.status.RecordingPos;

import org.agrona.CloseHelper;
import org.agrona.concurrent.status.CountersReader;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One replay of the event recording from the place after an event, then live. It is opened step by
 * step and never waits; once something fails it is closed and another one made. One thread.
 */
final class ReplayLink implements AutoCloseable {
    private static final int STREAM_ID_MIN = 1_000;
    private static final long OPEN_NANOS_MAX = 5_000_000_000L;
    private static final String CHANNEL = "aeron:ipc?term-length=1m";

    private final Path archiveDirectory;
    private final long sequence;
    private final DriverLink driver;
    private final long readingId;
    private final AeronArchive.AsyncConnect connecting;
    private final int streamId =
            ThreadLocalRandom.current().nextInt(STREAM_ID_MIN, Integer.MAX_VALUE);
    private final long subscriptionId;
    private final long beganNanos = System.nanoTime();
    private AeronArchive archive;
    private Subscription subscription;
    private RecordedPlace place;
    private long requestId = Aeron.NULL_VALUE;
    private long replayId = Aeron.NULL_VALUE;
    private Image image;
    private Counter reading;

    /**
     * Begins to open.
     *
     * @param consumer who reads, as others are told
     * @param sequence the last event that it has read
     * @throws RuntimeException when there is no media driver
     */
    ReplayLink(Path aeronDirectory, Path archiveDirectory, String consumer, long sequence) {
        this.archiveDirectory = archiveDirectory;
        this.sequence = sequence;
        driver = DriverLink.connect(aeronDirectory, error -> {});
        try {
            connecting = AeronArchive.asyncConnect(NodeContexts.archiveClient()
                    .aeron(driver.aeron())
                    .ownsAeronClient(false)
                    .controlTermBufferLength(64 << 10)
                    .messageTimeoutNs(OPEN_NANOS_MAX));
            subscriptionId = driver.aeron().asyncAddSubscription(CHANNEL, streamId);
            readingId = ConditionCounters.reading(driver.aeron(), consumer);
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    /**
     * Goes on with opening.
     *
     * @return the image to read, once there is one; nothing before
     * @throws IllegalStateException when it failed and must be closed
     */
    Optional<Image> open() {
        checkAlive();
        if (image == null) {
            step();
            if (image == null && System.nanoTime() - beganNanos > OPEN_NANOS_MAX) {
                throw new IllegalStateException("the archive does not replay");
            }
        }
        return Optional.ofNullable(image);
    }

    /** Whether the first frame that arrives is one applied already. */
    boolean isBefore() {
        return place.isBefore();
    }

    /** Tells those who look after the venue how far the consumer has come. */
    void applied(long appliedSequence) {
        if (reading != null && !driver.isClosed()) {
            reading.setRelease(appliedSequence);
        }
    }

    void checkAlive() {
        if (!driver.isAlive()) {
            throw new IllegalStateException("the media driver went away");
        }
    }

    private void step() {
        if (reading == null) {
            reading = driver.aeron().getCounter(readingId);
        } else if (archive == null) {
            archive = connecting.poll();
        } else if (subscription == null) {
            subscription = driver.aeron().getSubscription(subscriptionId);
        } else if (place == null) {
            request();
        } else if (replayId == Aeron.NULL_VALUE) {
            takeResponse();
        } else {
            image = subscription.imageBySessionId((int) replayId);
        }
    }

    private void request() {
        Optional<Recording> newest = Recording.list(archiveDirectory).stream()
                .filter(recording -> recording.streamId() == EventChannel.STREAM_ID)
                .max(Comparator.comparingLong(Recording::id));
        if (newest.isEmpty()) {
            return;
        }
        Recording recording = newest.get();
        long end = end(recording);
        if (end < 0) {
            return;
        }
        Optional<RecordedPlace> found =
                RecordedPlace.after(archiveDirectory, recording, end, sequence);
        if (found.isEmpty()) {
            return;
        }
        long correlationId = driver.aeron().nextCorrelationId();
        if (archive.archiveProxy()
                .replay(
                        recording.id(),
                        found.get().position(),
                        Long.MAX_VALUE,
                        CHANNEL,
                        streamId,
                        correlationId,
                        archive.controlSessionId())) {
            requestId = correlationId;
            place = found.get();
        }
    }

    /** Up to where a recording is written; negative when nobody says so now. */
    private long end(Recording recording) {
        CountersReader counters = driver.aeron().countersReader();
        int counterId = RecordingPos.findCounterIdByRecording(
                counters, recording.id(), archive.archiveId());
        return counterId == CountersReader.NULL_COUNTER_ID
                ? recording.stopPosition()
                : counters.getCounterValue(counterId);
    }

    private void takeResponse() {
        ControlResponsePoller poller = archive.controlResponsePoller();
        poller.poll();
        if (poller.isPollComplete() && poller.correlationId() == requestId) {
            if (poller.code() != ControlResponseCode.OK) {
                throw new IllegalStateException(
                        "the archive refused to replay: " + poller.errorMessage());
            }
            replayId = poller.relevantId();
        }
    }

    @Override
    public void close() {
        // Closing the subscription ends the replay; closing the archive's client its session.
        CloseHelper.quietCloseAll(subscription, archive == null ? connecting : archive, driver);
    }
}

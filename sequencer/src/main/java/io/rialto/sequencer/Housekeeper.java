package io.rialto.sequencer;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import io.rialto.sequencer.MachineService.SnapshotSink;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Asks for snapshots, stores them, and afterwards throws away what no restart needs any more: all
 * on a thread of its own, so that nothing here holds up the machine.
 *
 * <p>Two snapshots are kept, and the log from the older one on. Recorded events
 * go to the archive ({@link EventPruning}).
 */
final class Housekeeper implements SnapshotSink, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Housekeeper.class.getName());
    private static final long LOOK_MILLIS = 1_000;
    private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LIST_MILLIS = 20;
    private static final int LIST_ATTEMPTS = 500;

    /** The consensus module's log for one takes 12 MiB, those of the machine not one. */
    private static final long SHARED_BYTES_MIN = 16 << 20;

    private final DataDirectory data;
    private final StateFiles stateFiles;
    private final String aeronDirectory;
    private final long snapshotLogBytes;
    private final EventPruning events;
    private final SnapshotMaker maker;
    private final FatalHandler fatalHandler;
    private final AtomicReference<Request> requested = new AtomicReference<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "rialto-housekeeper");
                made.setDaemon(true);
                return made;
            });
    private volatile MachineService service;
    private volatile boolean isMaking;
    private Future<?> looking = CompletableFuture.completedFuture(null);
    private volatile SnapshotPoint newest = SnapshotPoint.EMPTY;
    private volatile long newestBytes;
    private final AtomicLong failed = new AtomicLong();
    private volatile long failedNanos;
    /** One is due, and there is no room for it. */
    private volatile boolean isHeldBack;

    private volatile Supplier<VenueCondition> condition = () -> VenueCondition.UNKNOWN;

    Housekeeper(
            DataDirectory data,
            StateFiles stateFiles,
            String aeronDirectory,
            long logBytes,
            EventPruning events,
            SnapshotMaker maker,
            FatalHandler fatalHandler) {
        this.events = events;
        this.maker = maker;
        this.fatalHandler = fatalHandler;
        this.data = data;
        this.stateFiles = stateFiles;
        this.aeronDirectory = aeronDirectory;
        this.snapshotLogBytes = logBytes;
        stateFiles.newestWhole().ifPresent(file -> newest = file.point());
        newestBytes = stateFiles.newestBytes();
    }

    /** A snapshot asked for when the log was applied up to a position: that state or a later. */
    record Request(long logPosition, CompletableFuture<SnapshotPoint> stored) {}

    /**
     * Begins to watch the growth of the log that the service applies.
     *
     * @param newCondition says whether there is room for a snapshot
     */
    void start(MachineService newService, Supplier<VenueCondition> newCondition) {
        service = newService;
        condition = newCondition;
        if (newest.logPosition() > 0) {
            // The last run may have ended between storing a snapshot and pruning.
            thread.execute(() -> pruneWhenListed(newest, 0));
        }
        looking = thread.scheduleWithFixedDelay(
                this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        boolean isTriedJustNow = failed.get() > 0 && System.nanoTime() - failedNanos < RETRY_NANOS;
        boolean isDue = logBytesSinceSnapshot() >= snapshotLogBytes() && !isTriedJustNow;
        boolean isWithoutRoom = isDue && !hasRoom();
        if (isWithoutRoom && !isHeldBack) {
            LOG.log(
                    Level.WARNING,
                    "A snapshot is due, but there is no room for it on the disk or in {0}",
                    aeronDirectory);
        }
        isHeldBack = isWithoutRoom;
        if (isDue && !isWithoutRoom) {
            request();
        }
    }

    /** When the disk is short a snapshot is worth more: the log before the one before it goes. */
    private long snapshotLogBytes() {
        return condition.get().room() == Room.DISK_SHORT
                ? Math.min(snapshotLogBytes, events.pruneBytesMin())
                : snapshotLogBytes;
    }

    /** Whether a snapshot can be stored. One that fails for want of memory would end the node. */
    boolean hasRoom() {
        if (Path.of(aeronDirectory).toFile().getUsableSpace() < SHARED_BYTES_MIN) {
            return false;
        }
        VenueCondition now = condition.get();
        return switch (now.room()) {
            case UNKNOWN, ENOUGH -> true;
            case DISK_SHORT ->
                now.freeBytes() - newestBytes - newestBytes / 2 > events.roomBytesMin();
            case MEMORY_SHORT -> false;
        };
    }

    /** Asks for a snapshot soon, and joins a request that is under way. Any thread, once started. */
    Request request() {
        Request request = new Request(service.logPosition(), new CompletableFuture<>());
        Request current = requested.updateAndGet(other -> other == null ? request : other);
        service.requestSnapshot();
        return current;
    }

    /** Log volume since the newest stored snapshot, bytes; 0 before the start. Any thread. */
    long logBytesSinceSnapshot() {
        MachineService applying = service;
        if (applying == null) {
            return 0;
        }
        // A snapshot is made from the log, and may know more of it than what is applied here yet.
        return Math.max(0, applying.logPosition() - newest.logPosition());
    }

    /**
     * Takes a snapshot now and returns when it is on disk.
     *
     * @throws TimeoutException when it is not by then
     * @throws ExecutionException when it could not be stored
     */
    SnapshotPoint snapshotNow(Duration deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!hasRoom()) {
            throw new ExecutionException(new IOException("there is no room for it"));
        }
        long position = service.logPosition();
        long until = System.nanoTime() + deadline.toNanos();
        SnapshotPoint point;
        do {
            point = request().stored.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } while (point.logPosition() < position);
        return point;
    }

    @Override
    public void accept(StatePointer pointer) {
        try {
            thread.execute(() -> store(pointer));
        } catch (RejectedExecutionException e) {
            // A pointer without its file is no snapshot: the next start takes the one before.
            LOG.log(Level.INFO, "Closing without the snapshot that was asked for");
        }
    }

    private void store(StatePointer pointer) {
        isMaking = true;
        try {
            make(pointer);
        } finally {
            isMaking = false;
        }
    }

    private void make(StatePointer pointer) {
        Request request = requested.get();
        boolean answered = request != null && pointer.logPosition() >= request.logPosition;
        if (answered) {
            requested.compareAndSet(request, null);
        }
        try {
            SnapshotPoint point = maker.make(pointer);
            newest = point;
            newestBytes = stateFiles.newestBytes();
            failed.set(0);
            LOG.log(Level.INFO, "Stored a snapshot at event {0}", point.sequence());
            if (answered) {
                request.stored.complete(point);
            }
            pruneWhenListed(point, LIST_ATTEMPTS);
        } catch (SnapshotMaker.DivergedException e) {
            if (answered) {
                request.stored.completeExceptionally(e);
            }
            fatalHandler.onFatal("the log does not give the running state", e);
        } catch (IOException | RuntimeException e) {
            // The node goes on: the log still holds everything since the previous snapshot.
            failedNanos = System.nanoTime();
            failed.incrementAndGet();
            LOG.log(Level.ERROR, "Could not store the snapshot", e);
            if (answered) {
                request.stored.completeExceptionally(e);
            }
        }
    }

    /** The cluster lists a snapshot shortly after the service has handed it over. */
    private void pruneWhenListed(SnapshotPoint point, int attempts) {
        try {
            List<RecordingLog.Entry> snapshots = clusterSnapshots();
            if (snapshots.stream().anyMatch(e -> e.logPosition == point.logPosition())) {
                prune(snapshots);
            } else if (attempts > 0 && !thread.isShutdown()) {
                CompletableFuture.delayedExecutor(LIST_MILLIS, TimeUnit.MILLISECONDS, thread)
                        .execute(() -> pruneWhenListed(point, attempts - 1));
            }
        } catch (IOException | RuntimeException e) {
            // What was not thrown away now is thrown away after the next snapshot.
            LOG.log(Level.ERROR, "Could not prune after the snapshot", e);
        }
    }

    private void prune(List<RecordingLog.Entry> snapshots) throws IOException {
        List<Long> whole = snapshots.stream()
                .filter(entry -> entry.isValid && entry.serviceId == 0)
                .map(entry -> entry.logPosition)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .filter(position -> stateFiles.findWhole(position).isPresent())
                .limit(2)
                .toList();
        if (whole.size() < 2) {
            return;
        }
        long keepFrom = whole.getLast();
        try (PruneLock held = PruneLock.tryTake(data.path())) {
            if (!held.isTaken()) {
                LOG.log(Level.INFO, "A backup is being made: pruning after the next snapshot");
                return;
            }
            prune(snapshots, keepFrom);
        }
    }

    private void prune(List<RecordingLog.Entry> snapshots, long keepFrom) throws IOException {
        try (Aeron aeron = connect();
                AeronArchive archive = connect(aeron)) {
            pruneArchive(archive, snapshots, keepFrom);
        }
        stateFiles.deleteBefore(keepFrom);
    }

    private List<RecordingLog.Entry> clusterSnapshots() {
        try (RecordingLog log = new RecordingLog(data.cluster().toFile(), false)) {
            return log.entries().stream()
                    .filter(entry -> entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT)
                    .toList();
        }
    }

    private void pruneArchive(
            AeronArchive archive, List<RecordingLog.Entry> snapshots, long keepFrom)
            throws IOException {
        Map<Long, Recording> recordings = new HashMap<>();
        Recording.list(archive).forEach(recording -> recordings.put(recording.id(), recording));
        for (RecordingLog.Entry entry : snapshots) {
            // The cluster's list goes on naming what was purged long ago.
            if (entry.logPosition < keepFrom && recordings.containsKey(entry.recordingId)) {
                archive.purgeRecording(entry.recordingId);
                LOG.log(Level.INFO, "Purged the snapshot at {0}", entry.logPosition);
            }
        }
        try (RecordingLog log = new RecordingLog(data.cluster().toFile(), false)) {
            Recording command = recordings.get(log.findLastTermRecordingId());
            if (command != null) {
                pruneLog(archive, command, keepFrom);
                pruneEvents(archive, recordings, command, keepFrom);
            }
        }
    }

    /** What a restart or a verification begins with is in the recording: the archive is for readers. */
    private void pruneEvents(
            AeronArchive archive, Map<Long, Recording> recordings, Recording log, long keepFrom)
            throws IOException {
        SnapshotPoint oldest = stateFiles.findWhole(keepFrom).orElseThrow().point();
        Recording recorded = recordings.get(oldest.eventRecording());
        if (archive.getStartPosition(log.id()) > 0 && recorded != null) {
            events.prune(archive, recorded, oldest, newest.timeNanos());
        }
    }

    private static void pruneLog(AeronArchive archive, Recording log, long keepFrom) {
        long base = log.segmentBase(keepFrom);
        if (base > log.startPosition()) {
            long segments = archive.purgeSegments(log.id(), base);
            LOG.log(
                    Level.INFO,
                    "Purged {0} segments of the log, up to position {1}",
                    segments,
                    base);
        }
    }

    private Aeron connect() {
        return Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(aeronDirectory)
                .useConductorAgentInvoker(true)
                .errorHandler(e -> LOG.log(Level.WARNING, "While pruning", e)));
    }

    private static AeronArchive connect(Aeron aeron) {
        return AeronArchive.connect(NodeContexts.archiveClient().aeron(aeron));
    }

    /** Consumers for which no events are kept any more. Any thread. */
    List<String> leftBehind() {
        return events.leftBehind();
    }

    /** How large a snapshot is, as far as is known, bytes. Any thread. */
    long snapshotBytes() {
        return newestBytes;
    }

    /**
     * Snapshots in a row that could not be stored, up to now; one for which there is no room is not
     * begun, and counts as one. Any thread.
     */
    long snapshotsFailed() {
        return Math.max(failed.get(), isHeldBack ? 1 : 0);
    }

    /** The newest snapshot that is on disk. Any thread. */
    SnapshotPoint newest() {
        return newest;
    }

    /** Whether a snapshot is asked for or being made. Any thread. */
    boolean isStoring() {
        return isMaking || requested.get() != null;
    }

    @Override
    public void close() {
        looking.cancel(false);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "A snapshot is still being written; giving it up");
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

package io.rialto.sequencer;

import io.aeron.Aeron;

import org.agrona.CloseHelper;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks ten times a second at what a node has room for, says so to the gateways of its machine, and
 * to the log when it changes. On a thread of its own: a disk that is slow to take a snapshot must not
 * keep anyone from seeing that it fills.
 */
final class RoomWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RoomWatch.class.getName());
    private static final long LOOK_MILLIS = 100;
    private static final int MIB_SHIFT = 20;

    private final Path data;
    private final FileStore disk;
    private final String aeronDirectory;
    private final MappedFiles mapped;
    private final LongSupplier reserveBytes;
    private final LongSupplier snapshotsFailed;
    private final Supplier<List<String>> leftBehind;
    private final UpkeepDesk upkeep;
    private final RoomGuard guard = new RoomGuard();
    private final DiskForecast forecast = new DiskForecast();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "rialto-room");
                made.setDaemon(true);
                return made;
            });
    private Aeron aeron;
    private ConditionCounters.Writer counters;
    private boolean isFailing;
    private volatile VenueCondition condition = VenueCondition.UNKNOWN;

    /**
     * Makes a watch.
     *
     * @param reserveBytes what must stay free on the disk
     * @param snapshotsFailed in a row
     * @param leftBehind names of consumers
     * @param upkeep what the node keeps, for those who ask and wish
     */
    RoomWatch(
            Path data,
            Path aeronDirectory,
            LongSupplier reserveBytes,
            LongSupplier snapshotsFailed,
            Supplier<List<String>> leftBehind,
            UpkeepDesk upkeep) {
        this.data = data;
        this.reserveBytes = reserveBytes;
        this.snapshotsFailed = snapshotsFailed;
        this.leftBehind = leftBehind;
        this.upkeep = upkeep;
        this.aeronDirectory = aeronDirectory.toAbsolutePath().toString();
        disk = DataDirectory.fileStore(data);
        mapped = new MappedFiles(aeronDirectory.toAbsolutePath(), data);
    }

    /** Begins; the media driver is there. */
    void start() {
        var _ = thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            judge();
            tell();
            isFailing = false;
        } catch (IOException | RuntimeException e) {
            if (!isFailing) {
                isFailing = true;
                LOG.log(Level.WARNING, "Cannot look whether there is room", e);
            }
        }
    }

    private void judge() throws IOException {
        long free = disk.getUsableSpace();
        long reserve = reserveBytes.getAsLong();
        forecast.sample(System.nanoTime(), free);
        Room before = guard.room();
        Room now = guard.judge(free, reserve, mapped.isBacked());
        condition = new VenueCondition(
                now,
                free,
                reserve,
                forecast.bytesPerHour(),
                forecast.secondsUntilUsed(free - reserve),
                snapshotsFailed.getAsLong(),
                leftBehind.get());
        if (now != before) {
            say(now, free, reserve);
        }
    }

    private void say(Room now, long free, long reserve) {
        switch (now) {
            case DISK_SHORT ->
                LOG.log(
                        Level.ERROR,
                        "New commands are refused: {0} MiB are free for {1}, less than the reserve"
                                + " of {2} MiB. They are taken again when there is room.",
                        free >> MIB_SHIFT,
                        data,
                        reserve >> MIB_SHIFT);
            case MEMORY_SHORT ->
                LOG.log(
                        Level.ERROR,
                        "New commands are refused: there is no room in {0} for what the venue''s"
                                + " processes share. They are taken again when there is.",
                        aeronDirectory);
            case ENOUGH ->
                LOG.log(
                        Level.INFO,
                        "There is room: commands are taken ({0} MiB free)",
                        free >> MIB_SHIFT);
            case UNKNOWN -> throw new AssertionError("A guard always knows");
        }
    }

    private void tell() {
        if (aeron == null || aeron.isClosed()) {
            aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(aeronDirectory)
                    .useConductorAgentInvoker(true)
                    .errorHandler(e -> LOG.log(Level.DEBUG, "While telling of room", e)));
            counters = new ConditionCounters.Writer(aeron);
        }
        aeron.conductorAgentInvoker().invoke();
        counters.tell(condition, upkeep.upkeep());
        if (counters.takeWish()) {
            upkeep.wishForSnapshot();
        }
    }

    /** As it was a moment ago; unknown before the first look. Any thread. */
    VenueCondition condition() {
        return condition;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(10, TimeUnit.SECONDS)) {
                CloseHelper.quietClose(aeron);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.rialto.sequencer;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.buffer.FileStoreLogFactory;
import io.aeron.driver.buffer.LogFactory;
import io.aeron.driver.buffer.RawLog;
import io.aeron.driver.status.SystemCounterDescriptor;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.StorageSpaceException;

import org.agrona.CloseHelper;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a media driver's logs, of publications and of images, each with all of its pages. The
 * driver itself compares a new log's length with what is free and makes a sparse file: two logs
 * pass where there is room for one, and who writes the second dies of a SIGBUS. Here a log without
 * pages is never given out: who asked for it is refused, as where the driver's own check fails, and
 * who has logs goes on.
 *
 * <p>The driver's thread. What fallocate takes there is little (decision 0104).
 */
final class BackedLogs implements LogFactory {
    private final Supplier<LogFactory> makesSparse;
    private final Fallocate fallocate;
    private LogFactory sparse;

    /**
     * Makes a factory.
     *
     * @param makesSparse called once, for the first log
     */
    BackedLogs(Supplier<LogFactory> makesSparse, Fallocate fallocate) {
        this.makesSparse = makesSparse;
        this.fallocate = fallocate;
    }

    /**
     * Lets a driver that is not started yet make its logs so, where the system can.
     *
     * @throws IllegalStateException when this version of the driver cannot be told to
     */
    static MediaDriver.Context give(MediaDriver.Context context) {
        Optional<Fallocate> found = Fallocate.find();
        if (found.isEmpty()) {
            return context;
        }
        // What it needs is concluded when the driver starts, just before the first log is made.
        LogFactory logs = new BackedLogs(() -> asTheDriverWould(context), found.get());
        try {
            // Only the driver's own package may set it, and there is no other place between a log's
            // making and its being given out. Both are on the class path, in one unnamed module.
            MethodHandle set = MethodHandles.privateLookupIn(
                            MediaDriver.Context.class, MethodHandles.lookup())
                    .findVirtual(
                            MediaDriver.Context.class,
                            "logFactory",
                            MethodType.methodType(MediaDriver.Context.class, LogFactory.class));
            return (MediaDriver.Context) set.invokeExact(context, logs);
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "This version of Aeron's media driver takes no log factory: its logs would have"
                            + " no pages of their own",
                    e);
        }
    }

    private static LogFactory asTheDriverWould(MediaDriver.Context context) {
        return new FileStoreLogFactory(
                context.aeronDirectoryName(),
                context.filePageSize(),
                context.performStorageChecks(),
                context.lowStorageWarningThreshold(),
                context.errorHandler(),
                context.systemCounters().get(SystemCounterDescriptor.BYTES_CURRENTLY_MAPPED));
    }

    @Override
    public RawLog newPublication(long correlationId, int termBufferLength, boolean useSparseFiles) {
        return back(sparse().newPublication(correlationId, termBufferLength, useSparseFiles));
    }

    @Override
    public RawLog newImage(long correlationId, int termBufferLength, boolean useSparseFiles) {
        return back(sparse().newImage(correlationId, termBufferLength, useSparseFiles));
    }

    private LogFactory sparse() {
        if (sparse == null) {
            sparse = makesSparse.get();
        }
        return sparse;
    }

    /** Nobody but the driver knows of the log yet, and nothing in it has been touched. */
    private RawLog back(RawLog log) {
        Path file = Path.of(log.fileName());
        long length = file.toFile().length();
        int error = fallocate.allocate(file, length);
        if (error == 0 || Fallocate.isUnknown(error)) {
            return log;
        }
        // Unmaps and deletes it, as the driver does with what it has made in vain.
        log.close();
        String told = "no pages for new log of length=" + length + " in " + file.getParent();
        throw error == Fallocate.NO_SPACE
                ? new StorageSpaceException(told)
                : new AeronException(told + ": system error " + error);
    }

    @Override
    public void close() {
        CloseHelper.close(sparse);
    }
}

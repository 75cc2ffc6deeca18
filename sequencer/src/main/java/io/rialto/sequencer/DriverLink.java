package io.rialto.sequencer;

import io.aeron.Aeron;
import io.aeron.RethrowingErrorHandler;

import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;

import java.nio.file.Path;

/**
 * A client of a media driver that may come and go: it is never waited for, and its loss ends this
 * link, not the process. Owned by one thread, which also does Aeron's own work.
 */
final class DriverLink implements AutoCloseable {
    private static final long DRIVER_TIMEOUT_MILLIS = 2_000;

    private final Aeron aeron;

    private DriverLink(Aeron aeron) {
        this.aeron = aeron;
    }

    /**
     * Connects to a driver that is alive.
     *
     * @throws IllegalStateException when there is none
     */
    static DriverLink connect(Path directory, ErrorHandler errorHandler) {
        Aeron.Context context = new Aeron.Context()
                .aeronDirectoryName(directory.toAbsolutePath().toString())
                .driverTimeoutMs(DRIVER_TIMEOUT_MILLIS)
                .useConductorAgentInvoker(true)
                // The default ends the JVM when the driver goes away.
                .errorHandler(errorHandler)
                // The default goes on with the next fragment when a handler fails.
                .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE);
        context.concludeAeronDirectory();
        if (!context.isDriverActive(DRIVER_TIMEOUT_MILLIS, message -> {})) {
            throw new IllegalStateException("no media driver at " + directory);
        }
        return new DriverLink(Aeron.connect(context));
    }

    Aeron aeron() {
        return aeron;
    }

    /** Does Aeron's own work; false when the driver is lost. */
    boolean isAlive() {
        aeron.conductorAgentInvoker().invoke();
        return !isClosed();
    }

    /**
     * Whether the link has ended. Many calls of Aeron do its own work, too, and so end the link of a
     * lost driver; its counters are memory that is not there from then on, and to touch it ends the
     * process.
     */
    boolean isClosed() {
        return aeron.isClosed();
    }

    @Override
    public void close() {
        CloseHelper.quietClose(aeron);
    }
}

package io.rialto.auditor;

import io.rialto.auditor.AuditReport.Condition;
import io.rialto.view.FrameSource.FrameHandler;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that feeds an auditor and publishes what it says: within the process ten times a second
 * while there is news, in the data directory's {@link AuditFile} once a second, news or not, so
 * that one can see that it lives. A violation is logged and published at once.
 *
 * <p>An alarm that the file has from an earlier run stays on: a restart is no repair. When the
 * stream or the auditor throws, the host says so in its report and ends; the error handler hears
 * of it on the host's thread.
 */
public final class AuditorHost implements AuditSource, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AuditorHost.class.getName());
    private static final int FRAMES_PER_TURN = 256;
    private static final long NEWS_NANOS = 100_000_000;
    private static final long ALIVE_NANOS = 1_000_000_000;
    private static final long PARK_NANOS_MIN = 50_000;
    private static final long PARK_NANOS_MAX = 25_000_000;

    private final Auditor auditor = new Auditor(this::alarmed);
    private final FrameHandler handler = auditor::onFrame;
    private final AuditedStream stream;
    private final AuditFile file;
    private final ErrorHandler errorHandler;
    private final Optional<Violation> earlier;
    private final Thread thread;

    // Owned by the host's thread.
    private long caughtUpMillis;
    private boolean isNewAlarm;
    private long reportedNanos = System.nanoTime();
    private long writtenNanos = reportedNanos - ALIVE_NANOS;

    private volatile AuditReport report;
    private volatile boolean closing;

    /**
     * A host of a new auditor; nothing is read before {@link #start}.
     *
     * @param data the venue's data directory
     * @param errorHandler hears why the host ended if not by {@link #close}
     */
    public AuditorHost(AuditedStream stream, Path data, ErrorHandler errorHandler) {
        this.stream = stream;
        this.errorHandler = errorHandler;
        file = new AuditFile(data);
        earlier = file.read().flatMap(AuditReport::first);
        report = reportNow(Condition.RUNNING);
        thread = Thread.ofPlatform().name("auditor").daemon().unstarted(this::run);
    }

    /** Starts the thread. */
    public AuditorHost start() {
        earlier.ifPresent(violation -> LOG.log(
                Level.ERROR,
                "AUDIT: an alarm of an earlier run is on, until {0} is moved away: {1}",
                AuditFile.NAME,
                violation));
        thread.start();
        return this;
    }

    @Override
    public Optional<AuditReport> report() {
        return Optional.of(report);
    }

    private void alarmed(Violation violation) {
        isNewAlarm = true;
        LOG.log(
                Level.ERROR,
                "AUDIT: at event {0} it is not true that {1}: {2}",
                Long.toString(violation.sequence()),
                violation.invariant().statement(),
                violation.detail());
    }

    private void run() {
        IdleStrategy idle = new BackoffIdleStrategy(1, 1, PARK_NANOS_MIN, PARK_NANOS_MAX);
        Optional<RuntimeException> failure = Optional.empty();
        try {
            stream.begin(auditor);
            while (!closing) {
                idle.idle(turn());
            }
        } catch (StreamBrokenException broken) {
            auditor.violated(broken.invariant(), broken.getMessage());
            failure = Optional.of(broken);
        } catch (RuntimeException error) {
            failure = Optional.of(error);
        } finally {
            stream.close();
        }
        publish(failure.isPresent() ? Condition.FAILED : Condition.STOPPED);
        failure.ifPresent(errorHandler::onError);
    }

    /** One turn of the thread's work; returns how much was done. */
    private int turn() {
        int count = stream.poll(handler, FRAMES_PER_TURN);
        if (count == 0 && stream.isConnected()) {
            caughtUpMillis = System.currentTimeMillis();
        }
        // The wall clock may jump; what is due must not wait for it.
        long now = System.nanoTime();
        boolean isNews = report.read() != auditor.sequence();
        if (isNewAlarm || now - writtenNanos >= ALIVE_NANOS) {
            writtenNanos = now;
            reportedNanos = now;
            publish(Condition.RUNNING);
        } else if (isNews && now - reportedNanos >= NEWS_NANOS) {
            reportedNanos = now;
            report = reportNow(Condition.RUNNING);
        }
        return count;
    }

    private void publish(Condition condition) {
        isNewAlarm = false;
        report = reportNow(condition);
        file.write(report);
    }

    private AuditReport reportNow(Condition condition) {
        AuditReport now = auditor.report(caughtUpMillis, System.currentTimeMillis(), condition);
        return earlier.map(now::withFirst).orElse(now);
    }

    /** Ends the host and waits for its thread. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

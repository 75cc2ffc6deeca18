package io.rialto.app;

import io.rialto.auditor.AuditReport;
import io.rialto.auditor.AuditSource;
import io.rialto.auditor.AuditedStream;
import io.rialto.auditor.Auditor;
import io.rialto.auditor.AuditorHost;
import io.rialto.auditor.Invariant;
import io.rialto.auditor.StreamBrokenException;
import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.EventReader.SequencePurgedException;
import io.rialto.sequencer.EventReader.StreamDamagedException;
import io.rialto.sequencer.EventReader.StreamRewrittenException;
import io.rialto.sequencer.EventStream;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The auditor's part of a process: follows the event stream from the newest state snapshot on, as a
 * consumer of its own. Where it cannot continue because the next event is gone, or because the
 * venue was restored, it begins anew from a snapshot; any other break of the stream is an alarm.
 */
final class AuditorRole implements AuditSource, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AuditorRole.class.getName());
    private static final String CONSUMER = "auditor";

    private final Path data;
    private final EventStream events;
    private final Consumer<String> failed;
    private volatile AuditorHost host;
    private boolean isClosed;

    /**
     * An auditor that has not begun.
     *
     * @param failed hears why it ended by itself
     */
    AuditorRole(Path data, EventStream events, Consumer<String> failed) {
        this.data = data;
        this.events = events;
        this.failed = failed;
        host = newHost();
    }

    private AuditorHost newHost() {
        return new AuditorHost(new Stream(), data, this::ended);
    }

    /** Begins to read, whether or not there is an engine yet. */
    synchronized void start() {
        host.start();
    }

    @Override
    public Optional<AuditReport> report() {
        return host.report();
    }

    private void ended(Throwable error) {
        boolean isElsewhere = error instanceof SequencePurgedException
                || error instanceof StreamRewrittenException;
        if (isElsewhere && mayBeginAnew()) {
            LOG.log(
                    Level.WARNING,
                    "the audit begins anew from the newest snapshot: {0}",
                    error.getMessage());
            Thread.ofPlatform().name("auditor-begin").daemon().start(this::beginAnew);
        } else {
            LOG.log(Level.ERROR, "AUDIT: the auditor has ended, the venue is not watched", error);
            failed.accept("the auditor has ended: " + error.getMessage());
        }
    }

    /** Not with the snapshot after which it could not read on. */
    private boolean mayBeginAnew() {
        AuditReport last = host.report().orElseThrow();
        long newest =
                events.newestSnapshot().map(EventStream.StateSnapshot::sequence).orElse(0L);
        return last.read() > last.begun() || newest != last.begun();
    }

    private synchronized void beginAnew() {
        if (!isClosed) {
            host.close();
            host = newHost().start();
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        host.close();
    }

    /** One reading of the stream; its reader lives as long as its host's thread. */
    private final class Stream implements AuditedStream {
        private EventReader reader;

        @Override
        public void begin(Auditor auditor) {
            events.newestSnapshot().ifPresent(snapshot -> snapshot.read(auditor::onStateRecord));
            reader = events.open(CONSUMER, auditor.sequence(), auditor.chain());
        }

        @Override
        public int poll(FrameHandler handler, int framesMax) {
            try {
                int count = reader.poll(handler::onFrame, framesMax);
                reader.applied(reader.sequence());
                return count;
            } catch (StreamDamagedException damaged) {
                throw new StreamBrokenException(Invariant.FORMAT, damaged);
            } catch (StreamRewrittenException rewritten) {
                if (rewritten.isRestored()) {
                    throw rewritten;
                }
                throw new StreamBrokenException(Invariant.CHAIN, rewritten);
            }
        }

        @Override
        public boolean isConnected() {
            return reader.isConnected();
        }

        @Override
        public void close() {
            if (reader != null) {
                reader.close();
            }
        }
    }
}

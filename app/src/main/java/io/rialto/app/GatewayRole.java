package io.rialto.app;

import io.rialto.auditor.AuditSource;
import io.rialto.gateway.Gateway;
import io.rialto.gateway.GatewayConfig;
import io.rialto.history.ReadableHistory;
import io.rialto.identity.Identity;
import io.rialto.sequencer.CommandClient;
import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.EventReader.SequencePurgedException;
import io.rialto.sequencer.EventReader.StreamRewrittenException;
import io.rialto.sequencer.EventStream;
import io.rialto.view.VenueView;
import io.rialto.view.ViewHost;

import org.agrona.CloseHelper;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A gateway's part of a process: a view kept from the newest state snapshot and the events after
 * it, and the front door before it. Where the stream cannot be continued, because the next event is
 * gone or history was rewritten, all connections are closed and both begin anew from a snapshot.
 */
final class GatewayRole implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GatewayRole.class.getName());

    private final CommandClient commands;
    private final EventStream events;
    private final ReadableHistory history;
    private final AuditSource audit;
    private final CompletableFuture<Identity> identities;
    private final Optional<Traces> traces;
    private final Consumer<String> failed;
    private GatewayConfig door;
    private EventReader reader;
    private ViewHost host;
    private Gateway gateway;
    private boolean isClosed;

    private GatewayRole(
            GatewayConfig door,
            CommandClient commands,
            EventStream events,
            ReadableHistory history,
            AuditSource audit,
            CompletableFuture<Identity> identities,
            Optional<Traces> traces,
            Consumer<String> failed) {
        this.door = door;
        this.commands = commands;
        this.events = events;
        this.history = history;
        this.audit = audit;
        this.identities = identities;
        this.traces = traces;
        this.failed = failed;
    }

    /**
     * Opens the front door, whether or not there is an engine yet.
     *
     * @param identities of people, which may still be opening; not closed here
     * @param traces that hear of what the view has shown
     * @param failed hears why it ended by itself
     * @throws io.rialto.gateway.GatewayStartException when the address cannot be listened at
     */
    static GatewayRole start(
            GatewayConfig door,
            CommandClient commands,
            EventStream events,
            ReadableHistory history,
            AuditSource audit,
            CompletableFuture<Identity> identities,
            Optional<Traces> traces,
            Consumer<String> failed) {
        GatewayRole role =
                new GatewayRole(door, commands, events, history, audit, identities, traces, failed);
        try {
            role.open();
        } catch (RuntimeException | Error failure) {
            role.close();
            throw failure;
        }
        return role;
    }

    private synchronized void open() {
        VenueView view = new VenueView();
        events.newestSnapshot().ifPresent(snapshot -> snapshot.read(view::onStateRecord));
        long begun = view.sequence();
        reader = events.open("gateway-" + door.gatewayId(), begun, view.chain());
        host = new ViewHost(
                view,
                TracedFrames.of(
                        new StreamSource(reader, view::sequence), "event", traces, view::sequence),
                error -> ended(error, view.sequence() > begun || newestSnapshot() != begun));
        host.start();
        gateway = Gateway.start(door, commands, host, history, audit, identities);
        // Begun anew it is found where it was.
        door = door.listeningAt(door.host(), gateway.port());
        if (gateway.grpcPort().isPresent()) {
            door = door.withGrpc(gateway.grpcPort().getAsInt());
        }
    }

    private long newestSnapshot() {
        return events.newestSnapshot().map(EventStream.StateSnapshot::sequence).orElse(0L);
    }

    private void ended(Throwable error, boolean mayBeginAnew) {
        boolean isElsewhere = error instanceof SequencePurgedException
                || error instanceof StreamRewrittenException;
        if (isElsewhere && mayBeginAnew) {
            LOG.log(
                    Level.WARNING,
                    "the view begins anew from the newest snapshot: {0}",
                    error.getMessage());
            Thread.ofPlatform().name("view-begin").daemon().start(this::beginAnew);
        } else if (isElsewhere) {
            failed.accept("the newest state snapshot does not fit the event stream: "
                    + error.getMessage());
        } else {
            failed.accept("the view has ended: " + error);
        }
    }

    private synchronized void beginAnew() {
        if (isClosed) {
            return;
        }
        try {
            closeParts();
            open();
        } catch (RuntimeException failure) {
            failed.accept("the view cannot begin anew: " + failure.getMessage());
        }
    }

    /** Where clients reach it. */
    synchronized String url() {
        return gateway.url();
    }

    /** Where it listens for gRPC; empty if it does not. */
    synchronized OptionalInt grpcPort() {
        return gateway.grpcPort();
    }

    /** Completes when the view has applied event {@code sequence}. */
    synchronized CompletableFuture<Boolean> shown(long sequence, Duration wait) {
        return host.query(sequence, wait, view -> true);
    }

    private void closeParts() {
        CloseHelper.quietCloseAll(gateway, host, reader);
        gateway = null;
        host = null;
        reader = null;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        closeParts();
    }
}

package io.rialto.sequencer;

import io.aeron.archive.Archive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.rialto.engine.Engine;

import org.agrona.CloseHelper;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One node of a venue: media driver, archive, consensus module and the machine's host in this
 * process. From {@link #start} on it takes commands, answers them when they are durable, and
 * records the event stream.
 *
 * <p>It keeps its data directory to itself. When something happens after which it may not go on it
 * calls the {@link FatalHandler} of its configuration, which by default halts the process.
 */
public final class VenueNode implements AutoCloseable {
    /** The newest rules that this program can follow; a fresh venue puts them in force. */
    public static final int RULES_VERSION = Engine.RULES_VERSION;

    private static final System.Logger LOG = System.getLogger(VenueNode.class.getName());
    private static final Duration CLOSING_SNAPSHOT_MAX = Duration.ofSeconds(5);

    /** Less is replayed sooner than a snapshot is taken. */
    private static final long CLOSING_SNAPSHOT_LOG_BYTES = 4L << 20;

    private final NodeConfig config;
    private final NodeMembers members;
    private final DataDirectory data;
    private final ErrorPolicy errors;
    private final Wakeup wakeup;
    private final Housekeeper housekeeper;
    private final MachineService service;
    private final RoomWatch room;
    private final CompletableFuture<Void> leading = new CompletableFuture<>();
    private MediaDriver driver;
    private Archive archive;
    private ConsensusModule consensus;
    private ClusteredServiceContainer container;
    private boolean closed;

    private VenueNode(NodeConfig config, DataDirectory data, MachineFactory factory) {
        this.config = config;
        this.data = data;
        members = NodeMembers.of(config);
        errors = new ErrorPolicy(this::onFatal);
        wakeup = new Wakeup(config.sleepNanosMax());
        StateFiles stateFiles = new StateFiles(data.snapshots(), data.venueId());
        housekeeper = new Housekeeper(
                data,
                stateFiles,
                config.aeronDirectory().toAbsolutePath().toString(),
                config.snapshotLogBytes(),
                new EventPruning(data, config.upkeep()),
                new SnapshotMaker(data, stateFiles, factory),
                this::onFatal);
        service = new MachineService(
                factory,
                new EventRecorder(
                        data.archive(),
                        VenueParts.eventTerm(data.venueId()),
                        config.upkeep().termLength()),
                stateFiles,
                housekeeper,
                () -> leading.complete(null),
                this::onFatal);
        room = new RoomWatch(
                data.path(),
                config.aeronDirectory(),
                () -> config.upkeep().reserveBytes(housekeeper.snapshotBytes()),
                housekeeper::snapshotsFailed,
                housekeeper::leftBehind,
                new NodeUpkeep(data.path(), housekeeper, service::sequence));
    }

    private void onFatal(String reason, Throwable cause) {
        leading.completeExceptionally(cause);
        config.fatalHandler().onFatal(reason, cause);
    }

    /**
     * Starts a node and returns when it takes commands.
     *
     * @throws DataDirectoryException when the directory cannot be used; nothing is running then
     * @throws IllegalStateException when it is not ready within the configured deadline
     */
    public static VenueNode start(NodeConfig config, MachineFactory factory) {
        DataDirectory data = DataDirectory.open(config.data());
        VenueNode node = null;
        try {
            DriverDirectory.checkRoom(config.aeronDirectory());
            data.checkRoom(config.upkeep().startBytes());
            data.removeStaleMarks();
            Recovery.restoreCatalog(data);
            VenueParts.check(data.path(), data.venueId());
            VenueParts.mark(data.path(), data.venueId());
            Recovery.prepare(data);
            DriverDirectory.clear(config.aeronDirectory());
            DriverDirectory.note(data.path(), config.aeronDirectory());
            node = new VenueNode(config, data, factory);
            node.launch();
            node.awaitLeading();
            return node;
        } catch (Throwable e) {
            // Aeron's parts also throw what they do not declare.
            CloseHelper.quietCloseAll(node == null ? data : node);
            throw e;
        }
    }

    private void launch() {
        NodeContexts contexts = new NodeContexts(config, members, data, wakeup, errors);
        driver = MediaDriver.launch(contexts.driver());
        // What it shares with the venue's processes is nobody else's.
        DriverDirectory.close(Path.of(driver.aeronDirectoryName()));
        room.start();
        archive = Archive.launch(contexts.archive());
        consensus = ConsensusModule.launch(contexts.consensus());
        // It has made its files by now, and syncs them but not their names.
        data.syncCluster();
        container = ClusteredServiceContainer.launch(contexts.service(service));
        housekeeper.start(service, room::condition);
    }

    private void awaitLeading() {
        // A follower is ready when it follows; nobody waits for it to lead.
        if (!config.isAlone()) {
            return;
        }
        try {
            leading.get(config.startDeadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The node is not ready after " + config.startDeadline(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The node cannot start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting", e);
        }
    }

    /**
     * Takes a snapshot now and returns when it is on disk: the number of the last event in it.
     *
     * @throws IllegalStateException when it cannot be taken or stored within the deadline
     */
    public long snapshotNow(Duration deadline) {
        try {
            return housekeeper.snapshotNow(deadline).sequence();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("No snapshot: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while taking a snapshot", e);
        }
    }

    /**
     * Where the node of a data directory has its media driver, or last had: other processes on its
     * machine ask before every attempt to reach it. Nothing need be running.
     */
    public static Path aeronDirectory(Path data) {
        return DriverDirectory.noted(data);
    }

    /** Where clients on this machine find the media driver. */
    public Path aeronDirectory() {
        return config.aeronDirectory();
    }

    /** Where clients on other machines send commands, in the cluster client's notation. */
    public String ingressEndpoints() {
        return members.ingressEndpoints();
    }

    /** Where the recordings are, for readers on this machine. */
    public Path archiveDirectory() {
        return data.archive();
    }

    /** Number of the last event. */
    public long sequence() {
        return service.sequence();
    }

    /** How the node fares: whether there is room, and what an operator should know. */
    public VenueCondition condition() {
        return room.condition();
    }

    /** Answers dropped because a gateway did not take them in time; it asks again for each. */
    public long answersDropped() {
        return service.answersDropped();
    }

    /**
     * Wakes the node's threads when a client in this process has sent a command: they sleep while
     * there is nothing to do.
     */
    public void wake() {
        wakeup.signal();
    }

    /** Stops in order; what was answered is in the log, and events are recorded or follow from it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (config.snapshotOnClose() && container != null) {
            snapshotBeforeClosing();
        }
        errors.closing();
        CloseHelper.closeAll(
                error -> LOG.log(Level.WARNING, "While closing the node", error),
                housekeeper,
                container,
                consensus,
                archive,
                room,
                driver,
                data);
    }

    private void snapshotBeforeClosing() {
        boolean worthIt = leading.isDone()
                && !leading.isCompletedExceptionally()
                && housekeeper.hasRoom()
                && housekeeper.logBytesSinceSnapshot() >= CLOSING_SNAPSHOT_LOG_BYTES;
        if (worthIt) {
            try {
                snapshotNow(CLOSING_SNAPSHOT_MAX);
            } catch (IllegalStateException e) {
                LOG.log(Level.WARNING, "Closing without a snapshot: the next start replays", e);
            }
        }
    }
}

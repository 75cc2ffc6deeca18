package io.rialto.sequencer;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hosts the machine on the cluster's log: commands in, answers and events out, one timer for its
 * deadlines, snapshots. Any exception ends the node, because the machine's state may have changed.
 */
final class MachineService implements ClusteredService {
    private static final long TIMER_ID = 1;

    private final NodeMachine node;
    private final EventRecorder events;
    private final AnswerSender answers = new AnswerSender();
    private final StateFiles stateFiles;
    private final SnapshotSink snapshotSink;
    private final FatalHandler fatalHandler;
    private final Runnable onLeading;
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong logPosition = new AtomicLong();
    private final AtomicBoolean snapshotRequested = new AtomicBoolean();
    private Cluster cluster;
    private AtomicCounter controlToggle;
    private ClientSession asking;

    /** Makes the state that is pointed to and stores it; must not hold up the caller. */
    interface SnapshotSink {
        void accept(StatePointer pointer);
    }

    /**
     * Makes the machine.
     *
     * @param onLeading told when the log is replayed and the node takes commands
     */
    MachineService(
            MachineFactory factory,
            EventRecorder events,
            StateFiles stateFiles,
            SnapshotSink snapshotSink,
            Runnable onLeading,
            FatalHandler fatalHandler) {
        this.events = events;
        this.stateFiles = stateFiles;
        this.snapshotSink = snapshotSink;
        this.onLeading = onLeading;
        this.fatalHandler = fatalHandler;
        this.node = new NodeMachine(factory, events, this::answer, this::setTimer);
    }

    private void answer(DirectBuffer answer, int offset, int length) {
        answers.send(asking, answer, offset, length);
    }

    @Override
    public void onStart(Cluster newCluster, Image snapshotImage) {
        guard("cannot start", () -> start(newCluster, snapshotImage));
    }

    private void start(Cluster newCluster, Image snapshotImage) {
        cluster = newCluster;
        SnapshotPoint point = SnapshotPoint.EMPTY;
        if (snapshotImage != null) {
            StateFile file = stateFiles.open(readPointer(snapshotImage, newCluster.idleStrategy()));
            point = file.point();
            node.restore(point, file);
        }
        events.start(newCluster, point);
        sequence.lazySet(node.machine().sequence());
        logPosition.lazySet(point.logPosition());
    }

    private static StatePointer readPointer(Image image, IdleStrategy idleStrategy) {
        StatePointer[] read = new StatePointer[1];
        idleStrategy.reset();
        while (read[0] == null) {
            int fragments = image.poll(
                    (buffer, offset, length, header) ->
                            read[0] = StatePointer.decode(buffer, offset, length),
                    1);
            if (fragments == 0 && (image.isClosed() || image.isEndOfStream())) {
                throw new IllegalStateException("The cluster's snapshot ends too early");
            }
            idleStrategy.idle(fragments);
        }
        return read[0];
    }

    @Override
    public void onSessionMessage(
            ClientSession session,
            long timestamp,
            DirectBuffer buffer,
            int offset,
            int length,
            Header header) {
        try {
            asking = session;
            node.onCommand(timestamp, cluster.logPosition(), buffer, offset, length);
            asking = null;
            afterwards();
        } catch (Throwable e) {
            throw fatal("a command could not be applied", e);
        }
    }

    @Override
    public void onTimerEvent(long correlationId, long timestamp) {
        try {
            node.onTimer(timestamp, cluster.logPosition());
            afterwards();
        } catch (Throwable e) {
            throw fatal("a deadline could not be applied", e);
        }
    }

    private void afterwards() {
        sequence.lazySet(node.machine().sequence());
        logPosition.lazySet(cluster.logPosition());
    }

    private void setTimer(long deadlineNanos) {
        IdleStrategy idleStrategy = cluster.idleStrategy();
        idleStrategy.reset();
        boolean none = deadlineNanos == NodeMachine.NO_TIMER;
        while (!(none
                ? cluster.cancelTimer(TIMER_ID)
                : cluster.scheduleTimer(TIMER_ID, deadlineNanos))) {
            idleStrategy.idle();
        }
    }

    @Override
    public int doBackgroundWork(long nowNanos) {
        // Refused while another request is under way: then in a later turn.
        if (snapshotRequested.get()
                && ClusterControl.ToggleState.SNAPSHOT.toggle(controlToggle())) {
            snapshotRequested.set(false);
            return 1;
        }
        return 0;
    }

    private AtomicCounter controlToggle() {
        if (controlToggle == null) {
            controlToggle = ClusterControl.findControlToggle(
                    cluster.aeron().countersReader(), cluster.context().clusterId());
        }
        return controlToggle;
    }

    @Override
    public void onTakeSnapshot(ExclusivePublication snapshotPublication) {
        guard("a snapshot could not be taken", () -> takeSnapshot(snapshotPublication));
    }

    private void takeSnapshot(ExclusivePublication publication) {
        StatePointer pointer = node.pointer(cluster.logPosition());
        UnsafeBuffer encoded = new UnsafeBuffer(new byte[StatePointer.ENCODED_LENGTH]);
        pointer.encode(encoded, 0);
        IdleStrategy idleStrategy = cluster.idleStrategy();
        idleStrategy.reset();
        while (publication.offer(encoded) < 0) {
            if (publication.isClosed()) {
                throw new IllegalStateException("The snapshot's publication is closed");
            }
            idleStrategy.idle();
        }
        snapshotSink.accept(pointer);
    }

    @Override
    public void onRoleChange(Cluster.Role newRole) {
        if (newRole == Cluster.Role.LEADER) {
            guard("it may not lead", events::checkCaughtUp);
            onLeading.run();
        }
    }

    @Override
    public void onSessionOpen(ClientSession session, long timestamp) {
        // A session has no meaning of its own: commands say which gateway they are from.
    }

    @Override
    public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) {
        answers.onSessionClosed(session);
    }

    @Override
    public void onTerminate(Cluster terminating) {
        events.close();
    }

    private void guard(String what, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            throw fatal(what, e);
        }
    }

    /** Ends the process; where that is only observed, as in tests, at least this agent. */
    private AgentTerminationException fatal(String what, Throwable cause) {
        if (cause instanceof AgentTerminationException closing) {
            return closing;
        }
        fatalHandler.onFatal(what, cause);
        return new AgentTerminationException(cause);
    }

    /** Asks for a snapshot soon. Any thread. */
    void requestSnapshot() {
        snapshotRequested.set(true);
    }

    /** Up to where the log is applied. Any thread. */
    long logPosition() {
        return logPosition.get();
    }

    /** Number of the last event. Any thread. */
    long sequence() {
        return sequence.get();
    }

    /** Answers dropped because nobody took them. Any thread. */
    long answersDropped() {
        return answers.dropped();
    }
}

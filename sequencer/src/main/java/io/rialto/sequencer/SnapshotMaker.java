package io.rialto.sequencer;

import io.aeron.cluster.RecordingLog;

import org.agrona.DirectBuffer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;

/**
 * Makes the state at a place of the log out of the snapshot before it and the log after that, on a
 * machine of its own: the one that takes commands is not held up, however large its state is.
 *
 * <p>What the log gives must be what the running machine has said: sequence, chain and time are
 * compared.
 */
final class SnapshotMaker {
    private static final int INTERRUPT_FRAGMENTS = 1 << 12;

    private final DataDirectory data;
    private final StateFiles stateFiles;
    private final MachineFactory factory;

    SnapshotMaker(DataDirectory data, StateFiles stateFiles, MachineFactory factory) {
        this.data = data;
        this.stateFiles = stateFiles;
        this.factory = factory;
    }

    /** The log gives another state than the running machine has: one of the two is wrong. */
    static final class DivergedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private DivergedException(StatePointer asked, String made) {
            super("The log gives " + made + " where the running machine has " + asked);
        }
    }

    /**
     * Makes the state and stores it; when this returns it is on disk. The log must be recorded up to
     * the place, and no older part of it be purged meanwhile.
     *
     * @throws DivergedException when the log gives another state
     * @throws IOException when the log cannot be read that far, or the file not be written
     */
    SnapshotPoint make(StatePointer pointer) throws IOException {
        Recording log = findLog();
        MachineHost host = new MachineHost(factory.create(new Silence()));
        long from = begin(host, log, pointer.logPosition());
        try (LogReader reader = new LogReader(data.archive(), log, from)) {
            replay(reader, host, pointer.logPosition());
        }
        Machine machine = host.machine();
        if (machine.sequence() != pointer.sequence()
                || machine.chain() != pointer.chain()
                || host.timeNanos() != pointer.timeNanos()) {
            throw new DivergedException(
                    pointer,
                    "event %d, chain %x, time %d"
                            .formatted(machine.sequence(), machine.chain(), host.timeNanos()));
        }
        SnapshotPoint point = pointer.withStateHash(machine.stateHash());
        stateFiles.write(point, machine::writeSnapshot);
        return point;
    }

    private Recording findLog() throws IOException {
        try (RecordingLog recordingLog = new RecordingLog(data.cluster().toFile(), false)) {
            long id = recordingLog.findLastTermRecordingId();
            return Recording.list(data.archive()).stream()
                    .filter(recording -> recording.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new IOException("The archive has no log"));
        }
    }

    /** Returns where the log goes on after the newest state before a place. */
    private long begin(MachineHost host, Recording log, long logPosition) throws IOException {
        Optional<StateFile> before = stateFiles.newestWholeBefore(logPosition);
        if (before.isPresent() && before.get().point().logPosition() >= log.startPosition()) {
            host.restore(before.get().point(), before.get());
            return before.get().point().logPosition();
        }
        if (log.startPosition() > 0) {
            throw new IOException("No whole state is left from where the log begins");
        }
        return 0;
    }

    private void replay(LogReader reader, MachineHost host, long logPosition) throws IOException {
        LogReader.Handler handler = new Applying(host);
        for (long fragments = 1; reader.position() < logPosition; fragments++) {
            RecordingCursor.Found found = reader.next(handler);
            if (found != RecordingCursor.Found.FRAGMENT) {
                throw new IOException("The log is read up to "
                        + reader.position()
                        + ", not "
                        + logPosition
                        + (found == RecordingCursor.Found.DAMAGE ? ": it is damaged there" : ""));
            }
            if (fragments % INTERRUPT_FRAGMENTS == 0 && Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("Given up: the node closes");
            }
        }
    }

    private record Applying(MachineHost host) implements LogReader.Handler {
        @Override
        public void onCommand(
                long clusterNanos, long logPosition, DirectBuffer buffer, int offset, int length) {
            host.onCommand(clusterNanos, logPosition, buffer, offset, length);
        }

        @Override
        public void onTimer(long clusterNanos, long logPosition) {
            host.onTimer(clusterNanos, logPosition);
        }
    }

    /** What it says was said by the running machine. */
    private static final class Silence implements MachineOutput {
        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            // Its chain, which the machine keeps, stands for it.
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            // It was answered.
        }
    }
}

package io.rialto.sequencer;

import io.rialto.sequencer.DataDirectoryException.Reason;

import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Replays a venue's stored command log into a machine of its own for somebody who looks on, while
 * the venue runs or not: up to the last command that is whole on disk when its turn comes. It
 * changes nothing, and nothing is pruned meanwhile ({@link PruneLock}).
 */
public final class LogReplay {
    private static final int PROGRESS_FRAGMENTS = 1 << 14;

    private final Path archive;
    private final Recording log;
    private final Witness witness;

    /** Looks on. Buffers are only lent for the calls. */
    public interface Witness {
        /**
         * Takes a record of the state that the replay begins with; only where the log's beginning is
         * gone.
         */
        void onStateRecord(DirectBuffer record, int offset, int length);

        /**
         * Takes a command before it is applied.
         *
         * @param clusterNanos when the cluster logged it, nanoseconds since 1970
         * @param logPosition where it stands in the log
         */
        void onCommand(
                long clusterNanos, long logPosition, DirectBuffer command, int offset, int length);

        /** Takes a frame of what the command, or the passing of time before it, caused. */
        void onFrame(DirectBuffer frame, int offset, int length);
    }

    private LogReplay(Path archive, Recording log, Witness witness) {
        this.archive = archive;
        this.log = log;
        this.witness = witness;
    }

    /**
     * Replays all of the log that there is.
     *
     * @param factory makes the machine, the same as the venue's
     * @return the event after which the replay began: 0, or that of the oldest snapshot that the
     *     log goes on from
     * @throws DataDirectoryException when the directory is no venue's, or too damaged to begin
     * @throws IOException when it cannot be read
     */
    public static long run(
            Path data, MachineFactory factory, Witness witness, LogVerifier.Progress progress)
            throws IOException {
        if (!Files.exists(data.resolve(DataDirectory.PROPERTIES))) {
            throw new DataDirectoryException(
                    Reason.OTHER_FORMAT, data + " is not the data directory of a venue.");
        }
        Path archive = data.resolve("archive");
        byte[] venueId = DataDirectory.venueId(data);
        try (PruneLock held = PruneLock.take(data)) {
            assert held.isTaken();
            Recording log = Recording.list(archive).reversed().stream()
                    .filter(recording -> recording.streamId() == VenueParts.LOG_STREAM)
                    .findFirst()
                    .orElseThrow(() -> new DataDirectoryException(
                            Reason.OTHER_FORMAT, data + " holds no command log yet."));
            Optional<StateFile> beginning = beginning(data, venueId, log);
            return new LogReplay(archive, log, witness).replay(beginning, factory, progress);
        }
    }

    /** The oldest whole state that the log goes on from; none where the whole log is there. */
    private static Optional<StateFile> beginning(Path data, byte[] venueId, Recording log) {
        if (log.startPosition() == 0) {
            return Optional.empty();
        }
        return Optional.of(new StateFiles(data.resolve("snapshots"), venueId)
                .allWhole().stream()
                        .filter(file -> file.point().logPosition() >= log.startPosition())
                        .findFirst()
                        .orElseThrow(() -> new DataDirectoryException(
                                Reason.DAMAGED,
                                "The log begins at "
                                        + log.startPosition()
                                        + " and no snapshot from there on is whole.")));
    }

    private long replay(
            Optional<StateFile> beginning, MachineFactory factory, LogVerifier.Progress progress) {
        MachineHost host = new MachineHost(factory.create(new Telling()));
        beginning.ifPresent(file -> {
            host.restore(file.point(), file);
            file.read(witness::onStateRecord);
        });
        long from = beginning.map(file -> file.point().logPosition()).orElse(0L);
        long bytesMax = log.writtenMax(archive) - from;
        LogReader.Handler applying = new Applying(host);
        try (LogReader reader = new LogReader(archive, log, from)) {
            for (long i = 0; reader.next(applying) == RecordingCursor.Found.FRAGMENT; i++) {
                if (i % PROGRESS_FRAGMENTS == 0) {
                    progress.onProgress(reader.position() - from, bytesMax);
                }
            }
        }
        return beginning.map(StateFile::sequence).orElse(0L);
    }

    private final class Applying implements LogReader.Handler {
        private final MachineHost host;

        Applying(MachineHost host) {
            this.host = host;
        }

        @Override
        public void onCommand(
                long clusterNanos, long logPosition, DirectBuffer buffer, int offset, int length) {
            witness.onCommand(clusterNanos, logPosition, buffer, offset, length);
            host.onCommand(clusterNanos, logPosition, buffer, offset, length);
        }

        @Override
        public void onTimer(long clusterNanos, long logPosition) {
            host.onTimer(clusterNanos, logPosition);
        }
    }

    private final class Telling implements MachineOutput {
        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            witness.onFrame(frame, offset, length);
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            // What was answered follows from the events.
        }
    }
}

package io.rialto.sequencer;

import io.aeron.cluster.ConsensusModule;
import io.aeron.protocol.DataHeaderFlyweight;
import io.rialto.sequencer.DataDirectoryException.Reason;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether all parts of a data directory are one venue's: the marks of its id in the directories of
 * the archive and the cluster, in state files and in every fragment of the recorded events; and for the
 * log that its commands have the times that those events tell.
 */
final class VenueParts {
    static final int LOG_STREAM = ConsensusModule.Configuration.logStreamId();
    private static final String MARK = "venue";

    private final Path data;
    private final byte[] venueId;
    private final Path archive;

    private VenueParts(Path data, byte[] venueId) {
        this.data = data;
        this.venueId = venueId.clone();
        archive = data.resolve("archive");
    }

    /** The term that a venue's recording of events begins with: each fragment carries it. */
    static int eventTerm(byte[] venueId) {
        return ByteBuffer.wrap(venueId).getInt();
    }

    /**
     * Refuses a mixture of two venues' parts.
     *
     * @throws DataDirectoryException that names the first part that is another venue's
     */
    static void check(Path data, byte[] venueId) {
        VenueParts parts = new VenueParts(data, venueId);
        try {
            parts.checkMark("archive");
            parts.checkMark("cluster");
            parts.checkStates();
            parts.checkArchived();
            parts.checkRecordings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Marks the directories that have no mark yet. */
    static void mark(Path data, byte[] venueId) {
        try {
            for (String directory : List.of("archive", "cluster")) {
                Path file = data.resolve(directory).resolve(MARK);
                if (!Files.exists(file)) {
                    DataDirectory.createDurably(file.getParent());
                    DataDirectory.writeDurably(file, hex(venueId));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] hex(byte[] venueId) {
        return HexFormat.of().formatHex(venueId).getBytes(StandardCharsets.US_ASCII);
    }

    private void checkMark(String directory) throws IOException {
        Path file = data.resolve(directory).resolve(MARK);
        if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), hex(venueId))) {
            throw foreign(data.resolve(directory));
        }
    }

    private void checkStates() throws IOException {
        Path snapshots = data.resolve("snapshots");
        if (!Files.isDirectory(snapshots)) {
            return;
        }
        try (Stream<Path> files = Files.list(snapshots)) {
            for (Path file : files.filter(StateFiles::isNamed).toList()) {
                try {
                    var _ = StateFile.open(file, venueId);
                } catch (StateFile.ForeignException e) {
                    throw foreign(file);
                } catch (StateFile.DamagedException e) {
                    // Whether it can be done without is for who needs it.
                }
            }
        }
    }

    private void checkArchived() throws IOException {
        for (Path file : new EventArchive(data, venueId).paths()) {
            try {
                var _ = ArchivedEvents.lastTime(file, venueId);
            } catch (EventReader.StreamDamagedException e) {
                // Whoever reads it is told.
            }
        }
    }

    private void checkRecordings() throws IOException {
        List<Recording> recordings = Recording.list(archive);
        for (Recording recording : recordings) {
            boolean isEvents = recording.streamId() == EventChannel.STREAM_ID;
            if (isEvents && recording.initialTermId() != eventTerm(venueId)) {
                throw foreign(archive.resolve("archive.catalog"));
            }
            for (Path segment : recording.segmentFiles(archive)) {
                checkSegment(recording, segment);
            }
        }
        Optional<Recording> events = recordings.stream()
                .filter(each -> each.streamId() == EventChannel.STREAM_ID)
                .findFirst();
        if (events.isPresent()) {
            checkLog(recordings, events.get());
        }
    }

    private void checkLog(List<Recording> recordings, Recording events) {
        for (Recording log : recordings) {
            if (log.streamId() == LOG_STREAM) {
                try (LogMatch match = new LogMatch(archive, log, events)) {
                    for (Path segment : log.segmentFiles(archive)) {
                        if (!match.isOfThisVenue(log.segmentBase(segment))) {
                            throw foreign(segment);
                        }
                    }
                }
            }
        }
    }

    /** Refuses a segment that does not begin as this recording's does. */
    static void checkSegment(Recording recording, Path segment) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(DataHeaderFlyweight.HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {
                // Until it is whole.
            }
        }
        long base = recording.segmentBase(segment);
        // A crash may leave a segment that the catalog no longer knows: it begins where it did.
        boolean isPurged = base + recording.segmentLength() <= recording.startPosition();
        long start = isPurged ? base : Math.max(base, recording.startPosition());
        int term = recording.initialTermId() + (int) (start / recording.termLength());
        boolean isWritten = header.getInt(0) != 0 || header.getShort(6) != 0;
        if (isWritten && header.getInt(DataHeaderFlyweight.TERM_ID_FIELD_OFFSET) != term) {
            throw foreign(segment);
        }
    }

    static DataDirectoryException foreign(Path part) {
        return new DataDirectoryException(
                Reason.DAMAGED,
                part
                        + " is another venue's than "
                        + DataDirectory.PROPERTIES
                        + " says. Put back what belongs there, or restore the directory from a"
                        + " backup.");
    }
}

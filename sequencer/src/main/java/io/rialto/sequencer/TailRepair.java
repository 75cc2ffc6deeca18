package io.rialto.sequencer;

import io.aeron.protocol.DataHeaderFlyweight;
import io.rialto.sequencer.DataDirectoryException.Reason;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Cuts what a crash left half written at the end of a recording, before the archive sees it: its
 * own repair trusts lengths and would take a torn last fragment for a whole one.
 *
 * <p>Only a tail is cut. Damage with sound fragments after it, further on than one write of the
 * archive reaches, is not the work of a crash: then the directory is refused.
 */
final class TailRepair {
    /** The archive writes, and syncs, at most as much at a time. */
    static final int WRITE_BYTES_MAX = 1 << 20;

    private static final System.Logger LOG = System.getLogger(TailRepair.class.getName());
    private static final int FRAGMENT_ALIGNMENT = 32;

    private TailRepair() {}

    /**
     * Cuts the damaged tail of a recording that was not stopped.
     *
     * @param from check at least what stands from here on
     * @return where the recording ends
     * @throws DataDirectoryException when more than the tail is damaged
     */
    static long repair(Path archive, Recording recording, long from) {
        long lastSegment = recording.lastSegmentBase(archive);
        if (lastSegment < 0) {
            return recording.startPosition();
        }
        long start = Math.max(recording.startPosition(), Math.min(from, lastSegment));
        try (RecordingCursor cursor = new RecordingCursor(archive, recording, start)) {
            while (true) {
                switch (cursor.next()) {
                    case FRAGMENT -> {
                        // Sound so far.
                    }
                    case END, DAMAGE -> {
                        return cutAt(archive, recording, cursor, lastSegment);
                    }
                }
            }
        }
    }

    private static long cutAt(
            Path archive, Recording recording, RecordingCursor cursor, long lastSegment) {
        long end = cursor.position();
        if (isWholeAfter(archive, recording, end)) {
            throw new DataDirectoryException(
                    Reason.DAMAGED,
                    cursor.file()
                            + " is damaged at position "
                            + end
                            + " of recording "
                            + recording.id()
                            + ", and whole again later. Restore the directory from a backup.");
        }
        cursor.close();
        cutFiles(archive, recording, end, lastSegment);
        return end;
    }

    /** Whether sound fragments stand further behind a position than one write reaches. */
    static boolean isWholeAfter(Path archive, Recording recording, long end) {
        long written = recording.lastSegmentBase(archive) + recording.segmentLength();
        try (RecordingCursor cursor = new RecordingCursor(archive, recording, end)) {
            for (long p = end + WRITE_BYTES_MAX; p < written; p += FRAGMENT_ALIGNMENT) {
                if (cursor.isWholeAt(p)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void cutFiles(Path archive, Recording recording, long end, long lastSegment) {
        long segment = recording.segmentBase(end);
        try {
            for (long later = lastSegment; later > segment; later -= recording.segmentLength()) {
                LOG.log(Level.WARNING, "Deleting the torn segment {0}", later);
                Files.deleteIfExists(recording.segmentFile(archive, later));
            }
            Path file = recording.segmentFile(archive, segment);
            if (Files.exists(file) && hasBytesFrom(file, end - segment)) {
                LOG.log(
                        Level.WARNING,
                        "Cutting the torn tail of recording {0} at position {1}",
                        recording.id(),
                        end);
                clearFrom(file, end - segment, recording.segmentLength());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive cuts a recording only before what looks like the header of a fragment. */
    static void restoreHeader(Path archive, Recording recording, long position) {
        long segment = recording.segmentBase(position);
        int termOffset = (int) (position & (recording.termLength() - 1));
        int termId = recording.initialTermId() + (int) (position / recording.termLength());
        ByteBuffer header = ByteBuffer.allocate(DataHeaderFlyweight.HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET, termOffset)
                .putInt(DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET, recording.streamId())
                .putInt(DataHeaderFlyweight.TERM_ID_FIELD_OFFSET, termId);
        try (FileChannel file = FileChannel.open(
                recording.segmentFile(archive, segment), StandardOpenOption.WRITE)) {
            file.write(header, position - segment);
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file has anything but zeroes from a place on. */
    static boolean hasBytesFrom(Path file, long offset) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            byte[] block = new byte[1 << 16];
            access.seek(offset);
            for (int read = access.read(block); read > 0; read = access.read(block)) {
                for (int i = 0; i < read; i++) {
                    if (block[i] != 0) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static void clearFrom(Path file, long offset, long length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(offset);
            access.setLength(length);
            access.getChannel().force(true);
        }
    }
}

package io.rialto.sequencer;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A state snapshot on disk: header, blocks of records, trailer; all little-endian, each part with
 * its CRC-32C. See docs/protocol.
 */
@SuppressWarnings("ByteBufferBackingArray") // All of them are allocated here, on the heap.
final class StateFile implements EventStream.StateSnapshot {
    static final int FORMAT = 1;

    private static final long MAGIC = 0x52_49_41_4C_54_4F_53_31L;
    private static final int VENUE_BYTES = 16;
    private static final int BLOCK_BYTES_MAX = 1 << 20;

    /** So little at a time that the log, on the same disk, does not wait long behind it. */
    private static final int SYNC_BYTES = 4 << 20;

    private static final int HEADER_BYTES =
            Long.BYTES + Integer.BYTES + VENUE_BYTES + SnapshotPoint.ENCODED_LENGTH + Integer.BYTES;
    private static final int BLOCK_HEADER_BYTES = 2 * Integer.BYTES;
    private static final int TRAILER_BYTES = BLOCK_HEADER_BYTES + 2 * Long.BYTES + Integer.BYTES;

    private final Path path;
    private final SnapshotPoint point;

    private StateFile(Path path, SnapshotPoint point) {
        this.path = path;
        this.point = point;
    }

    /** Thrown for a file that is not the whole of what was written. */
    static class DamagedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DamagedException(Path path, String what) {
            super("The state file " + path + " is damaged: " + what);
        }
    }

    /** Thrown for a whole header that names another venue. */
    static final class ForeignException extends DamagedException {
        private static final long serialVersionUID = 1L;

        ForeignException(Path path) {
            super(path, "it is another venue's");
        }
    }

    /** Under which name a file is written until it is whole. */
    static Path unfinished(Path path) {
        return path.resolveSibling(path.getFileName() + ".part");
    }

    /** Gives the records of a state to a sink. */
    interface Records {
        void writeTo(RecordSink sink);
    }

    /** Writes a snapshot; when this returns it is whole and on disk under its name. */
    static void write(Path path, byte[] venueId, SnapshotPoint point, Records records)
            throws IOException {
        Path temporary = unfinished(path);
        try (FileChannel channel = FileChannel.open(
                temporary,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            writeAll(channel, header(venueId, point));
            Blocks blocks = new Blocks(channel);
            records.writeTo(blocks);
            blocks.end();
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        DataDirectory.renameDurably(temporary, path);
    }

    /** Collects records, each after its length, into blocks that none of them crosses. */
    private static final class Blocks implements RecordSink {
        private final FileChannel channel;
        private final UnsafeBuffer block = new UnsafeBuffer(new byte[BLOCK_BYTES_MAX]);
        private int length;
        private long records;
        private long bytes;
        private long unsynced;

        Blocks(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void append(DirectBuffer record, int offset, int recordLength) {
            int needed = Integer.BYTES + recordLength;
            if (recordLength < 0 || needed > BLOCK_BYTES_MAX) {
                throw new IllegalArgumentException("Snapshot record of " + recordLength + " bytes");
            }
            if (length + needed > BLOCK_BYTES_MAX) {
                flush();
            }
            block.putInt(length, recordLength, ByteOrder.LITTLE_ENDIAN);
            block.putBytes(length + Integer.BYTES, record, offset, recordLength);
            length += needed;
            records++;
        }

        private void flush() {
            try {
                writeAll(channel, blockHeader(block.byteArray(), length));
                writeAll(channel, ByteBuffer.wrap(block.byteArray(), 0, length));
                bytes += length;
                unsynced += length;
                length = 0;
                if (unsynced >= SYNC_BYTES) {
                    channel.force(false);
                    unsynced = 0;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void end() throws IOException {
            if (length > 0) {
                flush();
            }
            writeAll(channel, trailer(records, bytes));
        }
    }

    private static ByteBuffer header(byte[] venueId, SnapshotPoint point) {
        ByteBuffer header = allocate(HEADER_BYTES).putLong(MAGIC).putInt(FORMAT).put(venueId);
        point.encode(new UnsafeBuffer(header.array()), header.position());
        header.position(header.position() + SnapshotPoint.ENCODED_LENGTH);
        header.putInt(crc(header.array(), header.position()));
        return header.flip();
    }

    private static ByteBuffer blockHeader(byte[] block, int length) {
        return allocate(BLOCK_HEADER_BYTES)
                .putInt(length)
                .putInt(crc(block, length))
                .flip();
    }

    private static ByteBuffer trailer(long recordCount, long bytes) {
        ByteBuffer trailer =
                allocate(TRAILER_BYTES).putInt(0).putInt(0).putLong(recordCount).putLong(bytes);
        trailer.putInt(crc(trailer.array(), trailer.position()));
        return trailer.flip();
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws DamagedException when it is no state file of this venue and format
     */
    static StateFile open(Path path, byte[] venueId) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new StateFile(path, readHeader(path, channel, venueId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SnapshotPoint readHeader(Path path, FileChannel channel, byte[] venueId)
            throws IOException {
        ByteBuffer header = readExactly(path, channel, HEADER_BYTES);
        byte[] venue = new byte[VENUE_BYTES];
        boolean known = header.getLong() == MAGIC && header.getInt() == FORMAT;
        header.get(venue);
        int pointOffset = header.position();
        int checked = pointOffset + SnapshotPoint.ENCODED_LENGTH;
        if (!known || header.getInt(checked) != crc(header.array(), checked)) {
            throw new DamagedException(path, "its header");
        }
        if (!Arrays.equals(venue, venueId)) {
            throw new ForeignException(path);
        }
        return SnapshotPoint.decode(
                new UnsafeBuffer(header.array()), pointOffset, SnapshotPoint.ENCODED_LENGTH);
    }

    Path path() {
        return path;
    }

    SnapshotPoint point() {
        return point;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public long sequence() {
        return point.sequence();
    }

    @Override
    public long chain() {
        return point.chain();
    }

    @Override
    public long stateHash() {
        return point.stateHash();
    }

    /**
     * Delivers every record in the order written. A damaged block is found before any of its
     * records is delivered.
     *
     * @throws DamagedException when the file is not whole; records may have been delivered
     */
    @Override
    public void read(RecordSink sink) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.position(HEADER_BYTES);
            long recordCount = 0;
            long bytes = 0;
            while (true) {
                ByteBuffer header = readExactly(path, channel, BLOCK_HEADER_BYTES);
                int length = header.getInt();
                if (length == 0) {
                    checkTrailer(channel, recordCount, bytes);
                    return;
                }
                recordCount += readBlock(channel, length, header.getInt(), sink);
                bytes += length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads all of it and throws {@link DamagedException} when it is not whole. */
    void check() {
        read((record, offset, length) -> {});
    }

    private long readBlock(FileChannel channel, int length, int checksum, RecordSink sink)
            throws IOException {
        if (length < 0 || length > BLOCK_BYTES_MAX) {
            throw new DamagedException(path, "a block of " + length + " bytes");
        }
        byte[] block = readExactly(path, channel, length).array();
        if (crc(block, length) != checksum) {
            throw new DamagedException(path, "the block before " + channel.position());
        }
        UnsafeBuffer records = new UnsafeBuffer(block);
        long count = 0;
        for (int index = 0; index < length; count++) {
            int room = length - index - Integer.BYTES;
            int recordLength = room < 0 ? -1 : records.getInt(index, ByteOrder.LITTLE_ENDIAN);
            if (recordLength < 0 || recordLength > room) {
                throw new DamagedException(path, "a record of " + recordLength + " bytes");
            }
            sink.append(records, index + Integer.BYTES, recordLength);
            index += Integer.BYTES + recordLength;
        }
        return count;
    }

    private void checkTrailer(FileChannel channel, long recordCount, long bytes)
            throws IOException {
        channel.position(channel.position() - BLOCK_HEADER_BYTES);
        ByteBuffer trailer = readExactly(path, channel, TRAILER_BYTES);
        int checked = TRAILER_BYTES - Integer.BYTES;
        if (trailer.getInt(checked) != crc(trailer.array(), checked)
                || trailer.getLong(BLOCK_HEADER_BYTES) != recordCount
                || trailer.getLong(BLOCK_HEADER_BYTES + Long.BYTES) != bytes) {
            throw new DamagedException(path, "its end");
        }
    }

    private static ByteBuffer readExactly(Path path, FileChannel channel, int length)
            throws IOException {
        ByteBuffer buffer = allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new DamagedException(path, "it ends too early");
            }
        }
        return buffer.flip();
    }

    private static ByteBuffer allocate(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}

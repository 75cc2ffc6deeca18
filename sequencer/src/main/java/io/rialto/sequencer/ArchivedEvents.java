package io.rialto.sequencer;

import io.rialto.sequencer.EventReader.FrameHandler;
import io.rialto.sequencer.EventReader.StreamDamagedException;

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
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a file of the event archive, in order. Little-endian: a header of magic, format, venue id,
 * first and last event, time of the last and CRC-32C; blocks of a length, a deflated length, the
 * CRC-32C of what is deflated and that, in which frames follow their lengths; a block of length 0.
 */
@SuppressWarnings("ByteBufferBackingArray") // All of them are allocated here, on the heap.
final class ArchivedEvents implements AutoCloseable {
    static final int BLOCK_BYTES = 1 << 18;
    static final int BLOCK_HEADER_BYTES = 3 * Integer.BYTES;
    static final int HEADER_BYTES =
            Long.BYTES + Integer.BYTES + 16 + 3 * Long.BYTES + Integer.BYTES;

    private static final long MAGIC = 0x52_49_41_4C_54_4F_45_31L;
    private static final int FORMAT = 1;

    private final Path path;
    private final FileChannel channel;
    private final Inflater inflater = new Inflater();
    private final UnsafeBuffer block = new UnsafeBuffer(0, 0);
    private int index;
    private boolean isEnded;

    private ArchivedEvents(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    private static StreamDamagedException damaged(Path path, String what) {
        return new StreamDamagedException("the archived events " + path + " are damaged: " + what);
    }

    static ByteBuffer allocate(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer header(byte[] venueId, long first, long last, long timeNanos) {
        ByteBuffer header = allocate(HEADER_BYTES).putLong(MAGIC).putInt(FORMAT).put(venueId);
        header.putLong(first).putLong(last).putLong(timeNanos);
        return header.putInt(crc(header.array(), header.position())).flip();
    }

    /**
     * Opens a file.
     *
     * @throws StreamDamagedException when it is not whole
     * @throws DataDirectoryException when it is another venue's
     */
    static ArchivedEvents open(Path path, byte[] venueId) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                readHeader(path, channel, venueId);
                return new ArchivedEvents(path, channel);
            } catch (RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Log time of a file's last event, nanoseconds since 1970. */
    static long lastTime(Path path, byte[] venueId) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return readHeader(path, channel, venueId);
        }
    }

    private static long readHeader(Path path, FileChannel channel, byte[] venueId)
            throws IOException {
        ByteBuffer header = read(path, channel, HEADER_BYTES);
        byte[] venue = new byte[venueId.length];
        boolean isKnown = header.getLong() == MAGIC && header.getInt() == FORMAT;
        header.get(venue);
        int checked = HEADER_BYTES - Integer.BYTES;
        if (!isKnown || header.getInt(checked) != crc(header.array(), checked)) {
            throw damaged(path, "its header");
        }
        if (!Arrays.equals(venue, venueId)) {
            throw VenueParts.foreign(path);
        }
        return header.getLong(checked - Long.BYTES);
    }

    /** Delivers up to {@code framesMax} frames and returns how many; 0 at the end. */
    int poll(FrameHandler handler, int framesMax) {
        int delivered = 0;
        while (delivered < framesMax && hasFrame()) {
            int offset = index + Integer.BYTES;
            int room = block.capacity() - offset;
            int length = room < 0 ? -1 : block.getInt(index, ByteOrder.LITTLE_ENDIAN);
            if (length < 0 || length > room) {
                throw damaged(path, "a frame of " + length + " bytes");
            }
            index = offset + length;
            handler.onFrame(block, offset, length);
            delivered++;
        }
        return delivered;
    }

    private boolean hasFrame() {
        if (!isEnded && index >= block.capacity()) {
            try {
                nextBlock();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return !isEnded;
    }

    private void nextBlock() throws IOException {
        ByteBuffer header = read(path, channel, BLOCK_HEADER_BYTES);
        int length = header.getInt();
        int packedLength = header.getInt();
        if (length == 0) {
            isEnded = true;
            return;
        }
        if (length < 0
                || length > BLOCK_BYTES
                || packedLength <= 0
                || packedLength > 2 * BLOCK_BYTES) {
            throw damaged(path, "a block of " + length + " bytes");
        }
        byte[] packed = read(path, channel, packedLength).array();
        if (crc(packed, packedLength) != header.getInt()) {
            throw damaged(path, "the block before " + channel.position());
        }
        byte[] bytes = new byte[length];
        inflater.reset();
        inflater.setInput(packed);
        try {
            if (inflater.inflate(bytes) != length) {
                throw damaged(path, "a block that is too short");
            }
        } catch (DataFormatException e) {
            throw damaged(path, e.getMessage());
        }
        block.wrap(bytes);
        index = 0;
    }

    private static ByteBuffer read(Path path, FileChannel channel, int length) throws IOException {
        ByteBuffer buffer = allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw damaged(path, "it ends too early");
            }
        }
        return buffer.flip();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        inflater.end();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;

import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/** Writes a file of the event archive; see {@link ArchivedEvents} for its format. */
@SuppressWarnings("ByteBufferBackingArray") // All of them are allocated here, on the heap.
final class ArchivedEventsWriter implements AutoCloseable {
    private final Path directory;
    private final byte[] venueId;
    private final Path part;
    private final FileChannel channel;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final ByteBuffer block = ArchivedEvents.allocate(ArchivedEvents.BLOCK_BYTES);
    private long first = -1;
    private long last;
    private long lastTimeNanos;

    ArchivedEventsWriter(Path directory, byte[] venueId) throws IOException {
        this.directory = directory;
        this.venueId = venueId;
        part = directory.resolve("archiving.part");
        channel = FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        channel.position(ArchivedEvents.HEADER_BYTES);
    }

    void append(EventFrameDecoder frame, DirectBuffer buffer, int offset, int length)
            throws IOException {
        if (block.remaining() < Integer.BYTES + length) {
            flush();
        }
        block.putInt(length);
        buffer.getBytes(offset, block, length);
        first = first < 0 ? frame.firstSequence() : first;
        last = frame.firstSequence() + frame.count() - 1;
        lastTimeNanos = frame.timeNanos();
    }

    private void flush() throws IOException {
        deflater.reset();
        deflater.setInput(block.array(), 0, block.position());
        deflater.finish();
        byte[] packed = new byte[block.position() + 1_024];
        int length = deflater.deflate(packed);
        if (!deflater.finished()) {
            throw new IllegalStateException("a block that does not fit deflated");
        }
        CRC32C crc = new CRC32C();
        crc.update(packed, 0, length);
        write(ArchivedEvents.allocate(ArchivedEvents.BLOCK_HEADER_BYTES)
                .putInt(block.position())
                .putInt(length)
                .putInt((int) crc.getValue())
                .flip());
        write(ByteBuffer.wrap(packed, 0, length));
        block.clear();
    }

    /** Makes it whole, durable and named. */
    void finish() throws IOException {
        flush();
        write(ArchivedEvents.allocate(ArchivedEvents.BLOCK_HEADER_BYTES));
        ByteBuffer header = ArchivedEvents.header(venueId, first, last, lastTimeNanos);
        channel.write(header, 0);
        channel.force(true);
        DataDirectory.renameDurably(part, directory.resolve(first + "-" + last + ".events"));
    }

    private void write(ByteBuffer buffer) throws IOException {
        while (buffer.order(ByteOrder.LITTLE_ENDIAN).hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        channel.close();
        Files.deleteIfExists(part);
    }
}

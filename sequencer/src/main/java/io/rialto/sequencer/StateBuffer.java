package io.rialto.sequencer;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * The records of one snapshot in memory, in chunks: filled by the thread that owns the state,
 * written to disk by another. Records do not cross chunks; each is preceded by its length.
 */
final class StateBuffer implements RecordSink {
    static final int CHUNK_BYTES = 1 << 20;

    /** Chunks kept for the next snapshot; the rest goes back to the heap. */
    private static final int CHUNKS_KEPT = 16;

    private final List<UnsafeBuffer> chunks = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private int used;
    private int length;
    private long records;

    @Override
    public void append(DirectBuffer record, int offset, int recordLength) {
        int needed = Integer.BYTES + recordLength;
        if (recordLength < 0 || needed > CHUNK_BYTES) {
            throw new IllegalArgumentException("Snapshot record of " + recordLength + " bytes");
        }
        if (used == 0 || length + needed > CHUNK_BYTES) {
            nextChunk();
        }
        UnsafeBuffer chunk = chunks.get(used - 1);
        chunk.putInt(length, recordLength, java.nio.ByteOrder.LITTLE_ENDIAN);
        chunk.putBytes(length + Integer.BYTES, record, offset, recordLength);
        length += needed;
        records++;
    }

    private void nextChunk() {
        if (used > 0) {
            lengths.add(length);
        }
        if (used == chunks.size()) {
            chunks.add(new UnsafeBuffer(new byte[CHUNK_BYTES]));
        }
        used++;
        length = 0;
    }

    int chunkCount() {
        return used;
    }

    byte[] chunk(int index) {
        return chunks.get(index).byteArray();
    }

    int chunkLength(int index) {
        return index == used - 1 ? length : lengths.get(index);
    }

    long recordCount() {
        return records;
    }

    /** Empties it for the next snapshot. */
    void clear() {
        used = 0;
        length = 0;
        records = 0;
        lengths.clear();
        while (chunks.size() > CHUNKS_KEPT) {
            chunks.removeLast();
        }
    }
}

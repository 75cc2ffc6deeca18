package io.rialto.bench;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Encoded commands one after the other in memory, each with a kind. */
public final class CommandTape {
    private static final int BLOCK_BYTES = 1 << 20;

    private final List<UnsafeBuffer> blocks = new ArrayList<>();
    private int[] offsets = new int[1024];
    private int[] lengths = new int[1024];
    private short[] blockOf = new short[1024];
    private byte[] kinds = new byte[1024];
    private int count;
    private int used = BLOCK_BYTES;

    void add(DirectBuffer command, int length, int kind) {
        add(command, 0, length, kind);
    }

    void add(DirectBuffer command, int offset, int length, int kind) {
        if (used + length > BLOCK_BYTES) {
            blocks.add(new UnsafeBuffer(new byte[BLOCK_BYTES]));
            used = 0;
        }
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
            blockOf = Arrays.copyOf(blockOf, 2 * count);
            kinds = Arrays.copyOf(kinds, 2 * count);
        }
        blocks.getLast().putBytes(used, command, offset, length);
        offsets[count] = used;
        lengths[count] = length;
        blockOf[count] = (short) (blocks.size() - 1);
        kinds[count] = (byte) kind;
        used += length;
        count++;
    }

    void clear() {
        blocks.clear();
        used = BLOCK_BYTES;
        count = 0;
    }

    /** How many commands there are. */
    public int count() {
        return count;
    }

    /** The buffer in which a command lies; a sender may stamp it. */
    public MutableDirectBuffer buffer(int index) {
        return blocks.get(blockOf[index]);
    }

    public int offset(int index) {
        return offsets[index];
    }

    public int length(int index) {
        return lengths[index];
    }

    /** Place of the command's kind in {@link MixA#KINDS}. */
    public int kind(int index) {
        return kinds[index];
    }

    /** Bytes of all commands together. */
    public long bytes() {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += lengths[i];
        }
        return bytes;
    }
}

package io.rialto.view;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The frames of one command. Nearly every command has one, which is lent and not copied; of a
 * longer one all frames but the last are kept here until that comes.
 */
final class FrameBuffer {
    private static final int FIRST_CAPACITY = 16 * 1024;
    private static final int KEPT_CAPACITY_MAX = 1024 * 1024;

    private ExpandableArrayBuffer kept = new ExpandableArrayBuffer(FIRST_CAPACITY);
    private int keptLength;
    private DirectBuffer last = kept;
    private int lastOffset;
    private int lastLength;

    /** Copies a frame that is not its command's last. */
    void keep(DirectBuffer frame, int offset, int length) {
        kept.putInt(keptLength, length);
        kept.putBytes(keptLength + Integer.BYTES, frame, offset, length);
        keptLength += Integer.BYTES + length;
    }

    /** Lends the command's last frame. */
    void lend(DirectBuffer frame, int offset, int length) {
        last = frame;
        lastOffset = offset;
        lastLength = length;
    }

    void forEach(FrameSource.FrameHandler handler) {
        int index = 0;
        while (index < keptLength) {
            int length = kept.getInt(index);
            handler.onFrame(kept, index + Integer.BYTES, length);
            index += Integer.BYTES + length;
        }
        handler.onFrame(last, lastOffset, lastLength);
    }

    void clear() {
        keptLength = 0;
        if (kept.capacity() > KEPT_CAPACITY_MAX) {
            kept = new ExpandableArrayBuffer(FIRST_CAPACITY);
        }
        last = kept;
        lastLength = 0;
    }
}

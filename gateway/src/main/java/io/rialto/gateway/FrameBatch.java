package io.rialto.gateway;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;

import io.netty.buffer.ByteBuf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Binary messages as a server's WebSocket frames (RFC 6455, section 5.2: whole, not masked), one
 * behind the other. A frame by the framework's encoder costs two buffers and their bookkeeping, which
 * is more than all else that an answer takes.
 */
final class FrameBatch {
    private static final byte FINAL_BINARY = (byte) 0x82;
    private static final int LENGTH_IN_PLACE_MAX = 125;
    private static final int LENGTH_IN_TWO_MAX = 0xFFFF;
    private static final byte TWO_FOLLOW = 126;
    private static final byte EIGHT_FOLLOW = 127;
    private static final int HEADER_BYTES_MAX = 10;

    /** What is kept for the next batch; more was an exception. */
    private static final int KEPT_BYTES = 128 << 10;

    private byte[] bytes = new byte[4_096];
    private int length;

    int length() {
        return length;
    }

    void add(byte[] message) {
        header(message.length);
        System.arraycopy(message, 0, bytes, length, message.length);
        length += message.length;
    }

    void add(MessageLite message) {
        int size = message.getSerializedSize();
        header(size);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, length, size);
        try {
            message.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        length += size;
    }

    private void header(int size) {
        ensure(HEADER_BYTES_MAX + size);
        bytes[length++] = FINAL_BINARY;
        if (size <= LENGTH_IN_PLACE_MAX) {
            bytes[length++] = (byte) size;
        } else if (size <= LENGTH_IN_TWO_MAX) {
            bytes[length++] = TWO_FOLLOW;
            number(size, Short.BYTES);
        } else {
            bytes[length++] = EIGHT_FOLLOW;
            number(size, Long.BYTES);
        }
    }

    private void number(long value, int count) {
        for (int shift = Byte.SIZE * (count - 1); shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /** Appends all to a buffer and is empty. */
    void moveTo(ByteBuf buffer) {
        buffer.writeBytes(bytes, 0, length);
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[4_096];
        }
    }
}

package io.rialto.sequencer;

import org.agrona.concurrent.UnsafeBuffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A buffer that is an array of its own and stays so. Numbers go straight to the array: the compiler
 * knows where they lie, checks the bounds of neighbouring fields together and need not read the
 * buffer's own fields again after each, as it must where a buffer may be anywhere. As safe as the
 * class that it extends, only sooner done.
 */
final class ArrayBuffer extends UnsafeBuffer {
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle SHORT = view(short[].class);

    private final byte[] bytes;

    ArrayBuffer(int length) {
        super(new byte[length]);
        bytes = byteArray();
    }

    @Override
    public void putLong(int index, long value, ByteOrder order) {
        LONG.set(bytes, index, order == ByteOrder.LITTLE_ENDIAN ? value : Long.reverseBytes(value));
    }

    @Override
    public void putInt(int index, int value, ByteOrder order) {
        INT.set(
                bytes,
                index,
                order == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value));
    }

    @Override
    public void putShort(int index, short value, ByteOrder order) {
        SHORT.set(
                bytes, index, order == ByteOrder.LITTLE_ENDIAN ? value : Short.reverseBytes(value));
    }

    @Override
    public void putByte(int index, byte value) {
        bytes[index] = value;
    }

    @Override
    public long getLong(int index, ByteOrder order) {
        long value = (long) LONG.get(bytes, index);
        return order == ByteOrder.LITTLE_ENDIAN ? value : Long.reverseBytes(value);
    }

    @Override
    public byte getByte(int index) {
        return bytes[index];
    }

    private static VarHandle view(Class<?> arrayOf) {
        return MethodHandles.byteArrayViewVarHandle(arrayOf, ByteOrder.LITTLE_ENDIAN);
    }
}

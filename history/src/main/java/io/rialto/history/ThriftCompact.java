package io.rialto.history;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes structures in Thrift's compact protocol, which Parquet's headers are in: fields in ascending
 * order of their ids.
 */
final class ThriftCompact {
    private static final int TRUE = 1;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int SHORT_LIST_MAX = 14;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int lastField;

    private void field(int id, int type) {
        out.write((id - lastField) << 4 | type);
        lastField = id;
    }

    ThriftCompact i32(int id, int value) {
        field(id, I32);
        Varints.put(out, value);
        return this;
    }

    ThriftCompact i64(int id, long value) {
        field(id, I64);
        Varints.put(out, value);
        return this;
    }

    ThriftCompact isTrue(int id) {
        field(id, TRUE);
        return this;
    }

    ThriftCompact text(int id, String value) {
        field(id, BINARY);
        element(value);
        return this;
    }

    /** Begins a structure as a field; {@link #end} ends it. */
    ThriftCompact begin(int id) {
        field(id, STRUCT);
        return element();
    }

    ThriftCompact structs(int id, int count) {
        return list(id, STRUCT, count);
    }

    ThriftCompact numbers(int id, int count) {
        return list(id, I32, count);
    }

    ThriftCompact texts(int id, int count) {
        return list(id, BINARY, count);
    }

    private ThriftCompact list(int id, int type, int count) {
        field(id, LIST);
        if (count <= SHORT_LIST_MAX) {
            out.write(count << 4 | type);
        } else {
            out.write(0xF0 | type);
            Varints.putUnsigned(out, count);
        }
        return this;
    }

    /** Begins a structure as an element of a list; {@link #end} ends it. */
    ThriftCompact element() {
        outer.push(lastField);
        lastField = 0;
        return this;
    }

    ThriftCompact element(int value) {
        Varints.put(out, value);
        return this;
    }

    ThriftCompact element(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        Varints.putUnsigned(out, bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** Ends a structure. */
    ThriftCompact end() {
        out.write(0);
        lastField = outer.isEmpty() ? 0 : outer.pop();
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}

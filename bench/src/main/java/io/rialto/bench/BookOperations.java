package io.rialto.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Operations on one book, made by a {@link BookMix} or read from a file of big-endian records of 26
 * bytes: {@code u8} operation, {@code u8} side (0 bid, 1 ask), {@code i32} order id, {@code i32}
 * account, {@code i64} price, {@code i64} size. The file may be compressed by gzip.
 *
 * <p>Order ids become dense: 1, 2, 3 … in the order in which the file first enters them. An id that
 * it never enters becomes 0, which no order has.
 *
 * <p>The file's operation 1 is an immediate order, or one that is filled within a budget or not at
 * all; nothing but the price tells which. The budget is the size times the bound that immediate
 * orders of that side have, so a price that is exactly that is a budget and becomes
 * {@link #FILL_OR_KILL} at the bound: no order of such a file lies beyond it.
 */
final class BookOperations {

    static final byte LIMIT = 0;
    static final byte IMMEDIATE = 1;
    static final byte CANCEL = 2;
    static final byte MOVE = 3;
    static final byte REDUCE = 4;
    static final byte FILL_OR_KILL = 5;

    /** The names of the kinds, by number. */
    static final String[] KINDS = {"gtc", "ioc", "cancel", "move", "reduce", "fok"};

    private static final int RECORD_BYTES = 26;

    final int count;
    final byte[] kinds;
    final boolean[] buys;
    final int[] orderIds;
    final int[] accounts;
    final long[] prices;
    final long[] sizes;

    /** The first of the operations that are measured; those before fill the book. */
    private int firstCounted;

    /** So many operations, yet to be set. */
    BookOperations(int count) {
        this.count = count;
        kinds = new byte[count];
        buys = new boolean[count];
        orderIds = new int[count];
        accounts = new int[count];
        prices = new long[count];
        sizes = new long[count];
    }

    int firstCounted() {
        return firstCounted;
    }

    void countFrom(int first) {
        firstCounted = first;
    }

    void set(int at, byte kind, boolean buys, int orderId, int account, long price, long size) {
        kinds[at] = kind;
        this.buys[at] = buys;
        orderIds[at] = orderId;
        accounts[at] = account;
        prices[at] = price;
        sizes[at] = size;
    }

    /**
     * @throws IOException also if the file is not made of such records
     */
    static BookOperations read(Path file) throws IOException {
        byte[] bytes = readAll(file);
        if (bytes.length == 0 || bytes.length % RECORD_BYTES != 0) {
            throw new IOException(file + " is not made of records of " + RECORD_BYTES + " bytes");
        }
        BookOperations operations = new BookOperations(bytes.length / RECORD_BYTES);
        operations.decode(bytes);
        operations.makeIdsDense();
        operations.tellBudgets();
        return operations;
    }

    private static byte[] readAll(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return file.toString().endsWith(".gz")
                    ? new GZIPInputStream(in).readAllBytes()
                    : in.readAllBytes();
        }
    }

    private void decode(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int i = 0; i < count; i++) {
            set(i, in.get(), in.get() == 0, in.getInt(), in.getInt(), in.getLong(), in.getLong());
            boolean enters = kinds[i] == LIMIT || kinds[i] == IMMEDIATE;
            if (kinds[i] < LIMIT || kinds[i] > REDUCE || (enters && sizes[i] <= 0)) {
                throw new IOException("record " + i + " is not an operation");
            }
        }
    }

    private void makeIdsDense() {
        Map<Integer, Integer> dense = new HashMap<>();
        for (int i = 0; i < count; i++) {
            orderIds[i] = kinds[i] == LIMIT || kinds[i] == IMMEDIATE
                    ? dense.computeIfAbsent(orderIds[i], id -> dense.size() + 1)
                    : dense.getOrDefault(orderIds[i], 0);
        }
    }

    private void tellBudgets() {
        long buyBound = Long.MAX_VALUE;
        long sellBound = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            if (kinds[i] == IMMEDIATE && buys[i]) {
                buyBound = Math.min(buyBound, prices[i]);
            } else if (kinds[i] == IMMEDIATE) {
                sellBound = Math.min(sellBound, prices[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            long bound = buys[i] ? buyBound : sellBound;
            boolean isBudget =
                    sizes[i] > 1 && prices[i] % sizes[i] == 0 && prices[i] / sizes[i] == bound;
            if (kinds[i] == IMMEDIATE && isBudget) {
                kinds[i] = FILL_OR_KILL;
                prices[i] = bound;
            }
        }
    }
}

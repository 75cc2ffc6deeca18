package io.rialto.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A table as Parquet: every column required and plainly encoded, one gzipped page of each in a row
 * group. Decimals are {@code DECIMAL(38, 9)}, instants {@code TIMESTAMP(NANOS, UTC)}. Written front to
 * back; in memory are the rows of one group and where the others are. See the format's description,
 * github.com/apache/parquet-format.
 */
final class ParquetOutput implements TableOutput {
    private static final int GROUP_ROWS = 20_000;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int DECIMAL_BYTES = 16;
    private static final int DECIMAL_DIGITS = 38;

    // Numbers of parquet.thrift.
    private static final int INT64 = 2;
    private static final int BYTE_ARRAY = 6;
    private static final int FIXED_BYTES = 7;
    private static final int REQUIRED = 0;
    private static final int CONVERTED_UTF8 = 0;
    private static final int CONVERTED_DECIMAL = 5;
    private static final int LOGICAL_TIMESTAMP = 8;
    private static final int UNIT_NANOS = 3;
    private static final int DATA_PAGE = 0;
    private static final int PLAIN = 0;
    private static final int LEVELS_RLE = 3;
    private static final int GZIP = 2;

    private final OutputStream out;
    private final List<Column> columns;
    private final List<ByteArrayOutputStream> pages = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private long written;
    private int rows;
    private long allRows;

    private record Chunk(long offset, long plainBytes, long bytes) {}

    private record Group(List<Chunk> chunks, int rows) {}

    ParquetOutput(OutputStream out, List<Column> columns) throws IOException {
        this.out = out;
        this.columns = columns;
        columns.forEach(column -> pages.add(new ByteArrayOutputStream()));
        write(MAGIC);
    }

    @Override
    public void row(Object... values) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            ByteArrayOutputStream page = pages.get(i);
            switch (columns.get(i).kind()) {
                case NUMBER, TIME -> page.writeBytes(little(Long.BYTES, (Long) values[i]));
                case DECIMAL -> page.writeBytes(decimal((BigDecimal) values[i]));
                case TEXT -> {
                    byte[] text = ((String) values[i]).getBytes(StandardCharsets.UTF_8);
                    page.writeBytes(little(Integer.BYTES, text.length));
                    page.writeBytes(text);
                }
            }
        }
        if (++rows == GROUP_ROWS) {
            endGroup();
        }
    }

    private static byte[] little(int bytes, long value) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return Arrays.copyOf(buffer.putLong(value).array(), bytes);
    }

    /** Two's complement, the highest byte first. */
    private static byte[] decimal(BigDecimal value) {
        byte[] digits = value.setScale(DECIMALS, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .toByteArray();
        byte[] bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, (byte) (digits[0] < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, DECIMAL_BYTES - digits.length, digits.length);
        return bytes;
    }

    private void endGroup() throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (ByteArrayOutputStream page : pages) {
            chunks.add(writePage(page.toByteArray()));
            page.reset();
        }
        groups.add(new Group(chunks, rows));
        allRows += rows;
        rows = 0;
    }

    private Chunk writePage(byte[] plain) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(plain);
        }
        byte[] header = new ThriftCompact()
                .i32(1, DATA_PAGE)
                .i32(2, plain.length)
                .i32(3, zipped.size())
                .begin(5)
                .i32(1, rows)
                .i32(2, PLAIN)
                .i32(3, LEVELS_RLE)
                .i32(4, LEVELS_RLE)
                .end()
                .end()
                .bytes();
        long offset = written;
        write(header);
        write(zipped.toByteArray());
        return new Chunk(offset, header.length + (long) plain.length, written - offset);
    }

    @Override
    public void end() throws IOException {
        if (rows > 0) {
            endGroup();
        }
        byte[] footer = footer();
        write(footer);
        write(little(Integer.BYTES, footer.length));
        write(MAGIC);
        out.flush();
    }

    private byte[] footer() {
        ThriftCompact meta = new ThriftCompact().i32(1, 1).structs(2, columns.size() + 1);
        meta.element().text(4, "schema").i32(5, columns.size()).end();
        columns.forEach(column -> schema(meta, column));
        meta.i64(3, allRows).structs(4, groups.size());
        groups.forEach(group -> group(meta, group));
        return meta.text(6, "rialto").end().bytes();
    }

    private static void schema(ThriftCompact meta, Column column) {
        meta.element().i32(1, type(column));
        if (column.kind() == Kind.DECIMAL) {
            meta.i32(2, DECIMAL_BYTES);
        }
        meta.i32(3, REQUIRED).text(4, column.name());
        switch (column.kind()) {
            case NUMBER -> {
                // A plain whole number needs no more.
            }
            case TEXT -> meta.i32(6, CONVERTED_UTF8);
            case DECIMAL -> meta.i32(6, CONVERTED_DECIMAL).i32(7, DECIMALS).i32(8, DECIMAL_DIGITS);
            case TIME ->
                meta.begin(10)
                        .begin(LOGICAL_TIMESTAMP)
                        .isTrue(1)
                        .begin(2)
                        .begin(UNIT_NANOS)
                        .end()
                        .end()
                        .end()
                        .end();
        }
        meta.end();
    }

    private static int type(Column column) {
        return switch (column.kind()) {
            case NUMBER, TIME -> INT64;
            case TEXT -> BYTE_ARRAY;
            case DECIMAL -> FIXED_BYTES;
        };
    }

    private void group(ThriftCompact meta, Group group) {
        meta.element().structs(1, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Chunk chunk = group.chunks().get(i);
            meta.element().i64(2, chunk.offset()).begin(3);
            meta.i32(1, type(columns.get(i))).numbers(2, 1).element(PLAIN);
            meta.texts(3, 1).element(columns.get(i).name()).i32(4, GZIP).i64(5, group.rows());
            meta.i64(6, chunk.plainBytes()).i64(7, chunk.bytes()).i64(9, chunk.offset());
            meta.end().end();
        }
        long bytes = group.chunks().stream().mapToLong(Chunk::plainBytes).sum();
        meta.i64(2, bytes).i64(3, group.rows()).end();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}

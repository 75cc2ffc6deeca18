package io.rialto.history;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A table as CSV (RFC 4180, lines end with a line feed), with a header. */
final class CsvOutput implements TableOutput {
    private static final long NANOS = 1_000_000_000L;

    /** With what a cell begins that is calculated. */
    private static final String FORMULA = "=+-@\t\r";

    private final OutputStream out;
    private final List<Column> columns;

    CsvOutput(OutputStream out, List<Column> columns) throws IOException {
        this.out = out;
        this.columns = columns;
        write(columns.stream().map(Column::name).collect(Collectors.joining(",")));
    }

    @Override
    public void row(Object... values) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            line.append(i == 0 ? "" : ",").append(cell(columns.get(i).kind(), values[i]));
        }
        write(line.toString());
    }

    private static String cell(Kind kind, Object value) {
        String plain = plain(kind, value);
        return kind == Kind.TEXT ? quoted(defused(plain)) : plain;
    }

    /** A value as text. */
    static String plain(Kind kind, Object value) {
        return switch (kind) {
            case NUMBER -> Long.toString((Long) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case TIME ->
                Instant.ofEpochSecond((Long) value / NANOS, (Long) value % NANOS)
                        .toString();
            case TEXT -> (String) value;
        };
    }

    /** What a spreadsheet would take for a formula begins with an apostrophe: it shows as text. */
    private static String defused(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? '\'' + text : text;
    }

    private static String quoted(String text) {
        boolean isPlain =
                text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private void write(String line) throws IOException {
        out.write((line + '\n').getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}

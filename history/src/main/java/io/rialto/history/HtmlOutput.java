package io.rialto.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table as a page that can be printed: nothing in it is loaded from elsewhere or runs. */
final class HtmlOutput implements TableOutput {
    private static final String STYLE = """
            body { font: 11pt/1.4 system-ui, sans-serif; margin: 2em; color: #111 }
            table { border-collapse: collapse; width: 100% }
            thead { display: table-header-group }
            tr { break-inside: avoid }
            th, td { padding: 2px 8px; border-bottom: 1px solid #ccc; text-align: left }
            .amount { text-align: right; font-variant-numeric: tabular-nums }
            @media print { body { margin: 0; font-size: 9pt } }
            """;

    private final OutputStream out;
    private final List<Column> columns;

    HtmlOutput(OutputStream out, String title, List<Column> columns) throws IOException {
        this.out = out;
        this.columns = columns;
        write("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
                + escaped(title) + "</title><style>\n" + STYLE + "</style></head><body><h1>"
                + escaped(title) + "</h1>\n<table><thead><tr>");
        for (Column column : columns) {
            cell("th", column, column.name());
        }
        write("</tr></thead><tbody>\n");
    }

    @Override
    public void row(Object... values) throws IOException {
        write("<tr>");
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            cell("td", column, CsvOutput.plain(column.kind(), values[i]));
        }
        write("</tr>\n");
    }

    private void cell(String element, Column column, String text) throws IOException {
        boolean isAmount = column.kind() == Kind.DECIMAL || column.kind() == Kind.NUMBER;
        write("<" + element + (isAmount ? " class=\"amount\">" : ">") + escaped(text) + "</"
                + element + ">");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void end() throws IOException {
        write("</tbody></table></body></html>\n");
        out.flush();
    }
}

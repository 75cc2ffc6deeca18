package io.rialto.history;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** In what a table can be exported. */
public enum ExportFormat {
    CSV("csv", "text/csv"),
    PARQUET("parquet", "application/vnd.apache.parquet");

    private final String extension;
    private final String mediaType;

    ExportFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** Of a file's name, without the point. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    TableOutput open(OutputStream out, List<TableOutput.Column> columns) throws IOException {
        return switch (this) {
            case CSV -> new CsvOutput(out, columns);
            case PARQUET -> new ParquetOutput(out, columns);
        };
    }
}

package io.rialto.history;

import java.io.IOException;

/** Takes a table row by row and writes it in some format, keeping little of it in memory. */
interface TableOutput {
    /** What a column's values are. */
    enum Kind {
        /** A {@link Long}. */
        NUMBER,
        /** A {@link String}. */
        TEXT,
        /** A {@link java.math.BigDecimal} with at most {@value #DECIMALS} decimals. */
        DECIMAL,
        /** A {@link Long}: nanoseconds since 1970. */
        TIME
    }

    /** As many decimals as any asset or price has. */
    int DECIMALS = 9;

    /** A column; names are those of the REST face. */
    record Column(String name, Kind kind) {
        static Column number(String name) {
            return new Column(name, Kind.NUMBER);
        }

        static Column text(String name) {
            return new Column(name, Kind.TEXT);
        }

        static Column decimal(String name) {
            return new Column(name, Kind.DECIMAL);
        }

        static Column time(String name) {
            return new Column(name, Kind.TIME);
        }
    }

    /** Takes a row: a value for each column, of its kind. */
    void row(Object... values) throws IOException;

    /** Ends the table; what it is written to stays open. */
    void end() throws IOException;
}

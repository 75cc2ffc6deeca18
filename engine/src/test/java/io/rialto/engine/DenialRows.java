package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * Denials of one command in order of precedence. It begins with all broken that can be broken
 * together; each row says which denial it gets, with the numbers that explain it, and mends just
 * that, so whatever is below is still broken. At the end the command is done.
 */
record DenialRows(Venue venue, Outcome outcome) {
    record Row(String denial, Runnable mend) {}

    static Row row(String denial, Runnable mend) {
        return new Row(denial, mend);
    }

    void expect(List<Row> rows, Runnable command) {
        for (Row row : rows) {
            venue.lines();
            long before = venue.hash();
            command.run();
            assertThat(outcome.code + " " + outcome.needed + " " + outcome.available)
                    .isEqualTo(row.denial);
            assertThat(venue.hash()).as("%s changes nothing", row.denial).isEqualTo(before);
            assertThat(venue.lines()).singleElement().asString().startsWith("denied");
            row.mend.run();
        }
        command.run();
        assertThat(outcome.code).isEqualTo(Code.DONE);
    }
}

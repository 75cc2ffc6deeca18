package io.rialto.app;

import io.rialto.bench.BenchReport;
import io.rialto.bench.BenchResult;
import io.rialto.bench.BookBench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code rialto bench}: how fast, from the book outwards. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the venue level by level. Work is prepared before the clock starts, results",
            "are checked, rates are medians of several runs. docs/benchmarks.md says what was found."
        })
final class BenchCommand {
    @Option(
            names = "--json",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Writes the results as a JSON array, too.")
    private Path json;

    @Command(name = "book", description = "One order book on one thread, operations from a file.")
    int book(
            @Option(
                            names = "--ops",
                            required = true,
                            paramLabel = "FILE",
                            description = "Operations of 26 bytes each; .gz is read as it is.")
                    Path operations)
            throws IOException {
        return report(BookBench.run(operations, out()));
    }

    private static PrintWriter out() {
        return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    }

    private int report(List<BenchResult> results) throws IOException {
        if (json != null) {
            BenchReport.write(json, results);
        }
        return 0;
    }
}

package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes results as a JSON array, with what was not measured left out. */
public final class BenchReport {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private BenchReport() {}

    /** Writes the results to a file, in the place of what is there. */
    public static void write(Path file, List<BenchResult> results) throws IOException {
        Files.writeString(file, json(results));
    }

    /** The results as text. */
    public static String json(List<BenchResult> results) {
        return results.stream()
                .map(BenchReport::json)
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private static String json(BenchResult result) {
        List<String> members = new ArrayList<>();
        members.add(member("name", quoted(result.name())));
        members.add(member("workload", quoted(result.workload())));
        if (!result.durability().isEmpty()) {
            members.add(member("durability", quoted(result.durability())));
        }
        Rate rate = result.ratePerSecond();
        if (rate.isMeasured()) {
            members.add(member(
                    "ratePerSecond",
                    object(List.of(
                            member("median", Long.toString(Math.round(rate.median()))),
                            member("min", Long.toString(Math.round(rate.min()))),
                            member("max", Long.toString(Math.round(rate.max())))))));
        }
        Latency latency = result.latencyNanos();
        if (latency.isMeasured()) {
            members.add(member(
                    "latencyNanos",
                    object(List.of(
                            member("p50", Long.toString(latency.p50())),
                            member("p99", Long.toString(latency.p99())),
                            member("p999", Long.toString(latency.p999())),
                            member("max", Long.toString(latency.max()))))));
        }
        addIfMeasured(members, "bytesPerOperation", result.bytesPerOperation());
        addIfMeasured(members, "cpuNanosPerOperation", result.cpuNanosPerOperation());
        result.others().forEach((figure, value) -> addIfMeasured(members, figure, value));
        return object(members);
    }

    private static void addIfMeasured(List<String> members, String name, double value) {
        if (!Double.isNaN(value)) {
            members.add(member(name, new BigDecimal(value).round(FOUR_DIGITS).toPlainString()));
        }
    }

    private static String object(List<String> members) {
        return "{" + String.join(", ", members) + "}";
    }

    private static String member(String name, String json) {
        return quoted(name) + ": " + json;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

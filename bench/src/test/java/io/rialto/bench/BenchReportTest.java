package io.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;

import org.junit.jupiter.api.Test;

import java.util.List;

class BenchReportTest {

    @Test
    void shouldWriteWhatWasMeasuredAndLeaveOutWhatWasNot() {
        BenchResult whole = new BenchResult(
                        "venue",
                        "a \"mix\"",
                        "disk",
                        new Rate(90_000.4, 80_000, 100_000),
                        new Latency(1, 2, 3, 4),
                        0,
                        123.456)
                .with("bareRatePerSecond", 120_000);
        BenchResult bare = new BenchResult(
                "book.gtc",
                "b",
                "",
                Rate.NONE,
                new Latency(5, 6, 7, 8),
                BenchResult.NOT_MEASURED,
                BenchResult.NOT_MEASURED);
        assertThat(BenchReport.json(List.of(whole, bare))).isEqualTo("""
                [
                  {"name": "venue", "workload": "a \\"mix\\"", "durability": "disk", \
                "ratePerSecond": {"median": 90000, "min": 80000, "max": 100000}, \
                "latencyNanos": {"p50": 1, "p99": 2, "p999": 3, "max": 4}, \
                "bytesPerOperation": 0, "cpuNanosPerOperation": 123.5, \
                "bareRatePerSecond": 120000},
                  {"name": "book.gtc", "workload": "b", \
                "latencyNanos": {"p50": 5, "p99": 6, "p999": 7, "max": 8}}
                ]
                """);
    }
}

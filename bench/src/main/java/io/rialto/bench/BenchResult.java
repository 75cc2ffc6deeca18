package io.rialto.bench;

import org.HdrHistogram.Histogram;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one bench measured of one workload. What does not apply is absent: {@link Rate#NONE},
 * {@link Latency#NONE}, {@link #NOT_MEASURED}, and the empty text for a durability.
 *
 * @param name the level and, where it has parts, the part: {@code book}, {@code book.gtc}
 * @param workload what was done
 * @param durability {@code memory}, {@code os} or {@code disk}, or empty
 * @param ratePerSecond operations per second of the measured runs
 * @param latencyNanos time of single operations
 * @param bytesPerOperation bytes allocated for each operation
 * @param cpuNanosPerOperation processor time for each operation
 * @param others figures that only some benches have, each name with its unit, in order
 */
public record BenchResult(
        String name,
        String workload,
        String durability,
        Rate ratePerSecond,
        Latency latencyNanos,
        double bytesPerOperation,
        double cpuNanosPerOperation,
        Map<String, Double> others) {

    public BenchResult {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** A result with the usual figures. */
    public BenchResult(
            String name,
            String workload,
            String durability,
            Rate ratePerSecond,
            Latency latencyNanos,
            double bytesPerOperation,
            double cpuNanosPerOperation) {
        this(
                name,
                workload,
                durability,
                ratePerSecond,
                latencyNanos,
                bytesPerOperation,
                cpuNanosPerOperation,
                Map.of());
    }

    /** The same with one figure more, {@code secondsToFirstAnswer} for example. */
    public BenchResult with(String figure, double value) {
        Map<String, Double> more = new LinkedHashMap<>(others);
        more.put(figure, value);
        return new BenchResult(
                name,
                workload,
                durability,
                ratePerSecond,
                latencyNanos,
                bytesPerOperation,
                cpuNanosPerOperation,
                more);
    }

    /** A figure that was not measured. */
    public static final double NOT_MEASURED = Double.NaN;

    /** The median of the measured runs and their range. */
    public record Rate(double median, double min, double max) {

        /** No rate was measured. */
        public static final Rate NONE = new Rate(NOT_MEASURED, NOT_MEASURED, NOT_MEASURED);

        /** Whether there is a rate. */
        public boolean isMeasured() {
            return !Double.isNaN(median);
        }
    }

    /** Quantiles of the times of single operations, in nanoseconds. */
    public record Latency(long p50, long p99, long p999, long max) {

        /** No latency was measured. */
        public static final Latency NONE = new Latency(-1, -1, -1, -1);

        /** Those of recorded times. */
        static Latency of(Histogram nanos) {
            return new Latency(
                    nanos.getValueAtPercentile(50),
                    nanos.getValueAtPercentile(99),
                    nanos.getValueAtPercentile(99.9),
                    nanos.getMaxValue());
        }

        /** Whether there is a latency. */
        public boolean isMeasured() {
            return p50 >= 0;
        }
    }
}

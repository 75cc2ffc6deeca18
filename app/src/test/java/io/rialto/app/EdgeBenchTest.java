package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** The bench of the front door runs, checks what it did, and says all that it measured. */
@Tag("system")
@Timeout(300)
class EdgeBenchTest {
    @TempDir
    Path folder;

    @Test
    void shouldMeasureEveryPart() throws IOException {
        Path file = folder.resolve("edge.json");

        Program.Finished bench = Program.run(
                folder,
                "bench",
                "edge",
                "--orders",
                "2000",
                "--connections",
                "4",
                "--rate",
                "200",
                "--seconds",
                "1",
                "--json",
                file.toString());

        assertThat(bench.exitCode()).as(bench.toString()).isZero();
        // Six runs of the stream and a quarter of that of REST, at another venue two at a rate.
        assertThat(bench.output())
                .contains("15,000 requests answered once each")
                .contains("400 requests answered once each");
        JsonNode results = new ObjectMapper().readTree(file.toFile());
        assertThat(results).hasSize(3);
        isComplete(results.get(0), "edge.stream", "os");
        isComplete(results.get(1), "edge.rest", "os");
        isComplete(results.get(2), "edge.stream.rate", "disk");
        assertThat(results.get(0).at("/ratePerSecond/median").asDouble()).isPositive();
        assertThat(results.get(1).at("/ratePerSecond/min").asDouble()).isPositive();
        assertThat(results.get(2).has("ratePerSecond")).isFalse();
    }

    private static void isComplete(JsonNode result, String name, String durability) {
        assertThat(result.path("name").asText()).isEqualTo(name);
        assertThat(result.path("durability").asText()).isEqualTo(durability);
        assertThat(result.at("/latencyNanos/p50").asLong()).isPositive();
        assertThat(result.at("/latencyNanos/max").asLong())
                .isGreaterThanOrEqualTo(result.at("/latencyNanos/p99").asLong());
        assertThat(result.path("cpuNanosPerOperation").asDouble()).isPositive();
    }

    @Test
    void shouldRefuseMoreInFlightThanASessionMayHave() throws IOException {
        Program.Finished bench = Program.run(folder, "bench", "edge", "--window", "4097");

        assertThat(bench.exitCode()).as(bench.toString()).isEqualTo(2);
        assertThat(bench.output()).contains("the window must be from 1 to 4,096");
    }
}

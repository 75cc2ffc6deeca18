package io.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.sequencer.Durability;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class VenueBenchTest {
    private static final MixOptions MIX = new MixOptions(3, 1, 2, 50, 100, true, true);

    @Test
    @Tag("system")
    @Timeout(300)
    void shouldMeasureBothLoopsBesideAnEcho() {
        StringWriter table = new StringWriter();
        VenueOptions options = new VenueOptions(Durability.OS, 16, 1_000, 1, 500, MIX);
        List<BenchResult> results = VenueBench.run(options, new PrintWriter(table));
        assertThat(results)
                .extracting(BenchResult::name)
                .containsExactly("venue.bare", "venue", "venue.bare.rate", "venue.rate");
        assertThat(results).allMatch(result -> result.latencyNanos().isMeasured());
        assertThat(results.get(1).ratePerSecond().isMeasured()).isTrue();
        assertThat(table.toString()).contains("6,000 commands").contains("money sums to zero");
        assertThat(BenchReport.json(results))
                .contains("\"name\": \"venue\"")
                .contains("\"durability\": \"os\"")
                .contains("\"ratePerSecond\": {\"median\": ")
                .contains("\"latencyNanos\": {\"p50\": ")
                .contains("\"cpuNanosPerOperation\": ")
                .contains("\"bareRatePerSecond\": ");
    }

    @Test
    void shouldRefuseLoopsOfNothing() {
        assertThatThrownBy(() -> new VenueOptions(Durability.OS, 0, 0, 1, 500, MIX))
                .hasMessageContaining("give a window, or a rate");
        assertThatThrownBy(() -> new VenueOptions(Durability.OS, 5_000, 0, 1, 500, MIX))
                .hasMessageContaining("the window must be from 1 to 4096");
    }
}

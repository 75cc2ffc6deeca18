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

class SnapshotBenchTest {
    private static final MixOptions MIX = new MixOptions(3, 100, 2, 50, 500, true, false);

    @Test
    @Tag("system")
    @Timeout(300)
    void shouldMeasureHowLongCommandsAreHeldUp() {
        StringWriter table = new StringWriter();
        SnapshotOptions options = new SnapshotOptions(400, 1, 2, Durability.OS, MIX);

        List<BenchResult> results = SnapshotBench.run(options, new PrintWriter(table));

        assertThat(results)
                .extracting(BenchResult::name)
                .containsExactly("snapshot.none", "snapshot");
        assertThat(results).allMatch(result -> result.latencyNanos().isMeasured());
        assertThat(results.getLast().others().get("heldUpMillis")).isPositive();
        assertThat(results.getLast().others().get("secondsToStored")).isPositive();
        assertThat(table.toString()).contains("money sums to zero");
    }

    @Test
    void shouldRefuseATrickleOfNothing() {
        assertThatThrownBy(() -> new SnapshotOptions(0, 1, 1, Durability.OS, MIX))
                .hasMessageContaining("commands a second");
    }
}

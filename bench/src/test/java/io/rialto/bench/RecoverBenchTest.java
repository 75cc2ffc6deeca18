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

class RecoverBenchTest {
    private static final MixOptions MIX = new MixOptions(3, 1, 2, 50, 100, true, true);

    @Test
    @Tag("system")
    @Timeout(300)
    void shouldMeasureTheFirstAnswerWithAndWithoutASnapshot() {
        StringWriter table = new StringWriter();
        RecoverOptions options = new RecoverOptions(2_000, 100, 1, Durability.OS, MIX);

        List<BenchResult> results = RecoverBench.run(options, new PrintWriter(table));

        assertThat(results)
                .extracting(BenchResult::name)
                .containsExactly("recover", "recover.snapshot");
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.others().get("secondsToFirstAnswer")).isPositive());
        assertThat(table.toString()).contains("money sums to zero");
    }

    @Test
    void shouldRefuseToRecoverNothing() {
        assertThatThrownBy(() -> new RecoverOptions(0, 1, 1, Durability.OS, MIX))
                .hasMessageContaining("commands");
        assertThatThrownBy(() -> new RecoverOptions(10, 1, 0, Durability.OS, MIX))
                .hasMessageContaining("runs");
    }
}

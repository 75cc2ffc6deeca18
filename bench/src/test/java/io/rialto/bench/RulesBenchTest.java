package io.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class RulesBenchTest {
    /** Checks by itself that each command reached all. */
    @Test
    void shouldMeasureSingleCommandsThatReachVeryMuch() {
        StringWriter table = new StringWriter();
        assertThat(new OneCommandBench(new RulesVenue(200), 200, new PrintWriter(table)).run())
                .extracting(BenchResult::name)
                .containsExactly("rules.settle", "rules.uncross", "rules.kill");
        assertThat(table.toString())
                .contains("settling 200 positions", "over 200 orders", "a kill switch over 200");
    }
}

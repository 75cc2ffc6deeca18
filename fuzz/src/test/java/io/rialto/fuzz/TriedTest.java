package io.rialto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TriedTest {
    @Test
    void shouldReadWhatAProcessSays() {
        Tried tried = new Tried(Targets.STATE_FILE, 4_317, 60_000_000_123L);
        assertThat(Tried.of(tried.line())).contains(tried);
        assertThat(tried).hasToString("state-file: 4,317 inputs in 60,000 ms");
    }

    @Test
    void shouldReadNothingElse() {
        assertThat(Tried.of("#4317	DONE   cov: 1709 ft: 2517")).isEmpty();
    }
}

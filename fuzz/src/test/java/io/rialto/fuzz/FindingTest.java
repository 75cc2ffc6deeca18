package io.rialto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class FindingTest {
    private static final byte[] INPUT = {1, (byte) 0xff};

    @Test
    void shouldSayTheLineToKeepAndWhere() {
        String said = Finding.of(Targets.STATE_FILE, INPUT);

        assertThat(said).isEqualTo("to keep in corpus/state-file.txt: 01ff");
        assertThat(Finding.in(List.of("INFO", said, "DONE"))).containsExactly(said);
    }

    @Test
    void shouldNotTakeWhatIsTriedForAFinding() {
        String first = Finding.trying(Targets.STATE_FILE, new byte[0]);
        String last = Finding.trying(Targets.STATE_FILE, INPUT);

        assertThat(Finding.in(List.of(first, last))).isEmpty();
        assertThat(Finding.lastTrying(List.of(first, last, "DONE"))).contains(last);
        assertThat(Finding.lastTrying(List.of("DONE"))).isEmpty();
    }
}

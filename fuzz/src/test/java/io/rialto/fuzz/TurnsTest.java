package io.rialto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class TurnsTest {
    private static final long EACH = 100;
    private static final byte[] KEPT = {7};
    private static final byte[] MADE = {8, 9};

    private long now;
    private final Turns turns =
            new Turns(List.of(Targets.EVENTS, Targets.LOBSTER), EACH, () -> now);

    @BeforeEach
    void begin() {
        turns.give(Targets.EVENTS, KEPT);
        now = 1_000;
        turns.begin();
    }

    @Test
    void shouldGiveEachItsTimeHoweverLongItsInputsTake() {
        assertThat(take(0, MADE, 99)).isEmpty();
        assertThat(take(0, MADE, 60)).contains(new Tried(Targets.EVENTS, 2, 159));

        assertThat(turns.whose(Addressed.to(0, MADE))).contains(Targets.LOBSTER);
        assertThat(take(0, MADE, 40)).isEmpty();
        assertThat(take(1, MADE, 40)).isEmpty();
        assertThat(turns.unfinished()).containsExactly(new Tried(Targets.LOBSTER, 2, 80));
        assertThat(take(1, MADE, 40)).contains(new Tried(Targets.LOBSTER, 3, 120));

        assertThat(turns.whose(Addressed.to(1, MADE))).isEmpty();
        assertThat(turns.unfinished()).isEmpty();
    }

    @Test
    void shouldNotCountWhatTheFuzzerWasGiven() {
        take(0, KEPT, 10);
        take(0, new byte[0], 10);
        take(0, MADE, 10);
        take(1, KEPT, 10);

        assertThat(turns.unfinished())
                .containsExactly(
                        new Tried(Targets.EVENTS, 1, 30), new Tried(Targets.LOBSTER, 1, 10));
    }

    /** An input for the target of that number, which takes so long. */
    private Optional<Tried> take(int number, byte[] input, long nanos) {
        Targets target = turns.whose(Addressed.to(number, input)).orElseThrow();
        now += nanos;
        return turns.took(target, input);
    }
}

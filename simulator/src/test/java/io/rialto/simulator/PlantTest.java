package io.rialto.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;

/** The simulation finds every mistake that is made on purpose. */
@Timeout(900)
class PlantTest {
    private static final int SEEDS_MAX = 60;
    private static final long SEED_NANOS = 30_000_000_000L;

    /** Rare ones are looked for from where they were found before: there is no other reason. */
    private static final Map<Plant, Long> FOUND_AT = Map.of(
            Plant.ANSWER_BEFORE_SYNC, 3L,
            Plant.SNAPSHOT_AHEAD_OF_EVENTS, 21L,
            Plant.TIMER_FORGOTTEN, 12L,
            Plant.START_WITHOUT_SYNC, 105L);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindTheMistake(Plant plant) {
        long first = FOUND_AT.getOrDefault(plant, 1L);
        for (long seed = first; seed < first + SEEDS_MAX; seed++) {
            SimulationOptions options = SimulationOptions.of(seed, SEED_NANOS).with(plant);
            SimulationResult result = Simulation.run(options);
            if (result.violation().isPresent()) {
                System.out.printf(
                        "%s: seed %d, step %,d: %s%n",
                        plant, seed, result.steps(), result.violation().get());
                SimulationResult again = Simulation.run(options.upTo(result.steps()));
                assertThat(again.violation()).isEqualTo(result.violation());
                assertThat(again.traceHash()).isEqualTo(result.traceHash());
                return;
            }
        }
        fail("%s is not found within %d seeds", plant, SEEDS_MAX);
    }
}

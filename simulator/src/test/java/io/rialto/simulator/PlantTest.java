package io.rialto.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds every mistake that is made on purpose. */
@Timeout(600)
class PlantTest {
    private static final int SEEDS_MAX = 30;
    private static final long SEED_NANOS = 30_000_000_000L;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindTheMistake(Plant plant) {
        for (int seed = 1; seed <= SEEDS_MAX; seed++) {
            SimulationOptions options = SimulationOptions.of(seed, SEED_NANOS).with(plant);
            SimulationResult result = Simulation.run(options);
            if (result.violation().isPresent()) {
                System.out.printf(
                        "%s: seed %d, step %,d: %s%n",
                        plant, seed, result.steps(), result.violation().get());
                assertThat(Simulation.run(options.upTo(result.steps())).violation())
                        .as("the same violation again at the same step")
                        .isEqualTo(result.violation());
                return;
            }
        }
        assertThat(false).as("%s found within %d seeds", plant, SEEDS_MAX).isTrue();
    }
}

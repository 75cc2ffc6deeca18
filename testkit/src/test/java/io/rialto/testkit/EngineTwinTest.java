package io.rialto.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The engine against its naive twin after every command: 500,000 commands over 100 seeds. Set the
 * system property {@code twin.seed} to run one seed only.
 */
class EngineTwinTest {
    private static final int SEEDS = 100;
    private static final int COMMANDS = 5_000;
    private static final int SEEDS_ELSEWHERE = 4;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldAgreeWithTheNaiveVenueAfterEveryCommand() {
        Long only = Long.getLong("twin.seed");
        if (only != null) {
            run(only);
            return;
        }
        for (long seed = 1; seed <= SEEDS; seed++) {
            run(seed);
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void shouldComeToTheSameStateAndEventsInAnotherProcess() throws Exception {
        List<String> here = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS_ELSEWHERE; seed++) {
            here.add(Long.toHexString(run(seed)));
        }

        assertThat(elsewhere()).isEqualTo(here);
    }

    /** In the other process: prints each seed's hash. */
    public static void main(String[] arguments) {
        for (long seed = 1; seed <= SEEDS_ELSEWHERE; seed++) {
            System.out.println(Long.toHexString(run(seed)));
        }
    }

    private static long run(long seed) {
        TwinRun run = new TwinRun(seed);
        for (int step = 0; step < COMMANDS; step++) {
            try {
                run.step(step);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed %d, step %d, %s: %s (again with -Dtwin.seed=%d)"
                                .formatted(
                                        seed, step, run.description(), failure.getMessage(), seed),
                        failure);
            }
        }
        return run.hash();
    }

    // With other identity hash codes and another collector: nothing may depend on them.
    private static List<String> elsewhere() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineTwinTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = out.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}

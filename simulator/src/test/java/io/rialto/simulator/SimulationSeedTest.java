package io.rialto.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** That a seed says all of a simulation. */
@Timeout(900)
class SimulationSeedTest {
    private static final long SHORT_NANOS = 10_000_000_000L;

    @Test
    void shouldGoTheSameWayTwice() {
        SimulationResult first = Simulation.run(SimulationOptions.of(7, SHORT_NANOS));
        SimulationResult second = Simulation.run(SimulationOptions.of(7, SHORT_NANOS));
        SimulationResult other = Simulation.run(SimulationOptions.of(8, SHORT_NANOS));

        assertThat(second).isEqualTo(first);
        assertThat(other.traceHash()).isNotEqualTo(first.traceHash());
    }

    @Test
    @Tag("system")
    void shouldGoTheSameWayInAnotherProcess() throws IOException, InterruptedException {
        SimulationResult here = Simulation.run(SimulationOptions.of(9, SHORT_NANOS));

        assertThat(traceOfAnotherProcess(9)).isEqualTo(Long.toHexString(here.traceHash()));
    }

    @Test
    void shouldStopAtTheStepAskedForAndShowTheLastSteps() {
        SimulationResult whole = Simulation.run(SimulationOptions.of(7, SHORT_NANOS));
        long step = whole.steps() / 2;

        SimulationResult half =
                Simulation.run(SimulationOptions.of(7, SHORT_NANOS).upTo(step));

        assertThat(half.steps()).isEqualTo(step);
        assertThat(half.violation()).isEmpty();
        assertThat(half.lines()).isNotEmpty().anyMatch(line -> line.contains("applied"));
        assertThat(half.events()).isPositive().isLessThan(whole.events());
    }

    private static String traceOfAnotherProcess(long seed)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(
                "--add-opens",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                TraceProgram.class.getName(),
                Long.toString(seed),
                Long.toString(SHORT_NANOS)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.strip();
    }
}

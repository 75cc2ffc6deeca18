package io.rialto.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.OpenGatewayDecoder;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ten minutes of a venue to which everything happens; and that a seed says all of it. */
@Timeout(900)
class SimulationTest {
    private static final int SEEDS = 20;
    private static final long SEED_NANOS = 30_000_000_000L;
    private static final long SHORT_NANOS = 10_000_000_000L;

    @Test
    void shouldHoldWhatMustHoldWhileEverythingGoesWrong() throws IOException {
        SimulationTotals totals = new SimulationTotals();
        for (long seed = 1; seed <= SEEDS; seed++) {
            SimulationResult result = Simulation.run(SimulationOptions.of(seed, SEED_NANOS));
            assertThat(result.violation())
                    .as(
                            "./rialto test simulate --minutes 0.5 --seed %d --step %d",
                            seed, result.steps())
                    .isEmpty();
            totals.add(result);
        }
        totals.lines().forEach(System.out::println);
        assertThat(totals.virtualMinutes()).isGreaterThanOrEqualTo(10);
        assertThat(totals.commands()).isGreaterThan(10_000);
        assertThat(Fault.values())
                .allSatisfy(
                        fault -> assertThat(totals.count(fault)).as("%s", fault).isPositive());
        assertThat(totals.done().keySet())
                .as("commands that somebody asks for")
                .containsAll(commands());
        assertThat(totals.done())
                .as("commands done, by the number of their message")
                .allSatisfy((template, count) -> assertThat(count).isPositive());
    }

    /** All that the schema has but the one by which a gateway begins: it asks for that itself. */
    private static Set<Integer> commands() throws IOException {
        Path schema = Path.of("../protocol/src/main/sbe/rialto.xml");
        Set<Integer> commands = new TreeSet<>();
        Matcher message = Pattern.compile("<sbe:message name=\"\\w+\" id=\"(\\d+)\"")
                .matcher(Files.readString(schema));
        while (message.find()) {
            int template = Integer.parseInt(message.group(1));
            if (template < AnswerDecoder.TEMPLATE_ID
                    && template != OpenGatewayDecoder.TEMPLATE_ID) {
                commands.add(template);
            }
        }
        return commands;
    }

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

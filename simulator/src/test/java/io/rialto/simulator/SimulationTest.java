package io.rialto.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.OpenGatewayDecoder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ten minutes of a venue to which everything happens. */
@Timeout(900)
class SimulationTest {
    private static final int SEEDS = 20;
    private static final long SEED_NANOS = 30_000_000_000L;

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
}

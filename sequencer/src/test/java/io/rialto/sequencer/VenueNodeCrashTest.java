package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

@Timeout(300)
class VenueNodeCrashTest {
    private static final int KILLS = 5;
    private static final int IN_FLIGHT_MAX = 200;

    @TempDir
    Path directory;

    private Path aeronDirectory;

    @BeforeEach
    void chooseDriverDirectory() {
        aeronDirectory = DriverDirectory.defaultFor(directory.resolve("data"));
    }

    @AfterEach
    void deleteDriverDirectory() {
        IoUtil.delete(aeronDirectory.toFile(), true);
    }

    /**
     * A client sends commands and sends again what is unanswered; the venue is killed at seeded
     * moments. In the end every command has its outcome once, each answer agrees with what is
     * recorded, and the record has no gap.
     */
    @ParameterizedTest
    @EnumSource
    void shouldLoseNothingAnsweredWhenKilled(Durability durability)
            throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeMap<Long, ToyClient.Answer> answered = new TreeMap<>();
        Path data = directory.resolve("data");
        long next = 1;
        for (int round = 0; round <= KILLS; round++) {
            try (VenueProcess venue = VenueProcess.start(data, aeronDirectory, durability);
                    ToyClient client = new ToyClient(1, aeronDirectory)) {
                client.answers.putAll(answered);
                long last = next + 500 + random.nextInt(6_000);
                next = run(client, next, last - random.nextInt(500), random);
                venue.requestSnapshot();
                next = run(client, next, last, random);
                if (round == KILLS) {
                    client.await(next - 1);
                    // The earlier ones may all have been killed before they were on disk.
                    venue.requestSnapshot();
                    awaitSnapshot(client, data);
                }
                venue.kill();
                answered.putAll(client.answers);
            }
            // What has no answer is sent again by the next round.
            next = answered.isEmpty() ? 1 : answered.lastKey() + 1;
        }
        finish(data);
        check(seed, data, answered);
    }

    private static void awaitSnapshot(ToyClient client, Path data) throws IOException {
        Path snapshots = data.resolve("snapshots");
        while (!holdsState(snapshots)) {
            client.poll();
            Thread.onSpinWait();
        }
    }

    private static boolean holdsState(Path snapshots) throws IOException {
        if (!Files.exists(snapshots)) {
            return false;
        }
        try (Stream<Path> files = Files.list(snapshots)) {
            return files.anyMatch(file -> file.toString().endsWith(".state"));
        }
    }

    /** What was answered just before the last kill is recorded when the log is replayed. */
    private void finish(Path data) {
        Fatalities fatalities = new Fatalities();
        NodeConfig config =
                NodeConfig.of(data).withAeronDirectory(aeronDirectory).withFatalHandler(fatalities);
        VenueNode.start(config, ToyMachine::new).close();
        assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
    }

    /** Sends commands with many in flight; returns the number after the last one sent. */
    private static long run(ToyClient client, long first, long last, Random random) {
        long next = first;
        while (next <= last) {
            long unanswered = next - 1 - (client.answers.isEmpty() ? 0 : client.answers.lastKey());
            if (unanswered < IN_FLIGHT_MAX) {
                client.send(next, eventsOf(next), random.nextInt(100) == 0 ? 1_000_000 : 0);
                next++;
            }
            client.poll();
        }
        return next;
    }

    private static long eventsOf(long number) {
        return number % 97 == 0 ? 70 : number % 4;
    }

    private static void check(long seed, Path data, Map<Long, ToyClient.Answer> answered) {
        RecordedEvents events = RecordedEvents.read(data);
        long expected = 1;
        for (ToyClient.Answer answer : answered.values()) {
            assertThat(answer.number()).as("seed %d", seed).isEqualTo(expected++);
            if (eventsOf(answer.number()) > 0) {
                assertThat(events.chains())
                        .as("seed %d, command %d", seed, answer.number())
                        .containsEntry(answer.sequence(), answer.chain());
            }
        }
        assertThat(events.commandNumbers())
                .as("seed %d", seed)
                .doesNotHaveDuplicates()
                .isSorted();
    }
}

package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

@Timeout(300)
class VenueNodeTest {
    @TempDir
    Path directory;

    private final Fatalities fatalities = new Fatalities();

    @AfterEach
    void nothingFatalUnnoticed() {
        assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
    }

    /** How far the venue's time is ahead. */
    private volatile Duration ahead = Duration.ZERO;

    private NodeConfig config() {
        Upkeep standard = Upkeep.standard();
        return NodeConfig.of(directory.resolve("data"))
                .withDurability(Durability.OS)
                .withUpkeep(new Upkeep(
                        standard.segmentLength(),
                        standard.consumerBytesMax(),
                        standard.eventRetention(),
                        () -> SystemEpochNanos.now() + ahead.toNanos(),
                        standard.sessionTimeout(),
                        standard.reserveBytes()))
                .withStartDeadline(Duration.ofSeconds(90))
                .withFatalHandler(fatalities);
    }

    private VenueNode start() {
        return VenueNode.start(config(), ToyMachine::new);
    }

    @Test
    void shouldAnswerCommandsAndRecordTheirEvents() {
        ToyClient.Answer last;
        try (VenueNode node = start();
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            last = client.sendAll(1, 100, 3);
            assertThat(last.sequence()).isEqualTo(300);
            assertThat(node.sequence()).isEqualTo(300);
            // More than fits into one frame.
            last = client.sendAll(101, 101, 100);
        }
        RecordedEvents events = RecordedEvents.read(directory.resolve("data"));
        assertThat(events.last()).isEqualTo(400);
        assertThat(events.chain()).isEqualTo(last.chain());
        assertThat(events.chains()).hasSize(104);
    }

    @Test
    void shouldContinueAfterAnOrderlyClose() {
        ToyClient.Answer before;
        try (VenueNode node = start();
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            before = client.sendAll(1, 1_000, 2);
        }
        try (VenueNode node = start();
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            client.send(1_000, 2);
            assertThat(client.await(1_000))
                    .isEqualTo(
                            new ToyClient.Answer(1_000, before.sequence(), before.chain(), true));
            client.sendAll(1_001, 1_100, 2);
        }
        RecordedEvents events = RecordedEvents.read(directory.resolve("data"));
        assertThat(events.last()).isEqualTo(2_200);
        assertThat(events.chains()).containsEntry(before.sequence(), before.chain());
    }

    @Test
    void shouldLetTimePassWithoutCommands() {
        try (VenueNode node = start();
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            client.send(1, 1, Duration.ofMillis(30).toNanos());
            assertThat(client.await(1).sequence()).isEqualTo(1);
            awaitSequence(node, 2);
        }
        assertThat(RecordedEvents.read(directory.resolve("data")).last()).isEqualTo(2);
    }

    @Test
    void shouldKeepAnAlarmOverARestartFromASnapshot() {
        try (VenueNode node = start();
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            client.send(1, 1, Duration.ofHours(1).toNanos());
            client.await(1);
            assertThat(node.snapshotNow(Duration.ofSeconds(90))).isEqualTo(1);
        }
        ahead = Duration.ofHours(2);
        try (VenueNode node = start()) {
            awaitSequence(node, 2);
        }
    }

    @Test
    void shouldRefuseADirectoryInUse() {
        try (VenueNode node = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid())
                    .extracting("reason")
                    .isEqualTo(DataDirectoryException.Reason.TAKEN);
            try (ToyClient client = new ToyClient(1, node.aeronDirectory())) {
                assertThat(client.sendAll(1, 1, 1).sequence()).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldHaltWhenTheMachineFails() throws InterruptedException {
        try (VenueNode node = start();
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            client.sendAll(1, 1, 1);
            client.send(2, ToyMachine.POISON);
            assertThat(fatalities.await()).hasRootCauseMessage("poisoned");
        } finally {
            fatalities.clear();
        }
    }

    private static void awaitSequence(VenueNode node, long sequence) {
        long deadline = System.nanoTime() + ToyClient.DEADLINE_NANOS;
        while (node.sequence() < sequence) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}

package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A node goes on where nothing is left of the memory that it shares. */
@Timeout(300)
class SharedMemoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    /** A snapshot's two publications could not be made, and that would end the node. */
    @Test
    void shouldTakeNoSnapshotForWhichThereIsNoSharedMemory() throws Exception {
        Fatalities fatalities = new Fatalities();
        try (SmallMemory memory = SmallMemory.mount(folder, 160)) {
            Path aeronDirectory = memory.path().resolve("aeron");
            try (VenueNode node = start(aeronDirectory, 1L << 40, fatalities);
                    ToyClient client = new ToyClient(1, aeronDirectory)) {
                client.sendAll(1, 100, 1);
                for (long left : new long[] {8 << 20, 0}) {
                    memory.fillBut(left);
                    Throwable refused = catchThrowable(() -> node.snapshotNow(PATIENCE));
                    client.sendAll(node.sequence() + 1, node.sequence() + 100, 1);

                    assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
                    assertThat(refused).hasMessageContaining("no room");
                }

                memory.empty();
                assertThat(node.snapshotNow(PATIENCE)).isEqualTo(300);
            }
            assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
        }
    }

    /** Nobody asks for it, so that nobody else would hear of it. */
    @Test
    void shouldTellOfASnapshotThatIsDueAndHasNoRoom() throws Exception {
        Fatalities fatalities = new Fatalities();
        try (SmallMemory memory = SmallMemory.mount(folder, 160)) {
            Path aeronDirectory = memory.path().resolve("aeron");
            try (VenueNode node = start(aeronDirectory, 1 << 16, fatalities);
                    ToyClient client = new ToyClient(1, aeronDirectory)) {
                memory.fillBut(8 << 20);
                client.sendAll(1, 2_000, 1);
                awaitSnapshotsFailed(node, 1);

                memory.empty();
                awaitSnapshotsFailed(node, 0);
            }
            assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
        }
    }

    private static void awaitSnapshotsFailed(VenueNode node, long count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (node.condition().snapshotsFailed() != count) {
            assertThat(System.nanoTime()).as("%s", node.condition()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private VenueNode start(Path aeronDirectory, long logBytes, FatalHandler fatalHandler) {
        return VenueNode.start(
                NodeConfig.of(folder.resolve("data"))
                        .withAeronDirectory(aeronDirectory)
                        .withDurability(Durability.OS)
                        .withSnapshots(logBytes, false)
                        .withStartDeadline(PATIENCE)
                        .withFatalHandler(fatalHandler),
                ToyMachine::new);
    }
}

package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

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
            try (VenueNode node = start(aeronDirectory, fatalities);
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

    private VenueNode start(Path aeronDirectory, FatalHandler fatalHandler) {
        return VenueNode.start(
                NodeConfig.of(folder.resolve("data"))
                        .withAeronDirectory(aeronDirectory)
                        .withDurability(Durability.OS)
                        .withSnapshots(1L << 40, false)
                        .withStartDeadline(PATIENCE)
                        .withFatalHandler(fatalHandler),
                ToyMachine::new);
    }
}

package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aeron.Aeron;
import io.aeron.ErrorCode;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.buffer.FileStoreLogFactory;
import io.aeron.driver.buffer.RawLog;
import io.aeron.exceptions.RegistrationException;
import io.aeron.exceptions.StorageSpaceException;

import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** No log is given out without its pages; on a file system in memory of the test's own. */
@Timeout(120)
class BackedLogsTest {
    private static final int PAGE = 4_096;
    private static final int MIB = 1 << 20;

    /** Three terms and what is told of them. */
    private static final int LOG_BYTES = 3 * MIB + PAGE;

    private static final int ROOM_FOR_ONE = 7 * MIB / 2;
    private static final String CHANNEL = "aeron:ipc?term-length=1m";

    @TempDir
    Path folder;

    private SmallMemory memory;

    @BeforeEach
    void mount() throws IOException {
        memory = SmallMemory.mount(folder, 64);
    }

    @AfterEach
    void unmount() throws IOException {
        if (memory != null) {
            memory.close();
        }
    }

    /** Also where somebody takes the room after the driver has looked: it does not look here. */
    @Test
    void shouldRefuseALogForWhichThereAreNoPagesAndLeaveNothingOfIt() throws IOException {
        CountersManager counters = new CountersManager(
                new UnsafeBuffer(ByteBuffer.allocateDirect(64 * 1_024)),
                new UnsafeBuffer(ByteBuffer.allocateDirect(16 * 1_024)));
        AtomicCounter mappedBytes = counters.newCounter("mapped");
        try (BackedLogs logs = logs(mappedBytes)) {
            memory.fillBut(ROOM_FOR_ONE);
            RawLog first = logs.newPublication(1, MIB, true);

            assertThatThrownBy(() -> logs.newPublication(2, MIB, true))
                    .isInstanceOf(StorageSpaceException.class)
                    .hasMessageContaining("length=" + LOG_BYTES);
            assertThatThrownBy(() -> logs.newImage(3, MIB, true))
                    .isInstanceOf(StorageSpaceException.class);

            assertThat(names()).containsExactly("1.logbuffer");
            assertThat(mappedBytes.get()).isEqualTo(LOG_BYTES);
            memory.fillBut(0);
            for (UnsafeBuffer term : first.termBuffers()) {
                term.setMemory(0, MIB, (byte) 7);
            }
            first.metaData().setMemory(0, first.metaData().capacity(), (byte) 7);
            first.close();
            assertThat(names()).isEmpty();
            logs.newImage(4, MIB, true).close();
        }
    }

    private BackedLogs logs(AtomicCounter mappedBytes) {
        return new BackedLogs(
                () -> new FileStoreLogFactory(
                        memory.path().toString(),
                        PAGE,
                        false,
                        0,
                        BackedLogsTest::fail,
                        mappedBytes),
                Fallocate.find().orElseThrow());
    }

    private static void fail(Throwable error) {
        throw new AssertionError(error);
    }

    @Test
    void shouldRefuseTheClientThatAsksForTheSecondLogAndLetTheFirstGoOn() throws IOException {
        Path directory = memory.path().resolve("aeron");
        try (MediaDriver _ = MediaDriver.launch(BackedLogs.give(new MediaDriver.Context()
                        .aeronDirectoryName(directory.toString())
                        .threadingMode(ThreadingMode.SHARED)
                        .errorHandler(error -> {})));
                Aeron aeron = Aeron.connect(
                        new Aeron.Context().aeronDirectoryName(directory.toString()));
                Subscription subscription = aeron.addSubscription(CHANNEL, 1)) {
            MappedFiles others = new MappedFiles(directory, folder.resolve("none"));
            assertThat(others.isBacked()).isTrue();
            memory.fillBut(ROOM_FOR_ONE);
            try (ExclusivePublication first = aeron.addExclusivePublication(CHANNEL, 1)) {
                RegistrationException refused = catchThrowableOfType(
                        RegistrationException.class,
                        () -> aeron.addExclusivePublication(CHANNEL, 2));

                assertThat(refused).isNotNull();
                assertThat(refused.errorCode()).isEqualTo(ErrorCode.STORAGE_SPACE);
                assertThat(names()).hasSize(1);
                memory.fillBut(0);
                assertThat(others.isBacked()).isTrue();
                sendBytes(first, subscription, 2 * LOG_BYTES);
            }
            memory.empty();
            aeron.addExclusivePublication(CHANNEL, 2).close();
        }
    }

    private static void sendBytes(
            ExclusivePublication publication, Subscription subscription, long bytes) {
        UnsafeBuffer message = new UnsafeBuffer(new byte[1_024]);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (publication.position() < bytes) {
            publication.offer(message);
            subscription.poll((buffer, offset, length, header) -> {}, 10);
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(memory.path())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".logbuffer"))
                    .toList();
        }
    }
}

package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.Aeron;
import io.aeron.Counter;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.StorageSpaceException;

import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Whether there is room is judged, foreseen, and told to whoever sends commands. */
@Timeout(300)
class RoomTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @TempDir
    Path folder;

    private Path data;
    private Path aeronDirectory;

    @BeforeEach
    void chooseDirectories() {
        data = folder.resolve("data");
        aeronDirectory = DriverDirectory.defaultFor(data);
    }

    @AfterEach
    void deleteSharedMemory() {
        IoUtil.delete(aeronDirectory.toFile(), true);
    }

    @Test
    void shouldTakeCommandsAgainOnlyWellAboveTheReserve() {
        RoomGuard guard = new RoomGuard();

        assertThat(guard.judge(100, 100, true)).isEqualTo(Room.ENOUGH);
        assertThat(guard.judge(99, 100, true)).isEqualTo(Room.DISK_SHORT);
        assertThat(guard.judge(124, 100, true)).isEqualTo(Room.DISK_SHORT);
        assertThat(guard.judge(125, 100, true)).isEqualTo(Room.ENOUGH);
        assertThat(guard.judge(100, 100, true)).isEqualTo(Room.ENOUGH);
    }

    @Test
    void shouldNotAskForMuchMoreThanALargeReserve() {
        RoomGuard guard = new RoomGuard();
        long reserve = 1L << 40;

        assertThat(guard.judge(reserve - 1, reserve, true)).isEqualTo(Room.DISK_SHORT);
        assertThat(guard.judge(reserve + (64 << 20) - 1, reserve, true)).isEqualTo(Room.DISK_SHORT);
        assertThat(guard.judge(reserve + (64 << 20), reserve, true)).isEqualTo(Room.ENOUGH);
    }

    @Test
    void shouldRefuseWhileSharedMemoryIsNotBacked() {
        RoomGuard guard = new RoomGuard();

        assertThat(guard.judge(100, 100, false)).isEqualTo(Room.MEMORY_SHORT);
        assertThat(guard.judge(99, 100, false)).isEqualTo(Room.DISK_SHORT);
        assertThat(guard.judge(200, 100, false)).isEqualTo(Room.MEMORY_SHORT);
        assertThat(guard.judge(200, 100, true)).isEqualTo(Room.ENOUGH);
    }

    @Test
    void shouldForeseeWhenTheDiskIsFullFromTheLastHour() {
        DiskForecast forecast = new DiskForecast();
        assertThat(forecast.bytesPerHour()).isZero();
        // Before the hour that counts it filled faster.
        long free = 10_000_000;
        for (int minute = 0; minute <= 180; minute++) {
            forecast.sample(minute * MINUTE, free);
            free -= minute < 120 ? 50_000 : 100;
        }

        assertThat(forecast.bytesPerHour()).isEqualTo(6_000);
        assertThat(forecast.secondsUntilUsed(12_000)).isEqualTo(2 * 3_600);
        assertThat(forecast.secondsUntilUsed(0)).isZero();
    }

    @Test
    void shouldForeseeNothingFromTooLittleOrWhileSpaceIsFreed() {
        DiskForecast forecast = new DiskForecast();
        forecast.sample(0, 1_000);
        forecast.sample(MINUTE / 2, 0);
        assertThat(forecast.bytesPerHour()).as("half a minute").isZero();
        forecast.sample(MINUTE, 2_000);

        assertThat(forecast.bytesPerHour()).isZero();
        assertThat(forecast.secondsUntilUsed(1)).isEqualTo(VenueCondition.NOT_FORESEEN);
    }

    @Test
    void shouldIgnoreSamplesThatComeTooSoon() {
        DiskForecast forecast = new DiskForecast();
        forecast.sample(0, 1_000);
        for (long nanos = 1; nanos < 100_000; nanos++) {
            forecast.sample(nanos, 5);
        }
        forecast.sample(MINUTE, 940);

        assertThat(forecast.bytesPerHour()).isEqualTo(3_600);
    }

    @Test
    void shouldKnowAFullDiskByWhatTheSystemSays() {
        assertThat(NoRoom.isCauseOf(new IOException("No space left on device"))).isTrue();
        assertThat(NoRoom.isCauseOf(
                        new IllegalStateException("x", new IOException("/a: File too large"))))
                .isTrue();
        assertThat(NoRoom.isCauseOf(new StorageSpaceException("x"))).isTrue();
        assertThat(NoRoom.isCauseOf(new IOException("Input/output error"))).isFalse();
        assertThat(NoRoom.isCauseOf(new IOException())).isFalse();
    }

    @Test
    void shouldKnowThatNoHandleIsLeftByWhatTheSystemSays() {
        IOException system = new IOException("/a: Too many open files");
        assertThat(NoRoom.isOfHandles(new IllegalStateException("x", system))).isTrue();
        assertThat(NoRoom.isOfHandles(new IOException("/a: No such file or directory")))
                .isFalse();
        assertThat(NoRoom.isOfHandles(new IOException())).isFalse();
    }

    @Test
    void shouldTellTheGatewaysOfTheMachineWhatItSees() {
        AtomicLong reserve = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        AtomicReference<List<String>> behind = new AtomicReference<>(List.of("audit", "history"));
        AtomicReference<VenueUpkeep> upkeep = new AtomicReference<>(VenueUpkeep.UNKNOWN);
        AtomicLong wishes = new AtomicLong();
        try (MediaDriver _ = driver();
                RoomWatch watch = new RoomWatch(
                        folder,
                        aeronDirectory,
                        reserve::get,
                        failed::get,
                        behind::get,
                        new Kept(upkeep, wishes));
                Aeron aeron = Aeron.connect(
                        new Aeron.Context().aeronDirectoryName(aeronDirectory.toString()))) {
            var reader = new ConditionCounters.Reader(aeron.countersReader());
            assertThat(reader.read()).isEqualTo(VenueCondition.UNKNOWN);
            watch.start();
            await(() -> reader.read().room() == Room.ENOUGH);
            reserve.set(Long.MAX_VALUE / 4);
            failed.set(3);
            await(() -> reader.read().room() == Room.DISK_SHORT);
            await(() -> reader.read().snapshotsFailed() == 3);

            VenueCondition told = reader.read();
            assertThat(told.reserveBytes()).isEqualTo(Long.MAX_VALUE / 4);
            assertThat(told.freeBytes()).isPositive();
            assertThat(told.secondsUntilFull()).isZero();
            assertThat(told.consumersLeftBehind()).containsExactly("audit", "history");
            behind.set(List.of("history"));
            await(() -> reader.read().consumersLeftBehind().equals(List.of("history")));
            reserve.set(0);
            await(() -> reader.read().room() == Room.ENOUGH);
            VenueUpkeep kept = new VenueUpkeep(
                    70,
                    new VenueUpkeep.Snapshot(50, 1_000, 640, 4_096),
                    99,
                    true,
                    List.of(
                            new VenueUpkeep.Consumer("history", 60, false),
                            new VenueUpkeep.Consumer("gateway-9", 3, false)));
            upkeep.set(kept);
            long reading = ConditionCounters.reading(aeron, "history");
            await(() -> aeron.getCounter(reading) != null);
            try (Counter reads = aeron.getCounter(reading)) {
                reads.setRelease(69);
                await(() -> reader.upkeep().sequence() == 70);
                assertThat(reader.upkeep())
                        .isEqualTo(new VenueUpkeep(
                                70,
                                kept.snapshot(),
                                99,
                                true,
                                List.of(
                                        new VenueUpkeep.Consumer("gateway-9", 3, false),
                                        new VenueUpkeep.Consumer("history", 69, true))));
                assertThat(reader.upkeep().lag(new VenueUpkeep.Consumer("history", 69, true)))
                        .isEqualTo(1);
            }
            assertThat(wishes.get()).isZero();
            assertThat(reader.wishForSnapshot()).isTrue();
            await(() -> wishes.get() == 1);
        }
    }

    /** A node that keeps what it is told, and counts wishes. */
    private record Kept(AtomicReference<VenueUpkeep> told, AtomicLong wishes)
            implements UpkeepDesk {
        @Override
        public VenueUpkeep upkeep() {
            return told.get();
        }

        @Override
        public void wishForSnapshot() {
            wishes.incrementAndGet();
        }
    }

    private MediaDriver driver() {
        return MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
    }

    @Test
    void shouldTellACommandClientAndSayNothingOnceTheNodeIsGone() {
        try (AeronCommandClient client = AeronCommandClient.launch(
                ClientConfig.local(1, aeronDirectory), CommandClientListener.NONE)) {
            try (VenueNode _ = start(Upkeep.standard().reserving(Long.MAX_VALUE / 4))) {
                await(() -> client.condition().room() == Room.DISK_SHORT);
            }
            await(() -> client.condition().room() == Room.UNKNOWN);
        }
    }

    @Test
    void shouldTakeASnapshotForAClientAndTellHowFarConsumersAre() {
        try (VenueNode node = start(Upkeep.standard());
                AeronEventStream events = new AeronEventStream(aeronDirectory, data);
                AeronCommandClient wisher = AeronCommandClient.launch(
                        ClientConfig.local(7, aeronDirectory), CommandClientListener.NONE);
                ToyClient client = new ToyClient(1, aeronDirectory)) {
            await(() -> wisher.condition().room() == Room.ENOUGH);
            assertThat(wisher.upkeep().snapshot().sequence()).isZero();
            client.sendAll(1, 100, 1);
            long first = node.sequence();
            await(() -> wisher.upkeep().sequence() == first);

            assertThat(wisher.wishForSnapshot()).isTrue();

            await(() -> wisher.upkeep().snapshot().sequence() == first);
            await(() -> !wisher.upkeep().isStoring());
            assertThat(wisher.upkeep().snapshot().bytes()).isPositive();
            try (EventReader reader = events.open("history", 0, 0)) {
                await(() -> {
                    reader.poll((buffer, offset, length) -> {}, 10);
                    reader.applied(40);
                    return consumersOf(wisher).equals("history 40, reading: true");
                });
                assertThat(wisher.upkeep().lag(wisher.upkeep().consumers().getFirst()))
                        .isEqualTo(first - 40);
            }
            client.sendAll(101, 110, 1);
            assertThat(wisher.wishForSnapshot()).isTrue();
            await(() -> wisher.upkeep().snapshot().sequence() == first + 10);
            await(() -> consumersOf(wisher).equals("history 40, reading: false"));
        }
    }

    private static String consumersOf(CommandClient client) {
        return client.upkeep().consumers().stream()
                .map(each -> "%s %d, reading: %s"
                        .formatted(each.name(), each.sequence(), each.isReading()))
                .collect(Collectors.joining("; "));
    }

    @Test
    void shouldRaiseAnAlarmWhenASnapshotCannotBeStored() throws IOException {
        try (VenueNode node = start(Upkeep.standard());
                ToyClient client = new ToyClient(1, aeronDirectory)) {
            client.sendAll(1, 100, 1);
            // A file where the directory should be: root may write anywhere else.
            Path snapshots = Files.writeString(data.resolve("snapshots"), "");
            assertThatThrownBy(() -> node.snapshotNow(Duration.ofSeconds(90)))
                    .isInstanceOf(IllegalStateException.class);
            await(() -> node.condition().snapshotsFailed() == 1);
            assertThat(client.sendAll(101, 200, 1).sequence()).isEqualTo(200);

            Files.delete(snapshots);
            assertThat(node.snapshotNow(Duration.ofSeconds(90))).isEqualTo(200);
            await(() -> node.condition().snapshotsFailed() == 0);
        }
    }

    private VenueNode start(Upkeep upkeep) {
        return VenueNode.start(
                NodeConfig.of(data)
                        .withAeronDirectory(aeronDirectory)
                        .withDurability(Durability.OS)
                        .withSnapshots(1L << 40, false)
                        .withStartDeadline(Duration.ofSeconds(90))
                        .withFatalHandler(new Fatalities())
                        .withUpkeep(upkeep),
                ToyMachine::new);
    }

    @Test
    void shouldAllocateWhatIsSparseAndLeaveItsContentAlone() throws Exception {
        Path file = folder.resolve("sparse");
        Files.writeString(file, "content");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), (8 << 20) - 1);
        }
        MappedFiles mapped = new MappedFiles(folder, folder);

        assertThat(mapped.isBacked()).isTrue();

        assertThat(allocatedBytes(file)).isGreaterThanOrEqualTo(8 << 20);
        assertThat(Files.size(file)).isEqualTo(8 << 20);
        assertThat(Files.readString(file)).startsWith("content\0\0");
    }

    @Test
    void shouldAllocateAFileThatComesAfterAllOthersWereSettled() throws Exception {
        Path nested = Files.createDirectories(folder.resolve("images"));
        Files.writeString(folder.resolve("first"), "content");
        for (Path directory : List.of(folder, nested)) {
            Files.setLastModifiedTime(directory, FileTime.fromMillis(1_000_000));
        }
        MappedFiles mapped = new MappedFiles(folder, folder);
        assertThat(mapped.isBacked()).isTrue();
        assertThat(mapped.isBacked()).isTrue();
        Path file = nested.resolve("later");
        try (var channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            channel.write(ByteBuffer.wrap(new byte[1]), (8 << 20) - 1);
        }

        assertThat(mapped.isBacked()).isTrue();

        assertThat(allocatedBytes(file)).isGreaterThanOrEqualTo(8 << 20);
    }

    private static long allocatedBytes(Path file) throws IOException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return 512
                * Long.parseLong(
                        new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                                .strip());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}

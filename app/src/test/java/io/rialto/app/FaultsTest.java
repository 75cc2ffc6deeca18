package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * A venue that runs out of something while clients trade: of disk, of shared memory, of file
 * handles. Each time at seeded moments: {@code -Drialto.faults.seeds} says how many, {@code
 * -Drialto.faults.seed} which is the first.
 */
@Tag("system")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultsTest {
    private static final int SEEDS = Integer.getInteger("rialto.faults.seeds", 1);
    private static final int ORDERS_MAX = 300;
    private static final int HALTED = 70;
    private static final int HANDLES = 40;

    @TempDir
    Path folder;

    static LongStream seeds() {
        long first = Long.getLong("rialto.faults.seed", 1);
        return LongStream.range(first, first + SEEDS);
    }

    private static int some(Random random) {
        return 1 + random.nextInt(ORDERS_MAX);
    }

    /** The engine with its door, or each as a process of its own. */
    private FaultVenue venue(boolean isApart, Path data, Random random, List<String> options)
            throws IOException, InterruptedException {
        if (!isApart) {
            VenueProcess all = VenueProcess.start(data, List.of(), options);
            return new FaultVenue(all, all, random);
        }
        List<String> engineOptions = new ArrayList<>(options);
        engineOptions.addAll(List.of("--roles", "engine"));
        VenueProcess engine = VenueProcess.start(data, List.of(), engineOptions);
        VenueProcess door = VenueProcess.start(data, "--roles", "gateway,history");
        return new FaultVenue(engine, door, random);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldRefuseCommandsBelowTheReserveAnswerReadsAndGoOn(long seed) throws Exception {
        Random random = new Random(seed);
        try (SmallDisk disk = SmallDisk.make(folder.resolve("disk"), 192);
                FaultVenue venue = venue(
                        random.nextBoolean(),
                        disk.path().resolve("data"),
                        random,
                        List.of("--reserve", disk.reserveMebibytes()))) {
            for (boolean toTheLastByte : new boolean[] {false, true}) {
                venue.awaitMore(some(random));
                disk.fill(false);
                venue.awaitRefused();
                disk.fill(toTheLastByte && disk.isMounted());
                int answered = venue.answered();
                venue.awaitRefused();
                assertThat(venue.awaitStatus("degraded").path("reasons").toString())
                        .contains("disk");
                venue.checkReads();
                assertThat(venue.answered()).isEqualTo(answered);
                disk.empty();
                assertThat(venue.awaitStatus("up").path("reasons")).isEmpty();
                venue.awaitMore(some(random));
            }
            venue.checkNothingIsLost(folder);
        }
    }

    /** Where the guard cannot see it coming: a write of the log fails. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldStopInOrderWhenTheLogCannotBeWrittenAndLoseNothing(long seed) throws Exception {
        Random random = new Random(seed);
        try (FaultVenue venue = venue(false, folder.resolve("data"), random, List.of())) {
            venue.awaitMore(some(random));
            limitFileSize(venue, (64 + random.nextInt(512)) << 10);
            Program.Finished halted = venue.finish();
            assertThat(halted.exitCode()).as("%s", halted).isEqualTo(HALTED);
            assertThat(halted.output()).contains("The venue stops: the disk is full");

            venue.restart();
            venue.awaitMore(some(random));
            venue.checkNothingIsLost(folder);
        }
    }

    private static void limitFileSize(FaultVenue venue, int bytes) throws Exception {
        limit(venue, "--fsize=" + bytes);
    }

    private static void limit(FaultVenue venue, String what) throws Exception {
        int status = new ProcessBuilder("prlimit", "--pid", Long.toString(venue.pid()), what)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).as("prlimit %s", what).isZero();
    }

    /**
     * Lowered while it runs, below all that is open: open connections trade on until the next
     * snapshot, for which files must be opened.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldStopInOrderWhenNoHandleIsLeftForASnapshot(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> options = List.of("--snapshot-every", "1");
        try (FaultVenue venue = venue(false, folder.resolve("data"), random, options)) {
            venue.awaitMore(some(random));
            limit(venue, "--nofile=" + HANDLES + ":");
            Program.Finished halted = venue.finish();
            assertThat(halted.exitCode()).as("%s", halted).isEqualTo(HALTED);
            assertThat(halted.output()).contains("may open no more files", "ulimit -n");

            venue.restart();
            venue.awaitMore(some(random));
            venue.checkNothingIsLost(folder);
        }
    }

    /** The disk is full from one moment to the next, with next to no reserve. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldLoseNothingWhenTheDiskIsFullAtOnce(long seed) throws Exception {
        Random random = new Random(seed);
        try (SmallDisk disk = SmallDisk.make(folder.resolve("disk"), 192)) {
            String reserve = disk.isMounted() ? "1" : disk.reserveMebibytes();
            try (FaultVenue venue = venue(
                    false, disk.path().resolve("data"), random, List.of("--reserve", reserve))) {
                venue.awaitMore(some(random));
                disk.fill(true);
                boolean isRefusing = venue.awaitRefusedOrEnded();
                if (!isRefusing) {
                    assertThat(venue.finish().exitCode()).isEqualTo(HALTED);
                    checkStartIsRefused(disk);
                }
                disk.empty();
                if (!isRefusing) {
                    venue.restart();
                }
                venue.awaitMore(some(random));
                venue.checkNothingIsLost(folder);
            }
        }
    }

    private void checkStartIsRefused(SmallDisk disk) throws IOException {
        String data = disk.path().resolve("data").toString();
        checkRefused(Program.run(folder, "up", "--data", data, "--port", "0"), data, "Make room");
    }

    private static void checkRefused(Program.Finished refused, String... words) {
        assertThat(refused.exitCode()).as("%s", refused).isEqualTo(Main.UNAVAILABLE);
        assertThat(refused.output()).contains(words).doesNotContain("\tat ");
    }
}

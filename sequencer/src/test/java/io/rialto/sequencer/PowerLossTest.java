package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.agrona.IoUtil;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The power fails. Two lives of a venue with {@link Durability#DISK} are written down, the second a
 * recovery from the first one's kill: every write and sync, and every answer. From that, disks are
 * made as they may have been at seeded moments, and a venue is started on each: everything answered
 * before is there.
 *
 * <p>{@code rialto test powerloss --seeds N} tries more.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class PowerLossTest {
    private static final int SEEDS = Integer.getInteger("rialto.powerloss.seeds", 10);
    private static final boolean IS_TOLD = Boolean.getBoolean("rialto.powerloss.progress");
    private static final Path SOURCE = Path.of("src/test/c/powerloss.c");
    private static final int SEGMENT_BYTES = 1 << 16;
    private static final int COMMANDS = 1_200;
    private static final int SNAPSHOT_EVERY = 400;
    private static final int IN_FLIGHT_MAX = 50;

    @TempDir
    Path directory;

    private final TreeMap<Long, ToyClient.Answer> answers = new TreeMap<>();

    /** What a process did, on what, and how much had been answered before it. */
    private record Life(Path base, DiskLog log, long answeredBefore) {}

    @Test
    void shouldKeepWhatItAnsweredWhenThePowerFails() throws Exception {
        Path shim = compiled();
        Path data = Files.createDirectories(directory.resolve("data"));
        List<Life> lives = List.of(live(shim, data), live(shim, data));
        long first = Long.getLong("rialto.powerloss.seed", 1);
        List<String> broken = new ArrayList<>();
        for (long seed = first; seed < first + SEEDS; seed++) {
            String result = tryOne(seed, lives);
            tell(seed - first + 1 + " of " + SEEDS + ": " + result);
            if (!result.startsWith("sound")) {
                broken.add("-Drialto.powerloss.seed=" + seed + ": " + result);
            }
        }
        assertThat(broken).isEmpty();
    }

    private Path compiled() throws IOException, InterruptedException {
        Path shim = directory.resolve("powerloss.so");
        List<String> cc = List.of("cc", "-O2", "-shared", "-fPIC", "-o", shim.toString());
        List<String> command = new ArrayList<>(cc);
        command.addAll(List.of(SOURCE.toString(), "-ldl", "-lpthread"));
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        } catch (IOException noCompiler) {
            String message = "no C compiler (cc): the power is not cut. Install gcc.";
            if ("true".equals(System.getenv("CI"))) {
                fail(message, noCompiler);
            }
            Assumptions.abort(message);
        }
        return shim;
    }

    /** Lets a venue live on a directory until it is killed. */
    private Life live(Path shim, Path data) throws IOException, InterruptedException {
        Path base = Files.createTempDirectory(directory, "base").resolve("data");
        copy(data, base);
        Path log = Files.createTempFile(directory, "disk", ".log");
        Path aeronDirectory = DriverDirectory.defaultFor(data);
        Map<String, String> environment = Map.of(
                "LD_PRELOAD", shim.toString(),
                "RIALTO_POWERLOSS_ROOT", data.toString(),
                "RIALTO_POWERLOSS_LOG", log.toString());
        long before = answers.isEmpty() ? 0 : answers.lastKey();
        try (VenueProcess venue = VenueProcess.start(
                        data,
                        aeronDirectory,
                        Durability.DISK,
                        VenueProcess.Hosted.TOY,
                        SEGMENT_BYTES,
                        environment);
                ToyClient client = new ToyClient(1, aeronDirectory);
                DiskLog.Marker marker = new DiskLog.Marker(log)) {
            send(venue, client, marker, before);
            venue.kill();
            answers.putAll(client.answers);
        } finally {
            IoUtil.delete(aeronDirectory.toFile(), true);
        }
        return new Life(base, DiskLog.read(log), before);
    }

    private static void send(
            VenueProcess venue, ToyClient client, DiskLog.Marker marker, long before)
            throws IOException {
        long marked = before;
        for (long number = before + 1; number <= before + COMMANDS; number++) {
            client.send(number, number % 4);
            if (number % SNAPSHOT_EVERY == 0) {
                venue.requestSnapshot();
            }
            boolean isFull = number - marked >= IN_FLIGHT_MAX;
            if (isFull || number == before + COMMANDS) {
                client.await(number - IN_FLIGHT_MAX + 1);
            }
            long answered = client.answers.isEmpty() ? before : client.answers.lastKey();
            if (answered > marked) {
                marked = answered;
                marker.answered(marked);
            }
        }
    }

    /** What became of one disk: sound and why, or what is wrong. */
    private String tryOne(long seed, List<Life> lives) throws Exception {
        // Neighbouring seeds give a Random's first numbers alike.
        Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        Life life = lives.get(random.nextInt(lives.size()));
        int moment = random.nextInt(life.log.steps().size());
        DiskImage image = new DiskImage(life.base, life.log, moment);
        long answered = Math.max(life.answeredBefore, image.answered());
        Path disk = Files.createTempDirectory(directory, "image").resolve("data");
        image.write(disk, random);
        String where = "life %d, after %d of %d steps, %d answered"
                .formatted(lives.indexOf(life) + 1, moment, life.log.steps().size(), answered);
        Path aeronDirectory = DriverDirectory.defaultFor(disk);
        Fatalities fatalities = new Fatalities();
        try (VenueNode node = VenueNode.start(
                NodeConfig.of(disk)
                        .withAeronDirectory(aeronDirectory)
                        .withSnapshots(1L << 40, false)
                        .withUpkeep(VenueProcess.upkeep(SEGMENT_BYTES))
                        .withStartDeadline(Duration.ofSeconds(60))
                        .withFatalHandler(fatalities),
                ToyMachine::new)) {
            assertThat(node.sequence()).isNotNegative();
        } catch (RuntimeException refused) {
            return "refused, " + where + ": " + refused + fatalities;
        } finally {
            IoUtil.delete(aeronDirectory.toFile(), true);
        }
        String lost = check(disk, answered);
        if (lost.isEmpty() && fatalities.isEmpty()) {
            IoUtil.delete(disk.getParent().toFile(), true);
            return "sound, " + where;
        }
        return lost + fatalities + ", " + where;
    }

    private String check(Path disk, long answered) {
        boolean hasEvents = Recording.list(disk.resolve("archive")).stream()
                .anyMatch(recording -> recording.streamId() == EventChannel.STREAM_ID);
        if (!hasEvents) {
            return answered == 0 ? "" : "nothing is recorded";
        }
        RecordedEvents events = RecordedEvents.read(disk);
        for (ToyClient.Answer answer : answers.headMap(answered, true).values()) {
            boolean saysEvents = answer.number() % 4 != 0;
            Long chain = events.chains().get(answer.sequence());
            if (saysEvents && (chain == null || chain != answer.chain())) {
                return "command %d was answered at event %d: lost"
                        .formatted(answer.number(), answer.sequence());
            }
        }
        assertThat(events.commandNumbers()).doesNotHaveDuplicates().isSorted();
        List<String> differences =
                LogVerifier.verify(disk, ToyMachine::new, (a, b) -> {}).differences();
        return differences.isEmpty() ? "" : "verify: " + differences;
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("cp", "-r", "--sparse=always", from.toString(), to.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @SuppressWarnings("SystemOut")
    private static void tell(String progress) {
        if (IS_TOLD) {
            System.out.println(progress);
        }
    }
}

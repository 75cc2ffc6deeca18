package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;

import com.fasterxml.jackson.databind.JsonNode;

import io.rialto.client.RestClient;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A venue to be killed: one process with all roles, or an engine and a gateway as two processes on
 * the same data directory. Whenever nothing of it lives it may change from one to the other.
 */
final class CrashVenue implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SNAPSHOT_MEBIBYTES = "1";
    private static final int STARTS_KILLED_PERCENT = 20;
    private static final long START_MILLIS = 1_500;
    private static final int SNAPSHOT_MILLIS = 30;

    /** What was killed. */
    enum Victim {
        ALL_IN_ONE,
        ENGINE,
        GATEWAY,
        BOTH_APART
    }

    /** When it was killed. */
    enum Moment {
        ANSWERING,
        SNAPSHOT,
        STARTING
    }

    private final Path data;
    private final VenueProcess whole;
    private final VenueProcess engine;
    private final VenueProcess gateway;
    private final Jvm jvm;
    private final Random random;
    private final Map<Victim, Map<Moment, Integer>> kills = new EnumMap<>(Victim.class);
    private boolean isApart;
    private long startMillis = START_MILLIS;
    private int killed;

    private CrashVenue(Path folder, Random random) throws IOException {
        this.random = random;
        data = folder.resolve("data");
        jvm = Jvm.ofTheTest();
        String[] snapshots = {"--snapshot-every", SNAPSHOT_MEBIBYTES};
        whole = new VenueProcess(jvm, data, snapshots);
        engine = new VenueProcess(jvm, data, "--roles", "engine", snapshots[0], snapshots[1]);
        gateway = new VenueProcess(jvm, data, "--roles", "gateway,history");
    }

    /** A venue that has run once, made the administrator with this token, and was stopped. */
    record Made(CrashVenue venue, String token) {}

    /** Makes a venue in an empty folder and has it running. */
    static Made start(Path folder, Random random) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("data/snapshots"));
        String token;
        try (VenueProcess first = new VenueProcess(Jvm.ofTheTest(), folder.resolve("data"))) {
            first.restart();
            token = first.token();
            Program.Finished stopped = first.stop();
            assertThat(stopped.output()).doesNotContain("SEVERE");
        }
        CrashVenue venue = new CrashVenue(folder, random);
        venue.whole.restart();
        return new Made(venue, token);
    }

    Path data() {
        return data;
    }

    Path aeron() {
        return whole.aeron();
    }

    URI url() {
        return isApart ? gateway.url() : whole.url();
    }

    int killed() {
        return killed;
    }

    /** Returns once a snapshot of the state is being written, and a seeded moment later. */
    void awaitSnapshot() throws IOException, InterruptedException {
        try (WatchService watch = data.getFileSystem().newWatchService()) {
            data.resolve("snapshots").register(watch, ENTRY_CREATE);
            assertThat(watch.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("no snapshot was begun:\n%s", output())
                    .isNotNull();
        }
        Thread.sleep(random.nextInt(SNAPSHOT_MILLIS));
    }

    /** Kills one process, or both at once, whichever the seed says. */
    Victim kill(Moment moment) {
        Victim victim = Victim.ALL_IN_ONE;
        if (isApart) {
            // Only the engine takes snapshots.
            victim = switch (random.nextInt(moment == Moment.SNAPSHOT ? 2 : 3)) {
                case 0 -> Victim.ENGINE;
                case 1 -> Victim.BOTH_APART;
                default -> Victim.GATEWAY;
            };
        }
        processes(victim).forEach(VenueProcess::kill);
        count(victim, moment);
        return victim;
    }

    /** Starts what was killed, and kills it again while it starts if the seed says so. */
    void restart(Victim victim) throws IOException, InterruptedException {
        boolean isGone = victim == Victim.ALL_IN_ONE || victim == Victim.BOTH_APART;
        Victim started = victim;
        while (true) {
            if (isGone) {
                isApart = random.nextInt(5) < 2;
                started = isApart ? Victim.BOTH_APART : Victim.ALL_IN_ONE;
            }
            for (VenueProcess process : processes(started)) {
                process.launch();
            }
            if (random.nextInt(100) >= STARTS_KILLED_PERCENT) {
                break;
            }
            // The fault itself: where in its start it is then, is what the seed decides.
            Thread.sleep(random.nextLong(startMillis));
            processes(started).forEach(VenueProcess::kill);
            count(started, Moment.STARTING);
        }
        long begun = System.nanoTime();
        for (VenueProcess process : processes(started)) {
            process.awaitUp();
        }
        startMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        awaitServing();
    }

    /** A gateway that lived on takes a moment to find the new engine. */
    private void awaitServing() {
        try (RestClient anybody = new RestClient(url(), "")) {
            var patient = await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .ignoreExceptionsInstanceOf(IOException.class);
            patient.until(() -> {
                JsonNode health = anybody.get("/health").body();
                return health.path("connected").asBoolean()
                        && health.path("viewLag").asText().equals("0");
            });
        }
    }

    private List<VenueProcess> processes(Victim victim) {
        return switch (victim) {
            case ALL_IN_ONE -> List.of(whole);
            case ENGINE -> List.of(engine);
            case GATEWAY -> List.of(gateway);
            case BOTH_APART -> List.of(engine, gateway);
        };
    }

    private void count(Victim victim, Moment moment) {
        killed++;
        kills.computeIfAbsent(victim, v -> new EnumMap<>(Moment.class))
                .merge(moment, 1, Integer::sum);
    }

    /** How many kills there were of each kind. */
    String kills() {
        return kills.toString();
    }

    /** What the living processes, or the last ones, have said. */
    String output() {
        return isApart ? engine.output() + "\n" + gateway.output() : whole.output();
    }

    /** Stops what runs, in order, and has the data verified. */
    Program.Finished stopAndVerify() throws IOException {
        for (VenueProcess process : isApart ? List.of(gateway, engine) : List.of(whole)) {
            process.stop();
        }
        List<String> verify = List.of("verify", "--data", data.toString());
        try (Program program = Program.rialto(jvm, data.getParent(), verify)) {
            return program.finish();
        }
    }

    /** Of the stopped venue: whether its history is what a rebuild makes of the events. */
    Program.Finished rebuildHistory() throws IOException {
        List<String> rebuild =
                List.of("history", "rebuild", "--compare", "--data", data.toString());
        try (Program program = Program.rialto(jvm, data.getParent(), rebuild)) {
            return program.finish();
        }
    }

    @Override
    public void close() {
        List.of(gateway, engine, whole).forEach(VenueProcess::close);
    }
}

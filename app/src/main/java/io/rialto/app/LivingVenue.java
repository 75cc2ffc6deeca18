package io.rialto.app;

import io.rialto.client.RestClient;
import io.rialto.history.Retention;
import io.rialto.participants.Crowd;
import io.rialto.participants.Foundation;
import io.rialto.participants.Scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The simulated traders of a venue, described by a file in its directory. They come in by the front
 * door with tokens of ordinary accounts. What they need is made once, with the first administrator's
 * token, which is kept in a private file until it is done: whenever the process dies, the next start
 * makes the rest.
 */
final class LivingVenue implements AutoCloseable {
    static final String SCENARIO = "participants.yaml";

    /** What the history keeps of what they do: two or three hours of orders take some 200 MB. */
    static final Retention RETENTION =
            Retention.parse("orders=2h,postings=2h,trades=24h,candles-1s=6h,candles-1m=30d");

    /** For how long archived events of theirs are kept, 65 MB an hour. */
    static final Duration EVENT_RETENTION = Duration.ofHours(2);

    private static final System.Logger LOG = System.getLogger(LivingVenue.class.getName());
    private static final String SETUP = "participants.setup";
    private static final String TOKENS = "participants.tokens";
    private static final long MEGABYTE = 1_000_000;
    private static final long DISK_EVERY_MILLIS = 10_000;
    private static final long AGAIN_AFTER_MILLIS = 1_000;
    private static final long END_MILLIS = 5_000;

    private final Path data;
    private final URI venue;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();

    // Guarded by this.
    private Optional<Crowd> crowd = Optional.empty();

    /**
     * Prepares; {@link #start} begins.
     *
     * @param venue its address
     */
    LivingVenue(Path data, URI venue) {
        this.data = data;
        this.venue = venue;
    }

    /** Gives a venue that has no administrator yet, and so has nothing, its description. */
    static void found(Path data) throws IOException {
        Path file = data.resolve(SCENARIO);
        if (!Files.exists(file)) {
            PrivateFile.write(file, Scenario.demo());
        }
    }

    /** Keeps the token with which all is made. */
    static void keep(Path data, String token) throws IOException {
        if (isThere(data) && !Files.exists(data.resolve(TOKENS))) {
            PrivateFile.write(data.resolve(SETUP), token);
        }
    }

    /** Whether a venue has simulated traders. */
    static boolean isThere(Path data) {
        return Files.exists(data.resolve(SCENARIO));
    }

    /** Lets them trade, in a thread of their own. */
    void start() {
        thread = Optional.of(Thread.ofPlatform().name("participants").daemon().start(this::run));
    }

    private void run() {
        Scenario scenario;
        try {
            scenario = Scenario.parse(Files.readString(data.resolve(SCENARIO)));
        } catch (IOException wrong) {
            Lines.print(
                    System.err,
                    "rialto: no simulated traders: %s: %s",
                    SCENARIO,
                    wrong.getMessage());
            return;
        }
        Thread.ofPlatform()
                .name("participants-disk")
                .daemon()
                .start(() -> watch(scenario.diskMegabytes()));
        String last = "";
        do {
            try {
                trade(scenario);
            } catch (IOException failed) {
                if (!failed.getMessage().equals(last) && closing.getCount() > 0) {
                    last = failed.getMessage();
                    LOG.log(Level.WARNING, "Simulated traders try again: " + last);
                }
            }
        } while (!isClosing(AGAIN_AFTER_MILLIS));
    }

    /** Lets them rest for good when the directory takes too much. */
    private void watch(long megabytesMax) {
        do {
            long megabytes = bytes() / MEGABYTE;
            if (megabytes > megabytesMax && closing.getCount() > 0) {
                Lines.print(
                        System.err,
                        "rialto: the simulated traders rest: %s takes %,d MB, and %,d are what"
                                + " diskMegabytes in %s allows",
                        data,
                        megabytes,
                        megabytesMax,
                        SCENARIO);
                stop();
            }
        } while (!isClosing(DISK_EVERY_MILLIS));
    }

    private long bytes() {
        try (Stream<Path> files = Files.walk(data)) {
            return files.mapToLong(LivingVenue::size).sum();
        } catch (IOException | UncheckedIOException passing) {
            // A file went while it was looked at: the next look will tell.
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private boolean isClosing(long waitMillis) {
        try {
            return closing.await(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void trade(Scenario scenario) throws IOException {
        Path setup = data.resolve(SETUP);
        if (Files.exists(setup)) {
            try (RestClient administrator = new RestClient(venue, Files.readString(setup))) {
                write(Foundation.lay(administrator, scenario));
            }
            Files.delete(setup);
        }
        Crowd traders = new Crowd(scenario, read(), venue);
        synchronized (this) {
            if (closing.getCount() == 0) {
                return;
            }
            crowd = Optional.of(traders);
        }
        traders.trade(Long.MAX_VALUE);
    }

    private void write(Map<String, String> tokens) throws IOException {
        StringBuilder lines = new StringBuilder();
        tokens.forEach(
                (name, token) -> lines.append(token).append(' ').append(name).append('\n'));
        PrivateFile.write(data.resolve(TOKENS), lines.toString());
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> tokens = new TreeMap<>();
        for (String line : Files.readAllLines(data.resolve(TOKENS))) {
            int end = line.indexOf(' ');
            tokens.put(line.substring(end + 1), line.substring(0, end));
        }
        return tokens;
    }

    private synchronized void stop() {
        closing.countDown();
        crowd.ifPresent(Crowd::stop);
    }

    @Override
    public void close() {
        stop();
        thread.ifPresent(LivingVenue::join);
    }

    private static void join(Thread running) {
        try {
            running.join(END_MILLIS);
            // It may be on its way to an answer that does not come.
            running.interrupt();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.rialto.client.RestClient;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** A venue that is short of shared memory or file handles, or whose directory cannot be used. */
@Tag("system")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultLimitsTest {
    private static final int ORDERS = 50;
    private static final int CONNECTIONS = 200;
    private static final int LOOK_MILLIS = 1;

    /** What the process may have open; what of it the venue keeps to itself. */
    private static final int HANDLES = 350;

    private static final int OWN_HANDLES = 256;

    /** Of the logs that a second gateway needs, one of 3 MiB and a page fits, and not two. */
    private static final int ONE_LOG_BYTES = 7 << 19;

    private static final int LEFT_BYTES_MAX = 8 << 20;

    /** The driver keeps a log for five seconds after its publication was closed. */
    private static final Duration LINGER = Duration.ofSeconds(6);

    private static final Pattern CONNECTIONS_OPEN =
            Pattern.compile("^rialto_gateway_connections (\\S+)$", Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    static LongStream seeds() {
        return FaultsTest.seeds();
    }

    private static void checkRefused(Program.Finished refused, String... words) {
        assertThat(refused.exitCode()).as("%s", refused).isEqualTo(Main.UNAVAILABLE);
        assertThat(refused.output()).contains(words).doesNotContain("\tat ");
    }

    @Test
    void shouldNotStartWhereSharedMemoryIsTiny() throws IOException {
        try (SmallDisk memory = SmallDisk.make(folder.resolve("memory"), 32)) {
            // Where nothing can be mounted: a file system that never has room.
            Path place = memory.isMounted() ? memory.path() : Path.of("/proc");
            String aeron = place.resolve("rialto").toString();

            checkRefused(
                    Program.run(folder, "up", "--data", "data", "--port", "0", "--aeron", aeron),
                    aeron,
                    "MiB free",
                    "--shm-size");
        }
    }

    /** What the processes share has pages of its own: others may take the rest. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldGoOnWhenSharedMemoryFillsLater(long seed) throws Exception {
        Random random = new Random(seed);
        try (SmallDisk memory = SmallDisk.make(folder.resolve("memory"), 160)) {
            assumeThat(memory.isMounted()).as("may mount").isTrue();
            String aeron = memory.path().resolve("rialto").toString();
            VenueProcess all = VenueProcess.start(
                    folder.resolve("data"), List.of(), List.of("--aeron", aeron));
            try (FaultVenue venue = new FaultVenue(all, all, random)) {
                venue.awaitMore(1 + random.nextInt(ORDERS));
                long left = leftBytes(seed, random);
                // What clients of the start have left behind goes only now, and makes room.
                await().atMost(PATIENCE).during(LINGER).until(() -> !memory.fillBut(left));
                // A second gateway needs more: it waits, and takes nothing from the first.
                try (VenueProcess late = VenueProcess.launch(
                        all.data(), "--roles", "gateway", "--gateway-id", "2", "--aeron", aeron)) {
                    venue.awaitMore(ORDERS + random.nextInt(10 * ORDERS));
                    venue.checkReads();
                    memory.empty();
                    late.awaitUp();
                    await().atMost(PATIENCE).until(() -> health(late.url()).equals("up"));
                    late.stop();
                }
                venue.awaitMore(ORDERS);
                venue.checkNothingIsLost(folder);
            }
        }
    }

    /** For seed 1, with every build, what was once found to stop a venue; or nothing; or some. */
    private static long leftBytes(long seed, Random random) {
        return switch (Math.floorMod(seed, 3)) {
            case 0 -> 0;
            case 1 -> ONE_LOG_BYTES;
            default -> random.nextInt(LEFT_BYTES_MAX);
        };
    }

    private static String health(URI url) {
        try (RestClient anybody = new RestClient(url, "")) {
            return anybody.get("/health").body().path("status").asText();
        } catch (IOException notNow) {
            return notNow.toString();
        }
    }

    @Test
    void shouldNotStartWithTooFewFileHandles() throws IOException {
        checkRefused(
                Program.run(folder, List.of("prlimit", "--nofile=160"), "up", "--data", "data"),
                "160 files",
                "ulimit -n");
    }

    /** Connections get what the venue does not need itself. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldRefuseConnectionsBeforeItsOwnHandlesAreTouched(long seed) throws Exception {
        Random random = new Random(seed);
        VenueProcess all = VenueProcess.start(
                folder.resolve("data"), List.of("prlimit", "--nofile=" + HANDLES), List.of());
        try (FaultVenue venue = new FaultVenue(all, all, random)) {
            venue.awaitMore(1 + random.nextInt(ORDERS));
            try (HttpClient watcher = HttpClient.newHttpClient()) {
                // Connected before the others: it is not the one that is refused.
                assertThat(connections(watcher, venue.url())).isPositive();
                List<Socket> sockets = connect(venue.url());
                try {
                    await().atMost(PATIENCE).until(() -> {
                        assertThat(connections(watcher, venue.url()))
                                .isLessThanOrEqualTo(HANDLES - OWN_HANDLES);
                        return closed(sockets) >= CONNECTIONS - (HANDLES - OWN_HANDLES);
                    });
                    venue.awaitMore(ORDERS);
                } finally {
                    close(sockets);
                }
            }
            venue.awaitMore(ORDERS);
            venue.checkNothingIsLost(folder);
        }
    }

    private static int connections(HttpClient watcher, URI url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/metrics")).build();
        Matcher gauge = CONNECTIONS_OPEN.matcher(
                watcher.send(request, HttpResponse.BodyHandlers.ofString()).body());
        assertThat(gauge.find()).isTrue();
        return (int) Double.parseDouble(gauge.group(1));
    }

    private static List<Socket> connect(URI url) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Socket socket = new Socket(url.getHost(), url.getPort());
            socket.setSoTimeout(LOOK_MILLIS);
            sockets.add(socket);
        }
        return sockets;
    }

    /** How many the venue has closed; those that it keeps have nothing to say. */
    private static long closed(List<Socket> sockets) throws IOException {
        long closed = 0;
        for (Socket socket : sockets) {
            try {
                closed += socket.getInputStream().read() < 0 ? 1 : 0;
            } catch (SocketTimeoutException open) {
                // It is kept: nothing to count.
            } catch (IOException reset) {
                closed++;
            }
        }
        return closed;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void shouldNameADirectoryThatCannotBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path half = Files.createDirectories(folder.resolve("half"));
        Files.writeString(half.resolve("archive"), "no directory");
        for (Path data : List.of(file.resolve("data"), Path.of("/proc/rialto"), file, half)) {
            checkRefused(
                    Program.run(folder, "up", "--data", data.toString(), "--port", "0"),
                    data.toString());
        }
    }

    /** Even root cannot write there. */
    @Test
    void shouldNotStartOnAReadOnlyFileSystem() throws Exception {
        try (SmallDisk disk = SmallDisk.make(folder.resolve("disk"), 192)) {
            assumeThat(disk.isMounted()).as("may mount").isTrue();
            Path data = Files.createDirectory(disk.path().resolve("data"));
            disk.makeReadOnly();

            checkRefused(
                    Program.run(folder, "up", "--data", data.toString(), "--port", "0"),
                    data.toString(),
                    "right to write");
        }
    }
}

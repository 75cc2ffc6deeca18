package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real redis-server of Debian's, on a free loopback port, that keeps nothing. */
public final class RedisServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PROGRAM = "redis-server";

    private final Path directory;
    private final int port;
    private Process process;

    private RedisServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Starts one; without the program the test is left out, but never in CI. */
    public static RedisServer start(Path directory) {
        boolean isThere = isThere();
        String howTo = "no redis-server (Debian: apt-get install redis-server)";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(isThere).as(howTo).isTrue();
        }
        assumeTrue(isThere, howTo);
        RedisServer server = new RedisServer(directory, freePort());
        server.start();
        return server;
    }

    /** Whether the program is on this machine. */
    public static boolean isThere() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, PROGRAM)));
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Of its first database. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it, again at the same port, and returns when it answers. */
    public void start() {
        try {
            process = new ProcessBuilder(
                            PROGRAM,
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--dir",
                            directory.toString(),
                            "--save",
                            "")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            assertThat(process.isAlive()).as("redis-server runs").isTrue();
            assertThat(System.nanoTime()).as("redis-server starts").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it at once, as when its machine dies. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}

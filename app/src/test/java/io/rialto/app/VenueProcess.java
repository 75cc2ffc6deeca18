package io.rialto.app;

import io.rialto.client.RestClient;
import io.rialto.sequencer.NodeConfig;

import org.agrona.IoUtil;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A venue for tests, {@code rialto up} in a process of its own, which can be killed and started
 * again on the same data at the same address.
 */
final class VenueProcess implements AutoCloseable {
    private static final Pattern UP = Pattern.compile("rialto is up(?: on (http://\\S+))? \\(.*");
    private static final Pattern TOKEN = Pattern.compile("^ {2}(rialto_\\S+)$", Pattern.MULTILINE);

    private static final int PORTS_FROM = 20_000;
    private static final int PORTS_TO = 32_000;

    private final Path data;
    private final int port;
    private final List<String> options;
    private boolean isLiving;
    private final Jvm jvm;
    private Optional<Program> program = Optional.empty();
    private URI url;
    private String token = "";

    /** Not started yet. */
    VenueProcess(Jvm jvm, Path data, String... options) throws IOException {
        this.jvm = jvm;
        this.data = data;
        this.port = freePort();
        this.options = List.of(options);
    }

    /** Starts a venue on a free port and returns when it serves. */
    static VenueProcess start(Path data, String... options)
            throws IOException, InterruptedException {
        return start(data, List.of(), List.of(options));
    }

    /** Starts a venue with simulated traders and does not wait. */
    static VenueProcess launchLiving(Path data) throws IOException {
        VenueProcess venue = new VenueProcess(Jvm.ofTheTest(), data);
        venue.setLiving(true);
        venue.launch();
        return venue;
    }

    /** Whether simulated traders come with the next start. */
    void setLiving(boolean living) {
        isLiving = living;
    }

    /** Starts a venue on a free port and does not wait: see {@link #awaitUp}. */
    static VenueProcess launch(Path data, String... options) throws IOException {
        VenueProcess venue = new VenueProcess(Jvm.ofTheTest(), data, options);
        venue.launch();
        return venue;
    }

    /** Starts a venue by another command, which is given the whole of it to run. */
    static VenueProcess start(Path data, List<String> runner, List<String> options)
            throws IOException, InterruptedException {
        VenueProcess venue = new VenueProcess(
                Jvm.ofTheTest().runBy(runner), data, options.toArray(String[]::new));
        venue.restart();
        return venue;
    }

    /** Starts it on the same data at the same port, and returns when it serves. */
    void restart() throws IOException, InterruptedException {
        launch();
        awaitUp();
    }

    /** Starts it and does not wait. */
    void launch() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
        arguments.addAll(List.of("--port", Integer.toString(port)));
        if (!isLiving) {
            arguments.add("--empty");
        }
        arguments.addAll(options);
        program = Optional.of(Program.rialto(jvm, data.toAbsolutePath().getParent(), arguments));
    }

    /** Waits until it serves. */
    void awaitUp() throws InterruptedException {
        try {
            Program started = program();
            Matcher up = UP.matcher(started.awaitLine(line -> UP.matcher(line).matches()));
            started.awaitLine(line -> line.startsWith("Ctrl-C"));
            if (up.matches() && up.group(1) != null) {
                url = URI.create(up.group(1));
            }
            Matcher first = TOKEN.matcher(started.output());
            token = first.find() ? first.group(1) : token;
        } catch (AssertionError | InterruptedException failed) {
            close();
            throw failed;
        }
    }

    private Program program() {
        return program.orElseThrow();
    }

    /** As {@code kill -9} does, and returns when it is gone. */
    void kill() {
        program().kill();
    }

    /** Waits until it ends by itself. */
    Program.Finished finish() {
        return program().finish();
    }

    /** As Ctrl-C does, to its end. */
    Program.Finished stop() {
        program().interrupt();
        return program().finish();
    }

    boolean isAlive() {
        return program.isPresent() && program().isAlive();
    }

    URI url() {
        return url;
    }

    /** The administrator's, that the first start printed. */
    String token() {
        return token;
    }

    long pid() {
        return program().pid();
    }

    Path data() {
        return data;
    }

    /** Where its processes share memory. */
    Path aeron() {
        int given = options.indexOf("--aeron");
        return given < 0 ? NodeConfig.of(data).aeronDirectory() : Path.of(options.get(given + 1));
    }

    /** Waits for a line of its output that contains a text. */
    void awaitSaid(String text) throws InterruptedException {
        program().awaitLine(line -> line.contains(text));
    }

    RestClient administrator() {
        return new RestClient(url, token);
    }

    /** What the process of the last start has said. */
    String output() {
        return program.map(Program::output).orElse("");
    }

    private boolean hasEngine() {
        int roles = options.indexOf("--roles");
        return roles < 0 || options.get(roles + 1).contains("engine");
    }

    /**
     * Free when asked. Nobody else is told of it, and it is below those that the kernel gives away:
     * what connects meanwhile, in whatever else runs, does not get it.
     */
    static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(PORTS_FROM, PORTS_TO);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another, then.
            }
        }
    }

    @Override
    public void close() {
        program.ifPresent(Program::close);
        if (hasEngine()) {
            // What is killed leaves its shared memory behind.
            IoUtil.delete(aeron().toFile(), true);
        }
    }
}

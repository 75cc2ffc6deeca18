package io.rialto.bench;

import io.rialto.engine.EngineLimits;
import io.rialto.sequencer.Durability;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineFactory;
import io.rialto.sequencer.NodeConfig;
import io.rialto.sequencer.VenueNode;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A venue's node in a process of its own, with its data in a temporary directory. It ends when its
 * input ends, so it does not outlive the process that started it.
 */
final class VenueProcess implements AutoCloseable {
    private static final String READY = "ready";
    private static final String END = "end";
    private static final String SNAPSHOT = "snapshot";
    private static final String STORED = "stored at event ";
    private static final String SOUND = "money sums to zero; last event ";
    private static final long END_SECONDS_MAX = 60;
    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration SNAPSHOT_MAX = Duration.ofMinutes(2);

    /** What the node hosts. */
    enum Hosted {
        ENGINE,
        /** Nothing of the venue: see {@link BareNode}. */
        BARE
    }

    private final Hosted hosted;
    private final Path directory;
    private final boolean isKept;
    private final Process process;
    private final BufferedReader said;

    private VenueProcess(Hosted hosted, Path directory, boolean isKept, Process process) {
        this.hosted = hosted;
        this.directory = directory;
        this.isKept = isKept;
        this.process = process;
        said = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts an empty node and returns when it takes commands. */
    static VenueProcess start(Hosted hosted, Durability durability, MixOptions mix) {
        return start(hosted, durability, mix, temporary(), false);
    }

    /** Starts the engine on what is in a directory, which is kept at the end. */
    static VenueProcess startIn(Path directory, Durability durability, MixOptions mix) {
        return start(Hosted.ENGINE, durability, mix, directory, true);
    }

    /** A new directory for a node. */
    static Path temporary() {
        try {
            return Files.createTempDirectory("rialto-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VenueProcess start(
            Hosted hosted, Durability durability, MixOptions mix, Path directory, boolean isKept) {
        try {
            VenueProcess venue = new VenueProcess(
                    hosted, directory, isKept, launch(hosted, durability, mix, directory));
            try {
                venue.expect(READY);
                return venue;
            } catch (RuntimeException e) {
                venue.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(
            Hosted hosted, Durability durability, MixOptions mix, Path directory)
            throws IOException {
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of(
                hosted.name(),
                durability.name(),
                directory.toString(),
                String.valueOf(mix.markets()),
                String.valueOf(mix.accounts()),
                String.valueOf(mix.depth())));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** As a jar like any venue, with the cache of its classes, where this process is that jar. */
    private static List<String> program() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        List<String> command =
                new ArrayList<>(List.of(java, "-Xms48m", "-Xmx2g", "-XX:+UseSerialGC"));
        if (classes.endsWith(".jar") && !classes.contains(File.pathSeparator)) {
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(flag -> flag.startsWith("-XX:AOTCache=") || flag.startsWith("-Xlog:"))
                    .forEach(command::add);
            command.addAll(List.of("-XX:-UsePerfData", "-jar", classes, "bench", "node"));
        } else {
            command.addAll(List.of(
                    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.zip=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classes,
                    VenueProcess.class.getName()));
        }
        return command;
    }

    /** A new way to the node. */
    CommandLink link() {
        return hosted == Hosted.BARE
                ? new BareLink(aeronDirectory())
                : new VenueLink(aeronDirectory());
    }

    private Path aeronDirectory() {
        return hosted == Hosted.BARE
                ? BareNode.aeronDirectory(directory)
                : NodeConfig.of(directory.resolve("data")).aeronDirectory();
    }

    /** Processor time of all threads of the node so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Ends the node in order, has it check that money sums to zero, and returns the number of its
     * last event.
     */
    long end() {
        ask(END);
        return Long.parseLong(expect(SOUND));
    }

    /** Asks for a snapshot and does not wait for it. */
    void requestSnapshot() {
        ask(SNAPSHOT);
    }

    /** Whether what was asked for last is answered. */
    boolean hasAnswered() {
        try {
            return said.ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the snapshot asked for is stored: the number of the last event in it. */
    long awaitSnapshot() {
        return Long.parseLong(expect(STORED));
    }

    /** Ends the process as a crash would. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String request) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(request)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String expect(String beginning) {
        try {
            String line = said.readLine();
            if (line == null || !line.startsWith(beginning)) {
                throw new IllegalStateException("the venue's process said: " + line);
            }
            return line.substring(beginning.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process if it is still there, and deletes its data unless they are kept. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(aeronDirectory());
            if (!isKept) {
                delete(directory);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Arguments: what is hosted, durability, directory, markets, accounts, depth. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        Durability durability = Durability.valueOf(arguments[1]);
        Path directory = Path.of(arguments[2]);
        if (Hosted.valueOf(arguments[0]) == Hosted.BARE) {
            try (BareNode _ = BareNode.start(directory, durability)) {
                System.out.println(READY);
                var _ = requests().readLine();
            }
            return;
        }
        EngineLimits limits = MixA.limits(new MixOptions(
                0,
                1,
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                true,
                false));
        // The first is the one that takes commands; others make its snapshots.
        AtomicReference<Machine> machine = new AtomicReference<>();
        String request;
        try (VenueNode node =
                start(directory, durability, limits, made -> machine.compareAndSet(null, made))) {
            System.out.println(READY);
            request = serve(node);
        }
        if (END.equals(request)) {
            MoneySum.check(machine.get());
            System.out.println(SOUND + machine.get().sequence());
        }
    }

    private static VenueNode start(
            Path directory, Durability durability, EngineLimits limits, Consumer<Machine> made) {
        NodeConfig config = NodeConfig.of(directory.resolve("data"))
                .withDurability(durability)
                .withSnapshots(1L << 40, false)
                .withStartDeadline(START_MAX);
        MachineFactory factory = EngineMachine.factory(limits);
        return VenueNode.start(config, output -> {
            Machine machine = factory.create(output);
            made.accept(machine);
            return machine;
        });
    }

    /** Takes snapshots as asked, and returns the first other request, or that nobody asks. */
    @SuppressWarnings("SystemOut")
    private static String serve(VenueNode node) throws IOException {
        BufferedReader requests = requests();
        String request = requests.readLine();
        while (SNAPSHOT.equals(request)) {
            System.out.println(STORED + node.snapshotNow(SNAPSHOT_MAX));
            request = requests.readLine();
        }
        return request;
    }

    /** They end when the process that started this one is gone. */
    private static BufferedReader requests() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
}

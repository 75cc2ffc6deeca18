package io.rialto.bench;

import io.rialto.engine.EngineLimits;
import io.rialto.sequencer.Durability;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineFactory;
import io.rialto.sequencer.NodeConfig;
import io.rialto.sequencer.VenueNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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
    private static final String SOUND = "money sums to zero; last event ";
    private static final long END_SECONDS_MAX = 60;
    private static final Duration START_MAX = Duration.ofSeconds(60);

    /** What the node hosts. */
    enum Hosted {
        ENGINE,
        /** Nothing of the venue: see {@link BareNode}. */
        BARE
    }

    private final Hosted hosted;
    private final Path directory;
    private final Process process;
    private final BufferedReader said;

    private VenueProcess(Hosted hosted, Path directory, Process process) {
        this.hosted = hosted;
        this.directory = directory;
        this.process = process;
        said = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a node and returns when it takes commands. */
    static VenueProcess start(Hosted hosted, Durability durability, MixOptions mix) {
        try {
            Path directory = Files.createTempDirectory("rialto-bench-");
            VenueProcess venue =
                    new VenueProcess(hosted, directory, launch(hosted, durability, mix, directory));
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
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-opens=java.base/java.util.zip=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Xms48m",
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                VenueProcess.class.getName(),
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
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(END)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.parseLong(expect(SOUND));
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

    /** Kills the process if it is still there, and deletes its data. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(aeronDirectory());
            delete(directory);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
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
                var _ = awaitRequest();
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
        AtomicReference<Machine> machine = new AtomicReference<>();
        String request;
        try (VenueNode _ = start(directory, durability, limits, machine::set)) {
            System.out.println(READY);
            request = awaitRequest();
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

    /** Nothing when the process that started this one is gone. */
    private static String awaitRequest() throws IOException {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .readLine();
    }
}

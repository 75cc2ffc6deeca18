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
        ECHO
    }

    private final Path directory;
    private final Process process;
    private final BufferedReader said;

    private VenueProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        said = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a node and returns when it takes commands. */
    static VenueProcess start(Hosted hosted, Durability durability, MixOptions mix) {
        try {
            Path directory = Files.createTempDirectory("rialto-bench-");
            VenueProcess venue =
                    new VenueProcess(directory, launch(hosted, durability, mix, directory));
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

    /** Where clients find the media driver. */
    Path aeronDirectory() {
        return NodeConfig.of(directory.resolve("data")).aeronDirectory();
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
        NodeConfig config = NodeConfig.of(Path.of(arguments[2], "data"))
                .withDurability(Durability.valueOf(arguments[1]))
                .withSnapshots(1L << 40, false)
                .withStartDeadline(START_MAX);
        EngineLimits limits = MixA.limits(new MixOptions(
                0,
                1,
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                true,
                false));
        MachineFactory factory = switch (Hosted.valueOf(arguments[0])) {
            case ENGINE -> EngineMachine.factory(limits);
            case ECHO -> EchoMachine::new;
        };
        AtomicReference<Machine> machine = new AtomicReference<>();
        VenueNode node = VenueNode.start(config, output -> {
            machine.set(factory.create(output));
            return machine.get();
        });
        String request;
        try {
            System.out.println(READY);
            request = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    .readLine();
        } finally {
            node.close();
        }
        if (END.equals(request)) {
            MoneySum.check(machine.get());
            System.out.println(SOUND + machine.get().sequence());
        }
    }
}

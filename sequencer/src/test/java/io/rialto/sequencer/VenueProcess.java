package io.rialto.sequencer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A toy venue in a process of its own, to be killed. */
final class VenueProcess implements AutoCloseable {
    private static final String READY = "READY";

    /** The machine that it hosts. */
    enum Hosted {
        TOY,
        TALLY;

        private Machine create(MachineOutput output) {
            return switch (this) {
                case TOY -> new ToyMachine(output);
                case TALLY -> new TallyMachine(output);
            };
        }
    }

    private final Process process;

    private VenueProcess(Process process) {
        this.process = process;
    }

    /** Starts one and returns when it takes commands. */
    static VenueProcess start(Path data, Path aeronDirectory, Durability durability)
            throws IOException {
        return start(data, aeronDirectory, durability, Hosted.TOY);
    }

    /** As above, with a machine to choose. */
    static VenueProcess start(Path data, Path aeronDirectory, Durability durability, Hosted hosted)
            throws IOException {
        return start(data, aeronDirectory, durability, hosted, Upkeep.SEGMENT_LENGTH, Map.of());
    }

    /** As above, with a length of segments, and more in the environment. */
    static VenueProcess start(
            Path data,
            Path aeronDirectory,
            Durability durability,
            Hosted hosted,
            int segmentLength,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                VenueProcess.class.getName(),
                data.toString(),
                aeronDirectory.toString(),
                durability.name(),
                hosted.name(),
                Integer.toString(segmentLength)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        VenueProcess venue = new VenueProcess(process);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (!READY.equals(line)) {
            venue.close();
            throw new AssertionError("The venue said: " + line);
        }
        return venue;
    }

    /** Asks for a snapshot and does not wait for it. */
    void requestSnapshot() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
    }

    /** As {@code kill -9} does, and returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not die");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Keeps segments of a length, and everything else as long as usual. */
    static Upkeep upkeep(int segmentLength) {
        Upkeep standard = Upkeep.standard();
        return new Upkeep(
                segmentLength,
                standard.consumerBytesMax(),
                standard.eventRetention(),
                standard.clock(),
                standard.sessionTimeout(),
                standard.reserveBytes());
    }

    /** Arguments: data directory, driver's directory, durability, machine, length of segments. Each
     * line of input asks for a snapshot. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        NodeConfig config = NodeConfig.of(Path.of(arguments[0]))
                .withAeronDirectory(Path.of(arguments[1]))
                .withDurability(Durability.valueOf(arguments[2]))
                .withSnapshots(1L << 40, false)
                .withUpkeep(upkeep(Integer.parseInt(arguments[4])))
                .withStartDeadline(Duration.ofSeconds(90));
        try (VenueNode node = VenueNode.start(config, Hosted.valueOf(arguments[3])::create)) {
            System.out.println(READY);
            BufferedReader requests =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (requests.readLine() != null) {
                node.snapshotNow(Duration.ofSeconds(90));
            }
        }
    }
}

package io.rialto.bench;

import io.rialto.sequencer.Durability;
import io.rialto.sequencer.NodeConfig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A whole venue in a process of its own, as {@code rialto up} runs it, with temporary data. */
final class EdgeVenue implements AutoCloseable {
    private static final String UP = "rialto is up on ";
    private static final String TOKEN = "  rialto_";
    private static final String READY = "Ctrl-C stops it.";
    private static final long END_SECONDS_MAX = 60;

    private final Path directory;
    private final Process process;
    private URI url = URI.create("http://127.0.0.1");
    private String token = "";

    private EdgeVenue(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /**
     * Starts a venue and returns when it serves.
     *
     * @param up the command that starts a venue, to which options are added
     * @param flags of its JVM, beyond those of the command
     */
    static EdgeVenue start(List<String> up, Durability durability, List<String> flags)
            throws IOException {
        Path directory = VenueProcess.temporary();
        EdgeVenue venue = new EdgeVenue(directory, launch(up, durability, flags, directory));
        // A bench that is ended leaves no venue running.
        Runtime.getRuntime().addShutdownHook(new Thread(venue.process::destroy, "stop-venue"));
        try {
            venue.awaitReady();
            return venue;
        } catch (IOException | RuntimeException failed) {
            venue.close();
            throw failed;
        }
    }

    private static Process launch(
            List<String> up, Durability durability, List<String> flags, Path directory)
            throws IOException {
        List<String> command = new ArrayList<>(up);
        command.addAll(1, flags);
        command.addAll(
                List.of("--empty", "--port", "0", "--data", data(directory).toString()));
        command.addAll(List.of("--durability", durability.name().toLowerCase(Locale.ROOT)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path data(Path directory) {
        return directory.resolve("data");
    }

    private void awaitReady() throws IOException {
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line;
        do {
            line = said.readLine();
            if (line == null) {
                throw new IOException("the venue's process ended before it was up");
            }
            if (line.startsWith(UP)) {
                url = URI.create(line.substring(UP.length(), line.indexOf(' ', UP.length())));
            } else if (line.startsWith(TOKEN)) {
                token = line.strip();
            }
        } while (!line.equals(READY));
    }

    URI url() {
        return url;
    }

    String administrator() {
        return token;
    }

    /** Processor time of all threads of the venue so far. */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Memory of the venue's process. */
    double residentMebibytes() throws IOException {
        return UpBench.residentMebibytes(process.pid());
    }

    /** Ends the process and deletes its data. */
    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            VenueProcess.delete(NodeConfig.of(data(directory)).aeronDirectory());
            VenueProcess.delete(directory);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

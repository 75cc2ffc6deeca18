package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures a whole venue as its user has it: how soon its process serves, what it costs while nobody
 * asks anything, and how much memory it takes. The processor's time and memory are the operating
 * system's figures of the process; memory is known on Linux only.
 */
public final class UpBench {
    private static final String UP = "rialto is up";
    private static final double MIB = 1024;

    private final UpOptions options;
    private final PrintWriter out;

    private UpBench(UpOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs the bench and prints a table.
     *
     * @return {@code up.new} on empty directories and {@code up} on those of a venue before, each with
     *     {@code secondsToReady}, {@code idleCores} and {@code residentMebibytes}
     * @throws IllegalStateException if a venue does not start
     */
    public static List<BenchResult> run(UpOptions options, PrintWriter out)
            throws InterruptedException {
        return new UpBench(options, out).run();
    }

    private List<BenchResult> run() throws InterruptedException {
        List<Path> directories = new ArrayList<>();
        try {
            for (int run = 0; run < options.runs(); run++) {
                directories.add(VenueProcess.temporary());
            }
            // The first start of a program reads it from disk.
            watch(directories.getFirst());
            VenueProcess.delete(directories.getFirst());
            BenchResult fresh = measure("up.new", "an empty directory", directories);
            BenchResult again = measure("up", "the directory of a venue before", directories);
            return List.of(fresh, again);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            directories.forEach(UpBench::delete);
        }
    }

    private static void delete(Path directory) {
        try {
            VenueProcess.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BenchResult measure(String name, String workload, List<Path> directories)
            throws IOException, InterruptedException {
        List<Watched> runs = new ArrayList<>();
        for (Path directory : directories) {
            runs.add(watch(directory));
        }
        Spread ready = Spread.of(runs.stream().map(Watched::secondsToReady).toList());
        Spread idle = Spread.of(runs.stream().map(Watched::idleCores).toList());
        Spread resident =
                Spread.of(runs.stream().map(Watched::residentMebibytes).toList());
        Spread cpu = Spread.of(runs.stream().map(Watched::cpuSecondsToReady).toList());
        out.printf(
                "%-7s ready after %.2f s (%.2f to %.2f), of CPU %.2f s; idle %.1f%% of a core (%.1f"
                        + " to %.1f); %.0f MiB resident (%.0f to %.0f)%n",
                name,
                ready.median(),
                ready.min(),
                ready.max(),
                cpu.median(),
                100 * idle.median(),
                100 * idle.min(),
                100 * idle.max(),
                resident.median(),
                resident.min(),
                resident.max());
        out.flush();
        Map<String, Double> figures = ready.figures("secondsToReady");
        figures.put("cpuSecondsToReady", cpu.median());
        figures.putAll(idle.figures("idleCores"));
        figures.putAll(resident.figures("residentMebibytes"));
        return new BenchResult(
                name,
                workload,
                "disk",
                Rate.NONE,
                Latency.NONE,
                BenchResult.NOT_MEASURED,
                BenchResult.NOT_MEASURED,
                figures);
    }

    private record Watched(
            double secondsToReady,
            double cpuSecondsToReady,
            double idleCores,
            double residentMebibytes) {}

    private Watched watch(Path directory) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options.command());
        command.addAll(List.of("--empty", "--data", directory.resolve("data").toString()));
        command.addAll(List.of("--port", "0"));
        long start = System.nanoTime();
        Process venue = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            awaitUp(venue);
            double ready = (System.nanoTime() - start) / 1e9;
            double cpuReady = cpuNanos(venue) / 1e9;
            Thread.sleep(options.settling());
            long cpu = cpuNanos(venue);
            long watched = System.nanoTime();
            Thread.sleep(options.watched());
            double idle = (cpuNanos(venue) - cpu) / (double) (System.nanoTime() - watched);
            return new Watched(ready, cpuReady, idle, residentMebibytes(venue.pid()));
        } finally {
            venue.destroy();
            venue.waitFor();
        }
    }

    private static void awaitUp(Process venue) throws IOException {
        BufferedReader said = venue.inputReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(UP)) {
                return;
            }
            all.append(line).append('\n');
        }
        throw new IllegalStateException("the venue did not start: " + all);
    }

    private static long cpuNanos(Process venue) {
        return venue.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Memory of a process that is in use, by the operating system. */
    static double residentMebibytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return BenchResult.NOT_MEASURED;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / MIB)
                .findFirst()
                .orElse(BenchResult.NOT_MEASURED);
    }
}

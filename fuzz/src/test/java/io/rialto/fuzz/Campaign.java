package io.rialto.fuzz;

import org.agrona.IoUtil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * New inputs for every target, for as long as is said for each, in as many processes at a time as is
 * said: in a short campaign ({@link FuzzProcess#SHORT_SECONDS} for each at most) targets that follow one
 * another share a process, because a start takes longer than the inputs do; in a long one each has its
 * own. {@code ./rialto test fuzz} runs it. Ends with 1 when something was found, with the lines to keep,
 * and with 2 for a target that is unknown.
 */
final class Campaign {
    private static final int SECONDS = Integer.getInteger(Fuzzer.SECONDS, 60);
    private static final String TARGET = System.getProperty("rialto.fuzz.target", "");
    private static final int PROCESSES = Integer.getInteger("rialto.fuzz.processes", 4);

    private Campaign() {}

    /** Runs it as the system properties say. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        List<Targets> chosen = Stream.of(Targets.values())
                .filter(target -> TARGET.isEmpty() || target.title().equals(TARGET))
                .toList();
        if (chosen.isEmpty()) {
            System.err.printf("no target %s; there are: %s%n", TARGET, titles());
            System.exit(2);
        }
        System.exit(run(chosen) ? 0 : 1);
    }

    /** True when nothing was found; what is found is told at once. */
    private static boolean run(List<Targets> targets)
            throws IOException, InterruptedException, ExecutionException {
        Path directory = Files.createTempDirectory("rialto-fuzz");
        try (ExecutorService executor = Executors.newFixedThreadPool(PROCESSES)) {
            List<Future<Boolean>> runs = new ArrayList<>();
            for (List<Targets> share : shares(targets)) {
                Path own =
                        Files.createDirectory(directory.resolve(share.getFirst().title()));
                runs.add(executor.submit(() -> run(share, own)));
            }
            boolean isNothing = true;
            for (Future<Boolean> run : runs) {
                isNothing &= run.get();
            }
            return isNothing;
        } finally {
            IoUtil.delete(directory.toFile(), true);
        }
    }

    private static List<List<Targets>> shares(List<Targets> targets) {
        int size =
                SECONDS > FuzzProcess.SHORT_SECONDS ? 1 : Math.ceilDiv(targets.size(), PROCESSES);
        return targets.stream().gather(Gatherers.windowFixed(size)).toList();
    }

    private static boolean run(List<Targets> targets, Path directory) throws InterruptedException {
        FuzzProcess process = new FuzzProcess(targets, directory);
        Optional<String> found;
        try {
            found = process.run(SECONDS);
        } catch (IOException e) {
            found = Optional.of(process + " was not run: " + e);
        }
        found.ifPresent(System.err::println);
        return found.isEmpty();
    }

    private static String titles() {
        return Stream.of(Targets.values()).map(Targets::title).collect(Collectors.joining(", "));
    }
}

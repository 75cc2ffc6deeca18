package io.rialto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * New inputs for every target, for as long as is said: each target in a process of its own, as many
 * at a time as is said. {@code ./rialto test fuzz} runs it.
 */
@Tag("soak")
class CampaignTest {
    private static final int SECONDS = Integer.getInteger("rialto.fuzz.seconds", 60);
    private static final String TARGET = System.getProperty("rialto.fuzz.target", "");

    /** More than there are cores: a process that starts takes a while before it gives inputs. */
    private static final int PROCESSES = Integer.getInteger("rialto.fuzz.processes", 4);

    @TempDir
    private Path directory;

    @Test
    void shouldFindNothingInTheTimeGiven() throws Exception {
        List<Future<Optional<String>>> runs = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(PROCESSES)) {
            for (Targets target : chosen()) {
                Path own = Files.createDirectory(directory.resolve(target.title()));
                runs.add(executor.submit(() -> new FuzzProcess(target, own).run(SECONDS)));
            }
        }
        List<String> found = new ArrayList<>();
        for (Future<Optional<String>> run : runs) {
            run.get().ifPresent(found::add);
        }
        assertThat(found).isEmpty();
    }

    private static List<Targets> chosen() {
        if (TARGET.isEmpty()) {
            return List.of(Targets.values());
        }
        List<Targets> one = Stream.of(Targets.values())
                .filter(target -> target.title().equals(TARGET))
                .toList();
        assertThat(one)
                .as(
                        "%s is none of %s",
                        TARGET, Stream.of(Targets.values()).map(Targets::title).toList())
                .isNotEmpty();
        return one;
    }
}

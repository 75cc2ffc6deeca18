package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.engine.Engine;
import io.rialto.protocol.Code;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every release's log, replayed by this program: it must give the states and events recorded then.
 * {@code ./rialto test golden VERSION} records the log of a release.
 */
class GoldenLogTest {
    private static final String RECORD = "golden.record";
    private static final Path SOURCE = Path.of("src", "test", "resources", "golden");
    private static final long BYTES_MAX = 200_000;

    /** The commands of rules version 1; those that came later are in the logs of later releases. */
    private static final List<Integer> FIRST_COMMANDS =
            List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 20, 21, 22, 23, 24, 25);

    static List<Path> releases() throws IOException {
        if (!System.getProperty(RECORD, "").isEmpty()) {
            record(System.getProperty(RECORD));
        }
        try (Stream<Path> files = Files.list(SOURCE)) {
            return files.sorted().toList();
        }
    }

    private static void record(String release) throws IOException {
        List<String> lines = GoldenScript.record(release, Engine.RULES_VERSION);
        Files.write(SOURCE.resolve(release + ".log"), lines);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldGiveTheStatesAndEventsOfTheRelease(Path release) throws IOException {
        GoldenLog log = GoldenLog.replay(Files.readAllLines(release));

        assertThat(log.states()).isGreaterThanOrEqualTo(8);
        assertThat(log.templates()).containsAll(FIRST_COMMANDS);
        assertThat(log.codes())
                .contains(
                        Code.DONE, Code.SUDO_REQUIRED, Code.GATEWAY_GAP, Code.IDEMPOTENCY_CONFLICT)
                .hasSizeGreaterThan(15);
        assertThat(Files.size(release)).isLessThan(BYTES_MAX);
    }

    @Test
    void shouldFailOnAnyOtherState() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(releases().getFirst()));
        int issued = 0;
        while (!lines.get(issued).startsWith("command +1000000000 11 ")) {
            issued++;
        }
        lines.remove(issued);

        assertThatThrownBy(() -> GoldenLog.replay(lines)).isInstanceOf(AssertionError.class);
    }
}

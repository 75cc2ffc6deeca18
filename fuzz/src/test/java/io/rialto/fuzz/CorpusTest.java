package io.rialto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Every input kept, those that once found something among them, finds nothing. */
class CorpusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @ParameterizedTest
    @EnumSource(Targets.class)
    void shouldFindNothingWithWhatIsKept(Targets target) throws IOException {
        List<byte[]> inputs = Corpus.of(target);
        assertThat(inputs).isNotEmpty();
        for (byte[] input : inputs) {
            assertTimeoutPreemptively(
                    PATIENCE,
                    () -> target.target().run(input),
                    () -> "endless with " + HexFormat.of().formatHex(input));
        }
    }
}

package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.money.Side;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

class LobsterFileTest {
    private static final String LINES =
            "34200.004241176,1,16113575,18,5853300,1\n34200.5,4,16113575,18,5853300,-1\n";

    @TempDir
    Path folder;

    @Test
    void shouldReadPlainAndGzippedAlike() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.csv"), LINES);
        Path zipped = folder.resolve("zipped.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(LINES.getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(LobsterFile.read(plain))
                .isEqualTo(LobsterFile.read(zipped))
                .containsExactly(
                        new LobsterMessage(
                                1,
                                34_200_004_241_176L,
                                LobsterMessage.Kind.SUBMIT,
                                16113575,
                                18,
                                5853300,
                                Side.BUY),
                        new LobsterMessage(
                                2,
                                34_200_500_000_000L,
                                LobsterMessage.Kind.EXECUTE_VISIBLE,
                                16113575,
                                18,
                                5853300,
                                Side.SELL));
    }

    @Test
    void shouldNameTheLineThatIsNotOne() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), LINES + "34201.0,9,1,1,1,1\n");

        assertThatThrownBy(() -> LobsterFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("type 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"34201.0,1,1,1,1,0", "-1.0,1,1,1,1,1", "1.-5,1,1,1,1,1"})
    void shouldRefuseDirectionsAndInstantsThatAreNone(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), LINES + line + "\n");

        assertThatThrownBy(() -> LobsterFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThatThrownBy(() -> LobsterFile.read(folder.resolve("none.csv")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.csv does not exist");
    }
}

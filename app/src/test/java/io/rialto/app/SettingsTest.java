package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SettingsTest {
    @TempDir
    private Path folder;

    private Path file;

    @Command(name = "up")
    static final class Some {
        @Option(names = Settings.OPTION)
        private Path config;

        @Option(
                names = {"-p", "--port"},
                defaultValue = "8080")
        private int port;

        @Option(names = "--tls-key")
        private String key;

        @Option(names = "--limit", split = ",")
        private List<String> limits = List.of();

        @Option(names = {"-v", "--verbose"})
        private boolean isVerbose;
    }

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("rialto.conf");
        Files.writeString(file, "# of a class\nport = 9000 \ntls-key=k\u00e9y.pem\nlimit = a,b\n");
    }

    @Test
    void shouldTakeTheCommandLineBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() {
        assertThat(parsed(Map.of()).port).isEqualTo(8080);
        assertThat(parsed(Map.of(), "--config", file.toString()).port).isEqualTo(9000);
        assertThat(parsed(Map.of("RIALTO_PORT", "9001"), "--config=" + file).port)
                .isEqualTo(9001);
        assertThat(parsed(Map.of("RIALTO_PORT", "9001"), "--config=" + file, "-p", "9002").port)
                .isEqualTo(9002);
    }

    @Test
    void shouldFindTheFileThatTheEnvironmentNames() {
        Some some = parsed(Map.of("RIALTO_CONFIG", file.toString()));

        assertThat(some.config).isEqualTo(file);
        assertThat(some.key).isEqualTo("k\u00e9y.pem");
        assertThat(some.limits).containsExactly("a", "b");
    }

    @Test
    void shouldTakeAnEmptyVariableForNone() {
        assertThat(parsed(Map.of("RIALTO_TLS_KEY", "", "RIALTO_PORT", " ")).port)
                .isEqualTo(8080);
    }

    @Test
    void shouldNotTakeASwitchFromTheEnvironment() {
        assertThat(parsed(Map.of("RIALTO_VERBOSE", "true")).isVerbose).isFalse();
    }

    @Test
    void shouldNameASettingThatThereIsNotAndThoseThatThereAre() throws IOException {
        Files.writeString(file, "prot = 9000\n");

        assertThatThrownBy(() -> parsed(Map.of(), "--config", file.toString()))
                .isInstanceOf(Main.StartException.class)
                .hasMessage(file + ": there is no setting prot. There are limit, port, tls-key.");
    }

    @Test
    void shouldRefuseAFileThatIsMissingOrNoText() throws IOException {
        assertThatThrownBy(() -> parsed(Map.of(), "--config", file + "-not"))
                .hasMessage("There is no file " + file + "-not to configure from");

        Files.write(file, "port=\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> parsed(Map.of(), "--config", file.toString()))
                .hasMessage(file + " is not a file of lines like 'port = 8080' in UTF-8");

        Files.writeString(file, "port=\\u00zz");
        assertThatThrownBy(() -> parsed(Map.of(), "--config", file.toString()))
                .hasMessage(file + " is not a file of lines like 'port = 8080' in UTF-8");
    }

    private static Some parsed(Map<String, String> environment, String... arguments) {
        Some some = new Some();
        CommandLine line = new CommandLine(some);
        line.setDefaultValueProvider(
                Settings.of(line.getCommandSpec(), List.of(arguments), environment));
        line.parseArgs(arguments);
        return some;
    }
}

package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * Holds docs/configuration.md to what {@code rialto up} takes. {@code -Drialto.pages=write} writes
 * its table anew.
 */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final String BEGIN =
            "<!-- generated: up to the end by ConfigurationPageTest -->\n\n";

    private final CommandSpec up = new CommandLine(new UpCommand()).getCommandSpec();

    @Test
    void shouldListEverySetting() throws IOException {
        String page = Files.readString(PAGE);
        String hand = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String right = hand + table();
        if ("write".equals(System.getProperty("rialto.pages"))) {
            Files.writeString(PAGE, right);
        }

        assertThat(page)
                .as("docs/configuration.md (written anew by -Drialto.pages=write)")
                .isEqualTo(right);
    }

    private String table() {
        return "| setting | environment | meaning |\n|---|---|---|\n"
                + up.options().stream()
                        .filter(option -> Settings.keys(up).contains(Settings.key(option)))
                        .sorted(Comparator.comparing(Settings::key))
                        .map(ConfigurationPageTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(OptionSpec option) {
        String described = String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                .replace("|", "\\|");
        return "| `%s = %s` | `%s` | %s |\n"
                .formatted(
                        Settings.key(option),
                        option.paramLabel().replace("|", "\\|"),
                        Settings.variable(option.longestName()),
                        described);
    }
}

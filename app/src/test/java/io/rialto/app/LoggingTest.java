package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.util.logging.Level;
import java.util.logging.LogRecord;

/** What strangers sent may come into the log, and must not look like an entry of its own. */
class LoggingTest {
    private static final String FORGED = "\r\n2026-01-01T00:00:00Z INFO io.rialto: all is well";

    @Test
    void shouldWriteOneLineForEachEntryWhateverIsInIt() {
        LogRecord entry =
                new LogRecord(Level.WARNING, "An order of a" + FORGED + "\u001B[2J\u2028\u202E");
        entry.setLoggerName("io.rialto.test");
        entry.setThrown(new IllegalArgumentException("not b\u0007\u0085c" + FORGED));

        String line = new LogLine(false).format(entry);

        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .contains("An order of a\\u000d\\u000a2026-01-01")
                .contains("well\\u001b[2J\\u2028\\u202e")
                .contains("not b\\u0007\\u0085c");
    }

    @Test
    void shouldIndentStacksAndWhatTheySay() {
        LogRecord entry = new LogRecord(Level.SEVERE, "failed");
        entry.setThrown(
                new IllegalStateException("a" + FORGED, new IllegalStateException("b" + FORGED)));

        assertThat(new LogLine(true).format(entry).lines().skip(1))
                .hasSizeGreaterThan(4)
                .allMatch(line -> line.startsWith("    "));
    }

    @Test
    void shouldWriteOneObjectForEachEntryWhateverIsInIt() throws JsonProcessingException {
        String message = "An order of a" + FORGED + "\u001B[2J\u2028\u202E\u007F \"}";
        LogRecord entry = new LogRecord(Level.WARNING, message);
        entry.setLoggerName("io.rialto.test");
        entry.setThrown(new IllegalArgumentException("not b\u0007\u0085c" + FORGED));

        String line = new LogJson(false).format(entry);

        assertThat(line.lines()).hasSize(1);
        assertThat(line.strip().chars()).allMatch(c -> c >= ' ' && c < 0x7F);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("message").asText()).isEqualTo(message);
        assertThat(json.path("level").asText()).isEqualTo("WARNING");
        assertThat(json.path("logger").asText()).isEqualTo("io.rialto.test");
        assertThat(json.path("thrown").asText()).contains("not b").doesNotContain("at io.rialto");
        assertThat(json.has("trace")).isFalse();
        assertThat(new LogJson(true).format(entry)).contains("at io.rialto");
    }
}

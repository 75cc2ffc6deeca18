package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds docs/protocol to the schema and to what is really sent: the tables are the schema's, the
 * examples are what the publishers encode, and the commands on the page, applied to an empty venue,
 * lead to the answers, events and state on the pages. {@code -Drialto.pages=write} writes the pages
 * anew.
 */
class ProtocolPagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGES = ROOT.resolve("docs/protocol");
    private static final String BEGIN = "<!-- generated: from here on by ProtocolPagesTest -->\n\n";
    private static final int COMMANDS_LAST = 79;
    private static final int ANSWERS_FIRST = 80;
    private static final int ANSWERS_LAST = 99;
    private static final int EVENTS_FIRST = 100;
    private static final int EVENTS_LAST = 199;
    private static final int STATE_FIRST = 200;
    private static final int STATE_LAST = 299;
    private static final int BYTES_PER_LINE = 32;
    private static final Pattern EXAMPLE =
            Pattern.compile("```hex (\\d+)\\n([0-9a-f\\s]+)```", Pattern.DOTALL);

    private final ExampleSession session = ExampleSession.play();
    private final SchemaPages schema;

    ProtocolPagesTest() throws Exception {
        schema = new SchemaPages(ROOT.resolve("protocol/src/main/sbe/rialto.xml"));
    }

    @Test
    void shouldDescribeTheCommandsAndAnswersOfTheSchema() throws Exception {
        assertThat(session.commands().keySet())
                .containsExactlyInAnyOrderElementsOf(schema.templates(1, COMMANDS_LAST));
        assertThat(session.answers().keySet())
                .containsExactlyInAnyOrderElementsOf(schema.templates(ANSWERS_FIRST, ANSWERS_LAST));
        page(
                "commands.md",
                "## Commands\n\n"
                        + schema.messages(1, COMMANDS_LAST, examples(session.commands()))
                        + "## Answers\n\n"
                        + schema.messages(
                                ANSWERS_FIRST, ANSWERS_LAST, examples(session.answers())));
    }

    @Test
    void shouldDescribeTheEventsOfTheSchema() throws Exception {
        assertThat(session.events().keySet())
                .containsExactlyInAnyOrderElementsOf(schema.templates(EVENTS_FIRST, EVENTS_LAST));
        page("events.md", schema.messages(EVENTS_FIRST, EVENTS_LAST, examples(session.events())));
    }

    @Test
    void shouldDescribeTheStateRecordsOfTheSchema() throws Exception {
        assertThat(session.records().keySet())
                .containsExactlyInAnyOrderElementsOf(schema.templates(STATE_FIRST, STATE_LAST));
        page("state.md", schema.messages(STATE_FIRST, STATE_LAST, examples(session.records())));
    }

    @Test
    void shouldDescribeTypesAndSizes() throws Exception {
        page("README.md", "## Sizes\n\n" + sizes() + "## Types\n\n" + schema.types());
    }

    /** The commands on the page are understood, and lead to what the other pages show. */
    @Test
    void shouldDoWhatThePagesShow() throws Exception {
        Map<Integer, UnsafeBuffer> commands = examplesOn("commands.md");
        ExampleSession replayed = ExampleSession.replay(session.steps(), commands);
        assertThat(replayed.answers())
                .allSatisfy(
                        (template, bytes) -> assertThat(bytes).isEqualTo(commands.get(template)));
        assertThat(replayed.events()).isEqualTo(examplesOn("events.md"));
        assertThat(replayed.records()).isEqualTo(examplesOn("state.md"));
    }

    private static void page(String name, String generated) throws Exception {
        Path file = PAGES.resolve(name);
        String page = Files.readString(file);
        int begin = page.indexOf(BEGIN);
        assertThat(begin).as("%s says where it is generated", file).isPositive();
        String expected =
                page.substring(0, begin + BEGIN.length()) + generated.stripTrailing() + "\n";
        if ("write".equals(System.getProperty("rialto.pages"))) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file)).isEqualTo(expected);
    }

    private static Map<Integer, String> examples(Map<Integer, UnsafeBuffer> messages) {
        Map<Integer, String> examples = new HashMap<>();
        messages.forEach((template, bytes) -> examples.put(template, example(template, bytes)));
        return examples;
    }

    private static String example(int template, UnsafeBuffer bytes) {
        StringBuilder text = new StringBuilder(
                "Example, %d bytes:\n\n```hex %d\n".formatted(bytes.capacity(), template));
        for (int at = 0; at < bytes.capacity(); at++) {
            text.append("%02x".formatted(bytes.getByte(at)));
            boolean isLineEnd = at % BYTES_PER_LINE == BYTES_PER_LINE - 1;
            if (isLineEnd || at == bytes.capacity() - 1) {
                text.append('\n');
            } else if (at % 8 == 7) {
                text.append(' ');
            }
        }
        return text.append("```\n\n").toString();
    }

    private static Map<Integer, UnsafeBuffer> examplesOn(String name) throws Exception {
        Map<Integer, UnsafeBuffer> examples = new HashMap<>();
        Matcher matcher = EXAMPLE.matcher(Files.readString(PAGES.resolve(name)));
        while (matcher.find()) {
            byte[] bytes = HexFormat.of().parseHex(matcher.group(2).replaceAll("\\s", ""));
            examples.put(Integer.valueOf(matcher.group(1)), new UnsafeBuffer(bytes));
        }
        return examples;
    }

    private String sizes() {
        StringBuilder table = new StringBuilder(
                "Measured on the session that the examples are from, headers included.\n\n"
                        + "| command | bytes | answer | events | bytes of frames |\n"
                        + "|---|---|---|---|---|\n");
        for (ExampleSession.Step step : session.steps()) {
            List<UnsafeBuffer> frames = step.frames();
            int template = new MessageHeaderDecoder().wrap(step.command(), 0).templateId();
            table.append("| %s | %d | %d | %d | %d |\n"
                    .formatted(
                            schema.name(template),
                            step.command().capacity(),
                            step.answer().capacity(),
                            frames.stream()
                                    .mapToInt(f -> VenueFixture.frame(f).count())
                                    .sum(),
                            frames.stream().mapToInt(UnsafeBuffer::capacity).sum()));
        }
        return table.append('\n').toString();
    }
}

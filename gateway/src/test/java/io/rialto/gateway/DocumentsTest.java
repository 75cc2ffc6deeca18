package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ServerMessage;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the examples of docs/protocol, and holds what it lists against the code. */
class DocumentsTest {
    private static final Pattern HTTP =
            Pattern.compile("```http\\n(\\w+) (\\S+) → (\\d+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TEXTPROTO =
            Pattern.compile("```textproto → (\\w+)\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern ONLY_HTTP =
            Pattern.compile("Only over HTTP \\(.*?\\): (`[^.]*`)\\.");

    @Test
    void shouldAnswerExamplesOfRest() throws IOException {
        List<MatchResult> examples = HTTP.matcher(document("rest.md")).results().toList();
        assertThat(examples).hasSizeGreaterThan(10);
        try (VenueFixture venue = VenueFixture.open()) {
            for (MatchResult example : examples) {
                String path = example.group(2);
                Api.Answer answer = switch (example.group(1)) {
                    case "GET" -> venue.admin.get(path);
                    case "DELETE" -> venue.admin.delete(path);
                    case "PATCH" -> venue.admin.patch(path, new JsonObject(example.group(4)));
                    default -> venue.admin.post(path, example.group(4));
                };
                answer.expect(Integer.parseInt(example.group(3)));
            }
        }
    }

    @Test
    void shouldAnswerExamplesOfTheStream() throws IOException {
        List<MatchResult> examples =
                TEXTPROTO.matcher(document("stream.md")).results().toList();
        assertThat(examples).hasSizeGreaterThan(10);
        try (VenueFixture venue = VenueFixture.open();
                StreamClient client = StreamClient.open(venue.user("1000", "1"))) {
            for (MatchResult example : examples) {
                ClientMessage.Builder message = ClientMessage.newBuilder();
                TextFormat.merge(example.group(2), message);
                client.sendBytes(message.build().toByteArray());
                ServerMessage answer =
                        client.await(m -> m.getCorrelationId() == message.getCorrelationId());
                assertThat(answer.getContentCase().name().toLowerCase(Locale.ROOT))
                        .as("%s answered with %s", message, answer)
                        .isEqualTo(example.group(1));
            }
        }
    }

    @Test
    void shouldListWhatTheStreamCannotCall() throws IOException {
        Matcher listed = ONLY_HTTP.matcher(document("stream.md"));
        assertThat(listed.find()).isTrue();
        assertThat(listed.group(1).replace("`", "").split(", "))
                .containsExactlyInAnyOrderElementsOf(Routes.all().stream()
                        .filter(route -> route.onlyOverHttp().isPresent())
                        .map(Route::name)
                        .filter(name -> !name.startsWith("export"))
                        .toList());
    }

    @Test
    void shouldListEveryRefusalAndProfile() throws IOException {
        String rest = document("rest.md");
        String stream = document("stream.md");
        for (Refusal refusal : Refusal.values()) {
            boolean ofStream = refusal == Refusal.TOO_MANY_SUBSCRIPTIONS
                    || refusal == Refusal.ALREADY_SUBSCRIBED
                    || refusal == Refusal.SUBSCRIPTION_UNKNOWN;
            assertThat(ofStream ? stream : rest).contains("`" + refusal.wireName() + "`");
        }
        for (LimitProfile profile : List.of(
                LimitProfile.USER,
                LimitProfile.ADMINISTRATOR,
                LimitProfile.REPLAY,
                LimitProfile.BENCH)) {
            assertThat(rest)
                    .contains(String.format(
                            Locale.ROOT,
                            "| `%s` | %,d/s | %,d | %,d/min | %,d | %,d | %,d |",
                            profile.name(),
                            profile.mutatePerSecond(),
                            profile.mutateBurst(),
                            profile.expensivePerMinute(),
                            profile.inFlightMax(),
                            profile.streamsMax(),
                            profile.subscriptionsMax()));
        }
    }

    private static String document(String name) throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/protocol").resolve(name))) {
            directory = directory.getParent();
            assertThat(directory).as("docs/protocol above the module").isNotNull();
        }
        return Files.readString(directory.resolve("docs/protocol").resolve(name));
    }
}

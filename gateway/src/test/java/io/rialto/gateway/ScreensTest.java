package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The files under {@code src/test/resources/web} stand for those that the module web builds. */
class ScreensTest {
    private static final String SCRIPT = "/_app/immutable/a.0123.js";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static VenueFixture venue;

    @BeforeAll
    static void open() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/trade/BTC-USD", "/trade/BRK.B", "/operate"})
    void shouldAnswerABrowserWithThePageAtEveryAddress(String path) throws Exception {
        HttpResponse<String> answer = get(path, "Accept", "text/html,*/*;q=0.8");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<title>Rialto</title>");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(answer, "Content-Security-Policy"))
                .contains("script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere, */*",
        "/api/v1/nowhere, text/html",
        "/_app/immutable/gone.js, */*",
        "/files.list, */*",
        "/../web/files.list, */*",
        "/%2e%2e/pom.xml, */*"
    })
    void shouldTellProgramsWhatDoesNotExist(String path, String accept) throws Exception {
        HttpResponse<String> answer = get(path, "Accept", accept);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/metrics", "/openapi.json", "/api/v1/invariants"})
    void shouldLeaveTheRoutesToThemselves(String path) throws Exception {
        assertThat(get(path, "Accept", "text/html").body()).doesNotContain("<title>");
    }

    @Test
    void shouldTakeNothingButReadingForAFile() throws Exception {
        HttpRequest post =
                request(SCRIPT).POST(HttpRequest.BodyPublishers.noBody()).build();
        assertThat(CLIENT.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br | br   | stands for brotli",
                "gzip              | gzip | stands for gzip",
                "br;q=0, gzip      | gzip | stands for gzip",
                "identity          |      | as it is",
                "brave             |      | as it is"
            })
    void shouldServeTheBestEncodingThatIsAccepted(String accepted, String encoding, String body)
            throws Exception {
        HttpResponse<String> answer = get(SCRIPT, "Accept-Encoding", accepted);
        assertThat(answer.headers().firstValue("Content-Encoding").orElse(null))
                .isEqualTo(encoding);
        assertThat(answer.body()).isEqualToIgnoringNewLines(body);
        assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void shouldLetHashedFilesBeKeptForGood() throws Exception {
        HttpResponse<String> answer = get(SCRIPT, "Accept", "*/*");
        assertThat(header(answer, "Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void shouldSendNothingAgainThatTheBrowserHas() throws Exception {
        String tag = header(get("/index.html", "Accept", "*/*"), "ETag");
        HttpResponse<String> again = get("/index.html", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void shouldAnswerHeadWithoutTheContent() throws Exception {
        HttpRequest head = request(SCRIPT).HEAD().build();
        HttpResponse<String> answer = CLIENT.send(head, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo("9");
        assertThat(answer.body()).isEmpty();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(venue.gateway.url() + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private static HttpResponse<String> get(String path, String name, String value)
            throws IOException, InterruptedException {
        return CLIENT.send(
                request(path).header(name, value).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}

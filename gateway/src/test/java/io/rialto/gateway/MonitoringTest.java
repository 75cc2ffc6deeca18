package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Health for machines, and the files of alerts and dashboards against the metrics that there are. */
class MonitoringTest {
    private static final Path RULES = Path.of("../operations/prometheus/rialto.rules.yml");
    private static final Path DASHBOARD = Path.of("../operations/grafana/rialto.json");
    private static final Pattern METRIC = Pattern.compile("\\brialto_[a-z_]+");

    @TempDir
    private static Path folder;

    private static VenueFixture venue;
    private static Api nobody;

    @BeforeAll
    static void open() {
        venue = VenueFixture.withHistory(folder);
        venue.upkeep.set(VenueFixture.BEGUN);
        nobody = new Api(venue.gateway.url(), "");
        // Some metrics are there from the first command on.
        venue.admin.get("/api/v1/account").expect(200);
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void shouldBeLiveAndReady() {
        assertThat(nobody.get("/health/live").expect(200).json().getString("status"))
                .isEqualTo("live");
        assertThat(nobody.get("/health/ready").expect(200).json().getString("status"))
                .isEqualTo("ready");
    }

    @Test
    void shouldBeLiveAndNotReadyWithoutAnEngine() {
        try (VenueFixture alone = VenueFixture.open()) {
            Api anybody = new Api(alone.gateway.url(), "");
            alone.sequencer.close();

            var _ = anybody.get("/health/ready").problem(503, "venue-unavailable");
            anybody.get("/health/live").expect(200);
        }
    }

    @Test
    void shouldTellMetricsAsJson() {
        JsonArray metrics = nobody.get("/metrics.json").expect(200).json().getJsonArray("metrics");

        List<JsonObject> sent = metrics.stream()
                .map(JsonObject.class::cast)
                .filter(metric -> metric.getString("name").equals("rialto.gateway.commands.sent"))
                .toList();
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().getString("type")).isEqualTo("counter");
        assertThat(sent.getFirst().getJsonObject("values").getDouble("count")).isPositive();
    }

    @Test
    void shouldAlarmOnMetricsThatThereAre() throws IOException {
        Set<String> named = named(Files.readString(RULES));

        assertThat(named).hasSizeGreaterThan(8);
        assertThat(scraped()).containsAll(named);
    }

    @Test
    void shouldShowMetricsThatThereAreAndAllOfThem() throws IOException {
        JsonObject dashboard = new JsonObject(Files.readString(DASHBOARD));
        String expressions = dashboard.getJsonArray("panels").stream()
                .map(JsonObject.class::cast)
                .flatMap(panel -> panel.getJsonArray("targets").stream())
                .map(target -> ((JsonObject) target).getString("expr"))
                .collect(Collectors.joining("\n"));

        assertThat(scraped()).containsAll(named(expressions));
        Set<String> families = scraped().stream()
                .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = named(expressions).stream()
                .map(name -> name.replaceFirst("_bucket$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        families.removeAll(shown);
        assertThat(families)
                .as("metrics that no panel shows")
                .containsExactlyInAnyOrder("rialto_audit_lag_millis", "rialto_audit_violations");
    }

    /** Prometheus itself reads the rules, where its tool is installed: always in CI. */
    @Test
    void shouldHaveRulesThatPrometheusTakes() throws Exception {
        boolean isThere = isThere("promtool");
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(isThere).as("promtool: apt-get install prometheus").isTrue();
        }
        assumeTrue(isThere, "no promtool (Debian: apt-get install prometheus)");
        Process promtool = new ProcessBuilder("promtool", "check", "rules", RULES.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static boolean isThere(String program) {
        return Pattern.compile(Pattern.quote(java.io.File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Set<String> scraped() {
        return nobody.get("/metrics")
                .expect(200)
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("rialto_"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(String text) {
        return METRIC.matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

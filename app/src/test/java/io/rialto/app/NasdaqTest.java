package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One real hour of Nasdaq order flow in Apple, through the front door of a venue in a process of its
 * own. The recorded hour is not part of this repository: it is looked for beside it, in {@code
 * shared/data}, and must be there where the environment says {@code CI=true}.
 */
@Tag("system")
@Timeout(900)
class NasdaqTest {
    private static final Path RECORD =
            Path.of("shared/data/lobster/AAPL_2012-06-21_0930-1030_messages.csv.gz");
    private static final int KILLED_AFTER = 40_000;

    /** What follows from the recording and from nothing else (data/README.md beside it says how). */
    private static final Map<String, String> FIGURES = new TreeMap<>(Map.ofEntries(
            Map.entry("messages", "91997"),
            Map.entry("orders", "44256"),
            Map.entry("reductions", "469"),
            Map.entry("cancels", "40932"),
            Map.entry("cancelsOfUnknownOrders", "72"),
            Map.entry("executionsExpected", "4067"),
            Map.entry("executionsOnRecordedOrder", "4046"),
            Map.entry("executionsOnAnotherOrder", "9"),
            Map.entry("executionsOfUnknownOrders", "12"),
            Map.entry("executionsHidden", "2201"),
            Map.entry("crossed", "0"),
            Map.entry("trades", "4057"),
            Map.entry("openOrders", "380"),
            Map.entry("bookAgreesWithRecord", "true"),
            Map.entry(
                    "bookSha256",
                    "d35c279d05ba0d1c5035e36139e08a155ec1578781ead0aee81ccdcb6f5b5801")));

    @TempDir
    Path folder;

    private Path record;

    @BeforeEach
    void findTheRecord() {
        record = Path.of("").toAbsolutePath().resolve("none");
        for (Path up = record.getParent(); up != null; up = up.getParent()) {
            if (Files.exists(up.resolve(RECORD))) {
                record = up.resolve(RECORD);
            }
        }
        boolean isThere = Files.exists(record);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as("%s in a folder above this one", RECORD).isTrue();
        }
        assumeTrue(isThere, RECORD + " is in no folder above this one: the hour is not replayed");
    }

    /** All of it at once: an hour takes as long to replay as many a module to test. */
    @Test
    void shouldMakeTheRecordedTradesOverAKillAndTheSameOfWhatIsExported()
            throws IOException, InterruptedException {
        try (VenueProcess venue = VenueProcess.start(folder.resolve("data"), "--durability", "os");
                Program replay = replay(venue)) {
            awaitMessages(replay, stateFile());
            venue.kill();
            assertThat(replay.isAlive()).as(replay.output()).isTrue();
            venue.restart();

            finishReplay(replay, venue);
            makeTheSameTradesOfWhatIsExported(venue);
            verify(venue, openOrders(reportFile()) + openOrders(exportedReport()));
        }
    }

    /**
     * What goes out can be replayed in: into a market that is empty, by a replay that is killed on the
     * way and started again.
     */
    private void makeTheSameTradesOfWhatIsExported(VenueProcess venue)
            throws IOException, InterruptedException {
        List<String> access =
                List.of("--url", venue.url().toString(), "--token", venue.token(), "--market");
        run(access, "AAPL-USD", "export", "lobster", "--out", folder.toString());
        Path exported = folder.resolve("AAPL-USD_message_10.csv");
        List<String> messages = Files.readAllLines(exported);
        assertThat(messages).hasSizeGreaterThan(80_000);
        assertThat(Files.readAllLines(folder.resolve("AAPL-USD_orderbook_10.csv")))
                .hasSameSizeAs(messages);

        Path state = folder.resolve("exported.state");
        try (Program first = replay(venue, exported, "AAPL2-USD", state, exportedReport())) {
            awaitMessages(first, state);
            first.kill();
        }
        try (Program second = replay(venue, exported, "AAPL2-USD", state, exportedReport())) {
            second.awaitLine(line -> line.startsWith("continuing in AAPL2-USD"));
            Program.Finished finished = second.finish();
            assertThat(finished.exitCode()).as(finished.toString()).isZero();
        }

        List<String> trades = trades(access, "AAPL-USD");
        assertThat(trades).hasSize((int) messages.stream()
                .filter(line -> line.split(",", -1)[1].equals("4"))
                .count());
        assertThat(trades(access, "AAPL2-USD")).isEqualTo(trades);
        assertThat(openOrders(exportedReport())).isEqualTo(openOrders(reportFile()));
    }

    private void run(List<String> access, String market, String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(access);
        arguments.add(market);
        Program.Finished finished = Program.run(folder, arguments.toArray(String[]::new));
        assertThat(finished.exitCode()).as(finished.toString()).isZero();
    }

    /** Price, quantity and side of each trade of a market, the first first. */
    private List<String> trades(List<String> access, String market) throws IOException {
        run(access, market, "export", "trades", "--out", folder.toString());
        return Files.readAllLines(folder.resolve(market + "-trades.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> cells[4] + " " + cells[5] + " " + cells[7])
                .toList();
    }

    private Program replay(VenueProcess venue) throws IOException {
        return replay(venue, record, "AAPL-USD", stateFile(), reportFile());
    }

    private Program replay(VenueProcess venue, Path flow, String market, Path state, Path report)
            throws IOException {
        return Program.rialto(
                folder,
                List.of(
                        "replay",
                        flow.toString(),
                        "--format",
                        "lobster",
                        "--market",
                        market,
                        "--url",
                        venue.url().toString(),
                        "--token",
                        venue.token(),
                        "--state",
                        state.toString(),
                        "--report",
                        report.toString()));
    }

    private Path stateFile() {
        return folder.resolve("replay.state");
    }

    private Path reportFile() {
        return folder.resolve("report.json");
    }

    private void awaitMessages(Program replay, Path stateFile) {
        ReplayFile state = new ReplayFile(stateFile);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(replay.isAlive()).as(replay.output()).isTrue();
                    return state.load()
                            .filter(s -> s.state().message >= KILLED_AFTER)
                            .isPresent();
                });
    }

    private Path exportedReport() {
        return folder.resolve("exported.json");
    }

    private static int openOrders(Path report) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(report))
                .path("openOrders")
                .asInt();
    }

    private void finishReplay(Program replay, VenueProcess venue) throws IOException {
        Program.Finished replayed = replay.finish();
        assertThat(replayed.exitCode()).as("%s\n%s", replayed, venue.output()).isZero();
        JsonNode report = new ObjectMapper().readTree(Files.readString(reportFile()));
        Map<String, String> figures = new TreeMap<>();
        FIGURES.keySet().forEach(name -> figures.put(name, report.path(name).asText()));
        assertThat(figures).isEqualTo(FIGURES);
        assertThat(stateFile()).doesNotExist();
    }

    private void verify(VenueProcess venue, int openOrders)
            throws IOException, InterruptedException {
        venue.stop();
        Program.Finished verify =
                Program.run(folder, "verify", "--data", venue.data().toString());
        assertThat(verify.exitCode()).as(verify.toString()).isZero();
        assertThat(verify.output()).contains("%,d open orders".formatted(openOrders));
    }
}

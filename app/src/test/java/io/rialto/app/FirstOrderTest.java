package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a newcomer does: start it, paste what it prints, see a trade. */
@Tag("system")
@Timeout(300)
class FirstOrderTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void shouldTradeByTheCommandsThatTheFirstStartPrints()
            throws IOException, InterruptedException {
        try (VenueProcess venue = VenueProcess.start(folder.resolve("data"))) {
            List<String> said = venue.output().lines().toList();
            int heading = said.indexOf("A first trade, pasted into a shell with curl:");
            int end = said.indexOf("Ctrl-C stops it.");
            assertThat(heading).as(venue.output()).isPositive();
            assertThat(end).as(venue.output()).isGreaterThan(heading);
            Path script =
                    Files.write(folder.resolve("first-trade.sh"), said.subList(heading + 1, end));

            Program.Finished bash;
            try (Program shell =
                    Program.start("bash", folder, List.of("bash", "-u", script.toString()))) {
                bash = shell.finish();
            }

            assertThat(bash.exitCode()).as(bash.toString()).isZero();
            String trades = bash.output().lines().toList().getLast();
            assertThat(trades)
                    .as(bash.toString())
                    .contains("\"price\":\"50000\"")
                    .contains("\"quantity\":\"0.40000000\"");
        }
    }

    @Test
    void shouldPlaceANewcomersOrderByTheCommandsOfTheReadme()
            throws IOException, InterruptedException {
        try (VenueProcess venue = VenueProcess.start(folder.resolve("data"));
                RestClient administrator = venue.administrator()) {
            openMarket(administrator);
            String commands = "export RIALTO_TOKEN=" + venue.token() + "\n"
                    + newcomersCommands()
                            .replace("http://127.0.0.1:8080", venue.url().toString());
            Path script = Files.writeString(folder.resolve("newcomer.sh"), commands);

            Program.Finished bash;
            try (Program shell =
                    Program.start("bash", folder, List.of("bash", "-u", script.toString()))) {
                bash = shell.finish();
            }

            assertThat(bash.exitCode()).as(bash.toString()).isZero();
            assertThat(bash.output().lines().toList().getLast())
                    .as(bash.toString())
                    .contains("\"remaining\":\"0.01000000\"");
            // Nobody but the newcomer is promised to see the order as soon as it is answered.
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(administrator
                                    .get("/api/v1/markets/BTC-USD/book")
                                    .body()
                                    .path("bids")
                                    .size())
                            .isEqualTo(1));
        }
    }

    private static String newcomersCommands() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int begin = readme.indexOf("## A newcomer's first order");
        String section = readme.substring(begin, readme.indexOf("\n## ", begin));
        return BLOCK.matcher(section)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining("\n"));
    }

    private static void openMarket(RestClient administrator) throws IOException {
        ObjectNode market = RestClient.object().put("symbol", "BTC-USD");
        market.put("base", "BTC").put("quote", "USD").put("tick", "1").put("lot", "0.01");
        market.put("priceMaximum", "1000000").put("quantityMaximum", "1000");
        make(administrator, "assets", RestClient.object().put("symbol", "BTC").put("scale", 8));
        make(administrator, "assets", RestClient.object().put("symbol", "USD").put("scale", 2));
        make(administrator, "markets", market);
    }

    private static void make(RestClient administrator, String what, ObjectNode body)
            throws IOException {
        Answer answer = administrator.post("/api/v1/admin/" + what, body);
        assertThat(answer.isDone()).as("%s: %s", what, answer.summary()).isTrue();
    }

    @Test
    void shouldKeepThePromisesThatSmokeTries() throws IOException, InterruptedException {
        try (VenueProcess venue =
                VenueProcess.start(folder.resolve("data"), "--durability", "os")) {
            Program.Finished smoke = Program.run(
                    folder, "smoke", "--url", venue.url().toString(), "--token", venue.token());

            assertThat(smoke.exitCode()).as(smoke.toString()).isZero();
            assertThat(smoke.output()).contains(" 0 failed").doesNotContain("BROKEN");

            Program.Finished stopped = venue.stop();

            // The exit code of a process that Ctrl-C stopped, in order.
            assertThat(stopped.exitCode()).as(stopped.toString()).isIn(0, 130, 143);
            Program.Finished verify =
                    Program.run(folder, "verify", "--data", venue.data().toString());
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }
}

package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;
import io.rialto.participants.Crowd;
import io.rialto.participants.Foundation;
import io.rialto.participants.Scenario;
import io.rialto.sequencer.Durability;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** A new venue comes to life by itself, whenever it dies meanwhile, and goes on after a restart. */
@Tag("system")
@Timeout(300)
class LivingVenueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Pattern QUANTITY = Pattern.compile("\"quantity\":\"([0-9.]+)\"");

    /** More than there are. */
    private static final int ACCOUNTS_MAX = 40;

    @TempDir
    Path folder;

    @Test
    void shouldComeToLifeWheneverItDiesMeanwhileAndGoOn() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Scenario scenario = Scenario.parse(Scenario.demo());
        try (VenueProcess venue = VenueProcess.launchLiving(data)) {
            dieWhen(venue, () -> Files.exists(data.resolve("participants.yaml")));
            venue.restart();
            String token = venue.token();
            dieWhen(venue, () -> markets(venue) == scenario.markets().size());
            venue.restart();
            dieWhen(venue, () -> !Files.exists(data.resolve("participants.setup")));
            venue.restart();
            assertThat(venue.token()).isEqualTo(token);
            assertThat(permissions(data)).isEqualTo("rwx------");
            assertThat(permissions(data.resolve("identity.db"))).isEqualTo("rw-------");
            assertThat(permissions(data.resolve("history.db"))).isEqualTo("rw-------");
            assertThat(permissions(Path.of(Files.readString(data.resolve("aeron.path")))))
                    .isEqualTo("rwx------");
            try (RestClient administrator = venue.administrator()) {
                for (Scenario.Market market : scenario.markets()) {
                    await(market.symbol())
                            .atMost(PATIENCE)
                            .pollInterval(POLL)
                            .until(() -> lastTrade(administrator, market.symbol()) > 0);
                }
                checkFirstTrade(venue);
            }
            checkMoneyCameOnce(venue, scenario);
            checkGoesOn(venue, scenario);
        }
    }

    @Test
    void shouldKnowWhatFundsAndOptionsAreWorthFromWhatTheyAreOf() throws IOException {
        Scenario scenario = Scenario.parse(Scenario.demo());
        assertThat(scenario.markets())
                .filteredOn(market -> market.isFund() || market.isOption())
                .extracting(market -> "%s %s to %s at %s"
                        .formatted(
                                market.symbol(),
                                market.priceMinimum(),
                                market.priceMaximum(),
                                market.fair()))
                .containsExactly(
                        "WET 0 to 300 at 70",
                        "RAIN-CALL 0 to 40 at 16.0",
                        "RAIN-PUT 0 to 30 at 18.0");
        String early = Scenario.demo().replace("{on: RAIN, type: call", "{on: BTC-USD, type: call");
        assertThatThrownBy(() -> Scenario.parse(early))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("RAIN-CALL is of BTC-USD");
    }

    @Test
    void shouldRestWhenTheDirectoryTakesWhatItMay() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(
                data.resolve("participants.yaml"),
                Scenario.demo().replace("diskMegabytes: 1000", "diskMegabytes: 1"));
        try (VenueProcess venue = VenueProcess.launchLiving(data)) {
            await().atMost(PATIENCE)
                    .until(() -> venue.output().contains("the simulated traders rest: "));
            assertThat(venue.isAlive()).isTrue();
            assertThat(venue.output()).contains("and 1 are what diskMegabytes in");
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void dieWhen(VenueProcess venue, Callable<Boolean> moment) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(moment);
        venue.kill();
    }

    private static int markets(VenueProcess venue) throws IOException {
        try (RestClient administrator = venue.administrator()) {
            return administrator.get("/api/v1/markets").body().path("markets").size();
        }
    }

    /** What the first start prints, pasted into a shell. */
    private void checkFirstTrade(VenueProcess venue) throws IOException {
        List<String> printed = FirstOrder.textOfLiving(venue.url().toString(), venue.token())
                .lines()
                .toList();
        int heading = printed.indexOf("A first trade, pasted into a shell with curl:");
        Path script = Files.write(
                folder.resolve("first-trade.sh"), printed.subList(heading + 1, printed.size()));
        try (Program shell =
                Program.start("bash", folder, List.of("bash", "-u", script.toString()))) {
            Program.Finished bash = shell.finish();
            assertThat(bash.exitCode()).as(bash.toString()).isZero();
            String trades = bash.output().lines().toList().getLast();
            assertThat(trades).as(bash.toString()).contains("\"market\":\"BTC-USD\"");
            // Others trade, too: what is best may be less than all of it.
            assertThat(quantities(trades)).as(bash.toString()).isEqualByComparingTo("0.01");
        }
    }

    private static BigDecimal quantities(String trades) {
        return QUANTITY.matcher(trades)
                .results()
                .map(quantity -> new BigDecimal(quantity.group(1)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Without traders the balances stand still: nobody was given anything twice, or nothing. */
    private static void checkMoneyCameOnce(VenueProcess venue, Scenario scenario)
            throws IOException, InterruptedException {
        venue.kill();
        venue.setLiving(false);
        venue.restart();
        assertThat(markets(venue)).isEqualTo(scenario.markets().size());
        try (RestClient administrator = venue.administrator()) {
            BigDecimal bitcoins = BigDecimal.ZERO;
            for (int account = 1; account <= ACCOUNTS_MAX; account++) {
                // That of issuance is what all others have, negative.
                bitcoins = bitcoins.add(bitcoins(administrator, account).max(BigDecimal.ZERO));
            }
            long holders = scenario.traders().stream()
                    .filter(trader -> trader.markets().contains("BTC-USD"))
                    .count();
            assertThat(bitcoins).isEqualByComparingTo(BigDecimal.valueOf(1_000 * holders));
        }
    }

    private static BigDecimal bitcoins(RestClient administrator, int account) throws IOException {
        Answer answer =
                administrator.get("/api/v1/balances?account=" + account, Map.of("X-Sudo", "true"));
        for (JsonNode balance : answer.body().path("balances")) {
            if (balance.path("asset").asText().equals("BTC")) {
                return new BigDecimal(balance.path("cash").asText());
            }
        }
        return BigDecimal.ZERO;
    }

    private static void checkGoesOn(VenueProcess venue, Scenario scenario)
            throws IOException, InterruptedException {
        venue.stop();
        venue.setLiving(true);
        venue.restart();
        try (RestClient administrator = venue.administrator()) {
            String symbol = scenario.markets().getFirst().symbol();
            long before = lastTrade(administrator, symbol);
            await().atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> lastTrade(administrator, symbol) > before);
        }
    }

    @Test
    void shouldTradeTheSameByTheSameSeed() throws IOException {
        String demo = Scenario.demo().replaceFirst("ordersPerSecond: \\d+", "ordersPerSecond: 1e5");
        List<String> once = trades(folder.resolve("once"), demo);
        List<String> twice = trades(folder.resolve("twice"), demo);
        assertThat(twice).hasSizeGreaterThan(20).isEqualTo(once);
    }

    /** All trades of a new venue after some hundred commands. */
    private static List<String> trades(Path data, String yaml) throws IOException {
        Scenario scenario = Scenario.parse(yaml);
        try (Venue venue = Venue.start(VenueConfig.local(data, 0, Durability.OS));
                RestClient administrator = new RestClient(
                        URI.create(venue.url()), venue.firstToken().orElseThrow())) {
            Map<String, String> tokens = Foundation.lay(administrator, scenario);
            new Crowd(scenario, tokens, URI.create(venue.url())).trade(300);
            List<String> trades = new ArrayList<>();
            for (Scenario.Market market : scenario.markets()) {
                for (JsonNode trade : recent(administrator, market.symbol())) {
                    trades.add(market.symbol()
                            + ' '
                            + trade.path("tradeId").asText()
                            + ' '
                            + trade.path("price").asText()
                            + ' '
                            + trade.path("quantity").asText()
                            + ' '
                            + trade.path("takerSide").asText());
                }
            }
            return trades;
        }
    }

    private static JsonNode recent(RestClient client, String market) throws IOException {
        Answer answer = client.get("/api/v1/markets/" + market + "/trades?limit=1000");
        return answer.body().path("trades");
    }

    private static long lastTrade(RestClient client, String market) throws IOException {
        return recent(client, market).path(0).path("tradeId").asLong();
    }
}

package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;
import io.rialto.protocol.v1.Outcome;
import io.rialto.sequencer.AeronEventStream;
import io.rialto.view.Balance;
import io.rialto.view.OrderInfo;
import io.rialto.view.SystemAccounts;
import io.rialto.view.ViewAudit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients remember every answer while the venue is killed as by {@code kill -9}, again and again:
 * what was answered is there once, what was refused is not, and what had no answer is done once when
 * it is sent again.
 *
 * the clients sent and after how many answers it was killed.
 */
@Tag("system")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class CrashTest {
    static final String BASE = "GOLD";
    static final String QUOTE = "USD";
    static final String MARKET = "GOLD-USD";
    static final long MARKET_ID = 1;

    private static final int KILLS = Integer.getInteger("rialto.crash.kills", 10);
    private static final int TRADERS = 4;
    private static final int BASE_SCALE = 4;
    private static final int QUOTE_SCALE = 2;
    private static final long LOT = 10_000;
    private static final int ANSWERS_MIN = 50;
    private static final int ANSWERS_MAX = 1_500;
    private static final int REPEATED = 20;
    private static final long PATIENCE_SECONDS = 60;
    private static final BigDecimal BASE_FUNDS = new BigDecimal("300");
    private static final BigDecimal QUOTE_FUNDS = new BigDecimal("30000");

    @TempDir
    Path folder;

    private final List<CrashTrader> traders = new ArrayList<>();
    private final List<CrashClient> clients = new ArrayList<>();
    private CrashTeller teller;
    private VenueProcess venue;
    private CrashEvents events;

    @Test
    void shouldKeepWhatItAnsweredOverKills() throws Exception {
        long seed = Long.getLong("rialto.crash.seed", System.nanoTime());
        try (VenueProcess started = VenueProcess.start(folder.resolve("data"));
                HttpClient http = HttpClient.newHttpClient()) {
            venue = started;
            try (CrashEvents reader =
                    new CrashEvents(new AeronEventStream(venue.aeron(), venue.data()))) {
                events = reader;
                Random random = new Random(seed);
                setUp(random);
                for (int kill = 0; kill < KILLS; kill++) {
                    runAndKill(http, random);
                    restartAndCheck(http, random);
                }
            } finally {
                clients.forEach(CrashClient::close);
            }
            Program.Finished stopped = venue.stop();
            Program.Finished verify =
                    Program.run(folder, "verify", "--data", venue.data().toString());
            assertThat(verify.exitCode()).as("%s\n%s", stopped, verify).isZero();
        } catch (Throwable failed) {
            throw new AssertionError("-Drialto.crash.seed=" + seed + ": " + failed, failed);
        }
    }

    private void setUp(Random random) throws IOException {
        try (RestClient rest = venue.administrator()) {
            post(rest, "assets", asset(BASE, BASE_SCALE));
            post(rest, "assets", asset(QUOTE, QUOTE_SCALE));
            ObjectNode terms = RestClient.object();
            terms.put("symbol", MARKET).put("base", BASE).put("quote", QUOTE);
            terms.put("tick", "0.01").put("lot", "1").put("priceMaximum", "1000");
            terms.put("quantityMaximum", "1000").put("openOrdersAccountMax", 500);
            terms.put("makerFeePpm", 500).put("takerFeePpm", 1_000);
            assertThat(post(rest, "markets", terms).get("id").asLong()).isEqualTo(MARKET_ID);
            List<Long> accounts = new ArrayList<>();
            for (int i = 0; i < TRADERS; i++) {
                long account = account(rest, "trader " + i);
                accounts.add(account);
                traders.add(new CrashTrader(
                        account, token(rest, account), MARKET_ID, LOT, random.nextLong()));
            }
            long own = account(rest, "teller");
            accounts.add(own);
            teller = new CrashTeller(
                    own, token(rest, own), venue.token(), accounts, random.nextLong());
            clients.addAll(traders);
            clients.add(teller);
        }
    }

    private static ObjectNode asset(String symbol, int scale) {
        return RestClient.object().put("symbol", symbol).put("scale", scale);
    }

    private static JsonNode post(RestClient rest, String path, ObjectNode body) throws IOException {
        Answer answer = rest.post("/api/v1/admin/" + path, body);
        assertThat(answer.isDone()).as(answer.toString()).isTrue();
        return answer.body();
    }

    private static long account(RestClient rest, String name) throws IOException {
        long account = post(rest, "accounts", RestClient.object().put("name", name))
                .get("id")
                .asLong();
        for (String asset : List.of(BASE, QUOTE)) {
            ObjectNode body = RestClient.object();
            body.put("account", Long.toString(account)).put("asset", asset);
            body.put("amount", (asset.equals(BASE) ? BASE_FUNDS : QUOTE_FUNDS).toPlainString());
            post(rest, "deposits", body);
        }
        return account;
    }

    private static String token(RestClient rest, long account) throws IOException {
        ObjectNode body = RestClient.object().put("profile", "replay").put("label", "crash");
        return post(rest, "accounts/" + account + "/tokens", body).get("token").asText();
    }

    /** Killed at the moment of a seeded answer, with others on their way. */
    private void runAndKill(HttpClient http, Random random) throws Exception {
        CountDownLatch answers = new CountDownLatch(random.nextInt(ANSWERS_MIN, ANSWERS_MAX));
        for (CrashClient client : clients) {
            client.connect(http, venue.url());
            client.start(answers::countDown);
        }
        boolean isEnough = answers.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        venue.kill();
        assertThat(isEnough)
                .as("the venue stopped answering:\n%s", venue.output())
                .isTrue();
        for (CrashClient client : clients) {
            client.awaitLoss();
        }
    }

    private void restartAndCheck(HttpClient http, Random random) throws Exception {
        if (random.nextBoolean()) {
            events.restart();
        }
        venue.restart();
        for (CrashClient client : clients) {
            client.connect(http, venue.url());
            client.resendUnanswered();
        }
        events.apply(newOutcomes());
        checkAccepted();
        checkDeposits();
        for (CrashClient client : clients) {
            client.repeatSome(random, REPEATED);
            checkRead(client);
        }
        assertThat(ViewAudit.of(events.view()).violations()).isEmpty();
        clients.forEach(CrashClient::close);
    }

    /** What the stream's clients were told since the last check. */
    private List<Outcome> newOutcomes() {
        long checked = events.view().sequence();
        return traders.stream()
                .flatMap(trader -> trader.requests().stream())
                .filter(request -> request.answer().hasOutcome())
                .map(request -> request.answer().getOutcome())
                .filter(outcome -> outcome.getSequence() > checked)
                .toList();
    }

    /** Every order that was accepted, and only those, once: by the clients' own ids. */
    private void checkAccepted() {
        Map<String, List<Long>> told = new TreeMap<>();
        for (CrashTrader trader : traders) {
            for (CrashTrader.Request request : trader.requests()) {
                if (request.message.hasPlaceOrder() && request.answer().hasOutcome()) {
                    told.put(
                            request.message.getPlaceOrder().getClientOrderId(),
                            List.of(request.answer().getOutcome().getOrderId()));
                }
            }
        }
        for (CrashTeller.Request request : teller.requests()) {
            if (request.isOrder() && request.answer.isDone()) {
                told.put(
                        request.key,
                        List.of(request.answer.body().get("orderId").asLong()));
            }
        }
        assertThat(told).isNotEmpty();
        assertThat(events.accepted()).isEqualTo(told);
    }

    /** What was issued is what was paid in by requests that were answered so. */
    private void checkDeposits() {
        BigDecimal clientsCount = BigDecimal.valueOf(clients.size());
        Map<String, BigDecimal> paidIn = new TreeMap<>(Map.of(
                BASE, BASE_FUNDS.multiply(clientsCount),
                QUOTE, QUOTE_FUNDS.multiply(clientsCount)));
        for (CrashTeller.Request request : teller.requests()) {
            if (!request.isOrder() && request.answer.isDone()) {
                paidIn.merge(
                        request.body.get("asset").asText(),
                        new BigDecimal(request.body.get("amount").asText()),
                        BigDecimal::add);
            }
        }
        for (Balance issued : events.view().balances(SystemAccounts.ISSUANCE)) {
            String symbol = assetSymbol(issued.asset());
            assertThat(-issued.cash()).as(symbol).isEqualTo(minor(symbol, paidIn.get(symbol)));
        }
    }

    /** What the venue shows an account is what the events say. */
    private void checkRead(CrashClient client) throws IOException {
        try (RestClient rest = new RestClient(venue.url(), client.token())) {
            List<String> orders = new ArrayList<>();
            for (JsonNode order : rest.get("/api/v1/orders").body().get("orders")) {
                BigDecimal remaining = new BigDecimal(order.get("remaining").asText());
                orders.add(order.get("orderId").asText() + " " + minor(BASE, remaining));
            }
            assertThat(orders)
                    .containsExactlyInAnyOrderElementsOf(
                            events.view().openOrders(client.account()).stream()
                                    .map(CrashTest::text)
                                    .toList());
            for (JsonNode balance : rest.get("/api/v1/balances").body().get("balances")) {
                String symbol = balance.get("asset").asText();
                int asset = symbol.equals(assetSymbol(1)) ? 1 : 2;
                Balance expected = events.view().balance(client.account(), asset);
                assertThat(minor(symbol, new BigDecimal(balance.get("cash").asText())))
                        .isEqualTo(expected.cash());
                assertThat(minor(symbol, new BigDecimal(balance.get("held").asText())))
                        .isEqualTo(expected.held());
            }
        }
    }

    private static String text(OrderInfo order) {
        return order.order() + " " + order.remaining();
    }

    /** The order in which they are listed. */
    private static String assetSymbol(int asset) {
        return asset == 1 ? BASE : QUOTE;
    }

    private static long minor(String symbol, BigDecimal amount) {
        int scale = symbol.equals(BASE) ? BASE_SCALE : QUOTE_SCALE;
        return amount.movePointRight(scale).longValueExact();
    }
}

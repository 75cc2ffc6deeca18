package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The markets of a crash test and its clients, each with accounts, money and tokens. */
final class CrashMarket {
    static final String BASE = "GOLD";
    static final String QUOTE = "USD";
    static final String SYMBOL = "GOLD-USD";
    static final int CONTRACT_SCALE = 2;

    private static final long ID = 1;
    private static final int TRADERS = 4;
    private static final int BASE_SCALE = 4;
    private static final int QUOTE_SCALE = 2;

    /** Where gold is traded, from 90.00 to 109.99. */
    private static final Traded SPOT = new Traded(ID, 10_000, 9_000);

    /** Contracts that it rains, from 40.00 to 59.99. */
    private static final Traded CONTRACTS = new Traded(ID + 1, 100, 4_000);

    private static final BigDecimal BASE_FUNDS = new BigDecimal("300");
    private static final BigDecimal QUOTE_FUNDS = new BigDecimal("30000");

    private final RestClient rest;
    private final List<CrashClient> clients = new ArrayList<>();

    /**
     * Where a trader trades.
     *
     * @param lot in the smallest units of what is traded
     * @param least hundredths; the lowest price that it offers or bids
     */
    record Traded(long id, long lot, int least) {}

    private CrashMarket(RestClient rest) {
        this.rest = rest;
    }

    /** Makes the markets, four traders, a teller and a class, which has done everything once. */
    static List<CrashClient> open(URI venue, String administrator, Random random)
            throws IOException {
        try (RestClient rest = new RestClient(venue, administrator)) {
            CrashMarket market = new CrashMarket(rest);
            market.make();
            List<Long> accounts = new ArrayList<>();
            for (int i = 0; i < TRADERS; i++) {
                long account = market.account("trader " + i);
                accounts.add(account);
                market.clients.add(new CrashTrader(
                        account,
                        market.token(account),
                        i % 2 == 0 ? SPOT : CONTRACTS,
                        random.nextLong()));
            }
            long own = market.account("teller");
            accounts.add(own);
            String token = market.token(own);
            market.clients.add(new CrashTeller(
                    "teller",
                    Map.of(own, token),
                    new CrashCash(token, administrator, accounts, random.nextLong())));
            market.clients.add(market.pupils(venue, administrator, random.nextLong()));
            return market.clients;
        }
    }

    private CrashTeller pupils(URI venue, String administrator, long seed) throws IOException {
        long first = account("first pupil");
        long second = account("second pupil");
        Map<Long, String> tokens = Map.of(first, token(first), second, token(second));
        CrashClass work = new CrashClass(
                administrator,
                new CrashClass.Pupil(first, tokens.get(first)),
                new CrashClass.Pupil(second, tokens.get(second)),
                seed);
        CrashTeller pupils = new CrashTeller("class", tokens, work);
        pupils.connect(null, venue);
        while (!work.isEverythingDoneOnce()) {
            CrashTeller.Request request = pupils.sendNext();
            assertThat(request.answer.isDone()).as(request.toString()).isTrue();
        }
        return pupils;
    }

    /** What all accounts together have when the markets open. */
    static Map<String, BigDecimal> funds(int accounts) {
        BigDecimal count = BigDecimal.valueOf(accounts);
        return Map.of(BASE, BASE_FUNDS.multiply(count), QUOTE, QUOTE_FUNDS.multiply(count));
    }

    private void make() throws IOException {
        post("admin/assets", asset(BASE, BASE_SCALE));
        post("admin/assets", asset(QUOTE, QUOTE_SCALE));
        ObjectNode terms = RestClient.object();
        terms.put("symbol", SYMBOL).put("base", BASE).put("quote", QUOTE);
        terms.put("tick", "0.01").put("lot", "1").put("priceMaximum", "1000");
        terms.put("quantityMaximum", "1000").put("openOrdersAccountMax", 500);
        terms.put("makerFeePpm", 500).put("takerFeePpm", 1_000);
        assertThat(post("admin/markets", terms).get("id").asLong()).isEqualTo(ID);
        for (CrashClass.Opening each : CrashClass.openings()) {
            post(each.path(), each.body());
        }
    }

    private static ObjectNode asset(String symbol, int scale) {
        return RestClient.object().put("symbol", symbol).put("scale", scale);
    }

    private JsonNode post(String path, ObjectNode body) throws IOException {
        Answer answer = rest.post("/api/v1/" + path, body);
        assertThat(answer.isDone()).as(answer.toString()).isTrue();
        return answer.body();
    }

    private long account(String name) throws IOException {
        long account = post("admin/accounts", RestClient.object().put("name", name))
                .get("id")
                .asLong();
        for (String asset : List.of(BASE, QUOTE)) {
            ObjectNode body = RestClient.object();
            body.put("account", Long.toString(account)).put("asset", asset);
            body.put("amount", (asset.equals(BASE) ? BASE_FUNDS : QUOTE_FUNDS).toPlainString());
            post("admin/deposits", body);
        }
        return account;
    }

    private String token(long account) throws IOException {
        ObjectNode body = RestClient.object().put("profile", "replay").put("label", "crash");
        return post("admin/accounts/" + account + "/tokens", body).get("token").asText();
    }

    /** The order in which they are listed. */
    static String assetSymbol(int asset) {
        return asset == 1 ? BASE : QUOTE;
    }

    /** An amount in minor units, as events have it. */
    static long minor(String symbol, BigDecimal amount) {
        int scale = symbol.equals(BASE) ? BASE_SCALE : QUOTE_SCALE;
        return amount.movePointRight(scale).longValueExact();
    }
}

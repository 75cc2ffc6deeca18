package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The market of a crash test and its clients, each with an account, money and a token. */
final class CrashMarket {
    static final String BASE = "GOLD";
    static final String QUOTE = "USD";
    static final String SYMBOL = "GOLD-USD";
    static final long ID = 1;

    private static final int TRADERS = 4;
    private static final int BASE_SCALE = 4;
    private static final int QUOTE_SCALE = 2;
    private static final long LOT = 10_000;
    private static final BigDecimal BASE_FUNDS = new BigDecimal("300");
    private static final BigDecimal QUOTE_FUNDS = new BigDecimal("30000");

    private final RestClient rest;
    private final List<CrashClient> clients = new ArrayList<>();

    private CrashMarket(RestClient rest) {
        this.rest = rest;
    }

    /** Makes the market and four traders with a teller. */
    static List<CrashClient> open(RestClient administrator, String token, Random random)
            throws IOException {
        CrashMarket market = new CrashMarket(administrator);
        market.make();
        List<Long> accounts = new ArrayList<>();
        for (int i = 0; i < TRADERS; i++) {
            long account = market.account("trader " + i);
            accounts.add(account);
            market.clients.add(
                    new CrashTrader(account, market.token(account), ID, LOT, random.nextLong()));
        }
        long own = market.account("teller");
        accounts.add(own);
        market.clients.add(
                new CrashTeller(own, market.token(own), token, accounts, random.nextLong()));
        return market.clients;
    }

    /** What all clients of a market together have when it opens. */
    static Map<String, BigDecimal> funds(int clients) {
        BigDecimal count = BigDecimal.valueOf(clients);
        return Map.of(BASE, BASE_FUNDS.multiply(count), QUOTE, QUOTE_FUNDS.multiply(count));
    }

    private void make() throws IOException {
        post("assets", asset(BASE, BASE_SCALE));
        post("assets", asset(QUOTE, QUOTE_SCALE));
        ObjectNode terms = RestClient.object();
        terms.put("symbol", SYMBOL).put("base", BASE).put("quote", QUOTE);
        terms.put("tick", "0.01").put("lot", "1").put("priceMaximum", "1000");
        terms.put("quantityMaximum", "1000").put("openOrdersAccountMax", 500);
        terms.put("makerFeePpm", 500).put("takerFeePpm", 1_000);
        assertThat(post("markets", terms).get("id").asLong()).isEqualTo(ID);
    }

    private static ObjectNode asset(String symbol, int scale) {
        return RestClient.object().put("symbol", symbol).put("scale", scale);
    }

    private JsonNode post(String path, ObjectNode body) throws IOException {
        Answer answer = rest.post("/api/v1/admin/" + path, body);
        assertThat(answer.isDone()).as(answer.toString()).isTrue();
        return answer.body();
    }

    private long account(String name) throws IOException {
        long account = post("accounts", RestClient.object().put("name", name))
                .get("id")
                .asLong();
        for (String asset : List.of(BASE, QUOTE)) {
            ObjectNode body = RestClient.object();
            body.put("account", Long.toString(account)).put("asset", asset);
            body.put("amount", (asset.equals(BASE) ? BASE_FUNDS : QUOTE_FUNDS).toPlainString());
            post("deposits", body);
        }
        return account;
    }

    private String token(long account) throws IOException {
        ObjectNode body = RestClient.object().put("profile", "replay").put("label", "crash");
        return post("accounts/" + account + "/tokens", body).get("token").asText();
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

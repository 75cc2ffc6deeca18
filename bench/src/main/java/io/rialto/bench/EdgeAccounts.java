package io.rialto.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The market of the bench and the accounts that trade in it, made through the front door as an
 * administrator does it. Nobody is charged a fee, so at the end all must have together what they
 * were given.
 */
final class EdgeAccounts {
    static final String MARKET = "BENCH-USD";

    /** Minor units of a lot, which is a hundredth of a base unit. */
    static final long LOT = 1_000_000L;

    /** A tick of a hundredth in the wire's 1e-9. */
    static final long TICK = 10_000_000L;

    private static final BigDecimal BASE_EACH = new BigDecimal("1000000");
    private static final BigDecimal QUOTE_EACH = new BigDecimal("1000000000");

    private final URI url;
    private final long market;
    private final List<String> tokens;

    private EdgeAccounts(URI url, long market, List<String> tokens) {
        this.url = url;
        this.market = market;
        this.tokens = tokens;
    }

    static EdgeAccounts create(URI url, String administrator, int count) throws IOException {
        try (RestClient client = new RestClient(url, administrator)) {
            post(client, "assets", RestClient.object().put("symbol", "BENCH").put("scale", 8));
            post(client, "assets", RestClient.object().put("symbol", "USD").put("scale", 4));
            JsonNode made = post(
                    client,
                    "markets",
                    RestClient.object()
                            .put("symbol", MARKET)
                            .put("base", "BENCH")
                            .put("quote", "USD")
                            .put("tick", "0.01")
                            .put("lot", "0.01")
                            .put("priceMaximum", "1000000")
                            .put("quantityMaximum", "1000")
                            .put("openOrdersAccountMax", 10_000)
                            .put("openOrdersMarketMax", 1_000_000)
                            // One account has orders on both sides.
                            .put("selfTradePrevention", "none"));
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                tokens.add(account(client, i));
            }
            return new EdgeAccounts(url, made.path("id").asLong(), List.copyOf(tokens));
        }
    }

    private static String account(RestClient client, int number) throws IOException {
        String account = post(
                        client, "accounts", RestClient.object().put("name", "Bench " + number))
                .path("id")
                .asText();
        deposit(client, account, "BENCH", BASE_EACH);
        deposit(client, account, "USD", QUOTE_EACH);
        return post(
                        client,
                        "accounts/" + account + "/tokens",
                        RestClient.object().put("profile", "bench"))
                .path("token")
                .asText();
    }

    private static void deposit(RestClient client, String account, String asset, BigDecimal amount)
            throws IOException {
        post(
                client,
                "deposits",
                RestClient.object()
                        .put("account", account)
                        .put("asset", asset)
                        .put("amount", amount.toPlainString()));
    }

    private static JsonNode post(RestClient client, String path, ObjectNode body)
            throws IOException {
        RestClient.Answer answer = client.post("/api/v1/admin/" + path, body);
        if (!answer.isDone()) {
            throw new IOException("the venue refused " + path + ": " + answer.summary());
        }
        return answer.body();
    }

    long market() {
        return market;
    }

    List<String> tokens() {
        return tokens;
    }

    /**
     * Checks that all have together what they were given.
     *
     * @throws IllegalStateException if money was made or lost
     */
    void checkMoney() throws IOException {
        BigDecimal base = BigDecimal.ZERO;
        BigDecimal quote = BigDecimal.ZERO;
        for (String token : tokens) {
            try (RestClient client = new RestClient(url, token)) {
                for (JsonNode balance : client.get("/api/v1/balances").body().path("balances")) {
                    BigDecimal cash = new BigDecimal(balance.path("cash").asText());
                    if (balance.path("asset").asText().equals("USD")) {
                        quote = quote.add(cash);
                    } else {
                        base = base.add(cash);
                    }
                }
            }
        }
        BigDecimal count = BigDecimal.valueOf(tokens.size());
        if (base.compareTo(BASE_EACH.multiply(count)) != 0
                || quote.compareTo(QUOTE_EACH.multiply(count)) != 0) {
            throw new IllegalStateException(
                    "of what was deposited there are " + base + " and " + quote);
        }
    }
}

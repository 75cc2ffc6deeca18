package io.rialto.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes what a replay needs, as an administrator would: the assets, the accounts with their money,
 * the market. Every call repeats under the same idempotency key, so that a replay which was stopped
 * here begins again and finds what it made.
 */
final class ReplaySetup {
    static final int RESTING_ACCOUNTS = 200;
    private static final String QUOTE = "USD";
    private static final int QUOTE_SCALE = 4;
    private static final long SHARES_EACH = 1_000_000_000L;
    private static final String DOLLARS_EACH = "100000000000";
    private static final int OPEN_ORDERS_MAX = 100_000;
    private static final long NOTIONAL_LIMIT = 1L << 61;

    private final RestClient rest;
    private final String run;

    /**
     * @param rest an administrator's
     * @param run names the replay in its idempotency keys
     */
    ReplaySetup(RestClient rest, String run) {
        this.rest = rest;
        this.run = run;
    }

    /** A token of the administrator's own account that may send as fast as the venue takes it. */
    String issueToken() throws IOException {
        String account =
                done(rest.get("/api/v1/account"), "read its account").get("id").asText();
        Answer issued = rest.post(
                "/api/v1/admin/accounts/" + account + "/tokens",
                RestClient.object().put("profile", "replay").put("label", run));
        return done(issued, "issue a token for the replay").get("token").asText();
    }

    /** The market, new and empty, with its accounts funded. */
    ReplayMarket create(String symbol, List<LobsterMessage> messages, ProgressBar progress)
            throws IOException {
        String ticker = symbol.substring(0, symbol.lastIndexOf('-'));
        createAsset(ticker, 0);
        createAsset(QUOTE, QUOTE_SCALE);
        long market = createMarket(symbol, ticker, messages);
        List<Long> accounts = new ArrayList<>();
        for (int i = 0; i <= RESTING_ACCOUNTS; i++) {
            long account = createAccount(i);
            deposit(account, ticker, Long.toString(SHARES_EACH));
            deposit(account, QUOTE, DOLLARS_EACH);
            accounts.add(account);
            progress.at(i);
        }
        return new ReplayMarket(market, symbol, 1, accounts);
    }

    private void createAsset(String symbol, int scale) throws IOException {
        Answer answer = rest.post(
                "/api/v1/admin/assets",
                RestClient.object().put("symbol", symbol).put("scale", scale));
        if (answer.code().equals("asset-exists")) {
            checkScale(symbol, scale);
        } else {
            done(answer, "list the asset " + symbol);
        }
    }

    private void checkScale(String symbol, int scale) throws IOException {
        for (JsonNode asset :
                done(rest.get("/api/v1/assets"), "read the assets").get("assets")) {
            if (asset.get("symbol").asText().equals(symbol)
                    && asset.get("scale").asInt() != scale) {
                throw new IOException(
                        "the venue lists %s with %s decimals, a replay needs %d: use another venue"
                                .formatted(symbol, asset.get("scale").asText(), scale));
            }
        }
    }

    private long createMarket(String symbol, String ticker, List<LobsterMessage> messages)
            throws IOException {
        long highest = 1;
        long most = 1;
        boolean cents = true;
        for (LobsterMessage message : messages) {
            if (message.kind() != LobsterMessage.Kind.HALT) {
                highest = Math.max(highest, message.price());
                most = Math.max(most, message.shares());
                cents &= message.price() % 100 == 0;
            }
        }
        ObjectNode body = RestClient.object();
        body.put("symbol", symbol).put("base", ticker).put("quote", QUOTE);
        body.put("tick", cents ? "0.01" : "0.0001").put("lot", "1");
        body.put("priceMaximum", BigDecimal.valueOf(2 * highest, QUOTE_SCALE).toPlainString());
        body.put("quantityMaximum", Long.toString(2 * most));
        long openOrders = NOTIONAL_LIMIT / Math.multiplyExact(2 * highest, 2 * most);
        body.put("openOrdersAccountMax", Math.min(openOrders, OPEN_ORDERS_MAX));
        body.put("openOrdersMarketMax", OPEN_ORDERS_MAX);
        body.put("selfTradePrevention", "none");
        Answer answer = rest.post("/api/v1/admin/markets", body, key("market"));
        if (answer.code().equals("market-exists")) {
            throw new IOException(symbol + " is there already; name another with --market, such as "
                    + ticker + "2-" + QUOTE);
        }
        return done(answer, "open the market " + symbol).get("id").asLong();
    }

    private long createAccount(int number) throws IOException {
        UUID person = UUID.nameUUIDFromBytes((run + "/" + number).getBytes(StandardCharsets.UTF_8));
        Answer answer = rest.post(
                "/api/v1/admin/accounts",
                RestClient.object()
                        .put("name", "replay " + number)
                        .put("person", person.toString().replace("-", "")));
        return done(answer, "open account " + number).get("id").asLong();
    }

    private void deposit(long account, String asset, String amount) throws IOException {
        Answer answer = rest.post(
                "/api/v1/admin/deposits",
                RestClient.object()
                        .put("account", Long.toString(account))
                        .put("asset", asset)
                        .put("amount", amount),
                key("deposit-" + account + "-" + asset));
        done(answer, "deposit " + asset);
    }

    private Map<String, String> key(String what) {
        return Map.of("Idempotency-Key", "replay-" + run + "-" + what);
    }

    private static JsonNode done(Answer answer, String what) throws IOException {
        if (!answer.isDone()) {
            throw new IOException("cannot " + what + ": " + answer.summary());
        }
        return answer.body();
    }
}

package io.rialto.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.app.CrashTeller.Request;
import io.rialto.client.RestClient;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What two pupils and an administrator do besides placing orders in markets that stay: round after
 * round a market that is traded in, and settled, corrected, undone or withdrawn; a fund, an option,
 * an item, a transfer; orders that wait, that hide, that follow a price, that are linked.
 */
final class CrashClass implements CrashWork {
    private static final String ORDERS = "/api/v1/orders";
    private static final String FUND = "WEATHER";
    private static final String CALL = "RAIN-CALL";

    /** How many things there are to do in a round, each of them in one of two successive rounds. */
    private static final int DEEDS = 22;

    private final String administrator;
    private final Pupil first;
    private final Pupil second;
    private final Random random;
    private int number;
    private String market = "";
    private String item = "0";
    private String resting = "0";
    private String waiting = "0";

    /** Somebody of the class. */
    record Pupil(long account, String token) {}

    /** What an administrator posts to open a market. */
    record Opening(String path, ObjectNode body) {}

    /**
     * @param administrator its token
     */
    CrashClass(String administrator, Pupil first, Pupil second, long seed) {
        this.administrator = administrator;
        this.first = first;
        this.second = second;
        random = new Random(seed);
    }

    /** The markets that stay: whether it rains, whether it snows, a fund of both, a call. */
    static List<Opening> openings() {
        ObjectNode fund = terms(FUND).put("redemptionFee", "0.25");
        ArrayNode constituents = fund.putArray("constituents");
        constituents.addObject().put("market", "RAIN").put("multiplier", 2);
        constituents.addObject().put("market", "SNOW").put("multiplier", -1);
        ObjectNode call = terms(CALL).put("underlying", "RAIN");
        call.put("optionType", "call").put("strike", "50");
        return List.of(
                new Opening("outcome-markets", outcome("RAIN")),
                new Opening("outcome-markets", outcome("SNOW")),
                new Opening("funds", fund),
                new Opening("options", call));
    }

    private static ObjectNode outcome(String symbol) {
        return terms(symbol)
                .put("quote", CrashMarket.QUOTE)
                .put("priceMinimum", "0")
                .put("priceMaximum", "100");
    }

    private static ObjectNode terms(String symbol) {
        ObjectNode terms = RestClient.object().put("symbol", symbol).put("title", symbol);
        terms.put("tick", "0.01").put("lot", "1");
        terms.put("quantityMaximum", "1000").put("positionMaximum", "1000000");
        return terms.put("openOrdersAccountMax", 500)
                .put("makerFeePpm", 500)
                .put("takerFeePpm", 1_000);
    }

    /** Whether both kinds of round were run. */
    boolean isEverythingDoneOnce() {
        return number >= 2 * DEEDS;
    }

    @Override
    public Request next(String key) {
        int deed = number % DEEDS;
        boolean isOther = number / DEEDS % 2 == 1;
        number++;
        return switch (deed) {
            case 0 -> open(key);
            case 1 -> order(key, first, market, "sell", "40", 5);
            case 2 -> order(key, second, market, "buy", "45", 1 + random.nextInt(3));
            case 3 -> correction(key, "/trades/1/bust");
            case 4 -> order(key, first, market, "sell", "60", 2);
            case 5 -> order(key, second, market, "buy", "70", 1);
            case 6 -> isOther ? correction(key, "/void") : settle(key, "/outcome-markets/");
            case 7 -> isOther ? open(key) : settle(key, "/admin/markets/");
            case 8 -> isOther ? correction(key, "/withdrawal") : transfer(key);
            case 9 -> order(key, first, CALL, "sell", "20", 2);
            case 10 -> order(key, second, CALL, "buy", "20", 2);
            case 11 ->
                request(second, "/api/v1/options/" + CALL + "/exercises", key, quantity("1"));
            case 12 ->
                request(
                        first,
                        "/api/v1/funds/" + FUND + "/redemptions",
                        key,
                        quantity(isOther ? "2" : "-2"));
            case 13 -> list(key);
            case 14 -> isOther ? buy(key) : sell(key);
            case 15 -> resting(key);
            case 16 -> conditional(key, isOther);
            case 17 -> link(key);
            case 18 -> managed(key, "displayQuantity", "2");
            case 19 -> managed(key, "peg", "bid");
            case 20 -> managed(key, "instruction", "reduce-only");
            default -> transfer(key);
        };
    }

    private Request request(Pupil pupil, String path, String key, ObjectNode body) {
        return request(pupil.token(), path, key, body, answer -> {});
    }

    private static Request request(
            String token, String path, String key, ObjectNode body, Consumer<JsonNode> onDone) {
        return new Request(token, path, key, body, onDone);
    }

    private static ObjectNode quantity(String quantity) {
        return RestClient.object().put("quantity", quantity);
    }

    private static ObjectNode reason() {
        return RestClient.object().put("reason", "a slip");
    }

    private Request open(String key) {
        return request(
                administrator,
                "/api/v1/outcome-markets",
                key,
                outcome("T" + number),
                answer -> market = answer.get("id").asText());
    }

    private static ObjectNode terms(
            String key, String market, String side, String price, int quantity) {
        return RestClient.object()
                .put("market", market)
                .put("clientOrderId", key)
                .put("side", side)
                .put("price", price)
                .put("quantity", Integer.toString(quantity));
    }

    private Request order(
            String key, Pupil pupil, String in, String side, String price, int quantity) {
        return request(pupil, ORDERS, key, terms(key, in, side, price, quantity));
    }

    private Request correction(String key, String path) {
        return request(
                administrator,
                "/api/v1/admin/markets/" + market + path,
                key,
                reason(),
                answer -> {});
    }

    /** Settles the market, or corrects its settlement. */
    private Request settle(String key, String of) {
        boolean isFirst = of.startsWith("/outcome");
        ObjectNode body = reason().put("price", (isFirst ? 40 : 20) + random.nextInt(20) + ".5");
        String path = "/api/v1" + of + market;
        return request(
                administrator,
                path + (isFirst ? "/settlement" : "/settlement-correction"),
                key,
                body,
                answer -> {});
    }

    private Request transfer(String key) {
        boolean isBack = random.nextBoolean();
        Pupil from = isBack ? first : second;
        ObjectNode body = RestClient.object().put("asset", CrashMarket.QUOTE);
        body.put("recipient", Long.toString((isBack ? second : first).account()));
        body.put("amount", Integer.toString(1 + random.nextInt(5)));
        return request(from, "/api/v1/transfers", key, body);
    }

    private Request list(String key) {
        ObjectNode body = RestClient.object().put("name", "mug").put("asset", CrashMarket.QUOTE);
        return request(
                first.token(),
                "/api/v1/items",
                key,
                body.put("buyNowPrice", "3"),
                answer -> item = answer.get("id").asText());
    }

    private Request buy(String key) {
        ObjectNode body = RestClient.object().put("price", "3");
        return request(second, "/api/v1/items/" + item + "/purchase", key, body);
    }

    private Request sell(String key) {
        String owner = Long.toString(second.account());
        ObjectNode body = RestClient.object().put("owner", owner);
        body.putArray("contributions").addObject().put("account", owner).put("amount", "2");
        String path = "/api/v1/admin/items/" + item + "/settlement";
        return request(administrator, path, key, body, answer -> {});
    }

    /** So high that it rests, in a market that others trade in. */
    private Request resting(String key) {
        return request(
                first.token(),
                ORDERS,
                key,
                terms(key, CrashMarket.SYMBOL, "sell", "900", 1),
                answer -> resting = answer.get("orderId").asText());
    }

    private Request conditional(String key, boolean profits) {
        ObjectNode body = terms(key, CrashMarket.SYMBOL, "sell", "91", 1);
        body.put("condition", profits ? "take-profit" : "stop");
        body.put("triggerPrice", profits ? "109" : "92");
        return request(
                first.token(),
                ORDERS,
                key,
                body,
                answer -> waiting = answer.get("orderId").asText());
    }

    private Request link(String key) {
        ObjectNode body = RestClient.object().put("market", CrashMarket.SYMBOL);
        body.put("orderId", resting).put("otherOrderId", waiting);
        return request(first, ORDERS + "/link", key, body);
    }

    private Request managed(String key, String field, String value) {
        // What was exercised is reduced again.
        boolean reduces = field.equals("instruction");
        ObjectNode body =
                reduces ? terms(key, "RAIN", "sell", "35", 1) : terms(key, "SNOW", "buy", "35", 4);
        return request(second, ORDERS + "/managed", key, body.put(field, value));
    }
}

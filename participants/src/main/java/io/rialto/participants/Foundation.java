package io.rialto.participants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Makes what a scenario's traders need, as an administrator would: assets, markets, an account for
 * each with its money, a token. Laying it again after it was interrupted finds what there is: assets
 * and markets by their symbols, accounts by the person, deposits by their idempotency keys.
 */
public final class Foundation {
    private static final int OPEN_ORDERS_MARKET_MAX = 10_000;

    private final RestClient rest;
    private final Scenario scenario;

    private Foundation(RestClient rest, Scenario scenario) {
        this.rest = rest;
        this.scenario = scenario;
    }

    /**
     * Makes what is not there yet.
     *
     * @param rest an administrator's
     * @return a new token for each trader, by its name
     */
    public static Map<String, String> lay(RestClient rest, Scenario scenario) throws IOException {
        return new Foundation(rest, scenario).lay();
    }

    private Map<String, String> lay() throws IOException {
        for (Scenario.Asset asset : scenario.assets()) {
            ObjectNode body = RestClient.object();
            body.put("symbol", asset.symbol()).put("scale", asset.scale());
            body.put("displayScale", asset.displayScale());
            make("/api/v1/admin/assets", body, "asset-exists");
        }
        for (Scenario.Market market : scenario.markets()) {
            if (market.isSpot()) {
                make("/api/v1/admin/markets", spot(market), "market-exists");
            } else if (market.isFund()) {
                make("/api/v1/funds", fund(market), "market-exists");
            } else if (market.isOption()) {
                make("/api/v1/options", option(market), "market-exists");
            } else {
                make("/api/v1/outcome-markets", outcome(market), "market-exists");
            }
        }
        Map<String, String> tokens = new TreeMap<>();
        for (Scenario.Trader trader : scenario.traders()) {
            tokens.put(trader.name(), seat(trader));
        }
        return tokens;
    }

    private void make(String path, ObjectNode body, String there) throws IOException {
        Answer answer = rest.post(path, body);
        if (!answer.code().equals(there)) {
            done(answer, "make " + body.path("symbol").asText());
        }
    }

    private static ObjectNode rules(Scenario.Market market) {
        ObjectNode body = RestClient.object();
        body.put("symbol", market.symbol());
        body.put("tick", market.tick().toPlainString());
        body.put("lot", market.lot().toPlainString());
        body.put("quantityMaximum", market.quantityMaximum().toPlainString());
        body.put("openOrdersMarketMax", OPEN_ORDERS_MARKET_MAX);
        return body.put("takerFeePpm", market.takerFeePpm());
    }

    private static ObjectNode spot(Scenario.Market market) {
        return priced(rules(market), market).put("base", market.base());
    }

    private static ObjectNode priced(ObjectNode body, Scenario.Market market) {
        return body.put("quote", market.quote())
                .put("priceMaximum", market.priceMaximum().toPlainString());
    }

    private static ObjectNode outcome(Scenario.Market market) {
        return priced(contracts(market), market)
                .put("priceMinimum", market.priceMinimum().toPlainString());
    }

    private static ObjectNode fund(Scenario.Market market) {
        ObjectNode body = contracts(market);
        ArrayNode constituents = body.putArray("constituents");
        market.constituents()
                .forEach(each -> constituents
                        .addObject()
                        .put("market", each.market())
                        .put("multiplier", each.multiplier()));
        return body;
    }

    private static ObjectNode option(Scenario.Market market) {
        Scenario.Option option = market.option();
        return contracts(market)
                .put("underlying", option.on())
                .put("optionType", option.type().name().toLowerCase(Locale.ROOT))
                .put("strike", option.strike().toPlainString());
    }

    private static ObjectNode contracts(Scenario.Market market) {
        ObjectNode body = rules(market);
        // What a fund may owe is that of all its parts.
        body.put("positionMaximum", market.isFund() ? "10000" : "100000");
        body.put("title", market.title());
        return body.put("group", market.group() == null ? "" : market.group());
    }

    private String seat(Scenario.Trader trader) throws IOException {
        UUID person = UUID.nameUUIDFromBytes(
                ("participants/" + trader.name()).getBytes(StandardCharsets.UTF_8));
        ObjectNode body = RestClient.object();
        body.put("name", trader.name()).put("person", person.toString().replace("-", ""));
        String account = done(rest.post("/api/v1/admin/accounts", body), "open an account")
                .path("id")
                .asText();
        for (Scenario.Asset asset : scenario.assets()) {
            if (scenario.needs(trader, asset)) {
                deposit(trader, account, asset);
            }
        }
        Answer issued = rest.post(
                "/api/v1/admin/accounts/" + account + "/tokens",
                RestClient.object().put("label", "simulated trader"));
        return done(issued, "issue a token").path("token").asText();
    }

    private void deposit(Scenario.Trader trader, String account, Scenario.Asset asset)
            throws IOException {
        ObjectNode body = RestClient.object();
        body.put("account", account).put("asset", asset.symbol());
        body.put("amount", asset.each().toPlainString());
        Map<String, String> key =
                Map.of("Idempotency-Key", "participants/" + trader.name() + "/" + asset.symbol());
        done(rest.post("/api/v1/admin/deposits", body, key), "deposit " + asset.symbol());
    }

    private static JsonNode done(Answer answer, String what) throws IOException {
        if (!answer.isDone()) {
            throw new IOException("cannot " + what + ": " + answer.summary());
        }
        return answer.body();
    }
}

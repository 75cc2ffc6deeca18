package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.protocol.SelfTradePrevention;
import io.rialto.view.Contracts;
import io.vertx.core.json.JsonObject;

/** What every request to open a market of contracts says: its steps, limits, fees and words. */
final class ContractTerms {
    private static final Schema.Text WORD =
            Schemas.text("a word", "WEATHER", 24, "[A-Z0-9._/-]{0,24}");
    private static final Schema.Text HASH =
            Schemas.text("SHA-256 in hex, or empty", "", 64, "([0-9a-f]{64})?");

    static final Schema.Field[] TERMS = {
        required("tick", Schemas.AMOUNT),
        required("lot", Schemas.AMOUNT),
        required("quantityMaximum", Schemas.AMOUNT),
        required("positionMaximum", Schemas.AMOUNT),
        optional("openOrdersAccountMax", Schemas.COUNT),
        optional("openOrdersMarketMax", Schemas.COUNT),
        optional("makerFeePpm", Schemas.PPM),
        optional("takerFeePpm", Schemas.PPM),
        optional("selfTradePrevention", Schemas.PREVENTION)
    };

    static final Schema.Field[] WORDS = {
        required("title", Schemas.NOTE),
        optional("descriptionHash", HASH),
        optional("type", WORD),
        optional("group", WORD)
    };

    private ContractTerms() {}

    /** A market without bounds of its own: what it is linked to gives them, and the quote asset. */
    static Command.CreateOutcomeMarket read(JsonObject body) {
        return read(body, 0, 0, 0);
    }

    /** Bounds as prices of {@link Decimals#PRICE_SCALE}. */
    static Command.CreateOutcomeMarket read(
            JsonObject body, int quoteAsset, long priceMinimum, long priceMaximum) {
        return new Command.CreateOutcomeMarket(
                AdminApi.symbolThatIsNoId(body.getString("symbol")),
                quoteAsset,
                priceMinimum,
                priceMaximum,
                Markets.amount(body, "tick", Decimals.PRICE_SCALE),
                Markets.amount(body, "lot", Contracts.SCALE),
                Markets.amount(body, "quantityMaximum", Contracts.SCALE),
                Markets.amount(body, "positionMaximum", Contracts.SCALE),
                body.getInteger("openOrdersAccountMax", AdminApi.OPEN_ORDERS_ACCOUNT_STANDARD),
                body.getInteger("openOrdersMarketMax", AdminApi.OPEN_ORDERS_MARKET_STANDARD),
                body.getInteger("makerFeePpm", 0),
                body.getInteger("takerFeePpm", 0),
                Words.parse(
                        SelfTradePrevention.class,
                        body.getString("selfTradePrevention", "decrement")),
                words(body));
    }

    static Command.MarketWords words(JsonObject body) {
        return new Command.MarketWords(
                body.getString("title"),
                body.getString("descriptionHash", ""),
                body.getString("type", ""),
                body.getString("group", ""));
    }
}

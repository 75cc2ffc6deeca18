package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;

import java.util.List;
import java.util.regex.Pattern;

/** The shapes of the REST face that are about assets, markets and administration. */
final class MarketSchemas {
    static final Form ASSET = Form.of(
            "Asset",
            required("id", Schemas.ID),
            required("symbol", Schemas.ASSET),
            required("scale", Schemas.SCALE),
            required("displayScale", Schemas.SCALE));

    static final Form ASSETS = Form.of("Assets", required("assets", new ListOf(ASSET)));

    /** What a market has that its creator chose. */
    private static final Form TERMS = Form.of(
            "MarketTerms",
            required("symbol", Schemas.ASSET),
            required("base", Schemas.ASSET),
            required("quote", Schemas.ASSET),
            required("tick", Schemas.AMOUNT),
            required("lot", Schemas.AMOUNT),
            required("priceMaximum", Schemas.AMOUNT),
            required("quantityMaximum", Schemas.AMOUNT));

    private static final Schema.Field[] MORE_TERMS = {
        optional("quantityMinimum", Schemas.AMOUNT),
        optional("notionalMinimum", Schemas.AMOUNT),
        optional("notionalMaximum", Schemas.AMOUNT),
        optional("positionMaximum", Schemas.AMOUNT),
        optional("referencePrice", Schemas.AMOUNT),
        optional("priceBandPpm", new Schema.Whole("millionths", 0, 0xFFFF_FFFEL)),
        optional("protectionPpm", new Schema.Whole("millionths", 0, 0xFFFF_FFFEL)),
        optional("openOrdersAccountMax", Schemas.COUNT),
        optional("openOrdersMarketMax", Schemas.COUNT),
        optional("makerFeePpm", Schemas.PPM),
        optional("takerFeePpm", Schemas.PPM),
        optional("selfTradePrevention", Schemas.PREVENTION),
        optional("status", Schemas.MARKET_STATUS)
    };

    static final Form CREATE_MARKET = TERMS.plus("CreateMarketInFull", MORE_TERMS)
            .plus("CreateMarket", optional("universe", Schemas.ID));

    static final Form LEVEL = Form.of(
            "Level",
            required("price", Schemas.AMOUNT),
            required("quantity", Schemas.AMOUNT),
            required("orders", Schemas.COUNT));

    static final Form MARKET = TERMS.plus("MarketTermsInFull", MORE_TERMS)
            .plus(
                    "Market",
                    required("id", Schemas.ID),
                    required("update", Schemas.SEQUENCE),
                    required("openOrders", Schemas.COUNT),
                    optional("lastPrice", Schemas.AMOUNT),
                    optional("bid", LEVEL),
                    optional("ask", LEVEL));

    static final Form MARKETS = Form.of("Markets", required("markets", new ListOf(MARKET)));

    static final Form BOOK = Form.of(
            "Book",
            required("market", Schemas.MARKET),
            required("update", Schemas.SEQUENCE),
            optional("sequence", Schemas.SEQUENCE),
            optional("time", Schemas.INSTANT),
            required("bids", new ListOf(LEVEL)),
            required("asks", new ListOf(LEVEL)));

    /** A moment of the past: an event's number, or an instant. */
    static final Schema MOMENT = Schemas.text(
            "an event's number, or an instant in UTC",
            "1042",
            30,
            "[0-9]{1,19}|" + Schemas.INSTANT.pattern().pattern());

    private static final Schema TAKER =
            Schemas.text("who took; 0 where the market hides that", "17", 16, "[0-9]{1,16}");

    static final Form TRADE = Form.of(
            "Trade",
            required("tradeId", Schemas.ID),
            required("price", Schemas.AMOUNT),
            required("quantity", Schemas.AMOUNT),
            required("takerSide", Schemas.SIDE),
            required("takerAccount", TAKER),
            required("time", Schemas.INSTANT),
            optional("busted", Schemas.YES_OR_NO));

    static final Form TRADES = Form.of(
            "Trades",
            required("market", Schemas.MARKET),
            required("trades", new ListOf(TRADE)),
            optional("before", Schemas.ID));

    private static final Form BOOK_ORDER = Form.of(
            "BookOrder",
            required("orderId", Schemas.ID),
            required("account", Schemas.ID),
            required("price", Schemas.DECIMAL),
            required("quantity", Schemas.AMOUNT));

    static final Form BOOK_ORDERS = Form.of(
            "BookOrders",
            required("market", Schemas.MARKET),
            required("update", Schemas.SEQUENCE),
            required("bids", new ListOf(BOOK_ORDER)),
            required("asks", new ListOf(BOOK_ORDER)));

    static final Form CREATE_ASSET = Form.of(
            "CreateAsset",
            required("symbol", Schemas.ASSET),
            required("scale", Schemas.SCALE),
            optional("displayScale", Schemas.SCALE));

    static final Form CHANGE_MARKET = Form.of(
            "ChangeMarket",
            optional("status", Schemas.MARKET_STATUS),
            optional("reason", Schemas.NOTE),
            optional("makerFeePpm", Schemas.PPM),
            optional("takerFeePpm", Schemas.PPM));

    static final Form CREATE_ACCOUNT = Form.of(
            "CreateAccount",
            required("name", Schemas.NAME),
            optional("person", Schemas.PERSON),
            optional("selfTradeGroup", Schemas.ID));

    static final Form ISSUE_TOKEN = Form.of(
            "IssueToken",
            optional("label", Schemas.text("a label", "bot", 60, "[\\x20-\\x7E]{0,60}")),
            optional("profile", Schemas.text("a limit profile", "replay", 20, "[a-z]+")),
            optional("expiresAt", Schemas.INSTANT));

    static final Form TOKEN = Form.of(
            "Token",
            required("id", Schemas.ID),
            required("account", Schemas.ID),
            optional("token", Schemas.ANY),
            required("sequence", Schemas.SEQUENCE),
            required("time", Schemas.INSTANT));

    static final Form MOVE_MONEY = Form.of(
            "MoveMoney",
            required("account", Schemas.ID),
            required("asset", Schemas.ASSET),
            required("amount", Schemas.AMOUNT),
            optional("note", Schemas.NOTE));

    static final Form SET_GROUP =
            Form.of("SetSelfTradeGroup", required("selfTradeGroup", Schemas.ID));

    static final Form SET_ADMINISTRATOR =
            Form.of("SetAdministrator", required("administrator", Schemas.YES_OR_NO));

    static final Form ACTIVATE_RULES = Form.of(
            "ActivateRules", required("version", new Schema.Whole("rules version", 1, 1000)));

    /** What a command that makes or changes something answers. */
    static final Form DONE = Form.of(
            "Done",
            optional("id", Schemas.ID),
            required("sequence", Schemas.SEQUENCE),
            required("time", Schemas.INSTANT));

    private static final Schema BYTES = new Schema.Whole("bytes", 0, Long.MAX_VALUE);

    /** The disk of the engine's data directory. */
    private static final Form DISK = Form.of(
            "Disk",
            required("freeBytes", BYTES),
            required("reserveBytes", BYTES),
            required("bytesPerHour", BYTES),
            optional("secondsUntilFull", new Schema.Whole("seconds", 0, Long.MAX_VALUE)));

    private static final Schema METRIC_TEXT = new Schema.Text(
            "As Micrometer has it", "rialto.gateway.streams", 256, Pattern.compile(".*"));

    static final Form HEALTH = Form.of(
            "Health",
            required("status", new Schema.Choice(List.of("up", "degraded"))),
            required("connected", Schemas.YES_OR_NO),
            required("sequence", Schemas.SEQUENCE),
            required("viewLag", Schemas.SEQUENCE),
            required("audit", Schemas.words(AuditState.Status.values())),
            optional("historySequence", Schemas.SEQUENCE),
            optional("historyLag", Schemas.SEQUENCE),
            required("reasons", new ListOf(Schemas.ANY)),
            optional("disk", DISK));

    static final Form LIVENESS =
            Form.of("Liveness", required("status", new Schema.Choice(List.of("live", "ready"))));

    static final Form METRICS = Form.of(
            "Metrics",
            required(
                    "metrics",
                    new ListOf(Form.of(
                            "Metric",
                            required("name", METRIC_TEXT),
                            required("type", METRIC_TEXT),
                            required("description", METRIC_TEXT),
                            required("unit", METRIC_TEXT),
                            required("tags", new Schema.Document("By name")),
                            required("values", new Schema.Document("By statistic"))))));

    private MarketSchemas() {}
}

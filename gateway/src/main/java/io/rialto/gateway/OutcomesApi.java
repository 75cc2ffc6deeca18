package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.protocol.MarketKind;
import io.rialto.view.AccountInfo;
import io.rialto.view.AssetInfo;
import io.rialto.view.Directory;
import io.rialto.view.OutcomeInfo;
import io.rialto.view.PositionInfo;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** Markets of contracts and positions in them: docs/markets.md. */
final class OutcomesApi {
    private static final String MARKETS = "/api/v1/outcome-markets";
    private static final String ADMIN = "/api/v1/admin/outcome-markets/{market}";
    private static final Route.Parameter MARKET =
            Route.Parameter.path("market", Schemas.MARKET, "Symbol or id");

    private static final Form CREATE = Form.of(
                    "CreateOutcomeMarket",
                    required("symbol", Schemas.ASSET),
                    required("quote", Schemas.ASSET),
                    required("priceMinimum", Schemas.DECIMAL),
                    required("priceMaximum", Schemas.DECIMAL))
            .plus("CreateOutcomeMarketTerms", ContractTerms.TERMS)
            .plus("CreateOutcomeMarketInWords", ContractTerms.WORDS);

    private static final Form EDIT = Form.of(
                    "EditOutcomeMarket", required("pinned", Schemas.YES_OR_NO))
            .plus("EditOutcomeMarketInWords", ContractTerms.WORDS);

    private static final Form SETTLE = Form.of(
            "SettleMarket", required("price", Schemas.DECIMAL), optional("reason", Schemas.NOTE));

    private static final Form OUTCOME = Form.of(
                    "OutcomeMarket",
                    required("id", Schemas.ID),
                    required("symbol", Schemas.ASSET),
                    required("kind", Schemas.words(MarketKind.values())),
                    required("priceMinimum", Schemas.DECIMAL),
                    required("priceMaximum", Schemas.DECIMAL),
                    required("owner", Schemas.ID),
                    required("pinned", Schemas.YES_OR_NO),
                    optional("settlementPrice", Schemas.DECIMAL))
            .plus("OutcomeMarketInWords", ContractTerms.WORDS);

    private static final Form OUTCOMES =
            Form.of("OutcomeMarkets", required("markets", new ListOf(OUTCOME)));

    private static final Form POSITION = Form.of(
            "Position",
            required("market", Schemas.MARKET),
            required("quantity", Schemas.DECIMAL),
            required("spent", Schemas.DECIMAL),
            required("feesPaid", Schemas.DECIMAL),
            required("worst", Schemas.DECIMAL),
            required("settled", Schemas.YES_OR_NO));

    private static final Form POSITIONS =
            Form.of("Positions", required("positions", new ListOf(POSITION)));

    private static final Form HELD = POSITION.plus(
            "ParticipantsPosition",
            required("account", Schemas.ID),
            required("name", Schemas.NAME));

    private static final Form HELD_BY_ALL =
            Form.of("ParticipantsPositions", required("positions", new ListOf(HELD)));

    private OutcomesApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(MARKETS, "createOutcomeMarket")
                        .summary("Opens a market of contracts on an outcome, owned by your account")
                        .request(CREATE)
                        .forAccount()
                        .answers(201, MarketSchemas.DONE, OutcomesApi::create),
                Route.get(MARKETS, "listOutcomeMarkets")
                        .summary("What markets of contracts are about, the pinned first")
                        .forAccount()
                        .answers(200, OUTCOMES, OutcomesApi::list),
                Route.post(MARKETS + "/{market}/settlement", "settleMarket")
                        .summary("Settles a market of contracts that your account owns")
                        .parameter(MARKET)
                        .request(SETTLE)
                        .forAccount()
                        .answers(201, MarketSchemas.DONE, OutcomesApi::settle),
                Route.get("/api/v1/positions", "listPositions")
                        .summary("Your positions in markets of contracts")
                        .forAccount()
                        .answers(200, POSITIONS, OutcomesApi::positions),
                Route.get("/api/v1/admin/markets/{market}/positions", "listMarketPositions")
                        .summary("Who owns or owes contracts of a market")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .answers(200, HELD_BY_ALL, OutcomesApi::marketPositions),
                Route.patch(ADMIN, "editOutcomeMarket")
                        .summary("Gives a market of contracts other words, all of them")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .forAccount()
                        .request(EDIT)
                        .answers(200, MarketSchemas.DONE, OutcomesApi::edit),
                Route.post(ADMIN + "/settlement", "settleAnyMarket")
                        .summary("Settles a market of contracts, whoever owns it")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .forAccount()
                        .request(SETTLE)
                        .answers(201, MarketSchemas.DONE, OutcomesApi::settleAny));
    }

    private static void create(Exchange exchange) {
        JsonObject body = exchange.body();
        AssetInfo quote = Markets.asset(exchange, body.getString("quote"));
        Command.CreateOutcomeMarket market = ContractTerms.read(
                body,
                quote.asset(),
                Markets.amount(body, "priceMinimum", Decimals.PRICE_SCALE),
                Markets.amount(body, "priceMaximum", Decimals.PRICE_SCALE));
        exchange.command(market, Measures.NONE, Json::done);
    }

    private static void edit(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        JsonObject body = exchange.body();
        exchange.sudo(
                exchange.caller().accountId(),
                new Command.EditOutcomeMarket(
                        listing.market().market(),
                        body.getBoolean("pinned"),
                        ContractTerms.words(body)),
                Measures.of(listing),
                Json::done);
    }

    private static void settle(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        exchange.command(settlement(exchange, listing), Measures.of(listing), Json::done);
    }

    private static void settleAny(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        exchange.sudo(
                exchange.caller().accountId(),
                settlement(exchange, listing),
                Measures.of(listing),
                Json::done);
    }

    private static Command settlement(Exchange exchange, Listing listing) {
        JsonObject body = exchange.body();
        return new Command.SettleMarket(
                listing.market().market(),
                Markets.amount(body, "price", Decimals.PRICE_SCALE),
                body.getString("reason", ""));
    }

    private static void list(Exchange exchange) {
        int universe = exchange.callerUniverse();
        exchange.read(
                view -> view.directory().markets().stream()
                        .filter(market -> market.universe() == universe)
                        .filter(market -> exchange.mayKnow(market.market()))
                        .flatMap(market -> view.directory().outcome(market.market()).stream())
                        .sorted((a, b) -> Boolean.compare(b.pinned(), a.pinned()))
                        .toList(),
                markets -> new JsonObject()
                        .put("markets", Json.list(markets, info -> json(exchange, info))));
    }

    private static JsonObject json(Exchange exchange, OutcomeInfo info) {
        Listing listing = listing(exchange, info.market());
        JsonObject json = new JsonObject()
                .put("id", Long.toString(info.market()))
                .put("symbol", listing.symbol())
                .put("kind", Words.of(info.kind()))
                .put("priceMinimum", listing.price(info.priceMinimum()))
                .put("priceMaximum", listing.price(info.priceMaximum()))
                .put("owner", Long.toString(info.owner()))
                .put("pinned", info.pinned())
                .put("title", info.title())
                .put("descriptionHash", info.descriptionHash())
                .put("type", info.type())
                .put("group", info.group());
        return info.settled()
                ? json.put("settlementPrice", listing.price(info.settlementPrice()))
                : json;
    }

    private static void positions(Exchange exchange) {
        long account = exchange.actedAs();
        exchange.read(
                view -> view.positions(account).stream()
                        .filter(position -> exchange.mayKnow(position.market()))
                        .toList(),
                positions -> new JsonObject()
                        .put("positions", Json.list(positions, each -> json(exchange, each))));
    }

    private static void marketPositions(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        Directory directory = exchange.venue().directory();
        exchange.read(
                view -> view.marketPositions(listing.market().market()),
                positions -> new JsonObject()
                        .put(
                                "positions",
                                Json.list(
                                        positions,
                                        each -> json(listing, each)
                                                .put("account", Long.toString(each.account()))
                                                .put("name", name(directory, each.account())))));
    }

    private static String name(Directory directory, long account) {
        return directory.account(account).map(AccountInfo::name).orElse("");
    }

    private static JsonObject json(Exchange exchange, PositionInfo position) {
        return json(listing(exchange, position.market()), position);
    }

    private static JsonObject json(Listing listing, PositionInfo position) {
        return new JsonObject()
                .put("market", listing.symbol())
                .put("quantity", listing.quantity(position.quantity()))
                .put("spent", listing.money(position.spent()))
                .put("feesPaid", listing.money(position.feesPaid()))
                .put("worst", listing.money(position.worst()))
                .put("settled", position.settled());
    }

    static Listing listing(Exchange exchange, long market) {
        return Listing.byId(exchange.venue().directory(), exchange.callerUniverse(), market)
                .orElseThrow(Markets::unknownMarket);
    }
}

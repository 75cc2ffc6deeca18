package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.view.Contracts;
import io.rialto.view.OptionContract;
import io.rialto.view.OptionInfo;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** Options on markets of contracts, and the contracts in them: docs/markets.md. */
final class OptionsApi {
    private static final String OPTIONS = "/api/v1/options";
    private static final Schema OPTION_TYPE = new Schema.Choice(List.of("call", "put"));

    private static final Form CREATE = Form.of(
                    "CreateOption",
                    required("symbol", Schemas.ASSET),
                    required("underlying", Schemas.MARKET),
                    required("optionType", OPTION_TYPE),
                    required("strike", Schemas.DECIMAL),
                    optional("expiresAt", Schemas.INSTANT))
            .plus("CreateOptionTerms", ContractTerms.TERMS)
            .plus("CreateOptionInWords", ContractTerms.WORDS);

    private static final Form EXERCISE = Form.of(
            "ExerciseOption",
            required("quantity", Schemas.AMOUNT),
            optional("contract", Schemas.ID));

    private static final Form EXERCISED = Form.of(
            "OptionExercised",
            required("contracts", Schemas.COUNT),
            required("quantity", Schemas.DECIMAL),
            required("paid", Schemas.DECIMAL),
            required("sequence", Schemas.SEQUENCE),
            required("time", Schemas.INSTANT));

    private static final Form OPTION = Form.of(
            "Option",
            required("id", Schemas.ID),
            required("symbol", Schemas.ASSET),
            optional("underlying", Schemas.MARKET),
            required("optionType", OPTION_TYPE),
            required("strike", Schemas.DECIMAL),
            optional("expiresAt", Schemas.INSTANT));

    private static final Form LISTED = Form.of("Options", required("options", new ListOf(OPTION)));

    private static final Form CONTRACT = Form.of(
            "OptionContract",
            required("market", Schemas.MARKET),
            required("contract", Schemas.ID),
            required("role", new Schema.Choice(List.of("holder", "writer"))),
            required("quantity", Schemas.DECIMAL));

    private static final Form CONTRACTS =
            Form.of("OptionContracts", required("contracts", new ListOf(CONTRACT)));

    private OptionsApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(OPTIONS, "createOption")
                        .summary("Opens a market of options on a market of contracts")
                        .request(CREATE)
                        .forAccount()
                        .answers(201, MarketSchemas.DONE, OptionsApi::create),
                Route.get(OPTIONS, "listOptions")
                        .summary("What is an option, and on what")
                        .forAccount()
                        .answers(200, LISTED, OptionsApi::list),
                Route.post(OPTIONS + "/{market}/exercises", "exerciseOption")
                        .summary("Exercises what your account holds, the oldest contract first")
                        .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                        .request(EXERCISE)
                        .forAccount()
                        .answers(201, EXERCISED, OptionsApi::exercise),
                Route.get("/api/v1/option-contracts", "listOptionContracts")
                        .summary("The contracts that your account holds or has written")
                        .forAccount()
                        .answers(200, CONTRACTS, OptionsApi::contracts));
    }

    private static void create(Exchange exchange) {
        JsonObject body = exchange.body();
        Listing underlying = Markets.find(exchange, body.getString("underlying"));
        String expiry = body.getString("expiresAt");
        Command.CreateOutcomeMarket market =
                ContractTerms.read(body, underlying.quote().asset(), 0, 0);
        Command.CreateOption option = new Command.CreateOption(
                market,
                underlying.market().market(),
                body.getString("optionType").equals("call"),
                Markets.amount(body, "strike", Decimals.PRICE_SCALE),
                expiry == null ? 0 : Json.nanos("expiresAt", expiry));
        exchange.command(option, Measures.NONE, Json::done);
    }

    private static void exercise(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        JsonObject body = exchange.body();
        Command.ExerciseOption exercise = new Command.ExerciseOption(
                listing.market().market(),
                Long.parseLong(body.getString("contract", "0")),
                Markets.amount(body, "quantity", Contracts.SCALE));
        exchange.command(
                exercise,
                Measures.of(listing),
                answer -> Json.truth(
                        new JsonObject()
                                .put("contracts", answer.count())
                                .put("quantity", listing.quantity(answer.filledQuantity()))
                                .put("paid", listing.money(answer.filledNotional())),
                        answer));
    }

    private static void list(Exchange exchange) {
        int universe = exchange.callerUniverse();
        exchange.read(
                view -> view.directory().markets().stream()
                        .filter(market -> market.universe() == universe)
                        .filter(market -> exchange.mayKnow(market.market()))
                        .flatMap(market -> view.directory().option(market.market()).stream())
                        .toList(),
                options -> new JsonObject()
                        .put("options", Json.list(options, info -> json(exchange, info))));
    }

    private static JsonObject json(Exchange exchange, OptionInfo option) {
        Listing listing = OutcomesApi.listing(exchange, option.market());
        Listing underlying = OutcomesApi.listing(exchange, option.underlying());
        JsonObject json = new JsonObject()
                .put("id", Long.toString(option.market()))
                .put("symbol", listing.symbol())
                .put("optionType", option.call() ? "call" : "put")
                .put("strike", underlying.price(option.strike()));
        if (exchange.mayKnow(option.underlying())) {
            json.put("underlying", underlying.symbol());
        }
        return option.expiresAt() == 0
                ? json
                : json.put("expiresAt", Json.time(option.expiresAt()));
    }

    private static void contracts(Exchange exchange) {
        long account = exchange.actedAs();
        exchange.read(
                view -> view.optionContracts(account).stream()
                        .filter(contract -> exchange.mayKnow(contract.market()))
                        .toList(),
                contracts -> new JsonObject()
                        .put(
                                "contracts",
                                Json.list(contracts, each -> json(exchange, account, each))));
    }

    private static JsonObject json(Exchange exchange, long account, OptionContract contract) {
        Listing listing = OutcomesApi.listing(exchange, contract.market());
        return new JsonObject()
                .put("market", listing.symbol())
                .put("contract", Long.toString(contract.contract()))
                .put("role", contract.holder() == account ? "holder" : "writer")
                .put("quantity", listing.quantity(contract.quantity()));
    }
}

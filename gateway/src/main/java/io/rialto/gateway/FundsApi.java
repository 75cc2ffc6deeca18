package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.FundConstituent;
import io.rialto.sequencer.RequestContext;
import io.rialto.view.Contracts;
import io.rialto.view.FundInfo;
import io.vertx.core.json.JsonObject;

import org.agrona.MutableDirectBuffer;

import java.util.ArrayList;
import java.util.List;

/** Funds: docs/markets.md. */
final class FundsApi {
    private static final String FUNDS = "/api/v1/funds";

    private static final Form CONSTITUENT = Form.of(
            "Constituent",
            required("market", Schemas.MARKET),
            required("multiplier", new Schema.Whole("contracts for a share", -10_000, 10_000)));

    private static final Form CREATE = Form.of(
                    "CreateFund",
                    required("symbol", Schemas.ASSET),
                    required("constituents", new ListOf(CONSTITUENT)),
                    optional("redemptionFee", Schemas.AMOUNT))
            .plus("CreateFundTerms", ContractTerms.TERMS)
            .plus("CreateFundInWords", ContractTerms.WORDS);

    private static final Form REDEEM = Form.of("RedeemFund", required("quantity", Schemas.DECIMAL));

    private static final Form REDEEMED = Form.of(
            "FundRedeemed",
            required("id", Schemas.ID),
            required("market", Schemas.MARKET),
            required("fees", Schemas.DECIMAL),
            required("sequence", Schemas.SEQUENCE),
            required("time", Schemas.INSTANT));

    private static final Form FUND = Form.of(
            "Fund",
            required("id", Schemas.ID),
            required("symbol", Schemas.ASSET),
            required("redemptionFee", Schemas.DECIMAL),
            required("constituents", new ListOf(CONSTITUENT)));

    private static final Form LIST = Form.of("Funds", required("funds", new ListOf(FUND)));

    private FundsApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(FUNDS, "createFund")
                        .summary("Opens a fund, redeemable for contracts of other markets")
                        .request(CREATE)
                        .forAccount()
                        .answers(201, MarketSchemas.DONE, FundsApi::create),
                Route.get(FUNDS, "listFunds")
                        .summary("What funds are redeemable for")
                        .forAccount()
                        .answers(200, LIST, FundsApi::list),
                Route.post(FUNDS + "/{market}/redemptions", "redeemFund")
                        .summary("Turns shares into contracts, or with a negative quantity back")
                        .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                        .request(REDEEM)
                        .forAccount()
                        .answers(201, REDEEMED, FundsApi::redeem));
    }

    /** Opens a fund. */
    private record Create(
            Command.CreateOutcomeMarket market,
            long redemptionFee,
            List<FundConstituent> constituents)
            implements Command.Other {
        @Override
        public boolean isExpensive() {
            return true;
        }

        @Override
        public int universe() {
            return -1;
        }

        @Override
        public void hash(PayloadHash hash) {
            market.hash(hash.add("create-fund").add(redemptionFee));
            constituents.forEach(each -> hash.add(each.market()).add(each.multiplier()));
        }

        @Override
        public int encode(
                CommandPublisher publisher, MutableDirectBuffer buffer, RequestContext context) {
            return publisher
                    .funds()
                    .create(
                            buffer,
                            0,
                            context,
                            CommandEncoder.terms(market),
                            redemptionFee,
                            constituents);
        }
    }

    /** Redeems shares of a fund, or makes some. */
    record Redeem(long market, long quantity) implements Command.Other {
        @Override
        public int universe() {
            return -1;
        }

        @Override
        public void hash(PayloadHash hash) {
            hash.add("redeem-fund").add(market).add(quantity);
        }

        @Override
        public int encode(
                CommandPublisher publisher, MutableDirectBuffer buffer, RequestContext context) {
            return publisher.funds().redeem(buffer, 0, context, market, quantity);
        }
    }

    private static void create(Exchange exchange) {
        JsonObject body = exchange.body();
        List<FundConstituent> constituents = new ArrayList<>();
        Measures measures = Measures.NONE;
        int scale = 0;
        for (Object each : body.getJsonArray("constituents")) {
            JsonObject constituent = (JsonObject) each;
            Listing listing = Markets.find(exchange, constituent.getString("market"));
            constituents.add(new FundConstituent(
                    listing.market().market(), constituent.getLong("multiplier")));
            scale = listing.quote().scale();
            measures = Measures.of(listing);
        }
        long fee = Markets.amount(body, "redemptionFee", scale);
        exchange.command(
                new Create(ContractTerms.read(body), fee, constituents), measures, Json::done);
    }

    private static void redeem(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        long quantity = Markets.amount(exchange.body(), "quantity", Contracts.SCALE);
        exchange.command(
                new Redeem(listing.market().market(), quantity),
                Measures.of(listing),
                answer -> Json.done(answer)
                        .put("market", listing.symbol())
                        .put("fees", listing.money(answer.fees())));
    }

    private static void list(Exchange exchange) {
        int universe = exchange.callerUniverse();
        exchange.read(
                view -> view.directory().markets().stream()
                        .filter(market -> market.universe() == universe)
                        .filter(market -> exchange.mayKnow(market.market()))
                        .flatMap(market -> view.directory().fund(market.market()).stream())
                        .toList(),
                funds -> new JsonObject()
                        .put("funds", Json.list(funds, fund -> json(exchange, fund))));
    }

    /** A constituent that one may not know of is left out. */
    private static JsonObject json(Exchange exchange, FundInfo fund) {
        Listing listing = OutcomesApi.listing(exchange, fund.market());
        return new JsonObject()
                .put("id", Long.toString(fund.market()))
                .put("symbol", listing.symbol())
                .put("redemptionFee", listing.money(fund.redemptionFee()))
                .put(
                        "constituents",
                        Json.list(
                                fund.constituents().stream()
                                        .filter(each -> exchange.mayKnow(each.market()))
                                        .toList(),
                                each -> new JsonObject()
                                        .put(
                                                "market",
                                                OutcomesApi.listing(exchange, each.market())
                                                        .symbol())
                                        .put("multiplier", each.multiplier())));
    }
}

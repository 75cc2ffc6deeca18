package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.CodeEvent;
import io.rialto.history.ContractEvent;
import io.rialto.history.ItemEvent;
import io.rialto.history.PastOrder;
import io.rialto.history.Redemption;
import io.rialto.history.Settlement;
import io.rialto.history.Transfer;
import io.rialto.view.AssetInfo;
import io.rialto.view.Trade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What an account did, and what became of it: lists out of the history, the newest first. */
final class DealingsApi {
    private static final Form REDEMPTION = Form.of(
            "Redemption",
            required("market", Schemas.MARKET),
            required("quantity", Schemas.DECIMAL),
            required("fee", Schemas.DECIMAL),
            required("quote", Schemas.ASSET),
            required("actor", Schemas.ID),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private static final Form CONTRACT_EVENT = Form.of(
            "OptionContractEvent",
            required("kind", Schemas.words(ContractEvent.Kind.values())),
            required("market", Schemas.MARKET),
            required("contract", Schemas.ID),
            required("role", new Schema.Choice(List.of("holder", "writer", "none"))),
            required("quantity", Schemas.DECIMAL),
            required("remaining", Schemas.DECIMAL),
            optional("paid", Schemas.DECIMAL),
            optional("price", Schemas.DECIMAL),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private static final Form TRANSFER = Form.of(
            "PastTransfer",
            required("kind", Schemas.words(Transfer.Kind.values())),
            required("asset", Schemas.ASSET),
            required("amount", Schemas.DECIMAL),
            required("account", Schemas.ID),
            optional("recipient", Schemas.ID),
            required("actor", Schemas.ID),
            required("note", Schemas.NOTE),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private static final Form CODE_EVENT = Form.of(
            "CodeEvent",
            required("kind", Schemas.words(CodeEvent.Kind.values())),
            required("code", Schemas.ID),
            required("issuer", Schemas.ID),
            optional("claimant", Schemas.ID),
            required("asset", Schemas.ASSET),
            required("amount", Schemas.DECIMAL),
            required("expiresAt", Schemas.INSTANT),
            required("note", Schemas.NOTE),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private static final Form ITEM_EVENT = Form.of(
            "ItemEvent",
            required("kind", Schemas.words(ItemEvent.Kind.values())),
            required("item", Schemas.ID),
            required("name", Schemas.NAME),
            optional("account", Schemas.ID),
            optional("amount", Schemas.DECIMAL),
            required("asset", Schemas.ASSET),
            required("words", Schemas.NOTE),
            required("actor", Schemas.ID),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private static final Form SETTLEMENT = Form.of(
            "Settlement",
            required("price", Schemas.DECIMAL),
            required("positions", Schemas.COUNT),
            required("actor", Schemas.ID),
            required("reason", Schemas.NOTE),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private static final Form PAST_ORDER =
            Schemas.ORDER.plus("HistoricOrder", required("acceptedSequence", Schemas.SEQUENCE));

    private static final Route.Parameter ONE_MARKET =
            Route.Parameter.query("market", Schemas.MARKET, "Of this one only");

    private DealingsApi() {}

    static List<Route> routes() {
        return List.of(
                list("/api/v1/order-history", "listOrderHistory", "Your orders, open and closed")
                        .parameter(ONE_MARKET)
                        .answers(200, listOf("orders", PAST_ORDER), DealingsApi::orders),
                list("/api/v1/trade-history", "listTradeHistory", "Your trades, back to the first")
                        .parameter(ONE_MARKET)
                        .answers(200, listOf("trades", Schemas.FILL), DealingsApi::trades),
                list(
                                "/api/v1/transfers",
                                "listTransfers",
                                "Your deposits, withdrawals, gifts and transfers")
                        .answers(200, listOf("transfers", TRANSFER), DealingsApi::transfers),
                list("/api/v1/redemptions", "listRedemptions", "Shares of funds that you redeemed")
                        .parameter(ONE_MARKET)
                        .answers(200, listOf("redemptions", REDEMPTION), DealingsApi::redemptions),
                list(
                                "/api/v1/option-contract-history",
                                "listOptionContractHistory",
                                "What became of contracts that you hold, wrote, or did")
                        .parameter(ONE_MARKET)
                        .answers(200, listOf("contracts", CONTRACT_EVENT), DealingsApi::contracts),
                list("/api/v1/codes", "listCodes", "What became of codes you issued or claimed")
                        .answers(200, listOf("codes", CODE_EVENT), DealingsApi::codes),
                list("/api/v1/item-history", "listItemHistory", "What became of items at auction")
                        .parameter(Route.Parameter.query("item", Schemas.ID, "Of this one only"))
                        .answers(200, listOf("items", ITEM_EVENT), DealingsApi::items),
                list(
                                "/api/v1/markets/{market}/settlements",
                                "listSettlements",
                                "What a market paid when it was settled")
                        .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                        .answers(200, listOf("settlements", SETTLEMENT), DealingsApi::settlements));
    }

    private static Route.Builder list(String path, String name, String what) {
        return PastList.parameters(Route.get(path, name).summary(what + ", newest first"))
                .forAccount();
    }

    private static Form listOf(String name, Form of) {
        return Form.of(
                "List" + of.name(),
                required(name, new ListOf(of)),
                optional("before", Schemas.SEQUENCE));
    }

    private static long market(Exchange exchange) {
        return exchange.query("market")
                .map(name -> Markets.find(exchange, name).market().market())
                .orElse(0L);
    }

    private static void orders(Exchange exchange) {
        long account = exchange.actedAs();
        long market = market(exchange);
        PastList.<PastOrder>of("orders", PastOrder::acceptedSequence)
                .keeping(order -> exchange.mayKnow(order.info().market()))
                .answer(
                        exchange,
                        (queries, wanted) -> queries.orders(account, market, wanted),
                        order -> Json.order(
                                        order.info(),
                                        listing(exchange, order.info().market()))
                                .put("acceptedSequence", Long.toString(order.acceptedSequence())));
    }

    /** An account that traded with itself is on both sides: two fills. */
    private static void trades(Exchange exchange) {
        long account = exchange.actedAs();
        long market = market(exchange);
        PastList.<Trade>of("trades", Trade::sequence)
                .keeping(trade -> exchange.mayKnow(trade.market()))
                .answerEach(
                        exchange,
                        (queries, wanted) -> queries.accountTrades(account, market, wanted),
                        trade -> fills(exchange, trade, account));
    }

    private static List<JsonObject> fills(Exchange exchange, Trade trade, long account) {
        JsonArray fills = AccountsApi.fills(exchange, List.of(trade), account, 2);
        return fills.stream().map(JsonObject.class::cast).toList();
    }

    private static void transfers(Exchange exchange) {
        long account = exchange.actedAs();
        PastList.<Transfer>of("transfers", Transfer::sequence)
                .answer(
                        exchange,
                        (queries, wanted) -> queries.transfers(account, wanted),
                        transfer -> json(exchange, transfer));
    }

    private static JsonObject json(Exchange exchange, Transfer transfer) {
        AssetInfo asset = AccountsApi.asset(exchange, transfer.asset());
        JsonObject json = new JsonObject()
                .put("kind", Words.of(transfer.kind()))
                .put("asset", asset.symbol())
                .put("amount", Decimals.format(transfer.amount(), asset.scale()))
                .put("account", Long.toString(transfer.account()));
        if (transfer.counterparty() != 0) {
            json.put("recipient", Long.toString(transfer.counterparty()));
        }
        return stamp(
                json.put("actor", Long.toString(transfer.actor())).put("note", transfer.note()),
                transfer.timeNanos(),
                transfer.sequence());
    }

    private static void redemptions(Exchange exchange) {
        long account = exchange.actedAs();
        long market = market(exchange);
        PastList.<Redemption>of("redemptions", Redemption::sequence)
                .keeping(each -> exchange.mayKnow(each.market()))
                .answer(
                        exchange,
                        (queries, wanted) ->
                                queries.dealings().redemptions(account, market, wanted),
                        each -> json(listing(exchange, each.market()), each));
    }

    private static JsonObject json(Listing fund, Redemption redemption) {
        return stamp(
                new JsonObject()
                        .put("market", fund.symbol())
                        .put("quantity", fund.quantity(redemption.quantity()))
                        .put("fee", fund.money(redemption.fee()))
                        .put("quote", fund.quote().symbol())
                        .put("actor", Long.toString(redemption.actor())),
                redemption.timeNanos(),
                redemption.sequence());
    }

    private static void contracts(Exchange exchange) {
        long account = exchange.actedAs();
        long market = market(exchange);
        PastList.<ContractEvent>of("contracts", ContractEvent::sequence)
                .keeping(event -> exchange.mayKnow(event.market()))
                .answer(
                        exchange,
                        (queries, wanted) ->
                                queries.dealings().contractEvents(account, market, wanted),
                        event -> json(listing(exchange, event.market()), account, event));
    }

    private static JsonObject json(Listing option, long account, ContractEvent event) {
        String writer = event.writer() == account ? "writer" : "none";
        JsonObject json = new JsonObject()
                .put("kind", Words.of(event.kind()))
                .put("market", option.symbol())
                .put("contract", Long.toString(event.contract()))
                .put("role", event.holder() == account ? "holder" : writer)
                .put("quantity", option.quantity(event.quantity()))
                .put("remaining", option.quantity(event.remaining()));
        if (event.kind() == ContractEvent.Kind.EXERCISED) {
            json.put("paid", option.money(event.paid()));
        } else if (event.kind() == ContractEvent.Kind.SETTLED) {
            json.put("price", option.price(event.paid()));
        }
        return stamp(json, event.timeNanos(), event.sequence());
    }

    private static void codes(Exchange exchange) {
        long account = exchange.actedAs();
        PastList.<CodeEvent>of("codes", CodeEvent::sequence)
                .answer(
                        exchange,
                        (queries, wanted) -> queries.dealings().codeEvents(account, wanted),
                        event -> json(exchange, event));
    }

    private static JsonObject json(Exchange exchange, CodeEvent event) {
        AssetInfo asset = AccountsApi.asset(exchange, event.asset());
        JsonObject json = new JsonObject()
                .put("kind", Words.of(event.kind()))
                .put("code", Long.toString(event.code()))
                .put("issuer", Long.toString(event.issuer()))
                .put("asset", asset.symbol())
                .put("amount", Decimals.format(event.amount(), asset.scale()))
                .put("expiresAt", Json.time(event.expiresAt()))
                .put("note", event.note());
        if (event.claimant() != 0) {
            json.put("claimant", Long.toString(event.claimant()));
        }
        return stamp(json, event.timeNanos(), event.sequence());
    }

    private static void items(Exchange exchange) {
        long universe = exchange.callerUniverse();
        long item = exchange.query("item").map(Markets::id).orElse(0L);
        PastList.<ItemEvent>of("items", ItemEvent::sequence)
                .answer(
                        exchange,
                        (queries, wanted) -> queries.dealings().itemEvents(universe, item, wanted),
                        event -> json(exchange, event));
    }

    private static JsonObject json(Exchange exchange, ItemEvent event) {
        AssetInfo asset = AccountsApi.asset(exchange, event.asset());
        JsonObject json = new JsonObject()
                .put("kind", Words.of(event.kind()))
                .put("item", Long.toString(event.listing()))
                .put("name", event.name())
                .put("asset", asset.symbol())
                .put("words", event.words())
                .put("actor", Long.toString(event.actor()));
        if (event.account() != 0) {
            json.put("account", Long.toString(event.account()));
        }
        if (event.amount() != 0) {
            json.put("amount", Decimals.format(event.amount(), asset.scale()));
        }
        return stamp(json, event.timeNanos(), event.sequence());
    }

    private static void settlements(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        PastList.<Settlement>of("settlements", Settlement::sequence)
                .answer(
                        exchange,
                        (queries, wanted) ->
                                queries.dealings().settlements(listing.market().market(), wanted),
                        each -> stamp(
                                new JsonObject()
                                        .put("price", listing.price(each.price()))
                                        .put("positions", each.positions())
                                        .put("actor", Long.toString(each.actor()))
                                        .put("reason", each.reason()),
                                each.timeNanos(),
                                each.sequence()));
    }

    static Listing listing(Exchange exchange, long market) {
        return Listing.byId(exchange.venue().directory(), exchange.callerUniverse(), market)
                .orElseThrow(Markets::unknownMarket);
    }

    private static JsonObject stamp(JsonObject json, long timeNanos, long sequence) {
        return json.put("time", Json.time(timeNanos)).put("sequence", Long.toString(sequence));
    }
}

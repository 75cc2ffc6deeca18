package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.protocol.Code;
import io.rialto.sequencer.ItemPublisher;
import io.rialto.view.AssetInfo;
import io.rialto.view.ItemInfo;
import io.vertx.core.json.JsonObject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items that users put up for auction: docs/auctions.md. */
final class ItemsApi {
    private static final String ITEMS = "/api/v1/items";
    private static final int ITEMS_MAX = 1_000;
    private static final Route.Parameter LISTING =
            Route.Parameter.path("listing", Schemas.ID, "Number of the item");
    static final Schema.Text PICTURE =
            Schemas.text("A picture's SHA-256, or empty", "", 64, "([0-9a-f]{64})?");

    private static final Form TERMS = Form.of(
            "ListItem",
            required("name", Schemas.NAME),
            optional("description", Schemas.NOTE),
            optional("picture", PICTURE),
            required("asset", Schemas.ASSET),
            optional("buyNowPrice", Schemas.AMOUNT));

    private static final Form BUY = Form.of("BuyItem", required("price", Schemas.AMOUNT));

    private static final Form CONTRIBUTION = Form.of(
            "Contribution", required("account", Schemas.ID), required("amount", Schemas.AMOUNT));

    private static final Form SETTLE = Form.of(
            "SettleItem",
            required("owner", Schemas.ID),
            required("contributions", new ListOf(CONTRIBUTION)),
            optional("reason", Schemas.NOTE));

    private static final Form ITEM = Form.of(
            "Item",
            required("id", Schemas.ID),
            required("seller", Schemas.ID),
            required("name", Schemas.NAME),
            required("description", Schemas.NOTE),
            required("picture", PICTURE),
            required("asset", Schemas.ASSET),
            optional("buyNowPrice", Schemas.DECIMAL),
            optional("owner", Schemas.ID),
            optional("price", Schemas.DECIMAL));

    private static final Form LISTED = Form.of("Items", required("items", new ListOf(ITEM)));

    private ItemsApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(ITEMS, "listItem")
                        .summary("Puts an item of your account up for auction")
                        .request(TERMS)
                        .forAccount()
                        .answers(201, MarketSchemas.DONE, ItemsApi::list),
                Route.get(ITEMS, "listItems")
                        .summary("What was put up for auction, the last first")
                        .forAccount()
                        .answers(200, LISTED, ItemsApi::items),
                Route.patch(ITEMS + "/{listing}", "editItem")
                        .summary("Says other terms of an item, all of them, until it is sold")
                        .parameter(LISTING)
                        .request(TERMS)
                        .forAccount()
                        .answers(200, MarketSchemas.DONE, ItemsApi::edit),
                Route.delete(ITEMS + "/{listing}", "deleteItem")
                        .summary("Takes an item off, until it is sold")
                        .parameter(LISTING)
                        .forAccount()
                        .answers(200, MarketSchemas.DONE, ItemsApi::delete),
                Route.post(ITEMS + "/{listing}/purchase", "buyItem")
                        .summary("Buys an item at its price")
                        .parameter(LISTING)
                        .request(BUY)
                        .forAccount()
                        .answers(201, MarketSchemas.DONE, ItemsApi::buy),
                Route.post("/api/v1/admin/items/{listing}/settlement", "settleItem")
                        .summary("Sells an item to one owner for what one or several contribute")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(LISTING)
                        .request(SETTLE)
                        .answers(201, MarketSchemas.DONE, ItemsApi::settle));
    }

    private static void list(Exchange exchange) {
        AssetInfo asset = asset(exchange);
        ItemPublisher.Terms terms = terms(exchange, asset);
        exchange.command(ItemCommand.list(terms), Measures.of(asset), Json::done);
    }

    private static void edit(Exchange exchange) {
        AssetInfo asset = asset(exchange);
        ItemPublisher.Terms terms = terms(exchange, asset);
        long listing = listing(exchange);
        exchange.command(ItemCommand.edit(listing, terms), Measures.of(asset), Json::done);
    }

    private static void delete(Exchange exchange) {
        long listing = listing(exchange);
        exchange.command(ItemCommand.delete(listing), Measures.NONE, Json::done);
    }

    /** The price is in the item's asset, which the view must know. */
    private static void buy(Exchange exchange) {
        AssetInfo asset = assetOf(exchange);
        long listing = listing(exchange);
        long price = Markets.amount(exchange.body(), "price", asset.scale());
        exchange.command(ItemCommand.buy(listing, price), Measures.of(asset), Json::done);
    }

    private static void settle(Exchange exchange) {
        AssetInfo asset = assetOf(exchange);
        JsonObject body = exchange.body();
        long listing = listing(exchange);
        long owner = Markets.id(body.getString("owner"));
        Map<Long, Long> contributions = new LinkedHashMap<>();
        for (Object each : body.getJsonArray("contributions")) {
            JsonObject contribution = (JsonObject) each;
            long account = Markets.id(contribution.getString("account"));
            long amount = Markets.amount(contribution, "amount", asset.scale());
            if (contributions.put(account, amount) != null
                    || contributions.size() > ItemPublisher.CONTRIBUTORS_MAX) {
                throw new ProblemException(
                        Refusal.FIELD_INVALID,
                        "Name up to " + ItemPublisher.CONTRIBUTORS_MAX + " accounts, each once");
            }
        }
        String reason = body.getString("reason", "");
        exchange.sudo(
                exchange.caller().accountId(),
                ItemCommand.of(
                        "settle-item",
                        (publisher, buffer, context) -> publisher.settle(
                                buffer, 0, context, listing, owner, contributions, reason),
                        listing,
                        owner,
                        contributions,
                        reason),
                Measures.of(asset),
                Json::done);
    }

    private static AssetInfo asset(Exchange exchange) {
        return Markets.asset(exchange, exchange.body().getString("asset"));
    }

    private static ItemPublisher.Terms terms(Exchange exchange, AssetInfo asset) {
        JsonObject body = exchange.body();
        return new ItemPublisher.Terms(
                body.getString("name"),
                body.getString("description", ""),
                body.getString("picture", ""),
                asset.asset(),
                body.containsKey("buyNowPrice")
                        ? Markets.amount(body, "buyNowPrice", asset.scale())
                        : 0);
    }

    private static long listing(Exchange exchange) {
        return Markets.id(exchange.path("listing"));
    }

    /** What the item of the path is paid with. */
    private static AssetInfo assetOf(Exchange exchange) {
        return exchange.venue()
                .directory()
                .item(listing(exchange))
                .flatMap(item -> exchange.venue().directory().asset(item.asset()))
                .orElseThrow(() -> new ProblemException(Markets.unknown(Code.LISTING_UNKNOWN)));
    }

    private static void items(Exchange exchange) {
        int universe = exchange.callerUniverse();
        exchange.read(
                view -> view.directory().items(universe, ITEMS_MAX),
                items -> new JsonObject()
                        .put("items", Json.list(items, item -> json(exchange, item))));
    }

    private static JsonObject json(Exchange exchange, ItemInfo item) {
        AssetInfo asset = exchange.venue().directory().asset(item.asset()).orElseThrow();
        JsonObject json = new JsonObject()
                .put("id", Long.toString(item.listing()))
                .put("seller", Long.toString(item.seller()))
                .put("name", item.name())
                .put("description", item.description())
                .put("picture", item.picture())
                .put("asset", asset.symbol());
        if (item.buyNowPrice() != 0) {
            json.put("buyNowPrice", Decimals.format(item.buyNowPrice(), asset.scale()));
        }
        if (item.owner() != 0) {
            json.put("owner", Long.toString(item.owner()));
            json.put("price", Decimals.format(item.price(), asset.scale()));
        }
        return json;
    }
}

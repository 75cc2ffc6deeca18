package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.protocol.KillSwitch;
import io.rialto.view.AccountInfo;
import io.rialto.view.Directory;
import io.rialto.view.Guarding;
import io.rialto.view.MarketInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What is stopped now, for administrators; {@link ProtectionsApi} stops and lets go. */
final class KillSwitchesApi {
    private static final Schema.Choice POSITION = Schemas.words(KillSwitch.values());
    private static final Form MARKET = Form.of(
            "KilledMarket",
            required("id", Schemas.ID),
            required("symbol", Schemas.MARKET),
            required("killSwitch", POSITION));
    private static final Form ACCOUNT = Form.of(
            "KilledAccount",
            required("account", Schemas.ID),
            required("name", Schemas.NAME),
            required("killSwitch", POSITION));
    private static final Form PULLED = Form.of(
            "KillSwitches",
            required("venue", POSITION),
            required("markets", new ListOf(MARKET)),
            required("accounts", new ListOf(ACCOUNT)));

    private KillSwitchesApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/admin/kill-switches", "listKillSwitches")
                .summary("The kill switches that are pulled")
                .access(Route.Access.ADMINISTRATOR)
                .answers(200, PULLED, KillSwitchesApi::list));
    }

    private static void list(Exchange exchange) {
        exchange.read(view -> json(view.directory()), json -> json);
    }

    private static JsonObject json(Directory directory) {
        Guarding guarding = directory.guarding();
        JsonArray markets = new JsonArray();
        guarding.killedMarkets()
                .forEach((market, position) -> directory
                        .market(market)
                        .map(MarketInfo::symbol)
                        .ifPresent(symbol -> markets.add(new JsonObject()
                                .put("id", Long.toString(market))
                                .put("symbol", symbol)
                                .put("killSwitch", Words.of(position)))));
        JsonArray accounts = new JsonArray();
        guarding.killedAccounts()
                .forEach((account, position) -> accounts.add(new JsonObject()
                        .put("account", Long.toString(account))
                        .put(
                                "name",
                                directory
                                        .account(account)
                                        .map(AccountInfo::name)
                                        .orElse(""))
                        .put("killSwitch", Words.of(position))));
        return new JsonObject()
                .put("venue", Words.of(guarding.ofMarket(0)))
                .put("markets", markets)
                .put("accounts", accounts);
    }
}

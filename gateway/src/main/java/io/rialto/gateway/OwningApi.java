package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.identity.Scope;
import io.rialto.protocol.AccountStatus;
import io.rialto.protocol.Code;
import io.rialto.view.AccountInfo;
import io.rialto.view.AssetInfo;
import io.rialto.view.Credit;
import io.rialto.view.Owning;
import io.rialto.view.Profile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Accounts that one owns, alone or with others, and money between accounts. */
final class OwningApi {
    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String ADMIN = "/api/v1/admin";
    private static final int COLOUR_DIGITS = 6;
    private static final Route.Parameter ACCOUNT_ID =
            Route.Parameter.path("account", Schemas.ID, "The account's id");
    private static final Schema.Text COLOUR = Schemas.text(
            "a colour, or nothing for none", "ff8800", COLOUR_DIGITS, "([0-9a-f]{6})?");
    private static final Schema.Text DISPLAY_NAME =
            Schemas.text("a name to show, or nothing", "Ada", 100, Schemas.SHOWN + "{0,100}");
    private static final Schema.Choice STATUS = Schemas.words(AccountStatus.values());

    private static final Form OWNED_ACCOUNT = Form.of(
            "OwnedAccount",
            required("id", Schemas.ID),
            required("name", Schemas.NAME),
            required("kind", Schemas.ACCOUNT_KIND),
            required("universe", Schemas.ID),
            required("status", STATUS),
            required("colour", COLOUR),
            required("displayName", DISPLAY_NAME),
            required("owners", new ListOf(Schemas.ID)));
    private static final Form OWNED_ACCOUNTS =
            Form.of("OwnedAccounts", required("accounts", new ListOf(OWNED_ACCOUNT)));
    private static final Form CREDIT = Form.of(
            "Credit",
            required("owner", Schemas.ID),
            required("asset", Schemas.ASSET),
            required("credit", Schemas.DECIMAL));
    private static final Form OWNERS = Form.of(
            "Owners",
            required("owners", new ListOf(Schemas.ID)),
            required("credits", new ListOf(CREDIT)));
    private static final Form NAMED = Form.of("CreateAlt", required("name", Schemas.NAME));
    private static final Form OWNER = Form.of("ShareAccount", required("owner", Schemas.ID));
    private static final Form REVOKE = Form.of(
            "RevokeOwner",
            required("owner", Schemas.ID),
            optional("redistribute", Schemas.YES_OR_NO));
    private static final Form SET_STATUS = Form.of(
            "SetAccountStatus", required("status", STATUS), optional("reason", Schemas.NOTE));
    private static final Form SET_PROFILE = Form.of(
            "SetProfile", optional("colour", COLOUR), optional("displayName", DISPLAY_NAME));
    private static final Form TRANSFER = Form.of(
            "Transfer",
            required("recipient", Schemas.ID),
            required("asset", Schemas.ASSET),
            required("amount", Schemas.AMOUNT),
            optional("note", Schemas.NOTE));

    private OwningApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get(ACCOUNTS, "listAccounts")
                        .summary("The accounts that you can act as")
                        .answers(200, OWNED_ACCOUNTS, OwningApi::list),
                Route.post(ACCOUNTS, "createAlt")
                        .summary("Opens an account without a person under the account acted as")
                        .forAccount()
                        .request(NAMED)
                        .answers(201, MarketSchemas.DONE, OwningApi::createAlt),
                Route.get(ACCOUNTS + "/{account}/owners", "listOwners")
                        .summary("Who owns an account of yours, and is owed what of it")
                        .parameter(ACCOUNT_ID)
                        .answers(200, OWNERS, OwningApi::owners),
                Route.post(ACCOUNTS + "/{account}/owners", "shareAccount")
                        .summary("Lets another user own an account of yours as well")
                        .scope(Scope.WITHDRAW)
                        .parameter(ACCOUNT_ID)
                        .request(OWNER)
                        .answers(200, MarketSchemas.DONE, OwningApi::share),
                Route.patch(ACCOUNTS + "/{account}/profile", "setProfile")
                        .summary("Says how an account of yours shows")
                        .parameter(ACCOUNT_ID)
                        .request(SET_PROFILE)
                        .answers(200, MarketSchemas.DONE, OwningApi::setProfile),
                Route.post(ADMIN + "/accounts/{account}/revoke-owner", "revokeOwner")
                        .summary("Ends an ownership; the others may get what the owner is owed")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(ACCOUNT_ID)
                        .request(REVOKE)
                        .answers(200, MarketSchemas.DONE, OwningApi::revoke),
                Route.patch(ADMIN + "/accounts/{account}/status", "setAccountStatus")
                        .summary("Freezes an account, lets it go on, or closes it")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(ACCOUNT_ID)
                        .request(SET_STATUS)
                        .answers(200, MarketSchemas.DONE, OwningApi::setStatus),
                Route.post("/api/v1/transfers", "transfer")
                        .summary("Moves money of the account acted as to another account")
                        .forAccount()
                        .scope(Scope.WITHDRAW)
                        .request(TRANSFER)
                        .answers(201, MarketSchemas.DONE, OwningApi::transfer),
                Route.post("/api/v1/gifts", "gift")
                        .summary("Gives money of the house; by a universe's owner, or under sudo")
                        .scope(Scope.WITHDRAW)
                        .request(MarketSchemas.MOVE_MONEY)
                        .answers(201, MarketSchemas.DONE, OwningApi::gift));
    }

    private static void list(Exchange exchange) {
        long caller = exchange.caller().accountId();
        exchange.read(
                view -> reached(view.directory().owning(), caller).stream()
                        .flatMap(id -> view.directory().account(id).stream())
                        .map(account -> json(view.directory().owning(), account))
                        .toList(),
                accounts -> new JsonObject().put("accounts", new JsonArray(accounts)));
    }

    /** An account and all below it, by id. */
    private static Set<Long> reached(Owning owning, long account) {
        Set<Long> all = new TreeSet<>(List.of(account));
        owning.owned(account).forEach(owned -> all.addAll(reached(owning, owned)));
        return all;
    }

    private static JsonObject json(Owning owning, AccountInfo account) {
        Profile profile = owning.profile(account.account());
        return new JsonObject()
                .put("id", Long.toString(account.account()))
                .put("name", account.name())
                .put("kind", Words.of(account.kind()))
                .put("universe", Integer.toUnsignedString(account.universe()))
                .put("status", Words.of(owning.status(account.account())))
                .put("colour", colour(profile))
                .put("displayName", profile.displayName())
                .put("owners", ids(owning.owners(account.account())));
    }

    /** Six hex digits, or nothing for none. */
    static String colour(Profile profile) {
        return profile.colour() < 0
                ? ""
                : HexFormat.of().toHexDigits(profile.colour(), COLOUR_DIGITS);
    }

    private static JsonArray ids(List<Long> ids) {
        return new JsonArray(ids.stream().map(id -> Long.toString(id)).toList());
    }

    private static void createAlt(Exchange exchange) {
        String name = exchange.body().getString("name");
        exchange.command(AccountCommand.createAlt(name), Measures.NONE, Json::done);
    }

    private static long account(Exchange exchange) {
        return Markets.id(exchange.path("account"));
    }

    private static void owners(Exchange exchange) {
        long account = account(exchange);
        if (!exchange.maySee(account)) {
            throw new ProblemException(Markets.unknown(Code.ACCOUNT_NOT_YOURS));
        }
        exchange.read(
                view -> new JsonObject()
                        .put("owners", ids(view.directory().owning().owners(account)))
                        .put(
                                "credits",
                                Json.list(
                                        view.directory().owning().credits(account),
                                        credit -> json(exchange, credit))),
                json -> json);
    }

    private static JsonObject json(Exchange exchange, Credit credit) {
        AssetInfo asset = exchange.venue().directory().asset(credit.asset()).orElseThrow();
        return new JsonObject()
                .put("owner", Long.toString(credit.owner()))
                .put("asset", asset.symbol())
                .put("credit", Decimals.format(credit.credit(), asset.scale()));
    }

    private static void share(Exchange exchange) {
        long owner = Markets.id(exchange.body().getString("owner"));
        exchange.commandFor(
                account(exchange), AccountCommand.share(owner), Measures.NONE, Json::done);
    }

    private static void setProfile(Exchange exchange) {
        String text = exchange.body().getString("colour", "");
        int colour = text.isEmpty() ? -1 : HexFormat.fromHexDigits(text);
        String name = exchange.body().getString("displayName", "");
        exchange.commandFor(
                account(exchange),
                AccountCommand.of(
                        "set-profile",
                        (publisher, buffer, context) ->
                                publisher.setProfile(buffer, 0, context, colour, name),
                        colour,
                        name),
                Measures.NONE,
                Json::done);
    }

    private static void revoke(Exchange exchange) {
        long owner = Markets.id(exchange.body().getString("owner"));
        boolean redistribute = exchange.body().getBoolean("redistribute", false);
        exchange.sudo(
                account(exchange),
                AccountCommand.of(
                        "revoke-owner",
                        (publisher, buffer, context) ->
                                publisher.revokeOwner(buffer, 0, context, owner, redistribute),
                        owner,
                        redistribute),
                Measures.NONE,
                Json::done);
    }

    private static void setStatus(Exchange exchange) {
        AccountStatus status =
                Words.parse(AccountStatus.class, exchange.body().getString("status"));
        String reason = exchange.body().getString("reason", "");
        exchange.sudo(
                account(exchange),
                AccountCommand.of(
                        "set-account-status",
                        (publisher, buffer, context) ->
                                publisher.setAccountStatus(buffer, 0, context, status, reason),
                        status,
                        reason),
                Measures.NONE,
                Json::done);
    }

    private static void transfer(Exchange exchange) {
        JsonObject body = exchange.body();
        AssetInfo asset = Markets.asset(exchange, body.getString("asset"));
        long recipient = Markets.id(body.getString("recipient"));
        long amount = Markets.amount(body, "amount", asset.scale());
        String note = body.getString("note", "");
        exchange.command(
                AccountCommand.transfer(recipient, asset.asset(), amount, note),
                Measures.of(asset),
                Json::done);
    }

    private static void gift(Exchange exchange) {
        JsonObject body = exchange.body();
        AssetInfo asset = Markets.asset(exchange, body.getString("asset"));
        long amount = Markets.amount(body, "amount", asset.scale());
        String note = body.getString("note", "");
        exchange.commandFor(
                Markets.id(body.getString("account")),
                AccountCommand.of(
                        "gift",
                        (publisher, buffer, context) ->
                                publisher.gift(buffer, 0, context, asset.asset(), amount, note),
                        asset.asset(),
                        amount,
                        note),
                Measures.of(asset),
                Json::done);
    }
}

package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.protocol.Code;
import io.rialto.view.AccountInfo;
import io.rialto.view.Member;
import io.rialto.view.UniverseInfo;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonObject;

import java.util.Comparator;
import java.util.List;

/** Who is there: in a universe, for whoever owns it, and at the venue, for administrators. */
final class MembersApi {
    private static final int ACCOUNTS_MAX = 1_000;
    private static final int ACCOUNTS_STANDARD = 100;

    private static final Form MEMBER = Form.of(
            "Member",
            required("account", Schemas.ID),
            required("user", Schemas.ID),
            required("name", Schemas.NAME),
            required("balances", new ListOf(Schemas.BALANCE)));

    private static final Form MEMBERS = Form.of("Members", required("members", new ListOf(MEMBER)));

    private static final Form ACCOUNTS =
            Form.of("Accounts", required("accounts", new ListOf(Schemas.ACCOUNT)));

    private MembersApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/api/v1/universes/{universe}/members", "listMembers")
                        .summary(
                                "Who has an account in a universe and what is in it, for its owner")
                        .parameter(Route.Parameter.path(
                                "universe", Schemas.ID, "The universe's number"))
                        .answers(200, MEMBERS, MembersApi::members),
                Route.get("/api/v1/admin/accounts", "listAllAccounts")
                        .summary("All accounts, by id")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(Route.Parameter.query(
                                "after", Schemas.SEQUENCE, "Only those with a higher id"))
                        .parameter(MarketsApi.count("limit", "At most " + ACCOUNTS_MAX))
                        .answers(200, ACCOUNTS, MembersApi::accounts));
    }

    private static void members(Exchange exchange) {
        long universe = Markets.id(exchange.path("universe"));
        UniverseInfo info = exchange.venue()
                .directory()
                .owning()
                .universe((int) Math.min(universe, Integer.MAX_VALUE))
                .orElseThrow(() -> new ProblemException(Markets.unknown(Code.UNIVERSE_UNKNOWN)));
        if (info.owner() != exchange.caller().accountId() && !exchange.isSudo()) {
            throw new ProblemException(Markets.unknown(Code.NOT_UNIVERSE_OWNER));
        }
        exchange.read(
                view -> view.directory().owning().members((int) universe).stream()
                        .map(member -> json(exchange, view, member))
                        .toList(),
                members -> new JsonObject().put("members", Json.list(members, json -> json)));
    }

    private static JsonObject json(Exchange exchange, VenueView view, Member member) {
        return new JsonObject()
                .put("account", Long.toString(member.account()))
                .put("user", Long.toString(member.user()))
                .put(
                        "name",
                        view.directory().account(member.account()).orElseThrow().name())
                .put(
                        "balances",
                        Json.list(
                                view.balances(member.account()),
                                balance -> Json.balance(
                                        balance, AccountsApi.asset(exchange, balance.asset()))));
    }

    private static void accounts(Exchange exchange) {
        long after = exchange.after();
        int limit = MarketsApi.count(exchange, "limit", ACCOUNTS_STANDARD, ACCOUNTS_MAX);
        exchange.read(
                view -> view.directory().accounts().stream()
                        .filter(account -> account.account() > after)
                        .sorted(Comparator.comparingLong(AccountInfo::account))
                        .limit(limit)
                        .toList(),
                accounts -> new JsonObject().put("accounts", Json.list(accounts, Json::account)));
    }
}

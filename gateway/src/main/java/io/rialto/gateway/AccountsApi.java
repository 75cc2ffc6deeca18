package io.rialto.gateway;

import io.rialto.history.Page;
import io.rialto.history.Posting;
import io.rialto.history.ReadableHistory;
import io.rialto.history.RebuiltBalances;
import io.rialto.identity.Scope;
import io.rialto.protocol.Code;
import io.rialto.view.AccountInfo;
import io.rialto.view.AssetInfo;
import io.rialto.view.Balance;
import io.rialto.view.Trade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One's own account: who one is, what one has, what one traded, and how it came about. */
final class AccountsApi {
    private static final int TRADES_MAX = 1_000;
    private static final int TRADES_STANDARD = 100;
    private static final int POSTINGS_MAX = 1_000;
    private static final int POSTINGS_STANDARD = 100;
    private static final int NANOS_PER_MICRO = 1_000;

    private AccountsApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/api/v1/account", "getAccount")
                        .summary("Who you are")
                        .forAccount()
                        .answers(200, Schemas.ACCOUNT, AccountsApi::account),
                Route.get("/api/v1/balances", "listBalances")
                        .summary("What you have")
                        .forAccount()
                        .answers(200, Schemas.BALANCES, AccountsApi::balances),
                Route.get("/api/v1/trades", "listTrades")
                        .summary("Your latest trades, newest first")
                        .parameter(Route.Parameter.query("market", Schemas.MARKET, "Only of this"))
                        .parameter(Route.Parameter.query("order", Schemas.ID, "Only of this"))
                        .parameter(MarketsApi.count("limit", "At most " + TRADES_MAX))
                        .forAccount()
                        .answers(200, Schemas.FILLS, AccountsApi::trades),
                Route.get("/api/v1/postings", "listPostings")
                        .summary("Every change of your balances, newest first")
                        .parameter(MarketsApi.count("limit", "At most " + POSTINGS_MAX))
                        .parameter(Route.Parameter.query(
                                "before", Schemas.SEQUENCE, "Only before this event"))
                        .forAccount()
                        .answers(200, Schemas.POSTINGS, AccountsApi::postings),
                Route.post("/api/v1/accounts/{account}/rebuild", "rebuildAccount")
                        .keyless()
                        .summary("Makes the balances anew from all postings and compares them with"
                                + " the live ones; for oneself, or by an administrator")
                        .parameter(Route.Parameter.path("account", Schemas.ID, "The account's id"))
                        .scope(Scope.READ)
                        .answers(200, Schemas.REBUILD, AccountsApi::rebuild));
    }

    private static void account(Exchange exchange) {
        long account = exchange.actedAs();
        exchange.read(
                view -> view.directory()
                        .account(account)
                        .orElseThrow(
                                () -> new ProblemException(Markets.unknown(Code.ACCOUNT_UNKNOWN))),
                Json::account);
    }

    private static void balances(Exchange exchange) {
        long account = exchange.actedAs();
        exchange.read(
                view -> view.balances(account),
                balances -> new JsonObject()
                        .put(
                                "balances",
                                Json.list(
                                        balances,
                                        b -> Json.balance(b, asset(exchange, b.asset())))));
    }

    static AssetInfo asset(Exchange exchange, int asset) {
        return exchange.venue().directory().asset(asset).orElseThrow();
    }

    private static void trades(Exchange exchange) {
        long account = exchange.actedAs();
        int limit = MarketsApi.count(exchange, "limit", TRADES_STANDARD, TRADES_MAX);
        Optional<Long> market = exchange.query("market")
                .map(n -> Markets.find(exchange, n).market().market());
        Optional<Long> order = exchange.query("order").map(Markets::id);
        exchange.read(
                view -> view.accountTrades(account, Integer.MAX_VALUE).stream()
                        .filter(t -> exchange.mayKnow(t.market()))
                        .filter(t -> market.isEmpty() || t.market() == market.get())
                        .filter(t -> order.isEmpty() || isOf(t, account, order.get()))
                        .limit(limit)
                        .toList(),
                trades -> new JsonObject().put("trades", fills(exchange, trades, account, limit)));
    }

    private static boolean isOf(Trade trade, long account, long order) {
        return (trade.takerAccount() == account && trade.takerOrder() == order)
                || (trade.makerAccount() == account && trade.makerOrder() == order);
    }

    /** An account that traded with itself is on both sides: two fills. */
    static JsonArray fills(Exchange exchange, List<Trade> trades, long account, int limit) {
        JsonArray fills = new JsonArray();
        for (Trade trade : trades) {
            Listing listing = Listing.byId(
                            exchange.venue().directory(), exchange.callerUniverse(), trade.market())
                    .orElseThrow(Markets::unknownMarket);
            if (trade.takerAccount() == account && fills.size() < limit) {
                fills.add(Json.fill(trade, listing, account, false));
            }
            if (trade.makerAccount() == account && fills.size() < limit) {
                fills.add(Json.fill(trade, listing, account, true));
            }
        }
        return fills;
    }

    private static void postings(Exchange exchange) {
        HistoryDesk.admit(exchange);
        long account = exchange.actedAs();
        Page page = HistoryDesk.page(exchange, POSTINGS_STANDARD, POSTINGS_MAX);
        HistoryDesk.read(
                exchange,
                queries -> queries.postings(account, page),
                entries -> json(exchange, entries, page.limit()));
    }

    private static JsonObject json(Exchange exchange, List<Posting> entries, int limit) {
        JsonObject json = new JsonObject()
                .put("postings", Json.list(entries, entry -> posting(exchange, entry)));
        if (entries.size() == limit) {
            json.put("before", Long.toString(entries.getLast().sequence()));
        }
        return json;
    }

    private static JsonObject posting(Exchange exchange, Posting entry) {
        AssetInfo asset = asset(exchange, entry.asset());
        JsonObject json = new JsonObject()
                .put("sequence", Long.toString(entry.sequence()))
                .put("time", Json.time(entry.timeNanos()))
                .put("asset", asset.symbol())
                .put("cause", Words.of(entry.cause()))
                .put("cashDelta", Decimals.format(entry.cashDelta(), asset.scale()))
                .put("heldDelta", Decimals.format(entry.heldDelta(), asset.scale()))
                .put("cash", Decimals.format(entry.cash(), asset.scale()))
                .put("held", Decimals.format(entry.held(), asset.scale()));
        exchange.venue()
                .directory()
                .market(entry.market())
                .filter(market -> exchange.mayKnow(market.market()))
                .ifPresent(market -> json.put("market", market.symbol()));
        return entry.reference() == 0
                ? json
                : json.put("reference", Long.toString(entry.reference()));
    }

    /** The live balances at some event, then the same from postings up to that event. */
    private static void rebuild(Exchange exchange) {
        long account = Markets.id(exchange.path("account"));
        Caller caller = exchange.caller();
        boolean mayAnyones = caller.isAdministrator() || caller.isAuditor();
        if (account != caller.accountId() && !mayAnyones) {
            throw new ProblemException(Markets.unknown(Code.ACCOUNT_NOT_YOURS));
        }
        Optional<AccountInfo> found = exchange.venue().directory().account(account);
        if (found.isEmpty()) {
            throw new ProblemException(Markets.unknown(Code.ACCOUNT_UNKNOWN));
        }
        ReadableHistory history = HistoryDesk.admit(exchange);
        CompletableFuture<JsonObject> rebuilt = exchange.venue()
                .view()
                .query(
                        exchange.wantedSequence(),
                        HistoryDesk.patience(exchange),
                        view -> new Exchange.Read<>(view.sequence(), view.balances(account)))
                .thenCompose(live ->
                        HistoryDesk.blocking(() -> rebuild(exchange, history, account, live)));
        exchange.deliver(
                rebuilt,
                json -> exchange.answer(json, Long.parseLong(json.getString("sequence")), false));
    }

    private static JsonObject rebuild(
            Exchange exchange,
            ReadableHistory history,
            long account,
            Exchange.Read<List<Balance>> live) {
        RebuiltBalances rebuilt = rebuilt(exchange, history, account, live.sequence());
        Map<Integer, Balance> remade = rebuilt.balances().stream()
                .collect(Collectors.toMap(Balance::asset, Function.identity()));
        boolean agrees = true;
        List<JsonObject> rows = new ArrayList<>();
        for (Balance balance : live.value()) {
            Balance made = Optional.ofNullable(remade.remove(balance.asset()))
                    .orElse(new Balance(account, balance.asset(), 0, 0));
            agrees &= made.cash() == balance.cash() && made.held() == balance.held();
            rows.add(row(exchange, made, balance));
        }
        for (Balance made : remade.values()) {
            agrees &= made.cash() == 0 && made.held() == 0;
            rows.add(row(exchange, made, new Balance(account, made.asset(), 0, 0)));
        }
        return new JsonObject()
                .put("account", Long.toString(account))
                .put("postings", rebuilt.postingsReplayed())
                .put("fromSequence", Long.toString(rebuilt.fromSequence()))
                .put("micros", rebuilt.elapsedNanos() / NANOS_PER_MICRO)
                .put("sequence", Long.toString(live.sequence()))
                .put("agrees", agrees)
                .put("balances", new JsonArray(rows));
    }

    private static JsonObject row(Exchange exchange, Balance made, Balance live) {
        AssetInfo asset = asset(exchange, made.asset());
        return Json.balance(made, asset)
                .put("liveCash", Decimals.format(live.cash(), asset.scale()))
                .put("liveHeld", Decimals.format(live.held(), asset.scale()));
    }

    private static RebuiltBalances rebuilt(
            Exchange exchange, ReadableHistory history, long account, long sequence) {
        try {
            return history.rebuildBalances(account, sequence, HistoryDesk.patience(exchange));
        } catch (InterruptedException stopping) {
            throw HistoryDesk.stopped(stopping);
        }
    }
}

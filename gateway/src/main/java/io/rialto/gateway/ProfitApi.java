package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Choice;
import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.ExportRange;
import io.rialto.history.HistoryQueries;
import io.rialto.history.PositionChange;
import io.rialto.marketdata.ProfitAndLoss;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.Side;
import io.rialto.view.Directory;
import io.rialto.view.MarketState;
import io.rialto.view.OutcomeInfo;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonObject;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an account made by trading, redeeming and exercising. */
final class ProfitApi {
    static final Choice METHOD = new Choice(Words.all(ProfitAndLoss.Method.values()));

    private static final String MARK = "mark";

    private static final Form PROFIT = Form.of(
            "Profit",
            required("market", Schemas.MARKET),
            required("position", MarketDataSchemas.SUM),
            required("cost", MarketDataSchemas.SUM),
            required("realised", MarketDataSchemas.SUM),
            required("fees", MarketDataSchemas.SUM),
            required("quote", Schemas.ASSET),
            optional(MARK, Schemas.DECIMAL),
            optional("markedTo", new Choice(List.of("settlement", "last", "mid", "given"))),
            optional("unrealised", MarketDataSchemas.SUM));

    private static final Form PROFITS =
            Form.of("Profits", required("method", METHOD), required("markets", new ListOf(PROFIT)));

    private ProfitApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/profit", "getProfit")
                .summary("What the account made by trading, by market")
                .parameter(Route.Parameter.query(
                        "method", METHOD, "What is closed first; average unless given"))
                .parameter(Route.Parameter.query("market", Schemas.MARKET, "Of this one only"))
                .parameter(Route.Parameter.query(
                        MARK,
                        new Choice(List.of("last", "mid")),
                        "What unsettled positions are worth; last unless given"))
                .parameter(
                        Route.Parameter.query("price", Schemas.DECIMAL, "Or this, with one market"))
                .forAccount()
                .answers(200, PROFITS, ProfitApi::profit));
    }

    private static void profit(Exchange exchange) {
        Optional<Listing> only = exchange.query("market").map(name -> Markets.find(exchange, name));
        if (exchange.query("price").isPresent() && only.isEmpty()) {
            throw new ProblemException(
                    Refusal.PARAMETER_INVALID, "A \"price\" is that of one \"market\"");
        }
        ProfitAndLoss.Method method = method(exchange);
        HistoryDesk.admit(exchange);
        long account = exchange.actedAs();
        Directory directory = exchange.venue().directory();
        HistoryDesk.ask(
                exchange,
                queries -> counted(directory, queries, account, method),
                profits -> exchange.read(
                        view -> profits.entrySet().stream()
                                .filter(each -> exchange.mayKnow(each.getKey()))
                                .filter(each -> !isVoid(view.directory(), each.getKey()))
                                .filter(each -> only.isEmpty()
                                        || only.get().market().market() == each.getKey())
                                .map(each -> json(exchange, view, each.getKey(), each.getValue()))
                                .toList(),
                        markets -> new JsonObject()
                                .put("method", Words.of(method))
                                .put("markets", Json.list(markets, json -> json))));
    }

    /** What is closed first, by the parameter "method". */
    static ProfitAndLoss.Method method(Exchange exchange) {
        return Words.parse(ProfitAndLoss.Method.class, exchange.query("method").orElse("average"));
    }

    /** In a market that was undone nothing was made. */
    static boolean isVoid(Directory directory, long market) {
        return directory
                .market(market)
                .filter(info -> info.status() == MarketStatus.VOID)
                .isPresent();
    }

    private static Map<Long, ProfitAndLoss> counted(
            Directory directory,
            HistoryQueries queries,
            long account,
            ProfitAndLoss.Method method) {
        Map<Long, ProfitAndLoss> markets = new TreeMap<>();
        count(
                directory,
                queries,
                account,
                (market, _) -> markets.computeIfAbsent(market, _ -> new ProfitAndLoss(method)));
        return markets;
    }

    /** What was made in a period, quote minor units by market: where anything was closed. */
    static Map<Long, BigInteger> realised(
            Directory directory,
            HistoryQueries queries,
            long account,
            ProfitAndLoss.Method method,
            ExportRange range) {
        Map<Long, ProfitAndLoss> markets = new TreeMap<>();
        Map<Long, BigInteger> before = new TreeMap<>();
        count(directory, queries, account, (market, timeNanos) -> {
            if (timeNanos >= range.before()) {
                return new ProfitAndLoss(method);
            }
            ProfitAndLoss profit = markets.computeIfAbsent(market, _ -> new ProfitAndLoss(method));
            if (timeNanos >= range.from()) {
                before.putIfAbsent(market, profit.realised());
            }
            return profit;
        });
        Map<Long, BigInteger> made = new TreeMap<>();
        before.forEach((market, realised) ->
                made.put(market, markets.get(market).realised().subtract(realised)));
        made.values().removeIf(each -> each.signum() == 0);
        made.keySet().removeIf(market -> isVoid(directory, market));
        return made;
    }

    /** Where something of a market and a moment is counted. */
    @FunctionalInterface
    private interface Counters {
        ProfitAndLoss of(long market, long timeNanos);
    }

    /** Trades, and what else came and went: that needs the directory for what it counts at. */
    private static void count(
            Directory directory, HistoryQueries queries, long account, Counters counters) {
        if (!queries.hasAllTrades(account)) {
            throw new ProblemException(
                    Refusal.HISTORY_NOT_KEPT, "Some of the account's trades are kept no longer");
        }
        queries.positions()
                .forEachChange(
                        account,
                        trade -> count(
                                counters.of(trade.market(), trade.timeNanos()), account, trade),
                        change -> listing(directory, change)
                                .ifPresent(listing -> count(
                                        counters.of(change.market(), change.timeNanos()),
                                        listing,
                                        change)));
    }

    /** Of what still counts: what was redeemed of a fund that is void was taken back. */
    private static Optional<Listing> listing(Directory directory, PositionChange change) {
        return isVoid(directory, change.source())
                ? Optional.empty()
                : Listing.anywhere(directory, Long.toString(change.market()));
    }

    private static void count(ProfitAndLoss profit, Listing listing, PositionChange change) {
        BigInteger size = BigInteger.valueOf(change.quantity()).abs();
        profit.add(
                change.quantity() > 0,
                size.longValueExact(),
                value(listing, size, change.price()),
                change.fee());
    }

    private static void count(ProfitAndLoss profit, long account, Trade trade) {
        boolean takerBuys = trade.takerSide() == Side.BUY;
        if (trade.takerAccount() == account) {
            profit.add(takerBuys, trade.quantity(), trade.notional(), trade.takerFee());
        }
        if (trade.makerAccount() == account) {
            profit.add(!takerBuys, trade.quantity(), trade.notional(), trade.makerFee());
        }
    }

    private static JsonObject json(
            Exchange exchange, VenueView view, long market, ProfitAndLoss profit) {
        Listing listing = Listing.byId(view.directory(), exchange.callerUniverse(), market)
                .orElseThrow(Markets::unknownMarket);
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("position", listing.quantity(profit.position()))
                .put("cost", listing.money(profit.cost()))
                .put("realised", listing.money(profit.realised()))
                .put("fees", listing.money(profit.fees()))
                .put("quote", listing.quote().symbol());
        mark(exchange, view, market)
                .ifPresent(mark -> json.put(MARK, listing.price(mark.price()))
                        .put("markedTo", mark.to())
                        .put(
                                "unrealised",
                                listing.money(profit.unrealised(
                                        value(listing, profit.position().abs(), mark.price())))));
        return json;
    }

    /** What a position is worth, and by what. */
    private record Mark(long price, String to) {}

    private static Optional<Mark> mark(Exchange exchange, VenueView view, long market) {
        Optional<OutcomeInfo> settled =
                view.directory().outcome(market).filter(OutcomeInfo::settled);
        if (settled.isPresent()) {
            return Optional.of(new Mark(settled.get().settlementPrice(), "settlement"));
        }
        if (exchange.query("price").isPresent()) {
            return exchange.query("price")
                    .map(text -> new Mark(
                            Decimals.parse(text, Decimals.PRICE_SCALE).orElseThrow(), "given"));
        }
        MarketState state = view.market(market).orElseThrow(Markets::unknownMarket);
        boolean isMid = exchange.query(MARK).filter("mid"::equals).isPresent();
        if (isMid && state.bid().quantity() > 0 && state.ask().quantity() > 0) {
            long mid = Math.floorDiv(state.bid().price() + state.ask().price(), 2);
            return Optional.of(new Mark(mid, "mid"));
        }
        return state.hasTraded()
                ? Optional.of(new Mark(state.lastPrice(), "last"))
                : Optional.empty();
    }

    /** What a size comes to at a price, rounded down to a minor unit of the quote asset. */
    private static BigInteger value(Listing listing, BigInteger size, long price) {
        return new BigDecimal(size, listing.base().scale())
                .multiply(BigDecimal.valueOf(price, Decimals.PRICE_SCALE))
                .setScale(listing.quote().scale(), RoundingMode.FLOOR)
                .unscaledValue();
    }
}

package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.Held;
import io.rialto.history.HistoryQueries;
import io.rialto.history.PastHoldings;
import io.rialto.history.ReadableHistory;
import io.rialto.history.Timeline;
import io.rialto.marketdata.Interval;
import io.rialto.view.AssetInfo;
import io.rialto.view.Balance;
import io.rialto.view.Directory;
import io.rialto.view.MarketInfo;
import io.rialto.view.PositionInfo;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an account was worth over time, in one asset. */
final class EquityApi {
    private static final int POINTS_MAX = 1_000;
    private static final int POINTS_STANDARD = 100;

    private static final Form POINT = Form.of(
            "EquityPoint",
            required("time", Schemas.INSTANT),
            required("total", MarketDataSchemas.SUM),
            required("complete", Schemas.YES_OR_NO),
            required("unvalued", new ListOf(Schemas.MARKET)));

    private static final Form EQUITY = Form.of(
            "Equity",
            required("asset", Schemas.ASSET),
            required("interval", MarketDataSchemas.INTERVAL),
            required("points", new ListOf(POINT)));

    private EquityApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/accounts/{account}/equity", "getEquity")
                .summary("What an account was worth over time, the oldest point first")
                .parameter(Route.Parameter.path(
                        Exchange.ACCOUNT, Schemas.ID, "Yours, or one that you own"))
                .parameter(Route.Parameter.query(
                        "asset", Schemas.ASSET, "In which it is valued; USD unless given"))
                .parameter(Route.Parameter.query(
                        "interval", MarketDataSchemas.INTERVAL, "Between points; 1h unless given"))
                .parameter(Route.Parameter.query(
                        "from", Schemas.INSTANT, "100 points before \"to\" unless given"))
                .parameter(Route.Parameter.query(
                        "to", Schemas.INSTANT, "Now unless given, and at the latest"))
                .answers(200, EQUITY, EquityApi::equity));
    }

    /** From when until when, in nanoseconds; {@code isNow} where it ends with this moment. */
    private record Range(Interval interval, long from, long to, boolean isNow) {
        static Range of(Exchange exchange) {
            Interval interval =
                    exchange.query("interval").flatMap(Interval::of).orElse(Interval.HOUR);
            long now = Venue.now();
            long wanted = Instants.parameter(exchange, "to").orElse(Long.MAX_VALUE);
            long to = Math.min(wanted, now);
            long from = Instants.parameter(exchange, "from").orElseGet(() -> before(interval, to));
            if (from >= to) {
                throw new ProblemException(
                        Refusal.PARAMETER_INVALID, "\"from\" must be before \"to\" and past");
            }
            if (Timeline.moments(interval, from, to, POINTS_MAX).size() > POINTS_MAX) {
                throw new ProblemException(
                        Refusal.PARAMETER_INVALID,
                        "These are more than " + POINTS_MAX + " points: take a longer interval");
            }
            boolean isNow = wanted >= now;
            if (!isNow && interval.begin(to) < from) {
                throw new ProblemException(
                        Refusal.PARAMETER_INVALID, "No point is in it: take a shorter interval");
            }
            return new Range(interval, from, to, isNow);
        }

        private static long before(Interval interval, long to) {
            long begin = interval.begin(to);
            for (int i = 2; i < POINTS_STANDARD && begin > 0; i++) {
                begin = interval.before(begin);
            }
            return Math.max(0, begin);
        }

        /** One that ends now includes all that is known, whatever the clocks say. */
        Timeline timeline(long viewNanos) {
            long last = isNow ? Math.max(to, viewNanos + 1) : interval.begin(to);
            return new Timeline(interval, Timeline.moments(interval, from, last, POINTS_MAX));
        }
    }

    /** What is known of now: from it the past is told. */
    private record Now(
            Held held,
            Timeline timeline,
            List<MarketInfo> spot,
            Map<Integer, AssetInfo> assets,
            Map<Long, Listing> contracts) {}

    private static void equity(Exchange exchange) {
        AssetInfo asset = Markets.asset(exchange, exchange.query("asset").orElse("USD"));
        Range range = Range.of(exchange);
        long account = exchange.actedAs();
        ReadableHistory history = HistoryDesk.admit(exchange);
        exchange.deliver(
                exchange.venue()
                        .view()
                        .query(
                                exchange.wantedSequence(),
                                HistoryDesk.patience(exchange),
                                view -> now(exchange, view, account, range))
                        .thenCompose(now -> HistoryDesk.blocking(() -> {
                            HistoryDesk.await(
                                    history, now.held().sequence(), HistoryDesk.patience(exchange));
                            return new Exchange.Read<>(
                                    now.held().sequence(), points(history.queries(), now, asset));
                        })),
                read -> exchange.answer(
                        new JsonObject()
                                .put("asset", asset.symbol())
                                .put("interval", range.interval().word())
                                .put("points", read.value()),
                        read.sequence(),
                        false));
    }

    private static Now now(Exchange exchange, VenueView view, long account, Range range) {
        Directory directory = view.directory();
        int universe = exchange.callerUniverse();
        Held held = held(exchange, view, account);
        Map<Long, Listing> contracts = new TreeMap<>();
        for (long market : held.positions().keySet()) {
            directory
                    .market(market)
                    .flatMap(info -> Listing.byId(directory, info.universe(), market))
                    .ifPresent(listing -> contracts.put(market, listing));
        }
        return new Now(
                held,
                range.timeline(view.timeNanos()),
                Conversion.markets(directory, universe, exchange::mayKnow),
                directory.assets().stream()
                        .collect(Collectors.toMap(AssetInfo::asset, each -> each)),
                contracts);
    }

    /** What an account has now, of what who asks may know. On the view's thread. */
    static Held held(Exchange exchange, VenueView view, long account) {
        Map<Integer, Long> cash = new HashMap<>();
        for (Balance balance : view.balances(account)) {
            cash.put(balance.asset(), balance.cash());
        }
        Map<Long, Long> positions = new HashMap<>();
        for (MarketInfo market : view.directory().markets()) {
            if (view.directory().outcome(market.market()).isPresent()
                    && exchange.mayKnow(market.market())) {
                positions.put(market.market(), 0L);
            }
        }
        for (PositionInfo position : view.positions(account)) {
            positions.computeIfPresent(position.market(), (_, none) -> position.quantity());
        }
        return new Held(account, view.sequence(), cash, positions);
    }

    private static JsonArray points(HistoryQueries queries, Now now, AssetInfo asset) {
        JsonArray points = new JsonArray();
        queries.holdings()
                .holdings(
                        now.held(),
                        now.timeline(),
                        now.spot().stream().map(MarketInfo::market).collect(Collectors.toSet()))
                .forEach(held -> points.add(point(now, held, asset)));
        return points;
    }

    private static JsonObject point(Now now, PastHoldings held, AssetInfo asset) {
        WorthSum total = new WorthSum(new Conversion(
                now.spot(), market -> Optional.ofNullable(held.prices().get(market)), asset));
        TreeSet<String> unvalued = new TreeSet<>();
        held.cash().forEach((each, amount) -> {
            AssetInfo of = now.assets().get(each);
            if (total.add(each, BigDecimal.valueOf(amount, of.scale())).isEmpty()) {
                unvalued.add(of.symbol());
            }
        });
        held.positions().forEach((market, quantity) -> {
            Listing listing = now.contracts().get(market);
            boolean isValued = total.conversion()
                    .mark(market)
                    .flatMap(price -> total.add(
                            listing.quote().asset(), WorthSum.value(listing, quantity, price)))
                    .isPresent();
            if (!isValued) {
                unvalued.add(listing.symbol());
            }
        });
        held.unexplained()
                .forEach(market -> unvalued.add(now.contracts().get(market).symbol()));
        return new JsonObject()
                .put("time", Json.time(held.timeNanos()))
                .put("total", total.total())
                .put("complete", unvalued.isEmpty())
                .put("unvalued", new JsonArray(List.copyOf(unvalued)));
    }
}

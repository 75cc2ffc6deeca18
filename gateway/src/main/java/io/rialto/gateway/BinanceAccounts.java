package io.rialto.gateway;

import io.rialto.view.AssetInfo;
import io.rialto.view.Balance;
import io.rialto.view.FeeTier;
import io.rialto.view.MarketInfo;
import io.rialto.view.OrderInfo;
import io.rialto.view.PositionInfo;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the Binance face tells of one's own account: balances, orders, trades. */
final class BinanceAccounts {
    private static final int KEPT_MAX = 1_000;
    private static final int STANDARD = 500;
    private static final int PPM_PER_BASIS_POINT = 100;

    private BinanceAccounts() {}

    static void account(BinanceCall call) {
        boolean omitsZero = call.text("omitZeroBalances").filter("true"::equals).isPresent();
        call.read(view -> new Known(balances(view, call), highest(view, call)), known -> {
            JsonArray shown = new JsonArray();
            known.balances().stream()
                    .filter(each -> !omitsZero || !each.isZero())
                    .forEach(each -> shown.add(each.json()));
            call.answer(new JsonObject()
                    .put("makerCommission", known.rates().makerFeePpm() / PPM_PER_BASIS_POINT)
                    .put("takerCommission", known.rates().takerFeePpm() / PPM_PER_BASIS_POINT)
                    .put("buyerCommission", 0)
                    .put("sellerCommission", 0)
                    .put("commissionRates", rates(known.rates()))
                    .put("canTrade", true)
                    .put("canWithdraw", false)
                    .put("canDeposit", false)
                    .put("brokered", false)
                    .put("requireSelfTradePrevention", false)
                    .put("preventSor", true)
                    .put("updateTime", System.currentTimeMillis())
                    .put("accountType", "SPOT")
                    .put("balances", shown)
                    .put("permissions", new JsonArray().add("SPOT"))
                    .put("uid", call.account()));
        });
    }

    /** Of an account, with the highest rates at which its orders would be accepted anywhere. */
    private record Known(List<Has> balances, FeeTier rates) {}

    private static FeeTier highest(VenueView view, BinanceCall call) {
        int maker = 0;
        int taker = 0;
        for (MarketInfo market : BinanceMarkets.known(call)) {
            FeeTier tier = view.fees(market.market(), call.account()).tier();
            maker = Math.max(maker, tier.makerFeePpm());
            taker = Math.max(taker, tier.takerFeePpm());
        }
        return new FeeTier(0, maker, taker);
    }

    private static JsonObject rates(FeeTier tier) {
        return new JsonObject()
                .put("maker", rate(tier.makerFeePpm()))
                .put("taker", rate(tier.takerFeePpm()))
                .put("buyer", rate(0))
                .put("seller", rate(0));
    }

    /** What an account has of something, free and not. */
    record Has(String asset, String free, String locked, boolean isZero) {
        static Has of(String asset, long free, long locked, int scale) {
            return new Has(
                    asset,
                    Decimals.format(free, scale),
                    Decimals.format(locked, scale),
                    free == 0 && locked == 0);
        }

        JsonObject json() {
            return new JsonObject().put("asset", asset).put("free", free).put("locked", locked);
        }
    }

    /** Money of every asset, and contracts of every market in which there is a long position. */
    private static List<Has> balances(VenueView view, BinanceCall call) {
        List<Has> all = new ArrayList<>();
        for (AssetInfo asset : view.directory().assets()) {
            all.add(of(view.balance(call.account(), asset.asset()), asset));
        }
        for (PositionInfo position : view.positions(call.account())) {
            view.directory()
                    .market(position.market())
                    .filter(market -> BinanceMarkets.isKnown(call, market))
                    .filter(market -> position.quantity() > 0 && !position.settled())
                    .map(market -> of(view, call.account(), position, market))
                    .ifPresent(all::add);
        }
        return all;
    }

    static Has of(Balance balance, AssetInfo asset) {
        long free = Math.max(0, Math.min(balance.available(), balance.cash()));
        return Has.of(asset.symbol(), free, Math.max(0, balance.cash() - free), asset.scale());
    }

    private static Has of(VenueView view, long account, PositionInfo position, MarketInfo market) {
        Listing listing = Listing.byId(view.directory(), market.universe(), market.market())
                .orElseThrow();
        long free = BinanceTrading.freeContracts(view, account, listing);
        return Has.of(
                BinanceMarkets.base(view.directory(), listing),
                free,
                position.quantity() - free,
                listing.base().scale());
    }

    /** One's own order by either id. */
    static Optional<OrderInfo> find(VenueView view, long account, Command.Target target) {
        Optional<OrderInfo> found = target.orderId() != 0
                ? view.order(target.market(), target.orderId())
                : view.orderByClientOrderId(account, target.clientOrderId());
        return found.filter(order -> order.account() == account)
                .filter(order -> order.market() == target.market());
    }

    static void order(BinanceCall call) {
        Listing listing = call.listing();
        BinanceOrders.target(
                call,
                listing,
                BinanceOrders.Names.OF_ORDER,
                BinanceError.noOrder(),
                target -> call.read(
                        view -> find(view, call.account(), target),
                        found -> call.answer(found.map(order -> json(call, order))
                                .orElseThrow(() -> BinanceError.noOrder().refused()))));
    }

    static void openOrders(BinanceCall call) {
        Optional<Listing> only = call.text("symbol").map(symbol -> call.listing());
        call.read(
                view -> only.map(listing ->
                                view.openOrders(call.account(), listing.market().market()))
                        .orElseGet(() -> view.openOrders(call.account())),
                orders -> call.answer(json(call, orders.stream())));
    }

    /** The orders that this gateway's view remembers; older ones are in the venue's own history. */
    static void allOrders(BinanceCall call) {
        Listing listing = call.listing();
        long market = listing.market().market();
        long first = call.number("orderId").orElse(0);
        long from = call.number("startTime").orElse(0);
        long to = call.number("endTime").orElse(Long.MAX_VALUE);
        int limit = call.limit(STANDARD, KEPT_MAX);
        call.read(
                view -> Stream.concat(
                                view.openOrders(call.account(), market).stream(),
                                view.closedOrders(call.account(), KEPT_MAX).stream())
                        .filter(order -> order.market() == market && order.order() >= first)
                        .filter(order -> isBetween(order.acceptedAt(), from, to))
                        .sorted(Comparator.comparingLong(OrderInfo::order))
                        .toList(),
                orders -> call.answer(json(call, page(orders, limit, first > 0).stream())));
    }

    static void myTrades(BinanceCall call) {
        Listing listing = call.listing();
        long market = listing.market().market();
        long order = call.number("orderId").orElse(0);
        BinanceTerms.exclusive(call, List.of("fromId"), List.of("startTime", "endTime"));
        long first = call.number("fromId").orElse(0);
        long from = call.number("startTime").orElse(0);
        long to = call.number("endTime").orElse(Long.MAX_VALUE);
        int limit = call.limit(STANDARD, KEPT_MAX);
        long account = call.account();
        call.read(
                view -> view.accountTrades(account, KEPT_MAX).stream()
                        .filter(trade -> trade.market() == market && trade.trade() >= first)
                        .filter(trade -> isBetween(trade.timeNanos(), from, to))
                        .filter(trade -> order == 0
                                || trade.makerOrder() == order
                                || trade.takerOrder() == order)
                        .sorted(Comparator.comparingLong(Trade::trade))
                        .toList(),
                trades -> {
                    JsonArray json = new JsonArray();
                    page(trades, limit, first > 0)
                            .forEach(trade -> json.add(BinanceJson.own(
                                    trade,
                                    trade.makerAccount() == account,
                                    listing,
                                    call.venue().directory())));
                    call.answer(json);
                });
    }

    private static boolean isBetween(long nanos, long fromMillis, long toMillis) {
        long millis = BinanceJson.millis(nanos);
        return millis >= fromMillis && millis <= toMillis;
    }

    /** The first ones from a number on, or the last ones. */
    private static <T> List<T> page(List<T> sorted, int limit, boolean isFirst) {
        return isFirst
                ? sorted.subList(0, Math.min(limit, sorted.size()))
                : sorted.subList(Math.max(0, sorted.size() - limit), sorted.size());
    }

    private static JsonArray json(BinanceCall call, Stream<OrderInfo> orders) {
        JsonArray json = new JsonArray();
        orders.filter(order -> call.mayKnow(order.market()))
                .forEach(order -> json.add(json(call, order)));
        return json;
    }

    private static JsonObject json(BinanceCall call, OrderInfo order) {
        Listing listing = Listing.byId(call.venue().directory(), call.universe(), order.market())
                .orElseThrow();
        return BinanceJson.order(order, listing, call.venue().directory());
    }

    static void tradeFee(BinanceCall call) {
        List<MarketInfo> markets = call.text("symbol").isPresent()
                ? List.of(call.listing().market())
                : BinanceMarkets.known(call);
        call.read(
                view -> markets.stream()
                        .map(market ->
                                view.fees(market.market(), call.account()).tier())
                        .toList(),
                tiers -> {
                    JsonArray json = new JsonArray();
                    for (int i = 0; i < tiers.size(); i++) {
                        json.add(new JsonObject()
                                .put("symbol", symbol(call, markets.get(i)))
                                .put("makerCommission", rate(tiers.get(i).makerFeePpm()))
                                .put("takerCommission", rate(tiers.get(i).takerFeePpm())));
                    }
                    call.answer(json);
                });
    }

    private static String symbol(BinanceCall call, MarketInfo market) {
        return BinanceMarkets.symbol(call.venue().directory(), market);
    }

    /** At which rates the account's orders would be accepted in a market now. */
    static void commission(BinanceCall call) {
        MarketInfo market = call.listing().market();
        FeeTier none = new FeeTier(0, 0, 0);
        call.read(
                view -> view.fees(market.market(), call.account()).tier(),
                tier -> call.answer(new JsonObject()
                        .put("symbol", symbol(call, market))
                        .put("standardCommission", rates(tier))
                        .put("taxCommission", rates(none))
                        .put(
                                "discount",
                                new JsonObject()
                                        .put("enabledForAccount", false)
                                        .put("enabledForSymbol", false)
                                        .put("discountAsset", "")
                                        .put("discount", rate(0)))));
    }

    /** Gives a name under which one may listen to what happens to the account. */
    static void listen(BinanceCall call) {
        call.answer(
                new JsonObject().put("listenKey", call.venue().listenKeys().give(call.caller())));
    }

    static void listenOn(BinanceCall call) {
        call.venue().listenKeys().extend(call.caller(), call.required("listenKey"));
        call.answer(new JsonObject());
    }

    static void listenNoMore(BinanceCall call) {
        call.venue().listenKeys().end(call.caller(), call.required("listenKey"));
        call.answer(new JsonObject());
    }

    private static String rate(int ppm) {
        return BigDecimal.valueOf(ppm, 6).toPlainString();
    }
}

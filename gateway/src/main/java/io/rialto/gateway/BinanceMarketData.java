package io.rialto.gateway;

import io.rialto.marketdata.Ticker;
import io.rialto.view.BookSnapshot;
import io.rialto.view.MarketState;
import io.rialto.view.Trade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the Binance face tells of markets: books, trades, tickers. */
final class BinanceMarketData {
    private static final int TRADES_STANDARD = 500;
    private static final int TRADES_MAX = 1_000;
    private static final int DEPTH_STANDARD = 100;
    private static final int DEPTH_MAX = 5_000;
    private static final List<String> MINI = List.of(
            "symbol",
            "openPrice",
            "highPrice",
            "lowPrice",
            "lastPrice",
            "volume",
            "quoteVolume",
            "openTime",
            "closeTime",
            "firstId",
            "lastId",
            "count");
    private static final int PERCENT_DECIMALS = 3;

    private BinanceMarketData() {}

    static void depth(BinanceCall call) {
        Listing listing = call.listing();
        int limit = call.limit(DEPTH_STANDARD, DEPTH_MAX);
        call.read(
                view -> view.book(listing.market().market(), limit).orElseThrow(),
                book -> call.answer(book(book, listing)));
    }

    static JsonObject book(BookSnapshot book, Listing listing) {
        return new JsonObject()
                .put("lastUpdateId", book.update())
                .put("bids", BinanceJson.levels(book.bids(), listing))
                .put("asks", BinanceJson.levels(book.asks(), listing));
    }

    static void trades(BinanceCall call) {
        trades(call, BinanceJson::trade);
    }

    static void aggregateTrades(BinanceCall call) {
        trades(call, BinanceJson::aggregate);
    }

    private static void trades(BinanceCall call, BiFunction<Trade, Listing, JsonObject> told) {
        BinanceTerms.exclusive(call, List.of("fromId"), List.of("startTime", "endTime"));
        Listing listing = call.listing();
        int limit = call.limit(TRADES_STANDARD, TRADES_MAX);
        long first = call.number("fromId").orElse(0);
        long from = call.number("startTime").orElse(0);
        long to = call.number("endTime").orElse(Long.MAX_VALUE);
        call.read(
                view -> view.marketTrades(listing.market().market(), TRADES_MAX).stream()
                        .filter(trade -> trade.trade() >= first)
                        .filter(trade -> BinanceJson.millis(trade.timeNanos()) >= from)
                        .filter(trade -> BinanceJson.millis(trade.timeNanos()) <= to)
                        .sorted(Comparator.comparingLong(Trade::trade))
                        .toList(),
                trades -> {
                    boolean isFirst = first > 0 || from > 0;
                    int begin = isFirst ? 0 : Math.max(0, trades.size() - limit);
                    JsonArray json = new JsonArray();
                    trades.subList(begin, Math.min(trades.size(), begin + limit))
                            .forEach(trade -> json.add(told.apply(trade, listing)));
                    call.answer(json);
                });
    }

    /** A market's last 24 hours, and how it is now. */
    record Day(Listing listing, Ticker ticker, MarketState state) {}

    static void day(BinanceCall call) {
        String type = call.text("type").orElse("FULL");
        if (!List.of("FULL", "MINI").contains(type)) {
            throw BinanceError.malformed("type").refused();
        }
        tickers(call, day -> {
            JsonObject json = day(call, day);
            if (type.equals("MINI")) {
                json.fieldNames().retainAll(MINI);
            }
            return json;
        });
    }

    static void price(BinanceCall call) {
        tickers(
                call,
                day -> new JsonObject()
                        .put("symbol", symbol(call, day.listing()))
                        .put("price", day.listing().price(day.state().lastPrice())));
    }

    static void bookTicker(BinanceCall call) {
        tickers(call, day -> bookTicker(symbol(call, day.listing()), day.listing(), day.state()));
    }

    static JsonObject bookTicker(String symbol, Listing listing, MarketState state) {
        return new JsonObject()
                .put("symbol", symbol)
                .put("bidPrice", listing.price(state.bid().price()))
                .put("bidQty", listing.quantity(state.bid().quantity()))
                .put("askPrice", listing.price(state.ask().price()))
                .put("askQty", listing.quantity(state.ask().quantity()));
    }

    static void averagePrice(BinanceCall call) {
        Listing listing = call.listing();
        call.read(
                view -> view.market(listing.market().market()).orElseThrow(),
                state -> call.answer(new JsonObject()
                        .put("mins", 0)
                        .put("price", listing.price(state.lastPrice()))
                        .put("closeTime", System.currentTimeMillis())));
    }

    private static String symbol(BinanceCall call, Listing listing) {
        return BinanceMarkets.symbol(call.venue().directory(), listing.market());
    }

    /** Of one symbol an object, else a list. */
    private static void tickers(BinanceCall call, Function<Day, JsonObject> told) {
        List<Listing> listings = BinanceMarkets.asked(call).stream()
                .map(market -> BinanceMarkets.listing(call, market))
                .toList();
        days(call, listings, days -> {
            if (call.text("symbol").isPresent()) {
                call.answer(told.apply(days.getFirst()));
                return;
            }
            JsonArray json = new JsonArray();
            days.forEach(day -> json.add(told.apply(day)));
            call.answer(json);
        });
    }

    private static void days(
            BinanceCall call, List<Listing> listings, java.util.function.Consumer<List<Day>> then) {
        MarketDesk desk = call.venue().marketData();
        Duration wait = Duration.ofMillis(call.venue().config().viewWaitMillis());
        call.deliver(
                desk.begun(wait),
                begun -> call.read(
                        view -> listings.stream()
                                .map(listing -> new Day(
                                        listing,
                                        desk.data().ticker(listing.market().market(), Venue.now()),
                                        view.market(listing.market().market()).orElseThrow()))
                                .toList(),
                        then));
    }

    private static JsonObject day(BinanceCall call, Day day) {
        Listing listing = day.listing();
        Ticker ticker = day.ticker();
        MarketState state = day.state();
        boolean hasVolume = ticker.volume().signum() != 0;
        return new JsonObject()
                .put("symbol", symbol(call, listing))
                .put("priceChange", listing.price(ticker.last() - ticker.open()))
                .put("priceChangePercent", percent(ticker))
                .put(
                        "weightedAvgPrice",
                        hasVolume
                                ? TickersApi.weighted(listing, ticker).toPlainString()
                                : listing.price(0))
                .put("prevClosePrice", listing.price(ticker.previousClose()))
                .put("lastPrice", listing.price(state.lastPrice()))
                .put("lastQty", listing.quantity(ticker.lastQuantity()))
                .put("bidPrice", listing.price(state.bid().price()))
                .put("bidQty", listing.quantity(state.bid().quantity()))
                .put("askPrice", listing.price(state.ask().price()))
                .put("askQty", listing.quantity(state.ask().quantity()))
                .put("openPrice", listing.price(ticker.open()))
                .put("highPrice", listing.price(ticker.high()))
                .put("lowPrice", listing.price(ticker.low()))
                .put("volume", listing.quantity(ticker.volume()))
                .put("quoteVolume", listing.money(ticker.notional()))
                .put("openTime", BinanceJson.millis(ticker.beginNanos()))
                .put("closeTime", BinanceJson.millis(ticker.timeNanos()))
                .put("firstId", ticker.hasTraded() ? ticker.firstTrade() : -1)
                .put("lastId", ticker.hasTraded() ? ticker.lastTrade() : -1)
                .put("count", ticker.trades());
    }

    static String percent(Ticker ticker) {
        return ticker.open() == 0
                ? "0.000"
                : BigDecimal.valueOf(ticker.last() - ticker.open())
                        .movePointRight(2)
                        .divide(
                                BigDecimal.valueOf(Math.abs(ticker.open())),
                                PERCENT_DECIMALS,
                                RoundingMode.HALF_UP)
                        .toPlainString();
    }
}

package io.rialto.gateway;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.Ticker;
import io.rialto.protocol.Side;
import io.rialto.view.BookDelta;
import io.rialto.view.BookLevel;
import io.rialto.view.MarketState;
import io.rialto.view.Trade;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What streams of the Binance face tell of a market, in the shapes of that API. */
final class BinanceNews {
    private final String symbol;
    private final Listing listing;

    BinanceNews(String symbol, Listing listing) {
        this.symbol = symbol;
        this.listing = listing;
    }

    private JsonObject event(String type) {
        return new JsonObject()
                .put("e", type)
                .put("E", System.currentTimeMillis())
                .put("s", symbol);
    }

    JsonObject trade(Trade trade) {
        return event("trade")
                .put("t", trade.trade())
                .put("p", listing.price(trade.price()))
                .put("q", listing.quantity(trade.quantity()))
                .put("T", BinanceJson.millis(trade.timeNanos()))
                .put("m", trade.takerSide() == Side.SELL)
                .put("M", true);
    }

    JsonObject aggregate(Trade trade) {
        return event("aggTrade").mergeIn(BinanceJson.aggregate(trade, listing));
    }

    /** The changes of several updates: what follows the one before them, to the last. */
    JsonObject depth(BookDelta delta) {
        return event("depthUpdate")
                .put("U", delta.previousUpdate() + 1)
                .put("u", delta.update())
                .put("b", BinanceJson.levels(delta.bids(), listing))
                .put("a", BinanceJson.levels(delta.asks(), listing));
    }

    JsonObject partial(long update, List<BookLevel> bids, List<BookLevel> asks) {
        return new JsonObject()
                .put("lastUpdateId", update)
                .put("bids", BinanceJson.levels(bids, listing))
                .put("asks", BinanceJson.levels(asks, listing));
    }

    JsonObject touch(MarketState state) {
        return new JsonObject()
                .put("u", state.update())
                .put("s", symbol)
                .put("b", listing.price(state.bid().price()))
                .put("B", listing.quantity(state.bid().quantity()))
                .put("a", listing.price(state.ask().price()))
                .put("A", listing.quantity(state.ask().quantity()));
    }

    JsonObject candle(Candle candle, boolean isOver) {
        return event("kline")
                .put(
                        "k",
                        new JsonObject()
                                .put("t", BinanceJson.millis(candle.beginNanos()))
                                .put("T", BinanceJson.millis(candle.endNanos()) - 1)
                                .put("s", symbol)
                                .put("i", candle.interval().word())
                                .put("f", candle.firstTrade())
                                .put("L", candle.lastTrade())
                                .put("o", listing.price(candle.open()))
                                .put("c", listing.price(candle.close()))
                                .put("h", listing.price(candle.high()))
                                .put("l", listing.price(candle.low()))
                                .put("v", listing.quantity(candle.volume()))
                                .put("n", candle.trades())
                                .put("x", isOver)
                                .put("q", listing.money(candle.notional()))
                                .put("V", listing.quantity(candle.buyVolume()))
                                .put("Q", listing.money(candle.buyNotional()))
                                .put("B", "0"));
    }

    JsonObject mini(Ticker ticker) {
        return event("24hrMiniTicker")
                .put("c", listing.price(ticker.last()))
                .put("o", listing.price(ticker.open()))
                .put("h", listing.price(ticker.high()))
                .put("l", listing.price(ticker.low()))
                .put("v", listing.quantity(ticker.volume()))
                .put("q", listing.money(ticker.notional()));
    }

    JsonObject day(Ticker ticker, MarketState state) {
        boolean hasVolume = ticker.volume().signum() != 0;
        return event("24hrTicker")
                .put("p", listing.price(ticker.last() - ticker.open()))
                .put("P", BinanceMarketData.percent(ticker))
                .put(
                        "w",
                        hasVolume
                                ? TickersApi.weighted(listing, ticker).toPlainString()
                                : listing.price(0))
                .put("x", listing.price(ticker.previousClose()))
                .put("c", listing.price(ticker.last()))
                .put("Q", listing.quantity(ticker.lastQuantity()))
                .put("b", listing.price(state.bid().price()))
                .put("B", listing.quantity(state.bid().quantity()))
                .put("a", listing.price(state.ask().price()))
                .put("A", listing.quantity(state.ask().quantity()))
                .put("o", listing.price(ticker.open()))
                .put("h", listing.price(ticker.high()))
                .put("l", listing.price(ticker.low()))
                .put("v", listing.quantity(ticker.volume()))
                .put("q", listing.money(ticker.notional()))
                .put("O", BinanceJson.millis(ticker.beginNanos()))
                .put("C", BinanceJson.millis(ticker.timeNanos()))
                .put("F", ticker.hasTraded() ? ticker.firstTrade() : -1)
                .put("L", ticker.hasTraded() ? ticker.lastTrade() : -1)
                .put("n", ticker.trades());
    }
}

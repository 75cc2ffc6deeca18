package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Choice;
import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.gateway.Schema.Text;
import io.rialto.gateway.Schema.Whole;
import io.rialto.marketdata.Interval;

import java.util.List;

/** The shapes of candles and tickers. */
final class MarketDataSchemas {
    static final Choice INTERVAL = new Choice(Interval.words());

    /** Those that the history stores as they are. */
    static final Choice STORED_INTERVAL =
            new Choice(Interval.STORED.stream().map(Interval::word).toList());

    /** A page's size: neither none nor more than that. */
    static final Text LIMIT =
            Schemas.text("a number from 1 to 1000", "100", 4, "[1-9][0-9]{0,2}|1000");

    static final Choice YES = new Choice(List.of("true", "false"));

    /** A sum of amounts, which may have more digits than one. */
    static final Text SUM = Schemas.text("a decimal", "1.5", 60, "-?[0-9]{1,40}(\\.[0-9]{1,11})?");

    private static final Whole TRADES = new Whole("how many", 0, Long.MAX_VALUE);

    static final Form CANDLE = Form.of(
            "Candle",
            required("begin", Schemas.INSTANT),
            required("end", Schemas.INSTANT),
            required("open", Schemas.DECIMAL),
            required("high", Schemas.DECIMAL),
            required("low", Schemas.DECIMAL),
            required("close", Schemas.DECIMAL),
            required("volume", SUM),
            required("notional", SUM),
            required("buyVolume", SUM),
            required("buyNotional", SUM),
            required("trades", TRADES));

    static final Form CANDLES = Form.of(
            "Candles",
            required("market", Schemas.MARKET),
            required("interval", INTERVAL),
            required("candles", new ListOf(CANDLE)),
            optional("to", Schemas.INSTANT));

    static final Form TICKER = Form.of(
            "Ticker",
            required("market", Schemas.MARKET),
            required("begin", Schemas.INSTANT),
            required("time", Schemas.INSTANT),
            optional("open", Schemas.DECIMAL),
            optional("high", Schemas.DECIMAL),
            optional("low", Schemas.DECIMAL),
            optional("last", Schemas.DECIMAL),
            optional("previousClose", Schemas.DECIMAL),
            optional("change", Schemas.DECIMAL),
            optional("changePercent", Schemas.DECIMAL),
            optional("weightedPrice", Schemas.DECIMAL),
            optional("bid", MarketSchemas.LEVEL),
            optional("ask", MarketSchemas.LEVEL),
            required("volume", SUM),
            required("notional", SUM),
            required("trades", TRADES));

    static final Form TICKERS = Form.of("Tickers", required("tickers", new ListOf(TICKER)));

    private MarketDataSchemas() {}
}

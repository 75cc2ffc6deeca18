package io.rialto.gateway;

import io.rialto.marketdata.Interval;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one stream of the Binance face tells.
 *
 * @param name as clients call it
 * @param market 0 for all
 * @param interval of candles; a minute for others
 * @param levels of a partial book; 0 for others
 * @param everyTicks how often, in tenths of a second
 */
record BinanceStream(
        String name, Kind kind, long market, Interval interval, int levels, int everyTicks) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9._/-]{1,24})@(.{1,24})");
    private static final Pattern DEPTH = Pattern.compile("depth(5|10|20)?(@100ms|@1000ms)?");
    private static final int SECOND = 10;

    /** What kind of news. */
    enum Kind {
        DEPTH,
        PARTIAL,
        TRADE,
        AGGREGATE,
        TOUCH,
        CANDLE,
        MINI,
        DAY,
        MINI_ALL,
        DAY_ALL
    }

    /** The stream of a name, with the market that its symbol names to those who find it. */
    static Optional<BinanceStream> of(String name, BinanceCall call) {
        if (name.equals("!miniTicker@arr")) {
            return Optional.of(of(name, Kind.MINI_ALL, 0, SECOND));
        }
        if (name.equals("!ticker@arr")) {
            return Optional.of(of(name, Kind.DAY_ALL, 0, SECOND));
        }
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            return Optional.empty();
        }
        String symbol = form.group(1).toUpperCase(Locale.ROOT);
        long market;
        try {
            market = BinanceMarkets.find(call, symbol).market().market();
        } catch (BinanceError.RefusedException unknown) {
            return Optional.empty();
        }
        return of(name, form.group(2), market);
    }

    private static Optional<BinanceStream> of(String name, String what, long market) {
        Matcher depth = DEPTH.matcher(what);
        if (depth.matches()) {
            int ticks = "@100ms".equals(depth.group(2)) ? 1 : SECOND;
            int levels = depth.group(1) == null ? 0 : Integer.parseInt(depth.group(1));
            Kind kind = levels == 0 ? Kind.DEPTH : Kind.PARTIAL;
            return Optional.of(
                    new BinanceStream(name, kind, market, Interval.MINUTE, levels, ticks));
        }
        if (what.startsWith("kline_")) {
            return Interval.of(what.substring("kline_".length()))
                    .map(interval -> new BinanceStream(name, Kind.CANDLE, market, interval, 0, 2));
        }
        return switch (what) {
            case "trade" -> Optional.of(of(name, Kind.TRADE, market, 0));
            case "aggTrade" -> Optional.of(of(name, Kind.AGGREGATE, market, 0));
            case "bookTicker" -> Optional.of(of(name, Kind.TOUCH, market, 0));
            case "miniTicker" -> Optional.of(of(name, Kind.MINI, market, SECOND));
            case "ticker" -> Optional.of(of(name, Kind.DAY, market, SECOND));
            default -> Optional.empty();
        };
    }

    private static BinanceStream of(String name, Kind kind, long market, int everyTicks) {
        return new BinanceStream(name, kind, market, Interval.MINUTE, 0, everyTicks);
    }
}

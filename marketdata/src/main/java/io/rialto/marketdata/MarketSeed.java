package io.rialto.marketdata;

import java.util.List;
import java.util.Optional;

/**
 * What is stored of a market's candles, from which they are continued: all of one moment of the
 * store, oldest first.
 *
 * @param seconds the last one
 * @param minutes those of the last 24 hours that it traded in, one more than the window needs
 * @param hours those from the beginning of the day that the last is in
 * @param days those from the beginning of the month, the week and the three days that the last is in
 * @param lastTrade number of the last trade, also where that was undone; 0 for none known
 * @param before the minute before those of {@code minutes}
 */
public record MarketSeed(
        long market,
        long lastTrade,
        List<Candle> seconds,
        List<Candle> minutes,
        List<Candle> hours,
        List<Candle> days,
        Optional<Candle> before) {
    public MarketSeed {
        seconds = List.copyOf(seconds);
        minutes = List.copyOf(minutes);
        hours = List.copyOf(hours);
        days = List.copyOf(days);
    }

    /** How far back the candles of a stored interval are asked for. */
    public static long from(Interval stored, long lastBeginNanos) {
        return switch (stored) {
            case MINUTE -> RollingDay.begin(lastBeginNanos);
            case HOUR -> Interval.DAY.begin(lastBeginNanos);
            case DAY ->
                Math.min(
                        Interval.MONTH.begin(lastBeginNanos),
                        Math.min(
                                Interval.WEEK.begin(lastBeginNanos),
                                Interval.DAYS_3.begin(lastBeginNanos)));
            default -> lastBeginNanos;
        };
    }

    List<Candle> stored(Interval interval) {
        return switch (interval.storedAs()) {
            case SECOND -> seconds;
            case MINUTE -> minutes;
            case HOUR -> hours;
            default -> days;
        };
    }

    /** The candle of an interval in which the market traded last. */
    Optional<CandleBuilder> last(Interval interval) {
        List<Candle> parts = stored(interval);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        long begin = interval.begin(parts.getLast().beginNanos());
        CandleBuilder last = new CandleBuilder(market, interval, begin);
        parts.stream().filter(part -> part.beginNanos() >= begin).forEach(last::add);
        return Optional.of(last);
    }
}

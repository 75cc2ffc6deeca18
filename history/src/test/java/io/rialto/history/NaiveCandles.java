package io.rialto.history;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.Interval;
import io.rialto.marketdata.Ticker;
import io.rialto.protocol.Side;
import io.rialto.view.Trade;

import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Candles and tickers from the list of all trades, written for clarity. */
final class NaiveCandles {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private NaiveCandles() {}

    /** Newest first. */
    static List<Candle> candles(List<Trade> trades, Interval interval) {
        TreeMap<Long, List<Trade>> byBegin = new TreeMap<>(Comparator.reverseOrder());
        for (Trade trade : trades) {
            byBegin.computeIfAbsent(begin(trade.timeNanos(), interval), b -> new ArrayList<>())
                    .add(trade);
        }
        List<Candle> candles = new ArrayList<>();
        byBegin.forEach((begin, within) -> candles.add(candle(interval, begin, within)));
        return candles;
    }

    private static long begin(long timeNanos, Interval interval) {
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(timeNanos / SECOND_NANOS, 0, ZoneOffset.UTC);
        LocalDate date = time.toLocalDate();
        LocalDateTime hour = time.truncatedTo(ChronoUnit.HOURS);
        LocalDateTime begin = switch (interval) {
            case SECOND -> time;
            case MINUTE -> time.withSecond(0);
            case MINUTES_3 -> hour.plusMinutes(time.getMinute() / 3 * 3L);
            case MINUTES_5 -> hour.plusMinutes(time.getMinute() / 5 * 5L);
            case MINUTES_15 -> hour.plusMinutes(time.getMinute() / 15 * 15L);
            case MINUTES_30 -> hour.plusMinutes(time.getMinute() / 30 * 30L);
            case HOUR -> hour;
            case HOURS_2 -> date.atTime(time.getHour() / 2 * 2, 0);
            case HOURS_4 -> date.atTime(time.getHour() / 4 * 4, 0);
            case HOURS_6 -> date.atTime(time.getHour() / 6 * 6, 0);
            case HOURS_8 -> date.atTime(time.getHour() / 8 * 8, 0);
            case HOURS_12 -> date.atTime(time.getHour() / 12 * 12, 0);
            case DAY -> date.atStartOfDay();
            case DAYS_3 -> LocalDate.ofEpochDay(date.toEpochDay() / 3 * 3).atStartOfDay();
            case WEEK ->
                date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
            case MONTH -> date.with(TemporalAdjusters.firstDayOfMonth()).atStartOfDay();
        };
        return begin.toEpochSecond(ZoneOffset.UTC) * SECOND_NANOS;
    }

    private static Candle candle(Interval interval, long begin, List<Trade> trades) {
        List<Trade> bought =
                trades.stream().filter(t -> t.takerSide() == Side.BUY).toList();
        return new Candle(
                trades.getFirst().market(),
                interval,
                begin,
                trades.getFirst().price(),
                trades.stream().mapToLong(Trade::price).max().orElseThrow(),
                trades.stream().mapToLong(Trade::price).min().orElseThrow(),
                trades.getLast().price(),
                sum(trades, Trade::quantity),
                sum(trades, Trade::notional),
                sum(bought, Trade::quantity),
                sum(bought, Trade::notional),
                trades.getFirst().trade(),
                trades.getLast().trade(),
                trades.size(),
                false);
    }

    /** Of the minute that the moment is in and the 1,440 before it; there must be a trade. */
    static Ticker ticker(List<Trade> trades, long timeNanos, long lastQuantity) {
        long begin = begin(timeNanos, Interval.MINUTE) - 86_400 * SECOND_NANOS;
        List<Trade> within = trades.stream().filter(t -> t.timeNanos() >= begin).toList();
        List<Trade> before = trades.stream().filter(t -> t.timeNanos() < begin).toList();
        long last = trades.getLast().price();
        boolean none = within.isEmpty();
        return new Ticker(
                trades.getFirst().market(),
                begin,
                timeNanos,
                none ? last : within.getFirst().price(),
                within.stream().mapToLong(Trade::price).max().orElse(last),
                within.stream().mapToLong(Trade::price).min().orElse(last),
                last,
                lastQuantity,
                before.isEmpty() ? 0 : before.getLast().price(),
                !before.isEmpty(),
                sum(within, Trade::quantity),
                sum(within, Trade::notional),
                none ? 0 : within.getFirst().trade(),
                none ? 0 : within.getLast().trade(),
                within.size(),
                true);
    }

    private static BigInteger sum(List<Trade> trades, Function<Trade, Long> amount) {
        return trades.stream()
                .map(trade -> BigInteger.valueOf(amount.apply(trade)))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}

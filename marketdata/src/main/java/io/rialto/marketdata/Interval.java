package io.rialto.marketdata;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How long a candle lasts. Candles of an interval follow each other without overlap: those of up to
 * three days begin at multiples of their length since 1970, weeks on Mondays, months on the first,
 * all at midnight UTC.
 */
public enum Interval {
    SECOND("1s", 1),
    MINUTE("1m", 60),
    MINUTES_3("3m", 3 * 60),
    MINUTES_5("5m", 5 * 60),
    MINUTES_15("15m", 15 * 60),
    MINUTES_30("30m", 30 * 60),
    HOUR("1h", 3_600),
    HOURS_2("2h", 2 * 3_600),
    HOURS_4("4h", 4 * 3_600),
    HOURS_6("6h", 6 * 3_600),
    HOURS_8("8h", 8 * 3_600),
    HOURS_12("12h", 12 * 3_600),
    DAY("1d", 86_400),
    DAYS_3("3d", 3 * 86_400),
    WEEK("1w", 7 * 86_400),
    /** Of a calendar month, whose length differs. */
    MONTH("1M", 0);

    /** Those of which candles are stored; the others are put together from them. */
    public static final List<Interval> STORED = List.of(SECOND, MINUTE, HOUR, DAY);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** 1970-01-05 was a Monday. */
    private static final long FIRST_MONDAY_NANOS = 4 * 86_400 * NANOS_PER_SECOND;

    private final String word;
    private final long nanos;

    Interval(String word, long seconds) {
        this.word = word;
        this.nanos = seconds * NANOS_PER_SECOND;
    }

    /** As charts and other venues call it: 1m is a minute, 1M a month. */
    public String word() {
        return word;
    }

    /** The interval that a word means. */
    public static Optional<Interval> of(String word) {
        return Arrays.stream(values())
                .filter(interval -> interval.word.equals(word))
                .findFirst();
    }

    /** The words of all, the shortest interval first. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Interval::word).toList();
    }

    /** The longest stored interval whose candles make up whole candles of this one. */
    public Interval storedAs() {
        Interval longest = SECOND;
        for (Interval stored : STORED) {
            if (stored.compareTo(this) <= 0) {
                longest = stored;
            }
        }
        return longest;
    }

    /** When the candle begins that a moment falls into; nanoseconds since 1970, as the moment. */
    public long begin(long timeNanos) {
        if (this == MONTH) {
            return nanos(date(timeNanos).withDayOfMonth(1));
        }
        long first = this == WEEK ? FIRST_MONDAY_NANOS : 0;
        return timeNanos - Math.floorMod(timeNanos - first, nanos);
    }

    /** When the candle ends that begins then: the beginning of the one after it. */
    public long end(long beginNanos) {
        return this == MONTH ? nanos(date(beginNanos).plusMonths(1)) : beginNanos + nanos;
    }

    /** When the candle before the one begins that begins then. */
    public long before(long beginNanos) {
        return this == MONTH ? nanos(date(beginNanos).minusMonths(1)) : beginNanos - nanos;
    }

    private static LocalDate date(long timeNanos) {
        return LocalDate.ofInstant(
                Instant.ofEpochSecond(Math.floorDiv(timeNanos, NANOS_PER_SECOND)), ZoneOffset.UTC);
    }

    private static long nanos(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * NANOS_PER_SECOND;
    }
}

package io.rialto.marketdata;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Puts candles of longer intervals together from shorter ones, and fills what lies between. */
public final class CandlePages {
    private CandlePages() {}

    /**
     * The candles of consecutive intervals, newest first, where candles, newest first, say what was
     * traded: between them nothing was, and before the last of them nothing is known.
     *
     * @param untilNanos the first interval is the one that begins before it, or in which it is
     * @param max how many at most
     */
    public static List<Candle> filled(List<Candle> candles, long untilNanos, int max) {
        List<Candle> filled = new ArrayList<>();
        if (candles.isEmpty()) {
            return filled;
        }
        Interval interval = candles.getFirst().interval();
        long begin = interval.begin(untilNanos - 1);
        int next = 0;
        while (filled.size() < max && next < candles.size()) {
            Candle candle = candles.get(next);
            if (candle.beginNanos() == begin) {
                filled.add(candle);
                next++;
            } else {
                filled.add(Candle.flat(candle.market(), interval, begin, candle.close()));
            }
            begin = interval.before(begin);
        }
        return filled;
    }

    /**
     * Collects candles of an interval, newest first, from stored ones, newest first: at most a
     * number of them, none of them cut short.
     */
    public static final class Merger implements Predicate<Candle> {
        private final Interval interval;
        private final int max;
        private final List<Candle> merged = new ArrayList<>();
        private final List<Candle> parts = new ArrayList<>();

        public Merger(Interval interval, int max) {
            this.interval = interval;
            this.max = max;
        }

        /** Takes the stored candle before the last one; false when no more are wanted. */
        @Override
        public boolean test(Candle part) {
            if (!parts.isEmpty()
                    && interval.begin(parts.getFirst().beginNanos())
                            != interval.begin(part.beginNanos())) {
                endCandle();
            }
            if (merged.size() == max) {
                return false;
            }
            parts.add(part);
            return true;
        }

        private void endCandle() {
            if (parts.getLast().interval() == interval) {
                merged.addAll(parts);
                parts.clear();
                return;
            }
            CandleBuilder builder = CandleBuilder.merging(parts.getLast(), interval);
            for (int i = parts.size() - 2; i >= 0; i--) {
                builder.add(parts.get(i));
            }
            merged.add(builder.toCandle());
            parts.clear();
        }

        /** What was collected, when there are no more or no more are wanted. */
        public List<Candle> candles() {
            if (!parts.isEmpty()) {
                endCandle();
            }
            return merged;
        }
    }
}

package io.rialto.marketdata;

import io.rialto.protocol.Side;

import java.util.ArrayDeque;

/**
 * What a market has traded in the last 24 hours, rolling by minutes: the window is the minute under
 * way and the 1,440 whole minutes before it. A trade costs O(1) amortised; a minute with trades
 * keeps about 200 bytes. Not thread-safe.
 */
final class RollingDay {
    static final long MINUTES = 1_440;

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final long market;
    private final ArrayDeque<CandleBuilder> minutes = new ArrayDeque<>(0);

    // Minutes of the window, each higher (lower) than all after it: the first is the extreme.
    private final ArrayDeque<CandleBuilder> highs = new ArrayDeque<>(0);
    private final ArrayDeque<CandleBuilder> lows = new ArrayDeque<>(0);

    private final Total volume = new Total();
    private final Total notional = new Total();
    private long trades;
    private long lastPrice;
    private long lastQuantity;
    private boolean hasLast;
    private long previousClose;
    private boolean hasPrevious;

    /** Before this instant something may be missing: the window does not reach back beyond it. */
    private long knownFrom = Long.MIN_VALUE;

    RollingDay(long market) {
        this.market = market;
    }

    /** Adds the market's next trade. */
    void add(long timeNanos, long trade, long price, long quantity, long value, Side takerSide) {
        if (timeNanos < knownFrom) {
            beginAfter(price);
            lastQuantity = quantity;
            return;
        }
        evict(timeNanos);
        CandleBuilder minute = minutes.peekLast();
        if (minute == null || minute.isOver(timeNanos)) {
            minute = new CandleBuilder(market, Interval.MINUTE, timeNanos);
            minutes.addLast(minute);
        }
        minute.add(trade, price, quantity, value, takerSide);
        raise(minute);
        volume.add(quantity);
        notional.add(value);
        trades++;
        lastPrice = price;
        lastQuantity = quantity;
        hasLast = true;
    }

    /** Adds a minute that is known from before, the oldest first, before any trade. */
    void add(Candle minute) {
        if (minute.partial()) {
            beginIn(minute.beginNanos());
            beginAfter(minute.close());
            return;
        }
        CandleBuilder builder = CandleBuilder.of(minute);
        minutes.addLast(builder);
        raise(builder);
        volume.add(minute.volume());
        notional.add(minute.notional());
        trades += minute.trades();
        lastPrice = minute.close();
        hasLast = true;
    }

    /** Says that trades up to somewhere in the minute of the first one known may be missing. */
    void beginIn(long timeNanos) {
        knownFrom = Interval.MINUTE.end(Interval.MINUTE.begin(timeNanos));
    }

    /** Says what the last trade before all known minutes was at. */
    void beginAfter(long price) {
        previousClose = price;
        hasPrevious = true;
        lastPrice = price;
        hasLast = true;
    }

    private void raise(CandleBuilder minute) {
        removeFromEnd(highs, minute);
        while (!highs.isEmpty() && highs.peekLast().high() <= minute.high()) {
            highs.removeLast();
        }
        highs.addLast(minute);
        removeFromEnd(lows, minute);
        while (!lows.isEmpty() && lows.peekLast().low() >= minute.low()) {
            lows.removeLast();
        }
        lows.addLast(minute);
    }

    private static void removeFromEnd(ArrayDeque<CandleBuilder> deque, CandleBuilder minute) {
        if (deque.peekLast() == minute) {
            deque.removeLast();
        }
    }

    /** When the window begins at a moment. */
    static long begin(long timeNanos) {
        return Interval.MINUTE.begin(timeNanos) - MINUTES * MINUTE_NANOS;
    }

    private void evict(long timeNanos) {
        long begin = begin(timeNanos);
        CandleBuilder oldest = minutes.peekFirst();
        while (oldest != null && oldest.beginNanos() < begin) {
            minutes.removeFirst();
            volume.subtract(oldest.volume());
            notional.subtract(oldest.notional());
            trades -= oldest.trades();
            previousClose = oldest.close();
            hasPrevious = true;
            removeFromStart(highs, oldest);
            removeFromStart(lows, oldest);
            oldest = minutes.peekFirst();
        }
    }

    private static void removeFromStart(ArrayDeque<CandleBuilder> deque, CandleBuilder minute) {
        if (deque.peekFirst() == minute) {
            deque.removeFirst();
        }
    }

    /** The ticker at a moment not before any told so far. */
    Ticker ticker(long timeNanos) {
        evict(timeNanos);
        boolean isEmpty = minutes.isEmpty();
        return new Ticker(
                market,
                Math.max(begin(timeNanos), Math.min(knownFrom, timeNanos)),
                timeNanos,
                isEmpty ? lastPrice : minutes.getFirst().open(),
                isEmpty ? lastPrice : highs.getFirst().high(),
                isEmpty ? lastPrice : lows.getFirst().low(),
                lastPrice,
                lastQuantity,
                previousClose,
                hasPrevious,
                volume.value(),
                notional.value(),
                isEmpty ? 0 : minutes.getFirst().firstTrade(),
                isEmpty ? 0 : minutes.getLast().lastTrade(),
                trades,
                hasLast);
    }
}

package io.rialto.marketdata;

import io.rialto.view.AppliedCommand;
import io.rialto.view.FrameListener;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Candles and rolling tickers of all markets as the event stream makes them, up to the view that it
 * listens to. What was before the view began comes from a store of candles: until {@link #begin} has
 * given it, nothing is told, because it would not be whole.
 *
 * <p>A trade counts once, by its number: what the store has and the view tells again is not counted
 * again. Owned by the view's thread.
 */
public final class MarketData implements FrameListener {
    /** How many trades are kept while the store is being read. */
    public static final int WAITING_MAX = 200_000;

    private final Long2ObjectHashMap<MarketTape> tapes = new Long2ObjectHashMap<>();
    private final List<Trade> waiting = new ArrayList<>();

    /** Markets of which a trade was undone and the store was not read since: from which event on. */
    private final Map<Long, Long> outdated = new TreeMap<>();

    private Runnable onOutdated = () -> {};
    private boolean begun;
    private long waitingSince = Long.MAX_VALUE;
    private long timeNanos;

    /** Begins to listen; returns the event that what is stored must reach before {@link #begin}. */
    public long listen(VenueView view) {
        view.addListener(this);
        timeNanos = view.timeNanos();
        waitingSince = view.sequence();
        return waitingSince;
    }

    @Override
    public void onApplied(VenueView view, AppliedCommand command) {
        timeNanos = command.timeNanos();
        if (!command.undoneIn().isEmpty()) {
            undone(command);
        }
        if (command.tradeCount() == 0) {
            return;
        }
        if (begun) {
            command.trades().forEach(trade -> tape(trade.market()).add(trade));
            if (!outdated.isEmpty()) {
                wait(command);
            }
        } else {
            wait(command);
        }
    }

    private void wait(AppliedCommand command) {
        waiting.addAll(command.trades());
        if (waiting.size() > WAITING_MAX) {
            waiting.clear();
            waitingSince = command.sequence();
            outdated.replaceAll((_, _) -> command.sequence());
        }
    }

    /** A trade that counted does so no more: what is stored knows how to do without it. */
    private void undone(AppliedCommand command) {
        if (begun) {
            command.undoneIn().forEach(market -> outdated.put(market, command.sequence()));
            waiting.removeIf(trade -> command.undoneIn().contains(trade.market()));
            onOutdated.run();
        } else {
            waiting.clear();
            waitingSince = command.sequence();
        }
    }

    /** Has one listener told when {@link #outdated} has something to say. On the view's thread. */
    public void listenForOutdated(Runnable listener) {
        onOutdated = listener;
    }

    /**
     * Of which markets a trade was undone that is still told of; by the event that what is stored
     * must reach before {@link #refresh}.
     */
    public Map<Long, Long> outdated() {
        return new TreeMap<>(outdated);
    }

    /** Continues what is stored of markets that are outdated, where that has come far enough. */
    public void refresh(List<MarketSeed> seeds, long storedSequence) {
        for (MarketSeed seed : seeds) {
            long market = seed.market();
            if (outdated.getOrDefault(market, Long.MAX_VALUE) <= storedSequence) {
                tape(market).begin(seed);
                waiting.stream()
                        .filter(trade -> trade.market() == market)
                        .forEach(trade -> tape(market).add(trade));
                outdated.remove(market);
            }
        }
        if (outdated.isEmpty()) {
            waiting.clear();
        }
    }

    /**
     * Continues what is stored.
     *
     * @param seeds of every market that has candles, of one moment
     * @param storedSequence the last event that they include
     * @return the event that the store must reach first; nothing when that was enough
     */
    public OptionalLong begin(List<MarketSeed> seeds, long storedSequence) {
        if (begun) {
            return OptionalLong.empty();
        }
        if (storedSequence < waitingSince) {
            return OptionalLong.of(waitingSince);
        }
        seeds.forEach(seed -> tape(seed.market()).begin(seed));
        waiting.forEach(trade -> tape(trade.market()).add(trade));
        waiting.clear();
        begun = true;
        return OptionalLong.empty();
    }

    /** Whether what was before is known, so that questions can be answered. */
    public boolean hasBegun() {
        return begun;
    }

    private MarketTape tape(long market) {
        return tapes.computeIfAbsent(market, MarketTape::new);
    }

    /** Has one listener told of each candle of a market and interval when it is over. */
    public void listen(long market, Interval interval, Consumer<Candle> listener) {
        tape(market).listen(interval, listener);
    }

    /** Ends {@link #listen(long, Interval, Consumer)}. */
    public void forget(long market, Interval interval) {
        tape(market).forget(interval);
    }

    /**
     * The candle of the market's last trade, over or not; none before the first, and none while
     * only a part of it is known.
     */
    public Optional<Candle> candle(long market, Interval interval) {
        MarketTape tape = tape(market);
        tape.advance(timeNanos);
        return tape.last(interval).filter(candle -> !candle.partial());
    }

    /** Whether a candle is over: the log has passed its end, so nothing can be added. */
    public boolean isOver(Candle candle) {
        return candle.endNanos() <= timeNanos;
    }

    /** The number of a market's last trade; 0 for none. */
    public long lastTrade(long market) {
        return tape(market).lastTrade();
    }

    /**
     * A market's last 24 hours.
     *
     * @param nowNanos the end of the window, if the log is not later
     */
    public Ticker ticker(long market, long nowNanos) {
        return tape(market).ticker(Math.max(timeNanos, nowNanos));
    }
}

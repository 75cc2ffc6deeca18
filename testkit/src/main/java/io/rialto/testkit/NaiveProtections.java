package io.rialto.testkit;

import io.rialto.engine.Code;
import io.rialto.engine.MarketFigure;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.Outcome;
import io.rialto.money.Side;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What protects the naive venue: every figure kept as it was set, every average made anew. */
final class NaiveProtections {
    private static final long MILLION = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long EVERYTHING = 0;

    private final NaiveVenue venue;
    private final Map<Long, Map<MarketFigure, Long>> figures = new TreeMap<>();

    /** The ticks at which each market with a breaker has traded since its average began. */
    private final Map<Long, List<Long>> prints = new TreeMap<>();

    private final TreeSet<Long> killedMarkets = new TreeSet<>();
    private final TreeSet<Long> killedAccounts = new TreeSet<>();
    private final Map<Long, Long> deadMen = new TreeMap<>();
    private final Map<String, Long> usedUntil = new TreeMap<>();

    NaiveProtections(NaiveVenue venue) {
        this.venue = venue;
    }

    private long figure(NaiveMarket market, MarketFigure figure) {
        return figures.getOrDefault(market.id, Map.of()).getOrDefault(figure, 0L);
    }

    private void set(NaiveMarket market, MarketFigure figure, long value) {
        figures.computeIfAbsent(market.id, id -> new EnumMap<>(MarketFigure.class))
                .put(figure, value);
    }

    /** One of the first four figures, with a value that it may have. */
    Code setFigure(long id, MarketFigure figure, long value) {
        NaiveMarket market = venue.markets.get(id);
        long previous = figure(market, figure);
        if (value == previous) {
            return Code.STATUS_UNCHANGED;
        } else if (figure == MarketFigure.AUCTION_AT && !collects(market)) {
            return Code.MARKET_NOT_COLLECTING;
        }
        set(market, figure, value);
        if (figure == MarketFigure.BREAKER_PPM && (value == 0 || previous == 0)) {
            List<Long> begins = new ArrayList<>();
            long reference =
                    market.lastPrice != 0 ? market.lastPrice : market.spec.referencePrice();
            if (reference / market.spec.tick() != 0) {
                begins.add(reference / market.spec.tick());
            }
            prints.put(id, begins);
        }
        return Code.DONE;
    }

    private static boolean collects(NaiveMarket market) {
        return market.status == MarketStatus.PRE_OPEN || market.status == MarketStatus.HALTED;
    }

    void printed(NaiveMarket market, long price, boolean isAuction) {
        if (figure(market, MarketFigure.BREAKER_PPM) != 0) {
            List<Long> all = prints.get(market.id);
            if (isAuction) {
                all.clear();
            }
            all.add(price / market.spec.tick());
        }
    }

    /** Whether a trade there would be outside the market's band. */
    boolean isOutside(NaiveMarket market, Side taker, long price) {
        long ppm = figure(market, MarketFigure.BREAKER_PPM);
        List<Long> all = prints.getOrDefault(market.id, List.of());
        if (ppm == 0 || all.isEmpty()) {
            return false;
        }
        long average = all.getFirst() * 256;
        for (long ticks : all.subList(1, all.size())) {
            average += Math.floorDiv(ticks * 256 - average, 16);
        }
        long middle = average / 256;
        long width = middle * ppm / MILLION;
        long ticks = price / market.spec.tick();
        return taker == Side.BUY ? ticks > middle + width : ticks < middle - width;
    }

    void halt(NaiveMarket market) {
        market.status = MarketStatus.HALTED;
        long nanos = figure(market, MarketFigure.HALT_NANOS);
        if (nanos != 0) {
            set(market, MarketFigure.AUCTION_AT, venue.now() + nanos);
        }
    }

    /** A market's status is another now. */
    void changed(NaiveMarket market) {
        if (!collects(market)) {
            set(market, MarketFigure.AUCTION_AT, 0);
        }
    }

    void fireDeadMen() {
        for (long account : List.copyOf(deadMen.keySet())) {
            if (deadMen.get(account) <= venue.now()) {
                deadMen.remove(account);
                venue.markets.keySet().forEach(market -> end(account, market));
            }
        }
    }

    void openWhatIsDue() {
        venue.markets.values().stream()
                .filter(NaiveProtections::collects)
                .filter(market -> figure(market, MarketFigure.AUCTION_AT) != 0)
                .filter(market -> figure(market, MarketFigure.AUCTION_AT) <= venue.now())
                .sorted(Comparator.<NaiveMarket>comparingLong(
                                market -> figure(market, MarketFigure.AUCTION_AT))
                        .thenComparingLong(market -> market.id))
                .forEach(market -> venue.uncross(market.id, new Outcome()));
    }

    Code deadMan(long account, long nanos) {
        if (nanos == 0) {
            return deadMen.remove(account) == null ? Code.STATUS_UNCHANGED : Code.DONE;
        }
        deadMen.put(account, venue.now() + nanos);
        return Code.DONE;
    }

    /** Account 0 stands for everyone, market 0 for every one. */
    void kill(long account, long market, boolean pull, Outcome out) {
        TreeSet<Long> pulled = account != 0 ? killedAccounts : killedMarkets;
        long what = account != 0 ? account : market;
        boolean isChange = pull ? pulled.add(what) : pulled.remove(what);
        if (!isChange) {
            out.code = Code.STATUS_UNCHANGED;
            return;
        }
        for (long each : List.copyOf(venue.markets.keySet())) {
            boolean isReached = account != 0 || market == 0 || market == each;
            out.count += pull && isReached ? end(account, each) : 0;
        }
    }

    /** Ends the account's orders in a market, or everyone's, and says how many. */
    private long end(long account, long id) {
        NaiveMarket market = venue.markets.get(id);
        long before = NaiveVenue.allOrders(market).size();
        market.bids.removeIf(order -> account == 0 || order.account == account);
        market.asks.removeIf(order -> account == 0 || order.account == account);
        market.waiting.removeIf(each -> account == 0 || each.order.account == account);
        NaiveTriggers.forgetIfNoneWaits(market);
        return before - NaiveVenue.allOrders(market).size();
    }

    Code killed(long account, long market) {
        if (killedMarkets.contains(EVERYTHING)) {
            return Code.VENUE_KILLED;
        } else if (killedMarkets.contains(market)) {
            return Code.MARKET_KILLED;
        }
        return killedAccounts.contains(account) ? Code.ACCOUNT_KILLED : Code.DONE;
    }

    boolean isTooFast(long account, long market) {
        long rate = figure(venue.markets.get(market), MarketFigure.ORDER_RATE);
        return rate != 0 && next(account, market, rate) - venue.now() > SECOND;
    }

    void count(long account, long market) {
        long rate = figure(venue.markets.get(market), MarketFigure.ORDER_RATE);
        if (rate != 0) {
            usedUntil.put(account + " in " + market, next(account, market, rate));
        }
    }

    private long next(long account, long market, long rate) {
        long used = usedUntil.getOrDefault(account + " in " + market, 0L);
        return Math.max(venue.now(), used) + SECOND / rate;
    }
}

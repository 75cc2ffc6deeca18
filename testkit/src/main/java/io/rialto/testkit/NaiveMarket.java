package io.rialto.testkit;

import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.money.Side;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A market of the naive venue: two lists of orders, each kept in order of priority. */
final class NaiveMarket {
    final long id;
    final MarketSpec spec;
    final List<NaiveOrder> bids = new ArrayList<>();
    final List<NaiveOrder> asks = new ArrayList<>();

    /** Those that wait for a price, in no order. */
    final List<NaiveWaiting> waiting = new ArrayList<>();

    /** By entry. */
    final List<NaiveBrackets.Bracket> brackets = new ArrayList<>();

    private final BigInteger unit;
    MarketStatus status;
    boolean restricted;
    final Set<Long> named = new TreeSet<>();
    int makerPpm;
    int takerPpm;

    /** Rates of makers and takers by the volume from which they hold. */
    final TreeMap<Long, int[]> tiers = new TreeMap<>();

    /** Who traded what on which day, since there are tiers. */
    final List<long[]> volumes = new ArrayList<>();

    long today;
    long lastPrice;
    long nextOrder = 1;
    long nextTrade = 1;

    /** Between which it traded while orders waited and were not looked at; 0 for not at all. */
    long low;

    long high;

    /** Counts what queues at triggers. */
    long stamps;

    NaiveMarket(long id, MarketSpec spec, int baseScale, int quoteScale) {
        this.id = id;
        this.spec = spec;
        this.status = spec.status();
        this.makerPpm = spec.makerFeePpm();
        this.takerPpm = spec.takerFeePpm();
        // notional = price × quantity × 10^quoteScale / 10^(9 + baseScale)
        this.unit = BigInteger.TEN.pow(9 + baseScale - quoteScale);
    }

    /** At which rates of maker and taker an account's order is accepted. */
    int[] rates(long account) {
        long volume = volumes.stream()
                .filter(each -> each[0] == account && each[1] > today - 30)
                .mapToLong(each -> each[2])
                .sum();
        int[] rates = {makerPpm, takerPpm};
        return tiers.headMap(volume, true).values().stream()
                .reduce(rates, (lower, higher) -> higher);
    }

    /** Counts a trade of an account. */
    void count(long account, long notional) {
        if (!tiers.isEmpty()) {
            volumes.add(new long[] {account, today, notional});
        }
    }

    /** Quote minor units of a quantity at a price; whole by the market's tick and lot. */
    long notional(long price, long quantity) {
        BigInteger[] whole = BigInteger.valueOf(price)
                .multiply(BigInteger.valueOf(quantity))
                .divideAndRemainder(unit);
        if (whole[1].signum() != 0) {
            throw new IllegalStateException("not a whole notional: " + price + " × " + quantity);
        }
        return whole[0].longValueExact();
    }

    List<NaiveOrder> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** Puts an order behind all that have priority over it. */
    void rest(NaiveOrder order) {
        List<NaiveOrder> queue = side(order.side);
        int place = 0;
        while (place < queue.size() && !worse(queue.get(place), order)) {
            place++;
        }
        queue.add(place, order);
        order.shown = Math.min(order.display, order.remaining());
    }

    /** Something of an order's turn is gone; one that shows nothing any more shows more, last. */
    void turned(NaiveOrder order, long quantity) {
        order.shown -= quantity;
        if (order.display != 0 && order.shown == 0 && order.remaining() > 0) {
            side(order.side).remove(order);
            rest(order);
        }
    }

    private static boolean worse(NaiveOrder resting, NaiveOrder incoming) {
        return incoming.side == Side.BUY
                ? resting.price < incoming.price
                : resting.price > incoming.price;
    }

    NaiveOrder find(long orderId) {
        for (NaiveOrder order : bids) {
            if (order.id == orderId) {
                return order;
            }
        }
        for (NaiveOrder order : asks) {
            if (order.id == orderId) {
                return order;
            }
        }
        return null;
    }

    /** Whether it exists to the account; 0 stands for an administrator under sudo. */
    boolean mayKnow(long account) {
        return account == 0 || !restricted || named.contains(account);
    }

    /** Whether its best orders would trade with each other. */
    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.getFirst().price >= asks.getFirst().price;
    }
}

package io.rialto.matching;

import io.rialto.money.Side;

import java.util.ArrayList;
import java.util.List;

/**
 * A book with the least of an engine around it, for tests that read as commands in, events out.
 *
 * <p>Events of a maker: {@code 1:5@100}, a fill of 5 lots at 100, {@code 1:cancelled}, {@code
 * 1:decremented 2}; of the incoming order: {@code 9:rests 3}, {@code 9:left 3}, {@code 9:killed}.
 * Orders, in priority order: {@code 4:5@99 / 1:5@100 2:4@100}, the buys before the stroke.
 */
final class BookScript implements MatchListener {

    enum TimeInForce {
        GTC,
        IOC,
        FOK
    }

    final Book book = new Book();
    private final List<String> events = new ArrayList<>();

    BookScript rest(Side side, long orderId, long lots, long priceTicks, int group) {
        book.add(side, priceTicks, lots, orderId, 1_000 + (int) orderId, group);
        return this;
    }

    BookScript send(long orderId, TimeInForce timeInForce, Aggressor aggressor) {
        if (timeInForce == TimeInForce.FOK
                && book.fillOrKillLots(aggressor) < aggressor.quantityLots) {
            events.add(orderId + ":killed");
            return this;
        }
        MatchEnd end = book.match(aggressor, this);
        if (aggressor.quantityLots == 0) {
            return this;
        }
        boolean mayRest = end == MatchEnd.BOUND || end == MatchEnd.NO_MORE_LIQUIDITY;
        if (timeInForce == TimeInForce.GTC && mayRest) {
            rest(
                    aggressor.side,
                    orderId,
                    aggressor.quantityLots,
                    aggressor.boundTicks,
                    aggressor.selfTradeGroup);
            events.add(orderId + ":rests " + aggressor.quantityLots);
        } else {
            events.add(orderId + ":left " + aggressor.quantityLots);
        }
        return this;
    }

    /** An aggressor of no group. */
    static Aggressor taker(Side side, long lots, long boundTicks) {
        return taker(side, lots, boundTicks, 0, SelfTradePrevention.NONE);
    }

    static Aggressor taker(
            Side side, long lots, long boundTicks, int group, SelfTradePrevention mode) {
        Aggressor aggressor = new Aggressor();
        aggressor.side = side;
        aggressor.quantityLots = lots;
        aggressor.boundTicks = boundTicks;
        aggressor.selfTradeGroup = group;
        aggressor.selfTradePrevention = mode;
        return aggressor;
    }

    /** Everything that has happened, in one line. */
    String events() {
        return String.join(" ", events);
    }

    /** All resting orders, in one line. */
    String orders() {
        return (orders(Side.BUY) + " / " + orders(Side.SELL)).strip();
    }

    private String orders(Side side) {
        List<String> orders = new ArrayList<>();
        for (int at = book.best(side); at != Book.NONE; at = book.next(at)) {
            orders.add(book.orderId(at) + ":" + book.remainingLots(at) + "@" + book.priceTicks(at));
        }
        return String.join(" ", orders);
    }

    @Override
    public long affordableLots(long priceTicks, long wantedLots) {
        return wantedLots;
    }

    @Override
    public void onFill(int maker, long priceTicks, long lots) {
        events.add(book.orderId(maker) + ":" + lots + "@" + priceTicks);
    }

    @Override
    public void onSelfTradeCancel(int maker) {
        events.add(book.orderId(maker) + ":cancelled");
    }

    @Override
    public void onSelfTradeDecrement(int maker, long lots) {
        events.add(book.orderId(maker) + ":decremented " + lots);
    }
}

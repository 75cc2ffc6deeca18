package io.rialto.testkit;

import io.rialto.engine.Code;
import io.rialto.engine.Condition;
import io.rialto.engine.ConditionalOrder;
import io.rialto.engine.Exits;
import io.rialto.engine.OrderType;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.TimeInForce;
import io.rialto.money.Side;

import java.util.List;

/** Brackets of the naive venue: the entry, and its exits looked for in plain lists. */
final class NaiveBrackets {
    private static final int EXITS = 2;

    private final NaiveVenue venue;

    NaiveBrackets(NaiveVenue venue) {
        this.venue = venue;
    }

    /** An entry and its exits; they are null until it has bought. */
    static final class Bracket {
        final NaiveOrder entry;
        final Exits exits;
        NaiveWaiting stop;
        NaiveWaiting takeProfit;

        Bracket(NaiveOrder entry, Exits exits) {
            this.entry = entry;
            this.exits = exits;
        }

        boolean has(NaiveWaiting exit) {
            return exit == stop || exit == takeProfit;
        }
    }

    /** Whether an order's terms may have such exits. */
    static Code form(NaiveMarket market, PlaceOrder terms, Exits exits) {
        boolean isLimit = terms.orderType == OrderType.LIMIT;
        if (terms.side == Side.SELL || !enclose(exits, isLimit ? terms.price : 0)) {
            return Code.BRACKET_INVALID;
        }
        long[] prices = {
            exits.takeProfitPrice(), exits.takeProfitLimit(), exits.stopPrice(), exits.stopLimit()
        };
        for (long price : prices) {
            Code code = NaiveFilters.steps(market.spec, price, 0);
            if (code != Code.DONE) {
                return code;
            }
        }
        return Code.DONE;
    }

    private static boolean enclose(Exits exits, long price) {
        boolean areInOrder = exits.stopPrice() > 0
                && exits.takeProfitPrice() > exits.stopPrice()
                && exits.stopLimit() >= 0
                && exits.takeProfitLimit() >= 0;
        boolean isBetween =
                price <= 0 || (exits.stopPrice() < price && price < exits.takeProfitPrice());
        return areInOrder && isBetween;
    }

    /** Whether an entry may be amended to a price. */
    static boolean allows(NaiveMarket market, NaiveOrder order, long price) {
        return market.brackets.stream()
                .filter(each -> each.entry == order)
                .allMatch(each -> enclose(each.exits, price));
    }

    static boolean isExit(NaiveMarket market, NaiveWaiting waiting) {
        return market.brackets.stream().anyMatch(each -> each.has(waiting));
    }

    /** Places among open orders that are kept for exits, of everyone's or an account's. */
    static long reserved(NaiveMarket market, long account) {
        return EXITS
                * market.brackets.stream()
                        .filter(each -> each.stop == null)
                        .filter(each -> account == 0 || each.entry.account == account)
                        .count();
    }

    void settle() {
        for (NaiveMarket market : venue.markets.values()) {
            for (Bracket bracket : List.copyOf(market.brackets)) {
                settle(market, bracket);
            }
        }
    }

    private void settle(NaiveMarket market, Bracket bracket) {
        boolean stands = market.bids.contains(bracket.entry);
        if (bracket.stop == null && bracket.entry.filled > 0) {
            Exits exits = bracket.exits;
            bracket.stop =
                    place(market, bracket, Condition.STOP, exits.stopPrice(), exits.stopLimit());
            bracket.takeProfit = place(
                    market,
                    bracket,
                    Condition.TAKE_PROFIT,
                    exits.takeProfitPrice(),
                    exits.takeProfitLimit());
            bracket.takeProfit.order.holdsNothing = true;
            long last = market.lastPrice;
            if (last <= exits.stopPrice() || last >= exits.takeProfitPrice()) {
                market.low = market.low == 0 ? last : Math.min(market.low, last);
                market.high = Math.max(market.high, last);
            }
        } else if (bracket.stop == null && !stands) {
            market.brackets.remove(bracket);
        } else if (bracket.stop != null) {
            boolean areWaiting = market.waiting.contains(bracket.stop)
                    && market.waiting.contains(bracket.takeProfit);
            if (areWaiting) {
                bracket.stop.order.quantity = bracket.entry.filled;
                bracket.takeProfit.order.quantity = bracket.entry.filled;
            } else {
                end(market, bracket);
            }
        }
    }

    private NaiveWaiting place(
            NaiveMarket market, Bracket bracket, Condition condition, long trigger, long limit) {
        ConditionalOrder wanted = new ConditionalOrder();
        wanted.condition = condition;
        PlaceOrder terms = wanted.terms;
        terms.market = market.id;
        terms.side = Side.SELL;
        terms.orderType = limit == 0 ? OrderType.MARKET : OrderType.LIMIT;
        terms.timeInForce = limit == 0 ? TimeInForce.IOC : TimeInForce.GTC;
        terms.marketDefaultPrevention = false;
        terms.selfTradePrevention = bracket.entry.prevention;
        terms.price = limit;
        terms.quantity = bracket.entry.filled;
        long account = bracket.entry.account;
        NaiveOrder order = new NaiveOrder(
                terms,
                market.nextOrder++,
                account,
                venue.groupOf(account),
                limit != 0 ? limit : NaiveTriggers.bound(market.spec, Side.SELL, trigger),
                market);
        NaiveWaiting exit = new NaiveWaiting(order, wanted, trigger);
        exit.stamp = market.stamps++;
        market.waiting.add(exit);
        return exit;
    }

    /** A triggered order is about to enter: the rest of its bracket ends, and it holds for itself. */
    void enters(NaiveMarket market, NaiveWaiting exit) {
        for (Bracket bracket : List.copyOf(market.brackets)) {
            if (bracket.has(exit)) {
                end(market, bracket);
                exit.order.holdsNothing = false;
            }
        }
    }

    private static void end(NaiveMarket market, Bracket bracket) {
        market.bids.remove(bracket.entry);
        market.waiting.remove(bracket.stop);
        market.waiting.remove(bracket.takeProfit);
        market.brackets.remove(bracket);
        NaiveTriggers.forgetIfNoneWaits(market);
    }
}

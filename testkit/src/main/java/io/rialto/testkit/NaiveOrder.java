package io.rialto.testkit;

import io.rialto.engine.Exits;
import io.rialto.engine.OrderType;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.TimeInForce;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;

/** An order of the naive venue: everything in one place, nothing clever. Units as on the wire. */
final class NaiveOrder {
    final long market;
    final long id;
    final long account;
    final String clientId;
    final Side side;
    final OrderType type;
    final TimeInForce timeInForce;
    final SelfTradePrevention prevention;
    final boolean postOnly;
    final long budget;
    final long expiresAt;
    final int makerPpm;
    final int takerPpm;
    long group;

    /** The worst price it may trade at. */
    long price;

    /** Filled part included; 0 for an order by budget alone. */
    long quantity;

    /** The most that it shows at a time, 0 for all; and what of that is to be taken now. */
    final long display;

    long shown;

    /** What is to sell again what it buys, or null. */
    Exits exits;

    /** It waits, and another holds for both. */
    boolean holdsNothing;

    long filled;
    long makerNotional;
    long takerNotional;
    long unchargedNotional;
    long makerFees;
    long takerFees;

    NaiveOrder(
            PlaceOrder terms, long id, long account, long group, long price, NaiveMarket market) {
        this.market = terms.market;
        this.id = id;
        this.account = account;
        this.group = group;
        this.clientId = terms.clientOrderId.toString();
        this.side = terms.side;
        this.type = terms.orderType;
        this.timeInForce = terms.timeInForce;
        this.prevention = terms.marketDefaultPrevention
                ? market.spec.selfTradePrevention()
                : terms.selfTradePrevention;
        this.postOnly = terms.postOnly;
        this.budget = terms.budget;
        this.expiresAt = terms.expiresAt;
        int[] rates = market.rates(account);
        this.makerPpm = rates[0];
        this.takerPpm = rates[1];
        this.display = terms.displayQuantity;
        this.price = price;
        this.quantity = terms.quantity;
    }

    boolean byBudgetAlone() {
        return quantity == 0;
    }

    long remaining() {
        return quantity - filled;
    }

    /** What of it trades before it is the next one's turn. */
    long turn() {
        return display == 0 ? remaining() : shown;
    }

    boolean mayRest() {
        return type == OrderType.LIMIT
                && timeInForce != TimeInForce.IOC
                && timeInForce != TimeInForce.FOK;
    }

    /**
     * What it must hold while so much of it rests: base to sell; to buy, the rest at its limit and the
     * most that its fees can still come to. They are highest when all the rest trades at the higher
     * rate; each of the two roles rounds up once, and the cumulative fee of both so far is known.
     */
    long hold(NaiveMarket in) {
        if (holdsNothing) {
            return 0;
        } else if (side == Side.SELL) {
            return remaining();
        }
        long rest = in.notional(price, remaining());
        int highest = Math.max(makerPpm, takerPpm);
        if (highest <= 0 || rest == 0) {
            return rest;
        }
        long feesAtMost = NaiveFees.ofRates(
                        new long[] {rest, makerNotional, takerNotional},
                        new int[] {highest, makerPpm, takerPpm})
                + 1;
        return rest + feesAtMost - makerFees - takerFees;
    }

    /** Would this order, incoming, trade with one that rests at that price? */
    boolean reaches(long restingPrice) {
        return side == Side.BUY ? restingPrice <= price : restingPrice >= price;
    }
}

package io.rialto.auditor;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderManagedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.OrderShownDecoder;
import io.rialto.protocol.Peg;
import io.rialto.protocol.Side;

/** Follows the orders from acceptance to end, and the books that they stand in. */
final class OrderAudit {
    private final AuditedVenue venue;
    private final Findings findings;

    OrderAudit(AuditedVenue venue, Findings findings) {
        this.venue = venue;
        this.findings = findings;
    }

    void accepted(long sequence, OrderAcceptedDecoder event) {
        AuditedMarket market = market(sequence, event.market());
        AuditedAccount account = venue.accounts.get(event.account());
        boolean exists = market != null
                && account != null
                && account.universe == market.universe
                && !market.open.containsKey(event.order());
        if (!findings.holds(Invariant.REFERENCES, exists)) {
            findings.violated(
                    Invariant.REFERENCES,
                    sequence,
                    "order %d of account %d in market %d is accepted"
                            .formatted(event.order(), event.account(), event.market()));
            return;
        }
        checkNumber(sequence, market, "order", market.lastOrder, event.order());
        market.lastOrder = event.order();
        require(
                Invariant.STATUS,
                MarketLifeAudit.takesOrders(market.status),
                sequence,
                market,
                "accepts");
        AuditedOrder order = new AuditedOrder(
                market,
                event.order(),
                account,
                event.side() == Side.BUY,
                venue.balance(account, market.ofContracts ? market.quoteAsset : market.baseAsset),
                venue.balance(account, market.quoteAsset));
        order.orderType = event.orderType();
        order.timeInForce = event.timeInForce();
        order.isPostOnly = event.postOnly() == 1;
        order.price = event.price();
        order.quantity = event.quantity();
        order.remaining = event.quantity();
        order.budget = event.budget();
        order.makerFeePpm = event.makerFeePpm();
        order.takerFeePpm = event.takerFeePpm();
        boolean isSomething = order.quantity > 0 || (order.quantity == 0 && order.budget > 0);
        require(Invariant.ORDERS, isSomething, sequence, order, "wants nothing");
        market.open.put(order.id, order);
        venue.touch(order);
    }

    void rested(long sequence, OrderRestedDecoder event) {
        AuditedOrder order = open(sequence, event.market(), event.order());
        if (order == null) {
            return;
        }
        advance(sequence, order.market, event.update());
        boolean isAsLeft = order.level == null
                && order.mayRest()
                && order.isBuy == (event.side() == Side.BUY)
                && order.price == event.price()
                && order.remaining == event.remaining()
                && order.remaining > 0;
        require(Invariant.ORDERS, isAsLeft, sequence, order, "rests otherwise than it was left");
        if (order.level != null) {
            order.market.side(order.isBuy).remove(order);
        }
        order.price = event.price();
        order.remaining = event.remaining();
        order.surface();
        boolean isWithinLimit = order.peg == Peg.NONE
                || (order.isBuy ? order.price <= order.pegLimit : order.price >= order.pegLimit);
        require(Invariant.ORDERS, isWithinLimit, sequence, order, "follows beyond its limit");
        order.market.side(order.isBuy).append(order);
    }

    void managed(long sequence, OrderManagedDecoder event) {
        AuditedOrder order = open(sequence, event.market(), event.order());
        if (order == null) {
            return;
        }
        boolean isNew = order.level == null
                && order.filled == 0
                && event.account() == order.account.id
                && event.display() >= 0
                && event.display() <= order.quantity;
        require(Invariant.ORDERS, isNew, sequence, order, "is managed late, or shows too much");
        order.display = event.display();
        order.peg = event.peg();
        order.pegLimit = event.pegLimit();
        order.reducesOnly = event.reduceOnly() == 1;
    }

    /** The next part of an order is shown, once the last is taken, at the end of the queue. */
    void shown(long sequence, OrderShownDecoder event) {
        AuditedOrder order = open(sequence, event.market(), event.order());
        if (order == null) {
            return;
        }
        advance(sequence, order.market, event.update());
        boolean isNext = order.level != null
                && order.display > 0
                && order.shown == 0
                && event.shown() == Math.min(order.display, order.remaining);
        require(Invariant.ORDERS, isNext, sequence, order, "shows another part than its next");
        if (order.level != null) {
            order.market.side(order.isBuy).remove(order);
        }
        order.surface();
        order.market.side(order.isBuy).append(order);
    }

    void reduced(long sequence, OrderReducedDecoder event) {
        AuditedOrder order = open(sequence, event.market(), event.order());
        if (order == null) {
            return;
        }
        boolean isPublic = order.level != null;
        require(
                Invariant.ORDERS,
                isPublic == (event.update() != 0),
                sequence,
                order,
                "is reduced elsewhere than it stands");
        if (event.update() != 0) {
            advance(sequence, order.market, event.update());
        }
        boolean isSmaller = event.quantity() < order.quantity
                && event.remaining() == event.quantity() - order.filled
                && event.remaining() > 0
                && event.account() == order.account.id;
        require(Invariant.ORDERS, isSmaller, sequence, order, "is reduced to another remainder");
        order.quantity = event.quantity();
        order.lose(order.remaining - event.remaining(), event.selfTrade() == 1);
    }

    void amended(long sequence, OrderAmendedDecoder event) {
        AuditedOrder order = open(sequence, event.market(), event.order());
        if (order == null) {
            return;
        }
        advance(sequence, order.market, event.update());
        boolean isAmendable = order.level != null
                && event.remaining() == event.quantity() - order.filled
                && event.remaining() > 0
                && event.account() == order.account.id;
        require(Invariant.ORDERS, isAmendable, sequence, order, "is amended to another remainder");
        if (order.level != null) {
            order.market.side(order.isBuy).remove(order);
        }
        order.price = event.price();
        order.quantity = event.quantity();
        order.remaining = event.remaining();
    }

    void closed(long sequence, OrderClosedDecoder event) {
        AuditedOrder order = open(sequence, event.market(), event.order());
        if (order == null) {
            return;
        }
        require(
                Invariant.ORDERS,
                (order.level != null) == (event.update() != 0),
                sequence,
                order,
                "is closed elsewhere than it stands");
        if (event.update() != 0) {
            advance(sequence, order.market, event.update());
        }
        boolean isFilled = event.reason() == CloseReason.FILLED;
        boolean isAsLeft = event.filled() == order.filled
                && event.remaining() == order.remaining
                && event.account() == order.account.id
                && (!isFilled || order.remaining == 0);
        require(Invariant.ORDERS, isAsLeft, sequence, order, "closes otherwise than it was left");
        if (order.level != null) {
            order.market.side(order.isBuy).remove(order);
        }
        order.isOpen = false;
        if (order.filled == 0) {
            order.market.entries.remove(order.id);
        }
        order.stopWaiting();
        order.market.open.remove(order.id);
    }

    /** Counts what the touched orders must hold now, and looks at the touched markets. */
    void commandEnds(long sequence) {
        for (int i = 0; i < venue.touchedOrders.size(); i++) {
            AuditedOrder order = venue.touchedOrders.get(i);
            require(
                    Invariant.ORDERS,
                    order.isOpen == (order.level != null || order.isWaiting),
                    sequence,
                    order,
                    "neither stands in the book nor waits nor is closed");
            require(
                    Invariant.ORDERS,
                    order.level == null || order.turn() > 0,
                    sequence,
                    order,
                    "rests and shows nothing");
            require(
                    Invariant.ORDERS,
                    BracketAudit.isCovered(order),
                    sequence,
                    order,
                    "is no exit of what was bought");
            if (!order.market.ofContracts) {
                countHold(order);
            }
        }
        for (int i = 0; i < venue.touchedMarkets.size(); i++) {
            checkMarket(sequence, venue.touchedMarkets.get(i));
        }
    }

    void countHold(AuditedOrder order) {
        long hold = order.requiredHold();
        AuditedBalance paying = order.paying();
        paying.mustHold += hold - order.countedHold;
        order.countedHold = hold;
        venue.touch(paying);
    }

    void checkMarket(long sequence, AuditedMarket market) {
        boolean isOver = !market.isUncrossing;
        require(Invariant.STATUS, isOver, sequence, market, "is uncrossed and not opened");
        market.isUncrossing = false;
        boolean isMatched = !MarketLifeAudit.matches(market.status) || !market.isCrossed();
        require(Invariant.BOOK, isMatched, sequence, market, "is crossed");
        boolean isEmptied = MarketLifeAudit.mayHaveOrders(market.status) || market.open.isEmpty();
        require(Invariant.STATUS, isEmptied, sequence, market, "is closed and has open orders");
    }

    /** The market with that id; null, and a violation, where there is none. */
    AuditedMarket market(long sequence, long id) {
        AuditedMarket market = venue.markets.get(id);
        if (findings.holds(Invariant.REFERENCES, market != null)) {
            venue.touch(market);
        } else {
            findings.violated(Invariant.REFERENCES, sequence, "there is no market " + id);
        }
        return market;
    }

    /** The open order with that number; null, and a violation, where there is none. */
    AuditedOrder open(long sequence, long marketId, long id) {
        AuditedMarket market = market(sequence, marketId);
        if (market == null) {
            return null;
        }
        AuditedOrder order = market.open.get(id);
        if (findings.holds(Invariant.REFERENCES, order != null)) {
            venue.touch(order);
        } else {
            findings.violated(Invariant.REFERENCES, sequence, market + " has no open order " + id);
        }
        return order;
    }

    /** The market's next public update. */
    void advance(long sequence, AuditedMarket market, long update) {
        checkNumber(sequence, market, "update", market.update, update);
        market.update = update;
    }

    void checkNumber(long sequence, AuditedMarket market, String what, long last, long number) {
        if (!findings.holds(Invariant.MARKET_NUMBERS, number == last + 1)) {
            findings.violated(
                    Invariant.MARKET_NUMBERS,
                    sequence,
                    "%s %d of %s follows %d".formatted(what, number, market, last));
        }
    }

    /** A check of which the details are whose it is and what is wrong with it. */
    void require(Invariant invariant, boolean condition, long sequence, Object whose, String what) {
        if (!findings.holds(invariant, condition)) {
            findings.violated(invariant, sequence, whose + " " + what);
        }
    }
}

package io.rialto.view;

import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderManagedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.OrderShownDecoder;
import io.rialto.protocol.OrderTriggeredDecoder;
import io.rialto.protocol.OrderWaitingDecoder;
import io.rialto.protocol.Side;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.TriggerMovedDecoder;
import io.rialto.protocol.WaitingAmendedDecoder;

import java.util.ArrayList;
import java.util.List;

/** Applies what happens to orders and to the books that they stand in. */
final class OrderApplier {
    private final ViewStore store;
    private final Touched touched;
    private final Recent recent;
    private final OutcomeApplier outcomes;
    private final List<LiveOrder> closed = new ArrayList<>();

    // The orders of the last trade: its postings follow it.
    private LiveOrder buyer;
    private LiveOrder seller;

    OrderApplier(ViewStore store, Touched touched, Recent recent, OutcomeApplier outcomes) {
        this.outcomes = outcomes;
        this.store = store;
        this.touched = touched;
        this.recent = recent;
    }

    void accepted(long sequence, OrderAcceptedDecoder event) {
        MarketEntry market = store.market(event.market());
        LiveOrder order = new LiveOrder(
                market.id,
                event.order(),
                store.account(event.account()),
                event.clientOrderId(),
                event.side(),
                store.timeNanos);
        order.price = event.price();
        order.quantity = event.quantity();
        order.remaining = event.quantity();
        order.budget = event.budget();
        order.expiresAt = event.expiresAt();
        order.makerFeePpm = event.makerFeePpm();
        order.takerFeePpm = event.takerFeePpm();
        order.orderType = event.orderType();
        order.timeInForce = event.timeInForce();
        order.selfTradePrevention = event.selfTradePrevention();
        order.postOnly = event.postOnly() == 1;
        store.open(market, order);
        changed(order, sequence);
    }

    void rested(long sequence, OrderRestedDecoder event) {
        MarketEntry market = store.market(event.market());
        LiveOrder order = store.openOrder(market, event.order());
        require(order.level == null, order, "rests twice");
        require(order.side == event.side(), order, "rests on the other side");
        order.price = event.price();
        order.remaining = event.remaining();
        order.show(order.management.display());
        advance(market, event.update());
        touched.touch(market, market.enter(order));
        touched.touchInBook(market, order);
        changed(order, sequence);
    }

    void reduced(long sequence, OrderReducedDecoder event) {
        MarketEntry market = store.market(event.market());
        LiveOrder order = store.openOrder(market, event.order());
        advance(market, event.update());
        long visible = order.visible();
        if (event.selfTrade() == 1) {
            order.take(order.remaining - event.remaining());
        }
        order.quantity = event.quantity();
        order.remaining = event.remaining();
        order.show(order.visible());
        if (order.level != null) {
            order.level.quantity -= visible - order.visible();
            touched.touch(market, order.level);
            touched.touchInBook(market, order);
        }
        changed(order, sequence);
    }

    void amended(long sequence, OrderAmendedDecoder event) {
        MarketEntry market = store.market(event.market());
        LiveOrder order = store.openOrder(market, event.order());
        require(order.level != null, order, "is amended outside the book");
        advance(market, event.update());
        touched.touch(market, market.leave(order));
        touched.touchInBook(market, order);
        order.price = event.price();
        order.quantity = event.quantity();
        order.remaining = event.remaining();
        changed(order, sequence);
    }

    void managed(long sequence, OrderManagedDecoder event) {
        LiveOrder order = store.openOrder(store.market(event.market()), event.order());
        require(order.level == null, order, "is managed from now on and rests");
        order.management = OrderManagement.of(
                event.display(),
                event.peg(),
                event.pegOffset(),
                event.pegLimit(),
                event.reduceOnly() == 1);
        changed(order, sequence);
    }

    /** The next part is shown, last in the queue. */
    void shown(OrderShownDecoder event) {
        MarketEntry market = store.market(event.market());
        LiveOrder order = store.openOrder(market, event.order());
        require(order.level != null, order, "shows a part and rests not");
        advance(market, event.update());
        touched.touch(market, market.leave(order));
        order.show(event.shown());
        touched.touch(market, market.enter(order));
        touched.touchInBook(market, order);
    }

    void waiting(long sequence, OrderWaitingDecoder event) {
        LiveOrder order = store.openOrder(store.market(event.market()), event.order());
        require(order.level == null, order, "waits and rests");
        order.trigger = new OrderTrigger(event.condition(), event.triggerPrice(), event.trail());
        order.isWaiting = true;
        changed(order, sequence);
    }

    void triggerMoved(long sequence, TriggerMovedDecoder event) {
        LiveOrder order = waiting(event.market(), event.order());
        order.trigger = order.trigger.at(event.triggerPrice());
        changed(order, sequence);
    }

    void waitingAmended(long sequence, WaitingAmendedDecoder event) {
        LiveOrder order = waiting(event.market(), event.order());
        order.price = event.price();
        order.quantity = event.quantity();
        order.remaining = event.quantity();
        changed(order, sequence);
    }

    void triggered(long sequence, OrderTriggeredDecoder event) {
        LiveOrder order = waiting(event.market(), event.order());
        order.isWaiting = false;
        order.price = event.price();
        changed(order, sequence);
    }

    private LiveOrder waiting(long market, long id) {
        LiveOrder order = store.openOrder(store.market(market), id);
        require(order.isWaiting, order, "does not wait");
        return order;
    }

    void traded(long sequence, TradedDecoder event) {
        MarketEntry market = store.market(event.market());
        LiveOrder maker = store.openOrder(market, event.makerOrder());
        LiveOrder taker = store.openOrder(market, event.takerOrder());
        require(maker.level != null, maker, "makes a trade outside the book");
        // In an auction both rest, and trade at the auction's price.
        boolean isAuction = taker.level != null;
        require(
                isAuction || maker.price == event.price(),
                maker,
                "trades at another price than its own");
        require(taker.side == event.takerSide(), taker, "takes on the other side");
        long quantity = event.quantity();
        require(
                event.makerRemaining() == maker.remaining - quantity && event.makerRemaining() >= 0,
                maker,
                "has another remainder than the trade says");
        advance(market, event.update());
        long floor = market.feeFloor(quantity);
        long feeNotional = event.notional() - floor;
        fillResting(market, maker, quantity, isAuction);
        maker.made(feeNotional, floor, event.makerFee(), isAuction);
        if (isAuction) {
            fillResting(market, taker, quantity, true);
            taker.made(feeNotional, floor, event.takerFee(), true);
        } else {
            taker.filled += quantity;
            taker.remaining = taker.quantity == 0 ? 0 : taker.remaining - quantity;
            taker.takerNotional += feeNotional;
            taker.freeNotional += floor;
            taker.takerFees += event.takerFee();
        }
        count(market, maker, isAuction, feeNotional);
        count(market, taker, isAuction, feeNotional);
        market.traded(event.price());
        changed(maker, sequence);
        changed(taker, sequence);
        buyer = event.takerSide() == Side.BUY ? taker : maker;
        seller = event.takerSide() == Side.BUY ? maker : taker;
        outcomes.traded(market, buyer, seller, event);
        Trade trade = TradeDecoding.of(sequence, store.timeNanos, event);
        touched.trades.add(trade);
        recent.add(trade);
    }

    /** Nobody takes in an auction: what trades there for nothing buys no tier. */
    private void count(MarketEntry market, LiveOrder order, boolean isAuction, long notional) {
        if (!isAuction || order.makerFeePpm > 0) {
            market.fees.traded(order.account.id, store.timeNanos, notional);
        }
    }

    private void fillResting(
            MarketEntry market, LiveOrder maker, long quantity, boolean isAuction) {
        touched.touch(market, maker.level);
        touched.touchInBook(market, maker);
        long visible = maker.visible();
        if (!isAuction) {
            maker.take(quantity);
        }
        maker.remaining -= quantity;
        maker.filled += quantity;
        // An auction takes what is not shown first.
        maker.show(maker.visible());
        maker.level.quantity -= visible - maker.visible();
        if (maker.remaining == 0) {
            market.leave(maker);
        }
    }

    void closed(long sequence, OrderClosedDecoder event) {
        MarketEntry market = store.market(event.market());
        LiveOrder order = store.openOrder(market, event.order());
        require(order.filled == event.filled(), order, "closes with another quantity filled");
        advance(market, event.update());
        if (order.level != null) {
            touched.touch(market, market.leave(order));
            touched.touchInBook(market, order);
        }
        LinkApplier.closed(market, order);
        order.remaining = 0;
        order.closeReason = event.reason();
        order.account.removeOpen(order);
        store.openOrders--;
        closed.add(order);
        changed(order, sequence);
    }

    /** The order that bought, or that sold, in the last trade. */
    LiveOrder partyToTrade(MarketEntry market, int asset) {
        LiveOrder order = asset == market.quoteAsset ? buyer : seller;
        if (order == null || order.market != market.id) {
            throw new FrameInvalidException("a posting names a trade that did not precede it");
        }
        return order;
    }

    void held(LiveOrder order, long delta) {
        order.held += delta;
        require(order.held >= 0, order, "releases more than it holds");
        touched.touch(order);
    }

    void end() {
        buyer = null;
        seller = null;
        if (closed.isEmpty()) {
            return;
        }
        for (LiveOrder order : closed) {
            require(order.held == 0, order, "is closed and still holds funds");
            recent.add(order);
        }
        closed.clear();
    }

    void changed(LiveOrder order, long sequence) {
        order.changedAt = store.timeNanos;
        order.changedSequence = sequence;
        touched.touch(order);
    }

    private void advance(MarketEntry market, long update) {
        touched.touch(market);
        if (update == 0) {
            return;
        }
        if (update != market.update + 1) {
            throw new FrameInvalidException(
                    "update " + update + " of market " + market.id + " follows " + market.update);
        }
        market.update = update;
    }

    private static void require(boolean condition, LiveOrder order, String text) {
        if (!condition) {
            throw new FrameInvalidException(
                    "order " + order.order + " of market " + order.market + " " + text);
        }
    }
}

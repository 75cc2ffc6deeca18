package io.rialto.history;

import io.rialto.history.OrderEvent.Kind;
import io.rialto.protocol.CommandDeniedDecoder;
import io.rialto.protocol.ExitsPlacedDecoder;
import io.rialto.protocol.GiftedDecoder;
import io.rialto.protocol.IssuedDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketStatusChangedDecoder;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderManagedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.OrderShownDecoder;
import io.rialto.protocol.OrderTriggeredDecoder;
import io.rialto.protocol.OrderWaitingDecoder;
import io.rialto.protocol.OrdersLinkedDecoder;
import io.rialto.protocol.Peg;
import io.rialto.protocol.PostedDecoder;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.SettlementCorrectedDecoder;
import io.rialto.protocol.Side;
import io.rialto.protocol.StatusCause;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.TransferredDecoder;
import io.rialto.protocol.TriggerMovedDecoder;
import io.rialto.protocol.WaitingAmendedDecoder;
import io.rialto.protocol.WithdrawnDecoder;
import io.rialto.view.EventVisitor;

import java.util.LinkedHashMap;
import java.util.Map;

/** Turns the events of a transaction's commands into rows; orders once each, however they changed. */
final class HistoryBatch implements EventVisitor {
    private final Tables tables;
    private final Map<OrderChange.Key, OrderChange> orders = new LinkedHashMap<>();
    private long timeNanos;
    private long actor;

    // Of the last trade. Its postings follow in this order: the buyer's quote, the buyer's
    // base, the seller's base, the seller's quote, the fees.
    private long buyOrder;
    private long sellOrder;
    private int postingsOfTrade;

    HistoryBatch(Tables tables) {
        this.tables = tables;
    }

    void beginCommand(long newTimeNanos, long newActor) {
        timeNanos = newTimeNanos;
        actor = newActor;
    }

    /** Passes on what was collected about orders. */
    void end() {
        tables.putOrders(orders.values());
        orders.clear();
    }

    private OrderChange order(long market, long order) {
        return orders.computeIfAbsent(
                new OrderChange.Key(market, order), key -> new OrderChange(market, order));
    }

    private OrderChange changed(long market, long order, long sequence) {
        OrderChange change = order(market, order);
        change.changedAt = timeNanos;
        change.changedSequence = sequence;
        return change;
    }

    /** A change that no book shows. */
    private void tell(
            long sequence, OrderChange order, Kind kind, long price, long quantity, String reason) {
        tell(sequence, order, kind, Side.NULL_VAL, price, quantity, 0, 0, 0, reason);
    }

    private void tell(
            long sequence,
            OrderChange order,
            Kind kind,
            Side side,
            long price,
            long quantity,
            long remaining,
            long update,
            long trade,
            String reason) {
        BookChange change = new BookChange(
                order.market,
                order.order,
                sequence,
                timeNanos,
                kind,
                side,
                price,
                quantity,
                remaining,
                update,
                PastBooks.SELF_TRADE.equals(reason));
        tables.orderEvents.add(change, trade, reason);
    }

    @Override
    public void onOrderAccepted(long sequence, OrderAcceptedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.isNew = true;
        order.account = event.account();
        order.clientOrderId = event.clientOrderId();
        order.side = event.side();
        order.orderType = event.orderType();
        order.timeInForce = event.timeInForce();
        order.selfTradePrevention = event.selfTradePrevention();
        order.postOnly = event.postOnly() == 1;
        order.budget = event.budget();
        order.expiresAt = event.expiresAt();
        order.makerFeePpm = event.makerFeePpm();
        order.takerFeePpm = event.takerFeePpm();
        order.acceptedAt = timeNanos;
        order.acceptedSequence = sequence;
        order.price(event.price());
        order.quantity(event.quantity());
        tell(sequence, order, Kind.ACCEPTED, order.price, order.quantity, "");
    }

    @Override
    public void onOrderRested(long sequence, OrderRestedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        long price = event.price();
        long update = event.update();
        Side side = event.side();
        tell(sequence, order, Kind.RESTED, side, price, event.remaining(), 0, update, 0, "");
    }

    @Override
    public void onOrderReduced(long sequence, OrderReducedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.quantity(event.quantity());
        String reason = event.selfTrade() == 1 ? PastBooks.SELF_TRADE : "";
        long total = event.quantity();
        long left = event.remaining();
        long update = event.update();
        tell(sequence, order, Kind.REDUCED, Side.NULL_VAL, 0, total, left, update, 0, reason);
    }

    @Override
    public void onOrderAmended(long sequence, OrderAmendedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.price(event.price());
        order.quantity(event.quantity());
        long price = event.price();
        long total = event.quantity();
        long update = event.update();
        tell(sequence, order, Kind.AMENDED, Side.NULL_VAL, price, total, 0, update, 0, "");
    }

    @Override
    public void onOrderManaged(long sequence, OrderManagedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        String peg = event.peg() == Peg.NONE ? "" : event.peg().name();
        tell(sequence, order, Kind.MANAGED, event.pegLimit(), event.display(), peg);
    }

    @Override
    public void onOrdersLinked(long sequence, OrdersLinkedDecoder event) {
        link(sequence, event.market(), event.order(), event.other());
    }

    @Override
    public void onExitsPlaced(long sequence, ExitsPlacedDecoder event) {
        link(sequence, event.market(), event.takeProfit(), event.stop());
    }

    private void link(long sequence, long market, long order, long other) {
        OrderChange one = changed(market, order, sequence);
        tell(sequence, one, Kind.LINKED, 0, 0, Long.toString(other));
        OrderChange two = changed(market, other, sequence);
        tell(sequence, two, Kind.LINKED, 0, 0, Long.toString(order));
    }

    @Override
    public void onOrderShown(long sequence, OrderShownDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        long shown = event.shown();
        tell(sequence, order, Kind.SHOWN, Side.NULL_VAL, 0, shown, 0, event.update(), 0, "");
    }

    @Override
    public void onOrderWaiting(long sequence, OrderWaitingDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        String condition = event.condition().name();
        tell(sequence, order, Kind.WAITING, event.triggerPrice(), 0, condition);
    }

    @Override
    public void onTriggerMoved(long sequence, TriggerMovedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        tell(sequence, order, Kind.MOVED, event.triggerPrice(), 0, "");
    }

    @Override
    public void onWaitingAmended(long sequence, WaitingAmendedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.price(event.price());
        order.quantity(event.quantity());
        tell(sequence, order, Kind.AMENDED, event.price(), event.quantity(), "");
    }

    @Override
    public void onOrderTriggered(long sequence, OrderTriggeredDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.price(event.price());
        tell(sequence, order, Kind.TRIGGERED, event.price(), 0, "");
    }

    @Override
    public void onTraded(long sequence, TradedDecoder event) {
        boolean takerBuys = event.takerSide() == Side.BUY;
        buyOrder = takerBuys ? event.takerOrder() : event.makerOrder();
        sellOrder = takerBuys ? event.makerOrder() : event.takerOrder();
        postingsOfTrade = 0;
        filled(sequence, event, event.makerOrder(), event.makerFee());
        filled(sequence, event, event.takerOrder(), event.takerFee());
        tables.trades
                .put(event.market())
                .put(event.trade())
                .put(event.update())
                .put(sequence)
                .put(timeNanos)
                .put(event.makerOrder())
                .put(event.takerOrder())
                .put(event.makerAccount())
                .put(event.takerAccount())
                .put(event.price())
                .put(event.quantity())
                .put(event.notional())
                .put(event.makerFee())
                .put(event.takerFee())
                .put(event.takerSide())
                .end();
        tables.candles.add(
                event.market(),
                timeNanos,
                event.trade(),
                event.price(),
                event.quantity(),
                event.notional(),
                event.takerSide());
    }

    private void filled(long sequence, TradedDecoder event, long orderId, long fee) {
        OrderChange order = changed(event.market(), orderId, sequence);
        order.filled += event.quantity();
        order.filledNotional += event.notional();
        order.fees += fee;
        long price = event.price();
        long quantity = event.quantity();
        long update = event.update();
        long trade = event.trade();
        tell(sequence, order, Kind.TRADED, Side.NULL_VAL, price, quantity, 0, update, trade, "");
    }

    @Override
    public void onOrderClosed(long sequence, OrderClosedDecoder event) {
        OrderChange order = changed(event.market(), event.order(), sequence);
        order.closeReason = event.reason();
        long update = event.update();
        String reason = event.reason().name();
        tell(sequence, order, Kind.CLOSED, Side.NULL_VAL, 0, event.filled(), 0, update, 0, reason);
    }

    @Override
    public void onPosted(long sequence, PostedDecoder event) {
        tables.postings
                .put(sequence)
                .put(timeNanos)
                .put(event.account())
                .put(event.asset())
                .put(event.cause())
                .put(event.cashDelta())
                .put(event.heldDelta())
                .put(event.cash())
                .put(event.held())
                .put(event.market())
                .put(event.reference())
                .end();
        if (event.cause() == PostingCause.TRADE) {
            boolean ofBuyer = postingsOfTrade++ < 2;
            order(event.market(), ofBuyer ? buyOrder : sellOrder).held += event.heldDelta();
        } else if (event.heldDelta() != 0 && event.market() != 0) {
            order(event.market(), event.reference()).held += event.heldDelta();
        }
    }

    @Override
    public void onIssued(long sequence, IssuedDecoder event) {
        String note = Texts.read(event.buffer(), event.limit(), event.noteLength());
        Transfer.Kind kind = Transfer.Kind.DEPOSIT;
        transfer(sequence, event.account(), event.asset(), kind, event.amount(), note, 0);
    }

    @Override
    public void onWithdrawn(long sequence, WithdrawnDecoder event) {
        String note = Texts.read(event.buffer(), event.limit(), event.noteLength());
        Transfer.Kind kind = Transfer.Kind.WITHDRAWAL;
        transfer(sequence, event.account(), event.asset(), kind, event.amount(), note, 0);
    }

    @Override
    public void onGifted(long sequence, GiftedDecoder event) {
        String note = Texts.read(event.buffer(), event.limit(), event.noteLength());
        Transfer.Kind kind = Transfer.Kind.GIFT;
        transfer(sequence, event.account(), event.asset(), kind, event.amount(), note, 0);
    }

    @Override
    public void onTransferred(long sequence, TransferredDecoder event) {
        String note = Texts.read(event.buffer(), event.limit(), event.noteLength());
        transfer(
                sequence,
                event.account(),
                event.asset(),
                Transfer.Kind.TRANSFER,
                event.amount(),
                note,
                event.recipient());
    }

    private void transfer(
            long sequence,
            long account,
            long asset,
            Transfer.Kind kind,
            long amount,
            String note,
            long counterparty) {
        tables.transfers
                .put(sequence)
                .put(timeNanos)
                .put(actor)
                .put(account)
                .put(asset)
                .put(kind)
                .put(amount)
                .put(note)
                .put(counterparty)
                .end();
    }

    @Override
    public void onMarketCreated(long sequence, MarketCreatedDecoder event) {
        long market = event.market();
        int maker = event.makerFeePpm();
        int taker = event.takerFeePpm();
        String status = event.status().name();
        market(sequence, actor, market, MarketEvent.Kind.CREATED, status, maker, taker)
                .put("")
                .put(StatusCause.COMMAND)
                .end();
    }

    @Override
    public void onMarketStatusChanged(long sequence, MarketStatusChangedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        String status = event.status().name();
        market(sequence, actor, event.market(), MarketEvent.Kind.STATUS, status, 0, 0)
                .put(reason)
                .put(StatusCause.COMMAND)
                .end();
    }

    @Override
    public void onMarketStatusSet(long sequence, MarketStatusSetDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        String status = event.status().name();
        market(sequence, event.actor(), event.market(), MarketEvent.Kind.STATUS, status, 0, 0)
                .put(reason)
                .put(event.cause())
                .end();
    }

    @Override
    public void onMarketFeesChanged(long sequence, MarketFeesChangedDecoder event) {
        long market = event.market();
        int maker = event.makerFeePpm();
        market(sequence, actor, market, MarketEvent.Kind.FEES, "", maker, event.takerFeePpm())
                .put("")
                .put(StatusCause.COMMAND)
                .end();
    }

    @Override
    public void onTradeBusted(long sequence, TradeBustedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        Correction.Kind kind = Correction.Kind.BUSTED;
        corrected(sequence, event.market(), kind, event.trade(), event.price(), 0, reason);
        tables.undone(event.market(), event.trade());
    }

    @Override
    public void onMarketVoided(long sequence, MarketVoidedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        Correction.Kind kind = switch (event.cause()) {
            case UNDONE, NULL_VAL -> Correction.Kind.VOIDED;
            case WITHDRAWN -> Correction.Kind.WITHDRAWN;
            case RESET -> Correction.Kind.RESET;
        };
        corrected(sequence, event.market(), kind, 0, 0, 0, reason);
    }

    @Override
    public void onSettlementCorrected(long sequence, SettlementCorrectedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        Correction.Kind kind = Correction.Kind.SETTLEMENT;
        long previous = event.previousPrice();
        corrected(sequence, event.market(), kind, 0, previous, event.price(), reason);
    }

    private void corrected(
            long sequence,
            long market,
            Correction.Kind kind,
            long trade,
            long previousPrice,
            long price,
            String reason) {
        tables.corrections
                .put(sequence)
                .put(timeNanos)
                .put(actor)
                .put(market)
                .put(kind)
                .put(trade)
                .put(previousPrice)
                .put(price)
                .put(reason)
                .end();
    }

    /** Begins the row of something done to a market; reason, cause and end are to follow. */
    private Rows market(
            long sequence,
            long by,
            long market,
            MarketEvent.Kind kind,
            String status,
            int makerFeePpm,
            int takerFeePpm) {
        return tables.marketEvents
                .put(sequence)
                .put(timeNanos)
                .put(by)
                .put(market)
                .put(kind)
                .put(status)
                .put(makerFeePpm)
                .put(takerFeePpm);
    }

    @Override
    public void onCommandDenied(long sequence, CommandDeniedDecoder event) {
        tables.denials
                .put(sequence)
                .put(timeNanos)
                .put(actor)
                .put(event.account())
                .put(event.commandTemplate())
                .put(event.code())
                .put(event.market())
                .put(event.order())
                .put(event.clientOrderId())
                .put(event.needed())
                .put(event.available())
                .end();
    }
}

package io.rialto.view;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

/** An order as the view keeps it; fields as in {@link OrderInfo}. */
final class LiveOrder {
    final long market;
    final long order;
    final AccountEntry account;
    final String clientOrderId;
    final Side side;
    final long acceptedAt;

    OrderType orderType = OrderType.LIMIT;
    TimeInForce timeInForce = TimeInForce.GTC;
    SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;
    CloseReason closeReason = CloseReason.NULL_VAL;
    boolean postOnly;

    /** What it waits, or waited, for. */
    OrderTrigger trigger = OrderTrigger.NONE;

    boolean isWaiting;

    /** What is done with it while it rests. */
    OrderManagement management = OrderManagement.NONE;

    /** The order that it was linked with, also once either has ended; 0 for none. */
    long pairedWith;

    /** Of one that shows a part at a time, what of it is to be taken now. */
    private long shown;

    long price;
    long quantity;
    long budget;
    long expiresAt;
    int makerFeePpm;
    int takerFeePpm;
    long remaining;
    long filled;
    long held;

    /** Notionals on which fees are charged: those of the trades, less {@link #freeNotional}. */
    long makerNotional;

    long takerNotional;
    long makerFees;
    long takerFees;

    /** What of the trades' notionals no fee is charged on. */
    long freeNotional;

    /** What of it was counted as open in a position. */
    long countedQuantity;

    long countedValue;
    long changedAt;
    long changedSequence;

    /** First event of the last command that touched it: so that it is listed once per command. */
    long touchedBy;

    /** First event of the last command that changed it in the book. */
    long bookTouchedBy;

    /** Its place among the orders of its price: greater is later. */
    long rank;

    // Where it stands: null when not in the book.
    Level level;
    LiveOrder previousInLevel;
    LiveOrder nextInLevel;
    LiveOrder previousOfAccount;
    LiveOrder nextOfAccount;

    LiveOrder(
            long market,
            long order,
            AccountEntry account,
            String clientOrderId,
            Side side,
            long acceptedAt) {
        this.market = market;
        this.order = order;
        this.account = account;
        this.clientOrderId = clientOrderId;
        this.side = side;
        this.acceptedAt = acceptedAt;
    }

    boolean isOpen() {
        return closeReason == CloseReason.NULL_VAL;
    }

    /** One of the two cancels the other. */
    void pairWith(LiveOrder other) {
        pairedWith = other.order;
        other.pairedWith = order;
    }

    /** What of it can be seen in the book. */
    long visible() {
        return management.display() == 0 ? remaining : shown;
    }

    /** It shows so much, if so much is left. */
    void show(long most) {
        shown = Math.min(most, remaining);
    }

    /** A part of what is shown is taken. */
    void take(long quantity) {
        shown -= quantity;
    }

    /**
     * Counts a trade that it made. Nobody takes in an auction, so nobody earns a rebate there, nor later
     * for what traded there.
     *
     * @param feeNotional what of the notional fees are charged on
     * @param floor the rest of it
     */
    void made(long feeNotional, long floor, long fee, boolean isAuction) {
        boolean isFree = isAuction && makerFeePpm < 0;
        makerNotional += isFree ? 0 : feeNotional;
        freeNotional += isFree ? floor + feeNotional : floor;
        makerFees += fee;
    }

    OrderInfo toInfo() {
        return new OrderInfo(
                market,
                order,
                account.id,
                clientOrderId,
                side,
                orderType,
                timeInForce,
                selfTradePrevention,
                postOnly,
                price,
                quantity,
                budget,
                expiresAt,
                makerFeePpm,
                takerFeePpm,
                remaining,
                filled,
                makerNotional + takerNotional + freeNotional,
                makerFees + takerFees,
                held,
                isWaiting && isOpen() ? OrderState.WAITING : OrderInfo.state(closeReason, filled),
                trigger,
                management,
                pairedWith,
                closeReason,
                acceptedAt,
                changedAt,
                changedSequence);
    }

    BookOrder toBookOrder() {
        return new BookOrder(order, account.id, side, price, visible());
    }

    /** As it stands in the book, or does not any more. */
    BookEntry toBookEntry() {
        return new BookEntry(order, account.id, side, price, level == null ? 0 : visible(), rank);
    }
}

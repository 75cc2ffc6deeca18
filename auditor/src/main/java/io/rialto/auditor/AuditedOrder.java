package io.rialto.auditor;

import io.rialto.protocol.Condition;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.Peg;
import io.rialto.protocol.TimeInForce;

/** An open order, as its events tell it. Units as in the event stream. */
final class AuditedOrder {
    final AuditedMarket market;
    final long id;
    final AuditedAccount account;
    final boolean isBuy;
    final AuditedBalance base;
    final AuditedBalance quote;

    OrderType orderType = OrderType.LIMIT;
    TimeInForce timeInForce = TimeInForce.GTC;
    boolean isPostOnly;
    long price;

    /** The filled part included; 0 for an order by budget alone. */
    long quantity;

    long budget;
    int makerFeePpm;
    int takerFeePpm;
    long remaining;
    long filled;
    long makerNotional;
    long takerNotional;
    long makerFees;
    long takerFees;

    /** What was counted as its open part in its owner's position. */
    long countedQuantity;

    long countedValue;

    /** What was counted as its hold in its owner's balance, or as its fees in a position. */
    long countedHold;

    boolean isOpen = true;

    /** Waits for a price, outside the book. */
    boolean isWaiting;

    /** The most that it shows at a time; 0 for all. */
    long display;

    /** What of that is to be taken now. */
    long shown;

    Peg peg = Peg.NONE;

    /** The worst price that it follows to, where it follows one. */
    long pegLimit;

    boolean reducesOnly;

    /** The order that holds for both while this one waits, or null. */
    AuditedOrder holder;

    /** The order of which it sells what that has bought, or null. */
    AuditedOrder entry;

    Condition condition = Condition.NULL_VAL;
    long triggerPrice;
    long touchedBy = -1;

    // Where it stands: null when not in the book.
    AuditedLevel level;
    AuditedOrder before;
    AuditedOrder behind;

    AuditedOrder(
            AuditedMarket market,
            long id,
            AuditedAccount account,
            boolean isBuy,
            AuditedBalance base,
            AuditedBalance quote) {
        this.market = market;
        this.id = id;
        this.account = account;
        this.isBuy = isBuy;
        this.base = base;
        this.quote = quote;
    }

    /** Whether the market has traded where it was triggered. */
    boolean isTriggered() {
        if (condition == Condition.TRAILING_STOP) {
            long last = market.lastPrice;
            boolean isReached = isBuy ? last >= triggerPrice : last <= triggerPrice;
            return last != 0 && isReached;
        }
        boolean isRising = isBuy == (condition == Condition.STOP);
        return isRising
                ? market.highPrice >= triggerPrice
                : market.lowPrice != 0 && market.lowPrice <= triggerPrice;
    }

    /** What may be taken of it before it is the next one's turn. */
    long turn() {
        return display == 0 ? remaining : shown;
    }

    /** It comes to rest: it shows as much as it may. */
    void surface() {
        shown = Math.min(display, remaining);
    }

    /** Something of it is gone, in its turn or from what it hides. */
    void lose(long quantity, boolean inTurn) {
        remaining -= quantity;
        shown = Math.min(inTurn ? shown - quantity : shown, remaining);
    }

    /** It enters the market, or ends. */
    void stopWaiting() {
        if (isWaiting) {
            isWaiting = false;
            market.stopWaiting();
        }
    }

    boolean mayRest() {
        return orderType == OrderType.LIMIT
                && timeInForce != TimeInForce.IOC
                && timeInForce != TimeInForce.FOK;
    }

    /** The balance that it pays with, and holds. */
    AuditedBalance paying() {
        return isBuy ? quote : base;
    }

    /** What an order for contracts could still cost in fees. */
    long requiredFees() {
        if (!isOpen) {
            return 0;
        }
        long rest = Arithmetic.notional(price, remaining, market.notionalDivisor)
                - market.feeFloor(remaining);
        return Arithmetic.holdOfBuy(this, rest) - rest;
    }

    /** What it must hold between commands. */
    long requiredHold() {
        if (!isOpen || (isWaiting && holder != null)) {
            return 0;
        }
        return isBuy
                ? Arithmetic.holdOfBuy(
                        this, Arithmetic.notional(price, remaining, market.notionalDivisor))
                : remaining;
    }

    @Override
    public String toString() {
        return "order " + id + " of market " + market.id;
    }
}

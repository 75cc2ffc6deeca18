package io.rialto.engine;

import io.rialto.matching.Book;

/**
 * Whether what an order is to wait for makes sense. Precedence: {@link Form}'s codes, among them
 * BUDGET_NOT_ALLOWED, TIME_IN_FORCE_NOT_ALLOWED (fill-or-kill) and POST_ONLY_NOT_ALLOWED, then
 * TRIGGER_PRICE_INVALID, TRAIL_INVALID, TICK and PRICE_MAXIMUM of the trigger, TRAIL_WITHOUT_PRICE;
 * after the funds TRIGGER_REACHED.
 */
final class Conditions {

    private Conditions() {}

    static Code check(ConditionalOrder wanted, Market market, long now) {
        Code form = Form.check(wanted.terms, market, now);
        if (form != Code.DONE) {
            return form;
        }
        if (wanted.terms.budget != 0) {
            return Code.BUDGET_NOT_ALLOWED;
        }
        if (wanted.terms.timeInForce == TimeInForce.FOK) {
            return Code.TIME_IN_FORCE_NOT_ALLOWED;
        }
        if (wanted.terms.postOnly) {
            return Code.POST_ONLY_NOT_ALLOWED;
        }
        boolean trails = wanted.condition == Condition.TRAILING_STOP;
        if (trails ? wanted.triggerPrice != 0 : wanted.triggerPrice <= 0) {
            return Code.TRIGGER_PRICE_INVALID;
        }
        if (trails ? wanted.trail <= 0 : wanted.trail != 0) {
            return Code.TRAIL_INVALID;
        }
        return Code.DONE;
    }

    static boolean passesSteps(MarketSpec spec, ConditionalOrder wanted, Outcome outcome) {
        long price = wanted.triggerPrice + wanted.trail;
        if (price % spec.tick() != 0) {
            outcome.deny(Code.TICK, spec.tick(), price);
            return false;
        }
        if (price > spec.priceMaximum()) {
            outcome.deny(Code.PRICE_MAXIMUM, spec.priceMaximum(), price);
            return false;
        }
        return true;
    }

    /** Takes over what it waits for, and the bound that follows from it. */
    static boolean take(WaitingOrder waiting, ConditionalOrder wanted, Outcome outcome) {
        WorkingOrder order = waiting.order;
        Market market = order.market;
        waiting.condition = wanted.condition;
        waiting.trailTicks = wanted.trail / market.tick;
        if (waiting.isSteady()) {
            waiting.triggerTicks = wanted.triggerPrice / market.tick;
        } else {
            long start = market.referencePrice() / market.tick;
            if (start == Book.NO_PRICE) {
                outcome.deny(Code.TRAIL_WITHOUT_PRICE);
                return false;
            }
            waiting.triggerTicks = trailing(waiting, start);
            if (waiting.triggerTicks < 1 || waiting.triggerTicks > market.priceMaximumTicks) {
                outcome.deny(Code.TRAIL_INVALID, market.price(start), wanted.trail);
                return false;
            }
        }
        waiting.isProtected = wanted.terms.price == 0;
        if (waiting.isProtected) {
            order.limitTicks = Decision.protection(order, waiting.triggerTicks);
        }
        return true;
    }

    /** Where a trailing stop's trigger is when the best trade is at a price. */
    static long trailing(WaitingOrder waiting, long bestTicks) {
        return waiting.isRising() ? bestTicks + waiting.trailTicks : bestTicks - waiting.trailTicks;
    }

    /**
     * Whether a user, whose accounts are of one group, and the market may have another trailing stop:
     * each trade may move all of them. USER_MAXIMUM, VENUE_FULL.
     */
    static boolean hasRoom(
            WaitingOrder waiting, Accounts accounts, int mostOfUser, Outcome outcome) {
        if (waiting.isSteady()) {
            return true;
        }
        WaitingOrders others = waiting.order.market.waiting;
        int trailing = others.trailingCount();
        int own = trailing < mostOfUser
                ? 0
                : others.trailingOf(accounts.bookGroup(waiting.order.accountIndex), accounts);
        if (own >= mostOfUser) {
            outcome.deny(Code.USER_MAXIMUM, mostOfUser, own + 1L);
        } else if (trailing >= WaitingOrders.TRAILING_MAX) {
            outcome.deny(Code.VENUE_FULL, WaitingOrders.TRAILING_MAX, trailing + 1L);
        } else {
            return true;
        }
        return false;
    }

    /** Whether the market has still to go to the trigger. */
    static boolean isAhead(WaitingOrder waiting, Outcome outcome) {
        Market market = waiting.order.market;
        if (!waiting.isSteady() || market.lastPrice == 0) {
            return true;
        }
        WaitingOrders others = market.waiting;
        long last = market.lastPrice / market.tick;
        long reached = last;
        if (others.hasTraded()) {
            reached = waiting.isRising() ? others.highTicks() : others.lowTicks();
        }
        boolean isReached = waiting.isRising()
                ? reached >= waiting.triggerTicks
                : reached <= waiting.triggerTicks;
        if (isReached) {
            outcome.deny(
                    Code.TRIGGER_REACHED,
                    market.price(waiting.triggerTicks),
                    market.price(reached));
            return false;
        }
        return true;
    }
}

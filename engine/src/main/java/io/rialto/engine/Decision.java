package io.rialto.engine;

import static io.rialto.engine.Managed.PEGGED_ACCOUNT_MAX;
import static io.rialto.engine.Managed.PEGGED_MAX;
import static io.rialto.engine.Managed.REDUCING_ACCOUNT_MAX;
import static io.rialto.engine.Managed.REDUCING_MAX;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Aggressor;
import io.rialto.matching.Book;
import io.rialto.matching.SelfTradePrevention;

/**
 * Decides whether an order can be done, and changes nothing: after the market's state, {@link Form},
 * MARKET_COLLECTING (of an order that cannot rest), then {@link Filters}, then VENUE_FULL, INSUFFICIENT_FUNDS, POST_ONLY_WOULD_TAKE,
 * FILL_OR_KILL_UNFILLABLE. What it lets pass must succeed.
 */
final class Decision {

    private final OpenOrders open;
    private final Ledger ledger;
    private final LogTime time;
    private final Filters filters;
    private final ContractFunds contractFunds;
    private final EngineLimits limits;
    private final Accounts accounts;
    private final Estimate estimate = new Estimate();
    private final Aggressor aggressor = new Aggressor();

    /** Of questions that nobody asked. */
    private final Outcome scratch = new Outcome();

    Decision(EngineLimits limits, Accounts accounts, OpenOrders open, Ledger ledger, LogTime time) {
        this.limits = limits;
        this.accounts = accounts;
        this.open = open;
        this.ledger = ledger;
        this.time = time;
        filters = new Filters(open, ledger);
        contractFunds = new ContractFunds(open.seats, ledger);
    }

    /** Whether orders may be entered or amended; MARKET_UNKNOWN is the caller's, else the status. */
    static boolean takesOrders(Market market, Outcome outcome) {
        return market.status.takesOrders() || deny(market, outcome);
    }

    /** Whether orders may be cancelled; MARKET_UNKNOWN is the caller's, else the status. */
    static boolean takesCancels(Market market, Outcome outcome) {
        return market.status.takesCancels() || deny(market, outcome);
    }

    private static boolean deny(Market market, Outcome outcome) {
        outcome.deny(
                switch (market.status) {
                    case PAUSED -> Code.MARKET_PAUSED;
                    case CLOSED -> Code.MARKET_CLOSED;
                    case SEMI_PAUSED -> Code.MARKET_SEMI_PAUSED;
                    case SETTLED -> Code.MARKET_SETTLED;
                    case VOID -> Code.MARKET_VOID;
                    case OPEN, PRE_OPEN, HALTED ->
                        throw new AssertionError("takes orders and cancels");
                });
        return false;
    }

    /**
     * Decides on a new order.
     *
     * @param order knows its market, its owner and an order to be ignored; gets all else here
     */
    boolean place(WorkingOrder order, PlaceOrder terms, Outcome outcome) {
        Code form = Form.check(terms, order.market, time.now);
        if (form != Code.DONE) {
            outcome.deny(form);
            return false;
        }
        if (!order.market.status.matches() && !terms.mayRest()) {
            outcome.deny(Code.MARKET_COLLECTING);
            return false;
        }
        if (terms.isManaged && !ManagedForm.passes(terms, order.market, outcome)) {
            return false;
        }
        if (!Filters.passesSteps(order.market, terms.price, terms.quantity, outcome)) {
            return false;
        }
        take(order, terms);
        rate(order);
        if (terms.isManaged && !isManageable(order, terms, outcome)) {
            return false;
        }
        if (!follows(order, terms, outcome)) {
            return false;
        }
        boolean limit = terms.orderType == OrderType.LIMIT;
        if (!limit) {
            estimate.of(order);
        }
        if (limit
                ? !Filters.passesValue(order, outcome)
                : !Filters.passesMarketValue(order, estimate, outcome)) {
            return false;
        }
        long buyLots = order.byBudgetAlone() ? estimate.lots : order.quantityLots;
        return filters.passesCounts(order, outcome)
                && filters.passesPosition(order, buyLots, outcome)
                && hasRoom(order, outcome)
                && isFunded(order, outcome)
                && keepsItsWord(order, outcome);
    }

    /** Changes an order as its instruction says: NOTHING_TO_REDUCE, TIME_IN_FORCE_NOT_ALLOWED. */
    private boolean follows(WorkingOrder order, PlaceOrder terms, Outcome outcome) {
        switch (terms.instruction) {
            case NONE -> {
                return true;
            }
            case SLIDE -> {
                slide(order);
                return true;
            }
            case REDUCE_ONLY -> {
                return reduces(order, outcome);
            }
        }
        return true;
    }

    /** Takes over what the venue is to do: PEG_WITHOUT_PRICE, VENUE_FULL. */
    private static boolean isManageable(WorkingOrder order, PlaceOrder terms, Outcome outcome) {
        Managed managed = order.market.managed;
        ManagedForm.take(order, terms);
        if (order.peg != Peg.NONE) {
            managed.follow(order.market.book);
            order.limitTicks = managed.target(order.market, order.side, ManagedOrder.of(order));
            if (order.limitTicks == Book.NO_PRICE) {
                outcome.deny(Code.PEG_WITHOUT_PRICE);
                return false;
            }
            slide(order);
        }
        return order.peg != Peg.NONE
                ? hasRoom(managed.pegs(), order, PEGGED_MAX, PEGGED_ACCOUNT_MAX, outcome)
                : !order.reduceOnly
                        || hasRoom(
                                managed.reducing(),
                                order,
                                REDUCING_MAX,
                                REDUCING_ACCOUNT_MAX,
                                outcome);
    }

    /** VENUE_FULL where a market, or an account in it, has so many of a kind. */
    private static boolean hasRoom(
            ManagedTable table, WorkingOrder order, int most, int mostOfAccount, Outcome outcome) {
        if (table.count() >= most) {
            outcome.deny(Code.VENUE_FULL, most, table.count() + 1L);
            return false;
        }
        int own = order.seat == Seats.NONE ? 0 : table.countOf(order.seat);
        if (own >= mostOfAccount) {
            outcome.deny(Code.VENUE_FULL, mostOfAccount, own + 1L);
            return false;
        }
        return true;
    }

    /** To a tick from the touch; where there is no room, it is denied later as one that takes. */
    private static void slide(WorkingOrder order) {
        long touch = order.market.touchTicks(order.side, order.ignoredHandle);
        if (order.market.status.matches() && Market.crosses(order.side, order.limitTicks, touch)) {
            long beside = order.isBuy() ? touch - 1 : touch + 1;
            if (beside >= 1 && beside <= order.market.priceMaximumTicks) {
                order.limitTicks = beside;
            }
        }
    }

    /**
     * Makes an order as small as what it may reduce. One that rests counts all that is open on its
     * side, as it may trade after that; one that cannot rest trades first, and what rests shrinks
     * after it. One that could rest and is not managed might find another position when it trades:
     * it may not.
     */
    private boolean reduces(WorkingOrder order, Outcome outcome) {
        if (order.mayRest() && !order.reduceOnly) {
            outcome.deny(Code.TIME_IN_FORCE_NOT_ALLOWED);
            return false;
        }
        long position = position(order);
        long lots = order.isBuy() ? -position : position;
        if (order.reduceOnly) {
            lots = reducible(order);
        }
        if (lots <= 0 || order.byBudgetAlone()) {
            outcome.deny(Code.NOTHING_TO_REDUCE);
            return false;
        }
        order.quantityLots = Math.min(order.quantityLots, lots);
        order.remainingLots = order.quantityLots;
        order.displayLots = Math.min(order.displayLots, order.quantityLots);
        return true;
    }

    /**
     * How much of its account's position is left to reduce when all that is open on its side is counted;
     * negative where more is open than there is.
     */
    long reducible(WorkingOrder order) {
        Market market = order.market;
        if (!market.ofContracts) {
            // What rests to sell is held, so it is never more than there is.
            long slot = order.isBuy() ? Ledger.NONE : order.baseSlot;
            return slot == Ledger.NONE ? 0 : ledger.available(order.baseSlot) / market.lot;
        }
        if (order.seat == Seats.NONE) {
            return 0;
        }
        int at = open.seats.position(order.seat);
        long position = market.positions.lots(at);
        return order.isBuy()
                ? -position - open.seats.openBuyLots(order.seat)
                : position - market.positions.offeredLots(at);
    }

    /** Whether a resting order could rest at another price: one could amend it to that. */
    boolean mayMove(WorkingOrder order, long priceTicks) {
        scratch.clear();
        order.limitTicks = priceTicks;
        return Filters.passesValue(order, scratch) && isFunded(order, scratch);
    }

    /** Of contracts what is owned less what is owed; elsewhere what is owned of the base. */
    private long position(WorkingOrder order) {
        Market market = order.market;
        if (market.ofContracts) {
            return order.seat == Seats.NONE
                    ? 0
                    : market.positions.lots(open.seats.position(order.seat));
        }
        return order.baseSlot == Ledger.NONE ? 0 : ledger.cash(order.baseSlot) / market.lot;
    }

    /** Decides on a resting order with other terms that lose it its place, as on a new one. */
    boolean amend(WorkingOrder order, long price, long quantity, Outcome outcome) {
        Market market = order.market;
        if (!Filters.passesSteps(market, price, quantity, outcome)) {
            return false;
        }
        order.limitTicks = market.ticks(price);
        long moreLots = quantity / market.lot - order.quantityLots;
        order.quantityLots = quantity / market.lot;
        order.remainingLots = order.quantityLots - order.filledLots;
        return isStillManageable(order, moreLots, outcome)
                && Filters.passesValue(order, outcome)
                && filters.passesPosition(order, order.remainingLots, outcome)
                && isFunded(order, outcome)
                && keepsItsWord(order, outcome);
    }

    /** Whether an order that shows a part or only reduces may have another quantity. */
    private boolean isStillManageable(WorkingOrder order, long moreLots, Outcome outcome) {
        Market market = order.market;
        if (order.displayLots != 0
                && !ManagedForm.passesDisplay(
                        market,
                        market.quantity(Math.min(order.displayLots, order.quantityLots)),
                        market.quantity(order.quantityLots),
                        outcome)) {
            return false;
        }
        ManagedOrder managed = market.managed.get(order.orderId);
        boolean exceeds = managed != null
                && managed.reduceOnly()
                && moreLots > 0
                && moreLots > reducible(order);
        if (exceeds) {
            outcome.deny(Code.NOTHING_TO_REDUCE);
        }
        return !exceeds;
    }

    /**
     * Decides on a new order that is to wait for a price. It is decided as a limit order at its limit
     * or bound; the price band is not looked at, as it is where the price will be then.
     */
    boolean await(WaitingOrder waiting, ConditionalOrder wanted, Outcome outcome) {
        WorkingOrder order = waiting.order;
        MarketSpec spec = order.market.spec;
        PlaceOrder terms = wanted.terms;
        Code form = Conditions.check(wanted, order.market, time.now);
        if (form != Code.DONE) {
            outcome.deny(form);
            return false;
        }
        if (!Filters.passesSteps(order.market, terms.price, terms.quantity, outcome)
                || !Conditions.passesSteps(spec, wanted, outcome)) {
            return false;
        }
        take(order, terms);
        rate(order);
        order.isConditional = true;
        if (!Conditions.take(waiting, wanted, outcome)) {
            return false;
        }
        return passesValueAtLimit(order, outcome)
                && filters.passesCounts(order, outcome)
                && filters.passesPosition(order, order.quantityLots, outcome)
                && hasRoom(order, outcome)
                && Conditions.hasRoom(waiting, accounts, limits.owners().trailingMax(), outcome)
                && isFunded(order, outcome)
                && Conditions.isAhead(waiting, outcome);
    }

    /** Decides on a waiting order with another limit or bound, or another quantity. */
    boolean amend(WaitingOrder waiting, long price, long quantity, Outcome outcome) {
        WorkingOrder order = waiting.order;
        Market market = order.market;
        if (!Filters.passesSteps(market, price, quantity, outcome)) {
            return false;
        }
        long limitBefore = order.limitTicks;
        long lotsBefore = order.quantityLots;
        order.limitTicks = price / market.tick;
        order.quantityLots = quantity / market.lot;
        order.remainingLots = order.quantityLots;
        long moreLots = order.quantityLots - lotsBefore;
        if (passesValueAtLimit(order, outcome)
                && (moreLots <= 0 || filters.passesPosition(order, moreLots, outcome))
                && isFunded(order, outcome)) {
            return true;
        }
        order.limitTicks = limitBefore;
        order.quantityLots = lotsBefore;
        order.remainingLots = lotsBefore;
        return false;
    }

    private static boolean passesValueAtLimit(WorkingOrder order, Outcome outcome) {
        MarketSpec spec = order.market.spec;
        long notional = order.market.notional(order.limitTicks, order.quantityLots);
        return Filters.passesMinimum(spec, notional, outcome)
                && Filters.passesMaximum(spec, notional, outcome);
    }

    /** Takes over the terms, with bound and self-trade prevention resolved, in ticks and lots. */
    private static void take(WorkingOrder order, PlaceOrder terms) {
        Market market = order.market;
        MarketSpec spec = market.spec;
        order.clientOrderId.set(terms.clientOrderId);
        order.side = terms.side;
        order.orderType = terms.orderType;
        order.timeInForce = terms.timeInForce;
        order.postOnly = terms.postOnly;
        order.expiresAt = terms.expiresAt;
        order.quantityLots = terms.quantity / market.lot;
        order.budget = terms.budget;
        order.selfTradePrevention = terms.marketDefaultPrevention
                ? spec.selfTradePrevention()
                : terms.selfTradePrevention;
        boolean noQuantity = order.byBudgetAlone();
        if (noQuantity && order.selfTradePrevention == SelfTradePrevention.DECREMENT) {
            // It has no quantity that could shrink; it ends where it would have to.
            order.selfTradePrevention = SelfTradePrevention.CANCEL_NEWEST;
        }
        order.remainingLots = noQuantity ? spec.quantityMaximum() / market.lot : order.quantityLots;
        order.limitTicks =
                market.isPrice(terms.price) ? market.ticks(terms.price) : protection(order);
    }

    /** Gives an order the rates of its account's tier, or where the market has none the market's. */
    void rate(WorkingOrder order) {
        order.makerFeePpm = order.market.makerFeePpm;
        order.takerFeePpm = order.market.takerFeePpm;
        FeeTiers tiers = order.market.tiers;
        if (!tiers.areAny()) {
            return;
        }
        FeeTiers.Rates rates = tiers.at(tiers.volume(order.seat, FeeTiers.day(time.now)));
        if (rates != null) {
            order.makerFeePpm = rates.makerFeePpm();
            order.takerFeePpm = rates.takerFeePpm();
        }
    }

    /** How far a market order without a bound may go: a share from the touch, a tick inside. */
    private static long protection(WorkingOrder order) {
        return protection(order, order.market.touchTicks(order.side, order.ignoredHandle));
    }

    /** How far a market order without a bound may go from a price. */
    static long protection(WorkingOrder order, long touch) {
        Market market = order.market;
        long furthest = order.isBuy() ? market.priceMaximumTicks : 1;
        long ppm = market.spec.protectionPpm();
        if (ppm == 0 || touch == Book.NO_PRICE) {
            return furthest;
        }
        long width = Holds.share(touch, ppm);
        return order.isBuy()
                ? (width >= furthest - touch ? furthest : touch + width)
                : Math.max(furthest, touch - width);
    }

    private boolean hasRoom(WorkingOrder order, Outcome outcome) {
        int gone = order.ignoredHandle == Book.NONE ? 0 : 1;
        long places = order.places();
        if (places > 0 && open.count() - gone + places > limits.ordersMax()) {
            outcome.deny(Code.VENUE_FULL, limits.ordersMax(), open.count() - gone + places);
            return false;
        }
        return true;
    }

    /** Whether what it must hold is there; it is then what {@code order.held} says. */
    private boolean isFunded(WorkingOrder order, Outcome outcome) {
        boolean ofContracts = order.market.ofContracts;
        long heldBefore = ofContracts ? 0 : order.held;
        long required = required(order);
        long available = available(order) + heldBefore;
        if (required > available) {
            outcome.deny(Code.INSUFFICIENT_FUNDS, required, available);
            return false;
        }
        if (!ofContracts) {
            order.held = required;
        } else {
            order.held = order.holdsByLimit() ? order.requiredHold() : 0;
        }
        return true;
    }

    private long required(WorkingOrder order) {
        if (order.market.ofContracts) {
            return contractFunds.required(order, estimate);
        }
        if (order.isBuy() && !order.holdsByLimit()) {
            return order.budget != 0 ? order.budget : estimate.notional + estimate.fees;
        }
        return order.requiredHold();
    }

    /** What its owner has to pay it with, an order to be ignored being gone. */
    long available(WorkingOrder order) {
        if (order.market.ofContracts) {
            return contractFunds.available(order);
        }
        int slot = order.payingSlot();
        long available = slot == Ledger.NONE ? 0 : ledger.available(slot);
        int ignored = order.ignoredHandle;
        if (ignored != Book.NONE && order.market.book.side(ignored) == order.side) {
            available += order.market.orders.held(ignored);
        }
        return available;
    }

    /** Post-only must not take, fill-or-kill must be done whole. */
    private boolean keepsItsWord(WorkingOrder order, Outcome outcome) {
        Market market = order.market;
        if (order.postOnly) {
            long touch = market.touchTicks(order.side, order.ignoredHandle);
            if (Market.crosses(order.side, order.limitTicks, touch)) {
                long limit = market.price(order.limitTicks);
                outcome.deny(Code.POST_ONLY_WOULD_TAKE, limit, market.price(touch));
                return false;
            }
        }
        if (order.timeInForce != TimeInForce.FOK) {
            return true;
        }
        return order.budget == 0 ? isFillable(order, outcome) : isWhole(order, outcome);
    }

    private boolean isFillable(WorkingOrder order, Outcome outcome) {
        Market market = order.market;
        Settlement.prepare(aggressor, order);
        long lots = market.book.fillOrKillLots(aggressor);
        if (lots < order.quantityLots) {
            outcome.deny(
                    Code.FILL_OR_KILL_UNFILLABLE,
                    market.quantity(order.quantityLots),
                    market.quantity(lots));
            return false;
        }
        return true;
    }

    private boolean isWhole(WorkingOrder order, Outcome outcome) {
        Market market = order.market;
        if (!estimate.isWhole()) {
            outcome.deny(
                    Code.FILL_OR_KILL_UNFILLABLE,
                    market.quantity(order.quantityLots),
                    market.quantity(estimate.lots));
            return false;
        }
        return true;
    }
}

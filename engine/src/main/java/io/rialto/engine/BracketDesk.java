package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;
import io.rialto.money.Side;

import java.util.NavigableSet;

/**
 * Brackets: an order that buys, and two exits that sell what it has bought, one above as a
 * take-profit, one below as a stop. With the passing of time after the command in which the entry has
 * traded, so before any other, the exits are placed, or grow, to all that it has bought: it is there, as
 * nobody can have used it. Only the stop holds; when the take-profit enters, the stop has ended
 * before, and left it that.
 *
 * <p>When one exit has entered the market or ended, the bracket is over: the other ends, and before it
 * what is left of the entry. Exits have no filters to pass, like all that enters of itself; their
 * places among open orders are kept from the beginning.
 */
final class BracketDesk {
    private final Orders orders;
    private final Accounts accounts;
    private final Markets markets;
    private final Ledger ledger;
    private final OpenOrders open;
    private final Decision decision;
    private final Placement placement;
    private final PreviewDesk previews;
    private final Triggers triggers;
    private final TradedMarkets traded;
    private final LinkDesk links;
    private final EventSink events;
    private final LogTime time;
    private final WorkingOrder order = new WorkingOrder();

    BracketDesk(
            Orders orders,
            Accounts accounts,
            Markets markets,
            Ledger ledger,
            OpenOrders open,
            Decision decision,
            Placement placement,
            PreviewDesk previews,
            Triggers triggers,
            TradedMarkets traded,
            LinkDesk links,
            EventSink events,
            LogTime time) {
        this.orders = orders;
        this.accounts = accounts;
        this.markets = markets;
        this.ledger = ledger;
        this.open = open;
        this.decision = decision;
        this.placement = placement;
        this.previews = previews;
        this.triggers = triggers;
        this.traded = traded;
        this.links = links;
        this.events = events;
        this.time = time;
    }

    /**
     * Places an entry with its exits. After the rights and the market: CONDITION_NOT_ALLOWED,
     * BRACKET_INVALID, TICK and PRICE_MAXIMUM of the exits, then all of {@link Orders#place}; the
     * exits count as open orders.
     */
    void place(CommandHeader header, PlaceOrder terms, Exits exits, Outcome outcome) {
        if (!decide(header, terms, exits, outcome)) {
            return;
        }
        // After this point the command must succeed.
        Market market = order.market;
        placement.place(order, outcome);
        Bracket bracket =
                new Bracket(order.orderId, order.seat, order.selfTradePrevention, order.exits);
        if (market.handleOf(order.orderId) == Book.NONE) {
            bracket.leave(order.filledLots);
        }
        if (bracket.stands() || bracket.leftLots() > 0) {
            add(market, bracket);
        }
    }

    private void add(Market market, Bracket bracket) {
        links.watch(market);
        market.links.add(bracket);
        if (!bracket.isArmed()) {
            open.reserve(market, bracket.seat, Exits.COUNT);
        }
    }

    /** What {@link #place} would do; what is bought at once is held by the exits. Changes nothing. */
    void preview(
            CommandHeader header, PlaceOrder terms, Exits exits, Outcome outcome, Preview preview) {
        boolean possible = decide(header, terms, exits, outcome);
        previews.fill(order, possible, outcome, preview);
        preview.baseAvailableAfter -= preview.filledQuantity;
    }

    private boolean decide(CommandHeader header, PlaceOrder terms, Exits exits, Outcome outcome) {
        if (!orders.begin(order, header, terms.market, outcome)) {
            return false;
        }
        orders.seat(order);
        order.exits = exits;
        Market market = order.market;
        boolean byLimit = terms.orderType == OrderType.LIMIT;
        if (market.ofContracts) {
            outcome.deny(Code.CONDITION_NOT_ALLOWED);
        } else if (terms.side != Side.BUY || !exits.enclose(byLimit ? terms.price : 0)) {
            outcome.deny(Code.BRACKET_INVALID);
        } else {
            return passesStep(exits.takeProfitPrice(), outcome)
                    && passesStep(exits.takeProfitLimit(), outcome)
                    && passesStep(exits.stopPrice(), outcome)
                    && passesStep(exits.stopLimit(), outcome)
                    && decision.place(order, terms, outcome);
        }
        return false;
    }

    private boolean passesStep(long price, Outcome outcome) {
        return Filters.passesSteps(order.market, price, 0, outcome);
    }

    /** Whether a resting order may have a price: an entry stays between its exits. */
    static boolean allows(Market market, long order, long price, Outcome outcome) {
        Bracket bracket = market.links.bracket(order);
        if (bracket != null && !bracket.exits.enclose(price)) {
            outcome.deny(Code.BRACKET_INVALID);
            return false;
        }
        return true;
    }

    /** Whether {@link #settle} has something to do. */
    static boolean areDue(Market market) {
        return nextDue(market) != null;
    }

    /** Places exits or lets them grow, and ends entries whose exits are gone; by entry. */
    void settle(Market market) {
        for (Bracket due = nextDue(market); due != null; due = nextDue(market)) {
            settle(market, due);
            if (!due.stands()) {
                market.links.remove(due);
            }
        }
    }

    /** The first bracket that has something to do, or null. Of others something comes before they have. */
    private static Bracket nextDue(Market market) {
        NavigableSet<Long> touched = market.links.touchedEntries();
        while (!touched.isEmpty()) {
            Bracket bracket = market.links.bracket(touched.first());
            if (bracket != null && isDue(market, bracket)) {
                return bracket;
            }
            touched.pollFirst();
        }
        return null;
    }

    private static boolean isDue(Market market, Bracket bracket) {
        return !bracket.stands()
                || isOver(market, bracket)
                || boughtLots(market, bracket) > bracket.armedLots;
    }

    private void settle(Market market, Bracket bracket) {
        if (isOver(market, bracket)) {
            endEntry(market, bracket);
            return;
        }
        long lots = boughtLots(market, bracket);
        if (lots > bracket.armedLots && bracket.isArmed()) {
            grow(market, bracket.stop, lots);
            grow(market, bracket.takeProfit, lots);
        } else if (lots > bracket.armedLots) {
            arm(market, bracket, lots);
        } else if (!bracket.stands() && !bracket.isArmed()) {
            open.reserve(market, bracket.seat, -Exits.COUNT);
        }
        bracket.armedLots = lots;
    }

    private static boolean isOver(Market market, Bracket bracket) {
        return bracket.isArmed()
                && (!isWaiting(market, bracket.takeProfit) || !isWaiting(market, bracket.stop));
    }

    private static boolean isWaiting(Market market, long order) {
        return market.waiting.find(order) != WaitingOrders.NONE;
    }

    private static long boughtLots(Market market, Bracket bracket) {
        return bracket.stands()
                ? market.orders.filledLots(market.handleOf(bracket.entry))
                : bracket.leftLots();
    }

    private void endEntry(Market market, Bracket bracket) {
        if (bracket.stands()) {
            open.close(market, bracket.entry, CloseReason.LINKED);
        }
    }

    /** An exit is about to enter the market: what is left of its entry ends before. */
    void exitLeaves(Market market, long exit) {
        Bracket bracket = market.links.bracketOfExit(exit);
        if (bracket != null) {
            endEntry(market, bracket);
            market.links.remove(bracket);
        }
    }

    private void arm(Market market, Bracket bracket, long lots) {
        open.reserve(market, bracket.seat, -Exits.COUNT);
        Exits exits = bracket.exits;
        bracket.stop =
                place(market, bracket, Condition.STOP, exits.stopPrice(), exits.stopLimit(), lots);
        bracket.takeProfit = place(
                market,
                bracket,
                Condition.TAKE_PROFIT,
                exits.takeProfitPrice(),
                exits.takeProfitLimit(),
                lots);
        events.exitsPlaced(
                market.id,
                bracket.entry,
                open.seats.account(bracket.seat),
                bracket.takeProfit,
                bracket.stop);
        market.links.armed(bracket);
        links.add(market, bracket.stop, bracket.takeProfit);
        long last = market.lastPrice;
        if (last <= exits.stopPrice() || last >= exits.takeProfitPrice()) {
            // The market has gone on since the entry traded: they are due at once.
            traded.traded(market, last / market.tick);
        }
    }

    private long place(
            Market market,
            Bracket bracket,
            Condition condition,
            long triggerPrice,
            long limit,
            long lots) {
        WaitingOrder exit = triggers.spare();
        exit.condition = condition;
        exit.triggerTicks = triggerPrice / market.tick;
        exit.trailTicks = 0;
        exit.isProtected = limit == 0;
        WorkingOrder selling = exit.order;
        selling.clear();
        sit(selling, market, bracket.seat);
        selling.clientOrderId.clear();
        selling.side = Side.SELL;
        selling.orderType = limit == 0 ? OrderType.MARKET : OrderType.LIMIT;
        selling.timeInForce = limit == 0 ? TimeInForce.IOC : TimeInForce.GTC;
        selling.selfTradePrevention = bracket.selfTradePrevention;
        selling.postOnly = false;
        selling.expiresAt = 0;
        selling.budget = 0;
        selling.quantityLots = lots;
        selling.remainingLots = lots;
        selling.limitTicks =
                limit == 0 ? Decision.protection(selling, exit.triggerTicks) : limit / market.tick;
        selling.isConditional = true;
        decision.rate(selling);
        selling.held = condition == Condition.STOP ? selling.requiredHold() : 0;
        placement.takeIn(selling);
        triggers.await(exit, time.now);
        return selling.orderId;
    }

    private void sit(WorkingOrder selling, Market market, int seat) {
        selling.market = market;
        selling.seat = seat;
        selling.account = open.seats.account(seat);
        selling.accountIndex = open.seats.accountIndex(seat);
        selling.selfTradeGroup = accounts.bookGroup(selling.accountIndex);
        selling.baseSlot = open.seats.baseSlot(seat);
        selling.quoteSlot = open.seats.quoteSlot(seat);
    }

    private void grow(Market market, long id, long lots) {
        WaitingOrder exit = market.waiting.at(market.waiting.find(id));
        WorkingOrder selling = exit.order;
        long heldBefore = selling.held;
        long lotsBefore = selling.quantityLots;
        selling.quantityLots = lots;
        selling.remainingLots = lots;
        selling.held = heldBefore == 0 ? 0 : selling.requiredHold();
        triggers.tellAmended(exit, heldBefore, lotsBefore);
    }

    void write(BracketRecords sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            for (Bracket bracket : market.links.brackets()) {
                boolean stands = bracket.stands();
                sink.bracket(new BracketRecords.BracketRecord(
                        market.id,
                        bracket.entry,
                        open.seats.account(bracket.seat),
                        bracket.exits,
                        bracket.takeProfit,
                        bracket.stop,
                        market.quantity(bracket.armedLots),
                        stands ? -1 : market.quantity(bracket.leftLots()),
                        bracket.selfTradePrevention));
            }
        }
    }

    void restore(BracketRecords.BracketRecord from) {
        Market market = markets.get(from.market());
        int account = accounts.indexOf(from.account());
        Bracket bracket = new Bracket(
                from.entry(),
                open.seat(market, account, from.account(), ledger),
                from.selfTradePrevention(),
                from.exits());
        bracket.takeProfit = from.takeProfit();
        bracket.stop = from.stop();
        bracket.armedLots = from.armed() / market.lot;
        if (from.left() >= 0) {
            bracket.leave(from.left() / market.lot);
        }
        add(market, bracket);
    }
}

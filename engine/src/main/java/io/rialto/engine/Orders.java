package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;

/**
 * The commands about orders. Each first decides whether it can be done, in the documented order of
 * its codes, and then either denies it and changes nothing, or does it whole.
 */
final class Orders {

    private final Accounts accounts;
    private final Rights rights;
    private final Markets markets;
    private final Ledger ledger;
    private final OpenOrders open;
    private final Decision decision;
    private final Placement placement;
    private final Triggers triggers;
    private final MassCancel massCancel;
    private final PreviewDesk previews;
    private final OrderRecords records;
    private final PositionRecords positionRecords;
    private final PositionSettlement positionSettlement;
    private final Redemptions redemptions;
    private final Undoing undoing;
    private final Exercise exercise;
    private final LogTime time;
    private final Auctions auctions;
    private final ConditionalOrders conditional;
    private final Switches switches;
    private final LinkDesk links;
    private final ManagedDesk managed;
    private final BracketDesk brackets;
    private final OrderRates rates = new OrderRates();
    private final WorkingOrder order = new WorkingOrder();

    /** The waiting order that a command is about, or NONE. */
    private int waitingNumber;

    Orders(
            EngineLimits limits,
            Accounts accounts,
            Rights rights,
            Markets markets,
            MarketLife life,
            Ledger ledger,
            Credits credits,
            LogTime time,
            EventSink events) {
        this.accounts = accounts;
        this.rights = rights;
        this.markets = markets;
        this.ledger = ledger;
        Postings postings = new Postings(ledger, events, credits);
        TradedMarkets traded = new TradedMarkets();
        open = new OpenOrders(markets, ledger, postings, events);
        decision = new Decision(limits, accounts, open, ledger, time);
        Settlement settlement = new Settlement(open, postings, events, traded, life, time);
        Breaker breaker = new Breaker(life, time, events);
        placement = new Placement(open, ledger, settlement, postings, events, time, rates, breaker);
        switches = new Switches(accounts, markets);
        links = new LinkDesk(markets, open, events);
        triggers =
                new Triggers(accounts, markets, open, placement, postings, events, traded, links);
        massCancel = new MassCancel(open, markets, rights);
        previews = new PreviewDesk(decision, ledger, open.seats);
        records = new OrderRecords(accounts, markets, ledger, open);
        positionRecords = new PositionRecords(accounts, markets, ledger, open);
        positionSettlement =
                new PositionSettlement(life, open, massCancel, ledger, postings, events);
        redemptions = new Redemptions(open, ledger, postings, events);
        undoing = new Undoing(markets, accounts, open, ledger, postings, events);
        exercise = new Exercise(markets, open, massCancel, ledger, postings, events);
        this.time = time;
        auctions = new Auctions(rights, markets, life, settlement, events);
        managed = new ManagedDesk(markets, open, ledger, decision, placement);
        triggers.follow(managed);
        conditional = new ConditionalOrders(this, decision, triggers, previews, time);
        brackets = new BracketDesk(
                this, accounts, markets, ledger, open, decision, placement, previews, triggers,
                traded, links, events, time);
        links.follow(brackets);
    }

    /** The call auctions. */
    Auctions auctions() {
        return auctions;
    }

    /** The commands about orders that wait for a price. */
    ConditionalOrders conditional() {
        return conditional;
    }

    /** The commands about brackets, and what becomes of them. */
    BracketDesk brackets() {
        return brackets;
    }

    /** Which kill switches are pulled. */
    Switches switches() {
        return switches;
    }

    /**
     * Ends the orders whose time has come; then markets open whose auction is due; then those orders
     * enter that trades have triggered.
     */
    void passTime() {
        open.expire(time.now);
        links.passTime();
        // An auction trades with what rests: nothing there may reduce more than there is.
        managed.reduce();
        auctions.passTime(time.now);
        links.passTime();
        managed.reduce();
        triggers.fire();
        managed.passTime();
    }

    /** Places the exits of what was bought, and ends what is linked with what traded or ended. */
    void settleLinks() {
        links.passTime();
    }

    /** When {@link #passTime} has something to do; {@link Long#MAX_VALUE} for never. */
    long nextDeadline() {
        return links.areDue() || triggers.areDue() || managed.areDue()
                ? time.now
                : Math.min(open.nextExpiry(), auctions.nextDeadline(time.now));
    }

    void write(StateSink sink) {
        records.write(sink);
    }

    /** Writes what is held of contracts. */
    void writePositions(OutcomeStates sink) {
        positionRecords.write(sink);
    }

    void restorePosition(long market, long account, long quantity, long spent, long feesPaid) {
        positionRecords.restore(market, account, quantity, spent, feesPaid);
    }

    /** What ends markets of contracts. */
    PositionSettlement positionSettlement() {
        return positionSettlement;
    }

    /** What moves and shrinks orders that rest. */
    ManagedDesk managed() {
        return managed;
    }

    /** What redeems shares of funds. */
    Redemptions redemptions() {
        return redemptions;
    }

    /** What undoes trades and markets. */
    Undoing undoing() {
        return undoing;
    }

    /** What ends many orders. */
    MassCancel massCancel() {
        return massCancel;
    }

    /** What exercises options. */
    Exercise exercise() {
        return exercise;
    }

    /** What is open. */
    OpenOrders open() {
        return open;
    }

    void writeWaiting(StateSink sink) {
        records.writeWaiting(sink);
    }

    void writeManaged(ManagedRecords sink) {
        managed.write(sink);
    }

    void restoreVolume(long market, long account, long day, long volume) {
        Market of = markets.get(market);
        int seat = open.seat(of, accounts.indexOf(account), account, ledger);
        of.tiers.traded(seat, day, volume);
    }

    void restore(ManagedRecords.ManagedRecord record) {
        managed.restore(record);
    }

    void restore(TriggerRecords.WaitingRecord record) {
        records.restore(record);
    }

    void restoreTradedRange(long market, long lowPrice, long highPrice) {
        Market of = markets.get(market);
        triggers.restoreTraded(of, lowPrice / of.tick, highPrice / of.tick);
    }

    void restore(StateSink.OrderRecord record) {
        records.restore(record);
    }

    /**
     * Places an order. After the rights: MARKET_UNKNOWN, those of the kill switches, that of the
     * market's status, ORDER_RATE, those of {@link Form}, MARKET_COLLECTING, those of
     * {@link ManagedForm}, of {@link Filters} the steps, PEG_WITHOUT_PRICE and VENUE_FULL of one that
     * the venue manages, NOTHING_TO_REDUCE, the other filters, VENUE_FULL, INSUFFICIENT_FUNDS,
     * POST_ONLY_WOULD_TAKE, FILL_OR_KILL_UNFILLABLE.
     */
    void place(CommandHeader header, PlaceOrder terms, Outcome outcome) {
        if (begin(order, header, terms.market, outcome)) {
            seat(order);
            if (!decision.place(order, terms, outcome)) {
                return;
            }
            // After this point the command must succeed.
            placement.place(order, outcome);
        }
    }

    /**
     * What {@link #place} would do, decided by the same rules. Changes nothing; {@code outcome} has
     * only the code and the numbers that explain it.
     */
    void preview(CommandHeader header, PlaceOrder terms, Outcome outcome, Preview preview) {
        boolean possible = begin(order, header, terms.market, outcome);
        if (possible) {
            seat(order);
            possible = decision.place(order, terms, outcome);
        }
        previews.fill(order, possible, outcome, preview);
    }

    /** Cancels an order. After the rights and the market: ORDER_UNKNOWN. */
    void cancel(CommandHeader header, OrderTarget target, Outcome outcome) {
        int handle = target(header, target, true, outcome);
        if (handle != Book.NONE) {
            // After this point the command must succeed.
            reportEnding(order.market, handle, outcome);
            open.close(order.market, handle, CloseReason.CANCELLED);
        } else if (waitingNumber != WaitingOrders.NONE) {
            outcome.id = order.market.waiting.at(waitingNumber).order.orderId;
            outcome.state = OrderState.CANCELLED;
            // After this point the command must succeed.
            open.closeWaiting(order.market, waitingNumber, CloseReason.CANCELLED);
        }
    }

    /**
     * Gives an order another price or total quantity; 0 leaves as it is. With the price as it was and
     * a lower quantity it keeps its place; else it is decided and entered as a new order would be,
     * with the fee rates and the id that it has.
     *
     * <p>After the rights and the market: ORDER_UNKNOWN, PRICE_NOT_ALLOWED, QUANTITY_MISSING,
     * AMEND_WITHOUT_CHANGE, AMEND_BELOW_FILLED, the steps, DISPLAY_INVALID, NOTHING_TO_REDUCE, then the
     * filters that can apply, INSUFFICIENT_FUNDS, POST_ONLY_WOULD_TAKE. PRICE_NOT_ALLOWED is that of a
     * price below zero, or of any for an order that follows one. Lowering passes LOT, QUANTITY_MINIMUM and NOTIONAL_MINIMUM.
     */
    void amend(
            CommandHeader header, OrderTarget target, long price, long quantity, Outcome outcome) {
        int handle = target(header, target, false, outcome);
        if (handle == Book.NONE) {
            if (waitingNumber != WaitingOrders.NONE) {
                WaitingOrder waiting = order.market.waiting.at(waitingNumber);
                conditional.amend(waiting, price, quantity, outcome);
            }
            return;
        }
        Market market = order.market;
        order.load(handle);
        seat(order, market.orders.seat(handle));
        if (market.isPrice(price) && market.managed.isPegged(order.orderId)) {
            outcome.deny(Code.PRICE_NOT_ALLOWED);
            return;
        }
        long priceNow = market.price(order.limitTicks);
        long quantityNow = market.quantity(order.quantityLots);
        long newPrice = market.isPrice(price) ? price : priceNow;
        long newQuantity = quantity == 0 ? quantityNow : quantity;
        if (!isAmendment(order, newPrice, newQuantity, outcome)
                || !BracketDesk.allows(market, order.orderId, newPrice, outcome)) {
            return;
        }
        if (newPrice == priceNow && newQuantity < quantityNow) {
            lower(handle, newQuantity, outcome);
            return;
        }
        long heldBefore = order.held;
        if (decision.amend(order, newPrice, newQuantity, outcome)) {
            // After this point the command must succeed.
            placement.amend(order, heldBefore, outcome);
        }
    }

    static boolean isAmendment(
            WorkingOrder order, long newPrice, long newQuantity, Outcome outcome) {
        Market market = order.market;
        long quantityNow = market.quantity(order.quantityLots);
        long filled = market.quantity(order.filledLots);
        if (newPrice < 0 && !market.ofContracts) {
            outcome.deny(Code.PRICE_NOT_ALLOWED);
        } else if (newQuantity < 0) {
            outcome.deny(Code.QUANTITY_MISSING);
        } else if (newPrice == market.price(order.limitTicks) && newQuantity == quantityNow) {
            outcome.deny(Code.AMEND_WITHOUT_CHANGE);
        } else if (newQuantity <= filled) {
            outcome.deny(Code.AMEND_BELOW_FILLED, filled, newQuantity);
        } else {
            return true;
        }
        return false;
    }

    private void lower(int handle, long newQuantity, Outcome outcome) {
        Market market = order.market;
        long newLots = newQuantity / market.lot;
        long notional = market.notional(order.limitTicks, newLots);
        if (!Filters.passesSteps(market, market.price(order.limitTicks), newQuantity, outcome)
                || !Filters.passesMinimum(market.spec, notional, outcome)) {
            return;
        }
        // After this point the command must succeed.
        long byLots = order.quantityLots - newLots;
        open.reduce(market, handle, byLots, false);
        market.book.reduce(handle, byLots);
        order.remainingLots -= byLots;
        order.report(outcome, null);
    }

    /**
     * Cancels one order and places another in one step.
     *
     * <p>STOP_ON_FAILURE decides both first, the new one as if the old one were gone, and does nothing
     * unless both can be done. ALLOW_FAILURE does each that can be done. The outcome is that of the
     * new order; {@code related} is the one that was cancelled, and if none was, {@code relatedCode}
     * says why.
     */
    void replace(
            CommandHeader header,
            OrderTarget target,
            ReplaceMode mode,
            PlaceOrder terms,
            Outcome outcome) {
        if (!begin(order, header, terms.market, outcome)) {
            outcome.relatedCode = outcome.code;
            return;
        }
        seat(order);
        Market market = order.market;
        int old = open.find(market, order.accountIndex, target);
        boolean stops = mode == ReplaceMode.STOP_ON_FAILURE;
        if (old == Book.NONE && stops) {
            outcome.deny(Code.ORDER_UNKNOWN);
            outcome.relatedCode = Code.ORDER_UNKNOWN;
            return;
        }
        long related = old == Book.NONE ? 0 : market.book.orderId(old);
        if (stops) {
            order.ignoredHandle = old;
            if (!decision.place(order, terms, outcome)) {
                outcome.relatedCode = outcome.code;
                return;
            }
            // After this point the command must succeed.
            open.close(market, old, CloseReason.REPLACED);
            placement.place(order, outcome);
        } else {
            // After this point the cancel must succeed; the new order is decided on its own.
            if (old != Book.NONE) {
                open.close(market, old, CloseReason.REPLACED);
            }
            if (decision.place(order, terms, outcome)) {
                // After this point the command must succeed.
                placement.place(order, outcome);
            }
        }
        outcome.related = related;
        outcome.relatedCode = related == 0 ? Code.ORDER_UNKNOWN : Code.DONE;
    }

    /**
     * Cancels an account's open orders, all or those of a market, of both sides or one; with account
     * 0 those of everyone. In order of market and order id. Markets that take no cancels are left
     * out; naming one is denied.
     *
     * <p>After the rights, which for account 0 are an administrator's under sudo: MARKET_UNKNOWN,
     * that of the market's status, SIDE_INVALID.
     *
     * @param side 0 for both, else as on the wire
     */
    void cancelAll(CommandHeader header, long market, int side, Outcome outcome) {
        boolean everyone = header.account == 0;
        int account = Accounts.NONE;
        if (everyone) {
            if (!rights.isAdministrator(header, outcome)) {
                return;
            }
        } else {
            account = rights.owner(header, outcome);
            if (account == Accounts.NONE) {
                return;
            }
        }
        if (market != 0 && !takes(header, account, market, true, outcome)) {
            return;
        }
        if (side < 0 || side > 2) {
            outcome.deny(Code.SIDE_INVALID);
            return;
        }
        // After this point the command must succeed.
        outcome.count = massCancel.cancel(account, market, side);
    }

    /**
     * Ends every order of a market that was closed, in order of their ids.
     *
     * @return how many
     */
    long closeMarket(long market) {
        return massCancel.closeMarket(markets.get(market));
    }

    /** Ends every order in the markets of a universe, in order of market and order id. */
    void reset(int universe) {
        massCancel.reset(universe);
    }

    /**
     * Ends every order that a kill switch reaches, in order of market and order id.
     *
     * @return how many
     */
    long kill(long account, long market) {
        if (account != 0) {
            return massCancel.endAll(accounts.indexOf(account), CloseReason.KILLED);
        }
        return market != 0 ? massCancel.kill(markets.get(market)) : massCancel.killAll();
    }

    /** Ends every order of an account whose dead-man's switch was not renewed. */
    void endByDeadMan(int accountIndex) {
        massCancel.endAll(accountIndex, CloseReason.DEAD_MAN);
    }

    /** Writes how far accounts have used up what they may enter. */
    void writeRates(ProtectionRecords sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            if (market.guard.rateUsedUntil <= time.now) {
                continue;
            }
            for (int account = 0; account < accounts.count(); account++) {
                long until = rates.usedUntil(open.seats.find(index, account));
                if (until > time.now) {
                    sink.orderRate(market.id, accounts.id(account), until);
                }
            }
        }
    }

    void writeLinks(ProtectionRecords sink) {
        links.write(sink);
    }

    void writeUncharged(ProtectionRecords sink) {
        records.writeUncharged(sink);
    }

    void restoreUncharged(long market, long order, long notional) {
        records.restoreUncharged(markets.get(market), order, notional);
    }

    void restoreLink(long market, long order, long other) {
        links.restore(markets.get(market), order, other);
    }

    /** Lets of two open orders of an account each cancel the other; see {@link LinkDesk#link}. */
    void link(CommandHeader header, long market, long order, long other, Outcome outcome) {
        if (begin(this.order, header, market, outcome)) {
            links.link(this.order.market, this.order.accountIndex, order, other, outcome);
        }
    }

    void restoreRate(long market, long account, long usedUntil) {
        int accountIndex = accounts.indexOf(account);
        Market in = markets.get(market);
        rates.set(in, open.seat(in, accountIndex, account, ledger), usedUntil);
    }

    /** Whether the account has open orders anywhere. */
    boolean hasOpen(int accountIndex) {
        int seat = open.seats.firstOf(accountIndex);
        while (seat != Seats.NONE && open.seats.openOrders(seat) == 0) {
            seat = open.seats.next(seat);
        }
        return seat != Seats.NONE;
    }

    /** Whether the account owns or owes contracts that are not paid yet. */
    boolean hasPositions(int accountIndex) {
        int seat = open.seats.firstOf(accountIndex);
        while (seat != Seats.NONE && !isPosition(seat)) {
            seat = open.seats.next(seat);
        }
        return seat != Seats.NONE;
    }

    private boolean isPosition(int seat) {
        Market market = markets.at(open.seats.marketIndex(seat));
        return market.ofContracts
                && !market.isSettled
                && market.positions.lots(open.seats.position(seat)) != 0;
    }

    /**
     * Ends the orders of those who may not know of a market, in order of their ids.
     *
     * @return how many
     */
    long endHidden(long market) {
        return massCancel.endHidden(markets.get(market));
    }

    /**
     * Ends an account's orders in markets that nobody may know of any more who acts as it, by market and
     * then by id. O(markets that it ever had an order in).
     *
     * @return how many
     */
    long endHidden(int accountIndex) {
        return massCancel.endHidden(accountIndex);
    }

    /** The account's own orders know from now on whom it does not trade with. */
    void regroup(long account) {
        int accountIndex = accounts.indexOf(account);
        int group = accounts.bookGroup(accountIndex);
        for (int seat = open.seats.firstOf(accountIndex);
                seat != Seats.NONE;
                seat = open.seats.next(seat)) {
            Market market = markets.at(open.seats.marketIndex(seat));
            int handle = open.seats.firstOrder(seat);
            while (handle != Seats.NONE) {
                market.book.selfTradeGroup(handle, group);
                handle = market.orders.next(handle);
            }
        }
    }

    /** The rights and the market; then the order knows who and where. */
    boolean begin(WorkingOrder order, CommandHeader header, long market, Outcome outcome) {
        return begin(order, header, market, false, outcome);
    }

    private boolean begin(
            WorkingOrder order,
            CommandHeader header,
            long market,
            boolean onlyCancels,
            Outcome outcome) {
        int account = onlyCancels ? rights.owner(header, outcome) : rights.trader(header, outcome);
        if (account == Accounts.NONE || !takes(header, account, market, onlyCancels, outcome)) {
            return false;
        }
        order.clear();
        order.market = markets.get(market);
        order.account = header.account;
        order.accountIndex = account;
        order.selfTradeGroup = accounts.bookGroup(account);
        return true;
    }

    /** What a command that may place an order must know besides: with what it trades. */
    void seat(WorkingOrder order) {
        int seat = open.seats.find(order.market.index, order.accountIndex);
        if (seat == Seats.NONE) {
            MarketSpec spec = order.market.spec;
            order.seat = Seats.NONE;
            order.baseSlot = order.market.ofContracts
                    ? Ledger.NONE
                    : ledger.slotOrNone(order.accountIndex, spec.baseAsset());
            order.quoteSlot = ledger.slotOrNone(order.accountIndex, spec.quoteAsset());
        } else {
            seat(order, seat);
        }
    }

    private void seat(WorkingOrder order, int seat) {
        order.seat = seat;
        order.baseSlot = open.seats.baseSlot(seat);
        order.quoteSlot = open.seats.quoteSlot(seat);
    }

    /** {@code account} is NONE for everyone's. */
    private boolean takes(
            CommandHeader header, int account, long market, boolean onlyCancels, Outcome outcome) {
        if (!markets.exists(market) || !rights.mayKnow(header, markets.get(market))) {
            outcome.deny(Code.MARKET_UNKNOWN);
            return false;
        }
        int universe = markets.get(market).universe;
        if (account != Accounts.NONE && accounts.universe(account) != universe) {
            outcome.deny(Code.UNIVERSE_MISMATCH, accounts.universe(account), universe);
            return false;
        }
        Market of = markets.get(market);
        return onlyCancels
                ? Decision.takesCancels(of, outcome)
                : switches.admits(of, account, outcome)
                        && Decision.takesOrders(of, outcome)
                        && isInTime(of, account, outcome);
    }

    private boolean isInTime(Market market, int account, Outcome outcome) {
        if (market.guard.orderRate == 0) {
            return true;
        }
        int seat = open.seats.find(market.index, account);
        if (rates.isExceeded(market, seat, time.now)) {
            outcome.deny(Code.ORDER_RATE, market.guard.orderRate, market.guard.orderRate + 1);
            return false;
        }
        return true;
    }

    /** The resting order meant, or NONE; if one that waits is meant, {@link #waitingNumber} is it. */
    private int target(
            CommandHeader header, OrderTarget target, boolean onlyCancels, Outcome outcome) {
        waitingNumber = WaitingOrders.NONE;
        if (!begin(order, header, target.market, onlyCancels, outcome)) {
            return Book.NONE;
        }
        int handle = open.find(order.market, order.accountIndex, target);
        if (handle == Book.NONE) {
            waitingNumber = open.findWaiting(order.market, order.accountIndex, target);
            if (waitingNumber == WaitingOrders.NONE) {
                outcome.deny(Code.ORDER_UNKNOWN);
            }
        }
        return handle;
    }

    private static void reportEnding(Market market, int handle, Outcome outcome) {
        OrderSlab slab = market.orders;
        outcome.id = market.book.orderId(handle);
        outcome.filledQuantity = market.quantity(slab.filledLots(handle));
        outcome.filledNotional =
                market.notionalOf(slab.feeNotional(handle), slab.filledLots(handle));
        outcome.fees = slab.makerFees(handle) + slab.takerFees(handle);
        outcome.state = OrderState.CANCELLED;
    }
}

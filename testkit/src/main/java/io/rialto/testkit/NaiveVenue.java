package io.rialto.testkit;

import io.rialto.engine.Code;
import io.rialto.engine.ConditionalOrder;
import io.rialto.engine.Exits;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OrderState;
import io.rialto.engine.OrderTarget;
import io.rialto.engine.OrderType;
import io.rialto.engine.Outcome;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.ReplaceMode;
import io.rialto.engine.TimeInForce;
import io.rialto.money.Side;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The venue's rules on money and orders once more, written to be read: lists, maps, big numbers,
 * everything recomputed from scratch. The engine must agree with it after every command. Rights and
 * repetition are not its business: whoever calls it may.
 */
final class NaiveVenue {
    static final long ISSUANCE = 1;
    static final long FEES = 2;
    private static final long DAY_NANOS = 86_400_000_000_000L;

    final NaiveLedger ledger = new NaiveLedger();
    final Map<Long, NaiveMarket> markets = new TreeMap<>();
    private final Map<Long, Long> groups = new TreeMap<>();
    final NaiveTriggers triggers = new NaiveTriggers(this);
    final NaiveProtections protections = new NaiveProtections(this);
    final NaiveBrackets brackets = new NaiveBrackets(this);
    private long now;

    void addMarket(long id, MarketSpec spec, int baseScale, int quoteScale) {
        markets.put(id, new NaiveMarket(id, spec, baseScale, quoteScale));
    }

    long now() {
        return now;
    }

    void advance(long timeNanos) {
        now = timeNanos;
        markets.values().forEach(market -> market.today = now / DAY_NANOS);
        protections.fireDeadMen();
        for (NaiveMarket market : markets.values()) {
            market.bids.removeIf(order -> order.expiresAt != 0 && order.expiresAt <= now);
            market.asks.removeIf(order -> order.expiresAt != 0 && order.expiresAt <= now);
            market.waiting.removeIf(
                    each -> each.order.expiresAt != 0 && each.order.expiresAt <= now);
            NaiveTriggers.forgetIfNoneWaits(market);
        }
        brackets.settle();
        protections.openWhatIsDue();
        brackets.settle();
        triggers.fire();
    }

    // Money.

    Code issue(long account, int asset, long amount) {
        ledger.transfer(ISSUANCE, account, asset, amount);
        return Code.DONE;
    }

    Code withdraw(long account, int asset, long amount) {
        if (amount > available(account, asset)) {
            return Code.INSUFFICIENT_FUNDS;
        }
        ledger.transfer(account, ISSUANCE, asset, amount);
        return Code.DONE;
    }

    long held(long account, int asset) {
        long held = 0;
        for (NaiveMarket market : markets.values()) {
            for (NaiveOrder order : allOrders(market)) {
                if (order.account == account && payingAsset(market, order.side) == asset) {
                    held += order.hold(market);
                }
            }
        }
        return held;
    }

    private long available(long account, int asset) {
        return ledger.cash(account, asset) - held(account, asset);
    }

    private static int payingAsset(NaiveMarket market, Side side) {
        return side == Side.BUY ? market.spec.quoteAsset() : market.spec.baseAsset();
    }

    // Markets.

    Code setFees(long id, int makerPpm, int takerPpm) {
        NaiveMarket market = markets.get(id);
        if (exceedsATaker(List.of(new int[] {makerPpm, takerPpm}), market.tiers)) {
            return Code.FEES_INVALID;
        }
        market.makerPpm = makerPpm;
        market.takerPpm = takerPpm;
        return Code.DONE;
    }

    /** Whether some rebate is above the lowest rate of a taker. */
    private static boolean exceedsATaker(List<int[]> rates, Map<Long, int[]> tiers) {
        List<int[]> all = new ArrayList<>(rates);
        all.addAll(tiers.values());
        int rebate = all.stream().mapToInt(each -> -each[0]).max().orElseThrow();
        return rebate > all.stream().mapToInt(each -> each[1]).min().orElseThrow();
    }

    /** Rates from a volume on; null to remove them. */
    Code setTier(long id, long volume, int[] rates) {
        NaiveMarket market = markets.get(id);
        if (rates == null) {
            boolean isGone = market.tiers.remove(volume) != null;
            if (market.tiers.isEmpty()) {
                market.volumes.clear();
            }
            return isGone ? Code.DONE : Code.STATUS_UNCHANGED;
        }
        Map<Long, int[]> others = new TreeMap<>(market.tiers);
        others.remove(volume);
        if (Arrays.equals(market.tiers.get(volume), rates)) {
            return Code.STATUS_UNCHANGED;
        } else if (exceedsATaker(
                List.of(rates, new int[] {market.makerPpm, market.takerPpm}), others)) {
            return Code.FEES_INVALID;
        }
        market.tiers.put(volume, rates);
        return Code.DONE;
    }

    /** An administrator's wish, under version 2 of the rules. */
    Code setStatus(long id, MarketStatus status) {
        NaiveMarket market = markets.get(id);
        List<MarketStatus> never =
                List.of(MarketStatus.HALTED, MarketStatus.SETTLED, MarketStatus.VOID);
        if (market.status == status) {
            return Code.STATUS_UNCHANGED;
        } else if (never.contains(status)
                || market.status == MarketStatus.SETTLED
                || market.status == MarketStatus.VOID) {
            return Code.STATUS_ILLEGAL;
        } else if (status == MarketStatus.OPEN && market.isCrossed()) {
            return Code.BOOK_CROSSED;
        }
        market.status = status;
        protections.changed(market);
        if (status == MarketStatus.CLOSED) {
            market.bids.clear();
            market.asks.clear();
            market.waiting.clear();
            NaiveTriggers.forgetIfNoneWaits(market);
        }
        return Code.DONE;
    }

    /** Restricts a market to named accounts, or no more. */
    Code setRestricted(long id, boolean restricted, Outcome out) {
        NaiveMarket market = markets.get(id);
        if (market.restricted == restricted) {
            return Code.STATUS_UNCHANGED;
        }
        market.restricted = restricted;
        out.count = endHidden(market);
        return Code.DONE;
    }

    /** Names an account that may know of a market, or no more. */
    Code setViewer(long id, long account, boolean visible, Outcome out) {
        NaiveMarket market = markets.get(id);
        boolean isChange = visible ? market.named.add(account) : market.named.remove(account);
        if (!isChange) {
            return Code.STATUS_UNCHANGED;
        }
        out.count = endHidden(market);
        return Code.DONE;
    }

    private static long endHidden(NaiveMarket market) {
        long before = allOrders(market).size();
        market.bids.removeIf(order -> !market.mayKnow(order.account));
        market.asks.removeIf(order -> !market.mayKnow(order.account));
        market.waiting.removeIf(each -> !market.mayKnow(each.order.account));
        NaiveTriggers.forgetIfNoneWaits(market);
        return before - allOrders(market).size();
    }

    void setGroup(long account, long group) {
        groups.put(account, group);
        for (NaiveMarket market : markets.values()) {
            openOrders(market).stream()
                    .filter(order -> order.account == account)
                    .forEach(order -> order.group = groupOf(account));
        }
    }

    long groupOf(long account) {
        long group = groups.getOrDefault(account, 0L);
        return group == 0 ? account : group;
    }

    static List<NaiveOrder> openOrders(NaiveMarket market) {
        List<NaiveOrder> all = new ArrayList<>(market.bids);
        all.addAll(market.asks);
        return all;
    }

    /** Those in the book and those that wait. */
    static List<NaiveOrder> allOrders(NaiveMarket market) {
        List<NaiveOrder> all = openOrders(market);
        market.waiting.forEach(each -> all.add(each.order));
        return all;
    }

    private Code takesOrders(long account, long marketId) {
        NaiveMarket market = markets.get(marketId);
        if (market == null || !market.mayKnow(account)) {
            return Code.MARKET_UNKNOWN;
        }
        return switch (market.status) {
            case OPEN, PRE_OPEN, HALTED -> Code.DONE;
            case SEMI_PAUSED -> Code.MARKET_SEMI_PAUSED;
            case PAUSED -> Code.MARKET_PAUSED;
            case CLOSED -> Code.MARKET_CLOSED;
            case SETTLED -> Code.MARKET_SETTLED;
            case VOID -> Code.MARKET_VOID;
        };
    }

    /** Whether an order may be entered or amended. */
    private Code admits(long account, long market) {
        Code code = takesOrders(account, market);
        if (code == Code.MARKET_UNKNOWN) {
            return code;
        } else if (protections.killed(account, market) != Code.DONE) {
            return protections.killed(account, market);
        } else if (code != Code.DONE) {
            return code;
        }
        return protections.isTooFast(account, market) ? Code.ORDER_RATE : Code.DONE;
    }

    private Code takesCancels(long account, long market) {
        Code code = takesOrders(account, market);
        return code == Code.MARKET_SEMI_PAUSED ? Code.DONE : code;
    }

    // Orders.

    void place(long account, PlaceOrder terms, Outcome out) {
        out.code = admits(account, terms.market);
        if (out.code == Code.DONE) {
            enter(account, terms, null, null, out);
        }
    }

    void placeBracket(long account, PlaceOrder terms, Exits exits, Outcome out) {
        out.code = admits(account, terms.market);
        if (out.code == Code.DONE) {
            out.code = NaiveBrackets.form(markets.get(terms.market), terms, exits);
        }
        if (out.code == Code.DONE) {
            enter(account, terms, null, exits, out);
        }
    }

    /** Decides as if {@code gone} were not there; if the order can be done, does it without gone. */
    private void enter(long account, PlaceOrder terms, NaiveOrder gone, Exits exits, Outcome out) {
        NaiveMarket market = markets.get(terms.market);
        out.code = form(terms);
        boolean immediate =
                terms.timeInForce == TimeInForce.IOC || terms.timeInForce == TimeInForce.FOK;
        if (out.code == Code.DONE && market.status != MarketStatus.OPEN && immediate) {
            out.code = Code.MARKET_COLLECTING;
        }
        if (out.code == Code.DONE && terms.displayQuantity != 0) {
            boolean rests = terms.orderType == OrderType.LIMIT && !immediate;
            out.code = rests
                    ? display(market, terms.displayQuantity, terms.quantity)
                    : Code.TIME_IN_FORCE_NOT_ALLOWED;
        }
        if (out.code == Code.DONE) {
            out.code = NaiveFilters.steps(market.spec, terms.price, terms.quantity);
        }
        if (out.code != Code.DONE) {
            return;
        }
        long price =
                terms.price == 0 ? NaiveFilters.protection(market, terms.side, gone) : terms.price;
        NaiveOrder order =
                new NaiveOrder(terms, market.nextOrder, account, groupOf(account), price, market);
        order.exits = exits;
        NaivePlan plan = NaivePlan.of(order, market, gone, protections);
        out.code = NaiveFilters.value(market, order, plan);
        if (out.code == Code.DONE) {
            out.code = counts(market, order, gone);
        }
        if (out.code == Code.DONE) {
            out.code = position(
                    market, order, order.byBudgetAlone() ? plan.filled() : order.quantity, gone);
        }
        if (out.code == Code.DONE && required(market, order, plan) > payable(market, order, gone)) {
            out.code = Code.INSUFFICIENT_FUNDS;
        }
        if (out.code == Code.DONE) {
            out.code = word(market, order, plan, gone);
        }
        if (out.code != Code.DONE) {
            return;
        }
        if (gone != null) {
            market.side(gone.side).remove(gone);
        }
        market.nextOrder++;
        protections.count(account, market.id);
        carryOut(market, order, plan, out);
        if (exits != null) {
            market.brackets.add(new NaiveBrackets.Bracket(order, exits));
        }
    }

    Code form(PlaceOrder terms) {
        boolean isMarket = terms.orderType == OrderType.MARKET;
        boolean immediate =
                terms.timeInForce == TimeInForce.IOC || terms.timeInForce == TimeInForce.FOK;
        boolean timed =
                terms.timeInForce == TimeInForce.GTD || terms.timeInForce == TimeInForce.DAY;
        if (!isMarket && terms.price <= 0) {
            return Code.PRICE_MISSING;
        } else if (terms.price < 0) {
            return Code.PRICE_NOT_ALLOWED;
        } else if (terms.quantity <= 0 && (terms.quantity < 0 || terms.budget <= 0)) {
            return Code.QUANTITY_MISSING;
        } else if (terms.budget != 0 && (!isMarket || terms.side == Side.SELL)) {
            return terms.budget < 0 ? Code.QUANTITY_MISSING : Code.BUDGET_NOT_ALLOWED;
        } else if (isMarket && !immediate) {
            return Code.TIME_IN_FORCE_NOT_ALLOWED;
        } else if (timed && terms.expiresAt <= 0) {
            return Code.EXPIRY_MISSING;
        } else if (!timed && terms.expiresAt != 0) {
            return Code.EXPIRY_NOT_ALLOWED;
        } else if (timed && terms.expiresAt <= now) {
            return Code.EXPIRY_PAST;
        }
        return terms.postOnly && immediate ? Code.POST_ONLY_NOT_ALLOWED : Code.DONE;
    }

    private static Code display(NaiveMarket market, long display, long quantity) {
        boolean isPart = display <= quantity
                && display >= market.spec.quantityMinimum()
                && display * 100 >= quantity
                && display % market.spec.lot() == 0;
        return isPart ? Code.DONE : Code.DISPLAY_INVALID;
    }

    private Code counts(NaiveMarket market, NaiveOrder order, NaiveOrder gone) {
        return counts(market, order, gone, order.mayRest());
    }

    Code counts(NaiveMarket market, NaiveOrder order, NaiveOrder gone, boolean mayStand) {
        List<NaiveOrder> others = allOrders(market);
        others.remove(gone);
        boolean isTaken = markets.values().stream()
                .flatMap(each -> allOrders(each).stream())
                .anyMatch(each -> each != gone && sameClientId(each, order));
        if (isTaken) {
            return Code.CLIENT_ORDER_ID_TAKEN;
        }
        int places = (mayStand ? 1 : 0) + (order.exits == null ? 0 : 2);
        if (places == 0) {
            return Code.DONE;
        }
        long own = others.stream().filter(each -> each.account == order.account).count()
                + NaiveBrackets.reserved(market, order.account);
        long all = others.size() + NaiveBrackets.reserved(market, 0);
        if (own + places > market.spec.openOrdersAccountMax()) {
            return Code.OPEN_ORDERS_ACCOUNT;
        }
        return all + places > market.spec.openOrdersMarketMax()
                ? Code.OPEN_ORDERS_MARKET
                : Code.DONE;
    }

    private static boolean sameClientId(NaiveOrder one, NaiveOrder other) {
        return one.account == other.account
                && !one.clientId.isEmpty()
                && one.clientId.equals(other.clientId);
    }

    Code position(NaiveMarket market, NaiveOrder order, long buying, NaiveOrder gone) {
        long maximum = market.spec.positionMaximum();
        if (maximum == 0 || order.side == Side.SELL) {
            return Code.DONE;
        }
        long owned = ledger.cash(order.account, market.spec.baseAsset());
        long coming = allOrders(market).stream()
                .filter(bid -> bid.side == Side.BUY
                        && bid.account == order.account
                        && bid != gone
                        && bid != order)
                .mapToLong(NaiveOrder::remaining)
                .sum();
        return owned + coming + buying > maximum ? Code.POSITION_MAXIMUM : Code.DONE;
    }

    private static long required(NaiveMarket market, NaiveOrder order, NaivePlan plan) {
        if (order.side == Side.SELL || order.type == OrderType.LIMIT) {
            return order.hold(market);
        }
        long notional = plan.notional(market);
        return order.budget != 0
                ? order.budget
                : notional + NaiveFees.charged(notional, order.takerPpm);
    }

    long payable(NaiveMarket market, NaiveOrder order, NaiveOrder gone) {
        long released = gone != null && gone.side == order.side ? gone.hold(market) : 0;
        return available(order.account, payingAsset(market, order.side)) + released;
    }

    private static Code word(
            NaiveMarket market, NaiveOrder order, NaivePlan plan, NaiveOrder gone) {
        if (order.postOnly) {
            boolean takes = market.side(order.side.opposite()).stream()
                    .anyMatch(each -> each != gone && order.reaches(each.price));
            if (takes) {
                return Code.POST_ONLY_WOULD_TAKE;
            }
        }
        return order.timeInForce == TimeInForce.FOK && !plan.isWhole(order)
                ? Code.FILL_OR_KILL_UNFILLABLE
                : Code.DONE;
    }

    private void carryOut(NaiveMarket market, NaiveOrder order, NaivePlan plan, Outcome out) {
        boolean lostItsRest = false;
        for (NaivePlan.Step step : plan.steps) {
            switch (step.kind()) {
                case FILL -> trade(market, order, step.maker(), step.quantity());
                case SELF_TRADE_CANCEL -> market.side(step.maker().side).remove(step.maker());
                case SELF_TRADE_DECREMENT -> {
                    shrink(market, step.maker(), step.quantity());
                    lostItsRest = order.remaining() == step.quantity();
                    if (!lostItsRest) {
                        order.quantity -= step.quantity();
                    }
                }
            }
        }
        boolean selfTrade = plan.end == NaivePlan.End.SELF_TRADE || lostItsRest;
        boolean done = (plan.end == NaivePlan.End.DONE && !lostItsRest)
                || (plan.end == NaivePlan.End.BUDGET_SPENT
                        && order.byBudgetAlone()
                        && order.filled > 0);
        boolean rests = !selfTrade && !done && order.mayRest();
        if (rests) {
            market.rest(order);
        }
        if (plan.end == NaivePlan.End.OUTSIDE_THE_BAND) {
            protections.halt(market);
        }
        report(order, out);
        out.remaining = rests ? order.remaining() : 0;
        out.state = rests ? restingState(order) : done ? OrderState.FILLED : OrderState.CANCELLED;
    }

    private static OrderState restingState(NaiveOrder order) {
        return order.filled == 0 ? OrderState.OPEN : OrderState.PARTIALLY_FILLED;
    }

    private static void report(NaiveOrder order, Outcome out) {
        out.id = order.id;
        out.filledQuantity = order.filled;
        out.filledNotional = order.makerNotional + order.takerNotional + order.unchargedNotional;
        out.fees = order.makerFees + order.takerFees;
    }

    private void trade(NaiveMarket market, NaiveOrder taker, NaiveOrder maker, long quantity) {
        long notional = market.notional(maker.price, quantity);
        NaiveOrder buyer = taker.side == Side.BUY ? taker : maker;
        NaiveOrder seller = taker.side == Side.BUY ? maker : taker;
        int quote = market.spec.quoteAsset();
        ledger.transfer(buyer.account, seller.account, quote, notional);
        ledger.transfer(seller.account, buyer.account, market.spec.baseAsset(), quantity);
        maker.makerNotional += notional;
        taker.takerNotional += notional;
        long makerFees = NaiveFees.charged(maker.makerNotional, maker.makerPpm);
        long takerFees = NaiveFees.charged(taker.takerNotional, taker.takerPpm);
        ledger.transfer(maker.account, FEES, quote, makerFees - maker.makerFees);
        ledger.transfer(taker.account, FEES, quote, takerFees - taker.takerFees);
        maker.makerFees = makerFees;
        taker.takerFees = takerFees;
        maker.filled += quantity;
        taker.filled += quantity;
        if (maker.remaining() == 0) {
            market.side(maker.side).remove(maker);
        }
        market.turned(maker, quantity);
        market.count(maker.account, notional);
        market.count(taker.account, notional);
        printed(market, maker.price, false);
    }

    /** Matches what collected at the one price, and opens the market. */
    void uncross(long id, Outcome out) {
        NaiveMarket market = markets.get(id);
        if (market.status != MarketStatus.PRE_OPEN && market.status != MarketStatus.HALTED) {
            out.code = Code.MARKET_NOT_COLLECTING;
            return;
        }
        NaiveAuction auction = new NaiveAuction(market);
        long price = auction.price();
        long left = price == 0 ? 0 : auction.executed(price);
        out.id = id;
        out.filledQuantity = left;
        out.filledNotional = price == 0 ? 0 : market.notional(price, left);
        while (left > 0) {
            NaiveOrder buy = market.bids.getFirst();
            NaiveOrder sell = market.asks.getFirst();
            long quantity = Math.min(left, Math.min(buy.remaining(), sell.remaining()));
            cross(market, buy, sell, price, quantity);
            left -= quantity;
        }
        market.status = MarketStatus.OPEN;
        protections.changed(market);
    }

    private void cross(
            NaiveMarket market, NaiveOrder buy, NaiveOrder sell, long price, long quantity) {
        long notional = market.notional(price, quantity);
        int quote = market.spec.quoteAsset();
        ledger.transfer(buy.account, sell.account, quote, notional);
        ledger.transfer(sell.account, buy.account, market.spec.baseAsset(), quantity);
        for (NaiveOrder each : List.of(buy, sell)) {
            if (each.makerPpm >= 0) {
                // Who is due a rebate gets none: nobody takes, so nobody pays for it.
                each.makerNotional += notional;
                long fees = NaiveFees.charged(each.makerNotional, each.makerPpm);
                ledger.transfer(each.account, FEES, quote, fees - each.makerFees);
                each.makerFees = fees;
            } else {
                each.unchargedNotional += notional;
            }
            each.filled += quantity;
            each.shown = Math.min(each.shown, each.remaining());
            if (each.remaining() == 0) {
                market.side(each.side).remove(each);
            }
            if (each.makerPpm > 0) {
                // What trades for nothing buys no tier.
                market.count(each.account, notional);
            }
        }
        printed(market, price, true);
    }

    private void printed(NaiveMarket market, long price, boolean isAuction) {
        market.lastPrice = price;
        protections.printed(market, price, isAuction);
        if (!market.waiting.isEmpty()) {
            market.low = market.low == 0 ? price : Math.min(market.low, price);
            market.high = Math.max(market.high, price);
        }
        market.nextTrade++;
    }

    /** Takes from a resting order what it loses without a trade. */
    private static void shrink(NaiveMarket market, NaiveOrder order, long quantity) {
        if (order.remaining() == quantity) {
            market.side(order.side).remove(order);
        } else {
            order.quantity -= quantity;
            market.turned(order, quantity);
        }
    }

    // Changes to open orders.

    private NaiveOrder find(long account, OrderTarget target) {
        return openOrders(markets.get(target.market)).stream()
                .filter(order -> isMeant(order, account, target))
                .findFirst()
                .orElse(null);
    }

    private NaiveWaiting findWaiting(long account, OrderTarget target) {
        return markets.get(target.market).waiting.stream()
                .filter(each -> isMeant(each.order, account, target))
                .findFirst()
                .orElse(null);
    }

    private static boolean isMeant(NaiveOrder order, long account, OrderTarget target) {
        return order.account == account
                && (target.orderId != 0
                        ? order.id == target.orderId
                        : !order.clientId.isEmpty()
                                && order.clientId.equals(target.clientOrderId.toString()));
    }

    /** An order that was triggered. */
    void enter(NaiveMarket market, NaiveWaiting waiting) {
        NaiveOrder order = waiting.order;
        order.group = groupOf(order.account);
        order.price = NaiveTriggers.boundNow(market, waiting);
        carryOut(market, order, NaivePlan.of(order, market, null, protections), new Outcome());
    }

    void placeConditional(long account, ConditionalOrder wanted, Outcome out) {
        out.code = admits(account, wanted.terms.market);
        if (out.code == Code.DONE) {
            triggers.place(account, wanted, out);
        }
    }

    void cancel(long account, OrderTarget target, Outcome out) {
        out.code = takesCancels(account, target.market);
        if (out.code != Code.DONE) {
            return;
        }
        NaiveOrder order = find(account, target);
        if (order == null) {
            NaiveWaiting waiting = findWaiting(account, target);
            out.code = waiting == null ? Code.ORDER_UNKNOWN : Code.DONE;
            if (waiting != null) {
                NaiveMarket market = markets.get(target.market);
                market.waiting.remove(waiting);
                NaiveTriggers.forgetIfNoneWaits(market);
                out.id = waiting.order.id;
                out.state = OrderState.CANCELLED;
            }
            return;
        }
        markets.get(target.market).side(order.side).remove(order);
        report(order, out);
        out.state = OrderState.CANCELLED;
    }

    void amend(long account, OrderTarget target, long price, long quantity, Outcome out) {
        out.code = admits(account, target.market);
        NaiveOrder order = out.code == Code.DONE ? find(account, target) : null;
        if (order == null) {
            NaiveWaiting waiting = out.code == Code.DONE ? findWaiting(account, target) : null;
            if (waiting != null) {
                triggers.amend(waiting, price, quantity, out);
            } else {
                out.code = out.code == Code.DONE ? Code.ORDER_UNKNOWN : out.code;
            }
            return;
        }
        long newPrice = price == 0 ? order.price : price;
        long newQuantity = quantity == 0 ? order.quantity : quantity;
        if (newPrice == order.price && newQuantity == order.quantity) {
            out.code = Code.AMEND_WITHOUT_CHANGE;
        } else if (newQuantity <= order.filled) {
            out.code = Code.AMEND_BELOW_FILLED;
        } else if (!NaiveBrackets.allows(markets.get(order.market), order, newPrice)) {
            out.code = Code.BRACKET_INVALID;
        } else if (newPrice == order.price && newQuantity < order.quantity) {
            lower(order, newQuantity, out);
        } else {
            enterAgain(order, newPrice, newQuantity, out);
        }
    }

    private void lower(NaiveOrder order, long newQuantity, Outcome out) {
        NaiveMarket market = markets.get(order.market);
        out.code = NaiveFilters.steps(market.spec, 0, newQuantity);
        if (out.code == Code.DONE
                && market.notional(order.price, newQuantity) < market.spec.notionalMinimum()) {
            out.code = Code.NOTIONAL_MINIMUM;
        }
        if (out.code == Code.DONE) {
            order.quantity = newQuantity;
            order.shown = Math.min(order.shown, order.remaining());
            report(order, out);
            out.remaining = order.remaining();
            out.state = restingState(order);
        }
    }

    private void enterAgain(NaiveOrder order, long newPrice, long newQuantity, Outcome out) {
        NaiveMarket market = markets.get(order.market);
        out.code = NaiveFilters.steps(market.spec, newPrice, newQuantity);
        if (out.code == Code.DONE && order.display != 0) {
            out.code = display(market, Math.min(order.display, newQuantity), newQuantity);
        }
        if (out.code != Code.DONE) {
            return;
        }
        long payable = payable(market, order, order);
        long oldPrice = order.price;
        long oldQuantity = order.quantity;
        order.price = newPrice;
        order.quantity = newQuantity;
        NaivePlan plan = NaivePlan.of(order, market, null, protections);
        out.code = NaiveFilters.value(market, order, plan);
        if (out.code == Code.DONE) {
            out.code = position(market, order, order.remaining(), null);
        }
        if (out.code == Code.DONE && order.hold(market) > payable) {
            out.code = Code.INSUFFICIENT_FUNDS;
        }
        if (out.code == Code.DONE) {
            out.code = word(market, order, plan, null);
        }
        if (out.code == Code.DONE) {
            market.side(order.side).remove(order);
            protections.count(order.account, market.id);
            carryOut(market, order, plan, out);
        } else {
            order.price = oldPrice;
            order.quantity = oldQuantity;
        }
    }

    void replace(
            long account, OrderTarget target, ReplaceMode mode, PlaceOrder terms, Outcome out) {
        out.code = admits(account, terms.market);
        if (out.code != Code.DONE) {
            return;
        }
        NaiveOrder old = find(account, target);
        if (mode == ReplaceMode.STOP_ON_FAILURE && old == null) {
            out.code = Code.ORDER_UNKNOWN;
            return;
        }
        if (mode == ReplaceMode.STOP_ON_FAILURE) {
            enter(account, terms, old, null, out);
            out.related = out.code == Code.DONE ? old.id : 0;
        } else {
            if (old != null) {
                markets.get(terms.market).side(old.side).remove(old);
                out.related = old.id;
            }
            enter(account, terms, null, null, out);
        }
    }

    void cancelAll(long account, long market, Side side, Outcome out) {
        out.code = market == 0 ? Code.DONE : takesCancels(account, market);
        if (out.code != Code.DONE) {
            return;
        }
        for (NaiveMarket each : markets.values()) {
            if (market == 0 ? takesCancels(0, each.id) == Code.DONE : each.id == market) {
                List<NaiveOrder> ending = allOrders(each).stream()
                        .filter(order -> account == 0 || order.account == account)
                        .filter(order -> side == null || order.side == side)
                        .sorted(Comparator.comparingLong(order -> order.id))
                        .toList();
                each.bids.removeAll(ending);
                each.asks.removeAll(ending);
                each.waiting.removeIf(waiting -> ending.contains(waiting.order));
                NaiveTriggers.forgetIfNoneWaits(each);
                out.count += ending.size();
            }
        }
    }
}

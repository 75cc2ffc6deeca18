package io.rialto.engine;

import io.rialto.money.Check;
import io.rialto.money.InvariantBrokenException;
import io.rialto.money.Side;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The naive twin of everything that moves money but the books themselves: keeps cash, credits, open
 * orders and positions as events tell them, and after every command works out anew what is available
 * to whom. It knows nothing of how the engine keeps its worst cases. For a venue of one asset in which
 * contracts are paid, with nine decimals.
 */
final class MixedTwin extends SilentSink {
    static final int ACCOUNTS_MAX = 256;
    static final long UNITS = 100;

    /** A contract of an option. */
    record Option(long holder, long writer, long quantity) {}

    record Owed(long account, int asset, long owner) {}

    final int asset;
    private final Map<Long, MixedMarket> markets = new TreeMap<>();
    private final Map<Long, MixedOrder> orders = new TreeMap<>();
    final Map<Long, Integer> owners = new HashMap<>();
    final Map<Owed, Long> credits = new HashMap<>();
    final Map<Long, Long> sums = new TreeMap<>();
    final Map<Long, Long> toBePaid = new HashMap<>();

    /** By account what strikes and items must bring in a command. */
    final Map<Long, Long> due = new TreeMap<>();

    private final Map<Long, Long> sellers = new TreeMap<>();
    private final MixedUndoing undoing = new MixedUndoing(this);
    private final MixedManaged managed = new MixedManaged(this);
    private final MixedCheck check = new MixedCheck(this);
    private final MixedSpot spot;
    private final int[] universes = new int[ACCOUNTS_MAX];
    final AccountKind[] kinds = new AccountKind[ACCOUNTS_MAX];
    final long[] cash = new long[ACCOUNTS_MAX];
    final long[] held = new long[ACCOUNTS_MAX];
    private int accounts;

    private long tradeCount;
    private long redemptionCount;
    private long settlementCount;
    private long creditCount;
    private long exerciseCount;
    private long saleCount;

    /**
     * @param asset in which contracts are paid
     * @param traded by the spot market
     */
    MixedTwin(int asset, int traded) {
        this.asset = asset;
        spot = new MixedSpot(this, traded);
        for (AccountKind kind :
                new AccountKind[] {AccountKind.ISSUANCE, AccountKind.FEES, AccountKind.CLEARING}) {
            open(1L + accounts, 0, kind);
        }
    }

    long trades() {
        return tradeCount;
    }

    long redemptions() {
        return redemptionCount;
    }

    long settlements() {
        return settlementCount;
    }

    long exercises() {
        return exerciseCount;
    }

    long sales() {
        return saleCount;
    }

    long creditChanges() {
        return creditCount;
    }

    long minimum(long market) {
        return markets.get(market).minimum;
    }

    long maximum(long market) {
        return markets.get(market).maximum;
    }

    /** An order of somebody's that rests or waits, so many after the first; 0 if there is none. */
    long order(long market, int account, boolean rests, int skipped) {
        int left = skipped;
        long found = 0;
        for (Map.Entry<Long, MixedOrder> each : orders.entrySet()) {
            MixedOrder order = each.getValue();
            boolean counts =
                    order.market == market && order.rests == rests && order.account == account;
            if (counts && left-- >= 0) {
                found = each.getKey() & 0xFFFF_FFFFL;
            }
        }
        return found;
    }

    MixedUndoing undoing() {
        return undoing;
    }

    MixedManaged managed() {
        return managed;
    }

    MixedSpot spot() {
        return spot;
    }

    MixedMarket market(long id) {
        return markets.get(id);
    }

    Map<Long, MixedMarket> markets() {
        return markets;
    }

    Map<Long, MixedOrder> orders() {
        return orders;
    }

    /** Somebody must be posted so much in this command, by a strike, an item or a correction. */
    void due(long account, long cash) {
        due.merge(account, cash, Long::sum);
    }

    long feesAccount(long account) {
        int of = universes[(int) account];
        for (int each = 1; each <= accounts; each++) {
            if (kinds[each] == AccountKind.FEES && universes[each] == of) {
                return each;
            }
        }
        throw new InvariantBrokenException("a universe has an account of fees");
    }

    long available(int account) {
        return check.available(account);
    }

    int accounts() {
        return accounts;
    }

    boolean isOption(long market) {
        return markets.get(market).option != null;
    }

    boolean isSettled(long market) {
        return markets.get(market).hasEnded();
    }

    /** Whether it was settled by somebody. */
    boolean isCorrectable(long market) {
        MixedMarket contracts = markets.get(market);
        return contracts.settled
                && !contracts.isVoid
                && contracts.fund == null
                && contracts.option == null;
    }

    private void open(long account, int universe, AccountKind kind) {
        universes[(int) account] = universe;
        kinds[(int) account] = kind;
        accounts = (int) account;
    }

    @Override
    public void accountCreated(
            long account,
            int universe,
            AccountKind kind,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {
        open(account, universe, kind);
    }

    @Override
    public void ownerAdded(long account, long owner) {
        owners.merge(account, 1, Integer::sum);
    }

    @Override
    public void ownerRemoved(long account, long owner) {
        owners.merge(account, -1, Integer::sum);
        credits.keySet().removeIf(owed -> owed.account() == account && owed.owner() == owner);
        if (owners.get(account) == 1) {
            credits.keySet().removeIf(owed -> owed.account() == account);
        }
    }

    @Override
    public void creditChanged(long account, int ofAsset, long owner, long credit) {
        credits.put(new Owed(account, ofAsset, owner), credit);
        creditCount++;
    }

    @Override
    public void outcomeMarketCreated(long market, OutcomeTerms terms) {
        MixedMarket contracts = new MixedMarket(market);
        contracts.minimum = terms.priceMinimum();
        contracts.maximum = terms.priceMaximum();
        markets.put(market, contracts);
    }

    @Override
    public void optionCreated(long market, OptionTerms terms) {
        MixedMarket option = markets.get(market);
        option.option = terms;
        MixedMarket on = markets.get(terms.underlying());
        long one = terms.worth(on.minimum);
        long other = terms.worth(on.maximum);
        Check.that(
                option.minimum == Math.min(one, other) && option.maximum == Math.max(one, other),
                "an option's bounds follow");
    }

    @Override
    public void optionContractChanged(
            long market, long contract, long holder, long writer, long quantity) {
        markets.get(market).contracts.put(contract, new Option(holder, writer, quantity));
    }

    /** Strike against position; nobody is asked but the holder. */
    @Override
    public void optionExercised(
            long market, long contract, long holder, long writer, long quantity, long paid) {
        MixedMarket option = markets.get(market);
        Option before = option.contracts.get(contract);
        Check.that(
                before.holder == holder && before.writer == writer && before.quantity >= quantity,
                "a holder exercises what it holds");
        MixedMarket on = markets.get(option.option.underlying());
        Check.that(!on.settled && !on.isVoid, "while the underlying lives");
        long bought = option.option.call() ? quantity : -quantity;
        Check.that(paid == option.option.strike() * bought / UNITS, "the strike is paid");
        moved(market, holder, -quantity);
        moved(market, writer, quantity);
        moved(option.option.underlying(), holder, bought);
        moved(option.option.underlying(), writer, -bought);
        on.spent[(int) holder] += paid;
        on.spent[(int) writer] -= paid;
        due(holder, -paid);
        due(writer, paid);
        exerciseCount++;
    }

    @Override
    public void itemListed(long listing, int universe, long seller, ItemTerms terms) {
        sellers.put(listing, seller);
    }

    @Override
    public void itemDeleted(long listing, String reason) {
        Check.that(sellers.remove(listing) != null, "only what is not sold is taken off");
    }

    @Override
    public void itemSold(long listing, long owner, long price, int contributors, String reason) {
        due(sellers.remove(listing), price);
        saleCount++;
    }

    @Override
    public void itemPaid(long listing, long account, long amount) {
        due(account, -amount);
    }

    @Override
    public void fundCreated(long market, long redemption, FundTerms terms) {
        MixedMarket fund = markets.get(market);
        fund.fund = terms;
        fund.redemption = redemption;
        long least = 0;
        long most = 0;
        for (Constituent each : terms.constituents()) {
            MixedMarket of = markets.get(each.market());
            long one = each.multiplier() * of.minimum;
            long other = each.multiplier() * of.maximum;
            least += Math.min(one, other);
            most += Math.max(one, other);
        }
        Check.that(fund.minimum == least && fund.maximum == most, "a fund's bounds follow");
    }

    @Override
    public void fundRedeemed(long market, long account, long quantity, long fee) {
        MixedMarket fund = markets.get(market);
        redemptionCount++;
        undoing.redeemed(fund, account, quantity, fee);
        for (long who : new long[] {account, fund.redemption}) {
            long shares = who == account ? quantity : -quantity;
            moved(market, who, -shares);
            if (fund.isEnding() && fund.settled) {
                undoing.settles(market, who, -shares);
            }
            for (Constituent each : fund.fund.constituents()) {
                moved(each.market(), who, shares * each.multiplier());
                if (fund.isEnding() && markets.get(each.market()).settled) {
                    undoing.settles(each.market(), who, shares * each.multiplier());
                }
            }
        }
    }

    /** An account has so many contracts more. */
    private void moved(long market, long account, long quantity) {
        markets.get(market).move(account, quantity);
    }

    @Override
    public void orderAccepted(OrderAccepted terms) {
        MixedOrder order = new MixedOrder();
        order.market = terms.market;
        order.order = terms.order;
        order.account = (int) terms.account;
        order.buys = terms.side == Side.BUY;
        order.price = terms.price;
        order.remaining = terms.quantity;
        order.makerPpm = terms.makerFeePpm;
        order.takerPpm = terms.takerFeePpm;
        orders.put(key(terms.market, terms.order), order);
    }

    private static long key(long market, long order) {
        return (market << 32) | order;
    }

    @Override
    public void orderManaged(
            long market,
            long order,
            long account,
            long display,
            Peg peg,
            long offset,
            long limit,
            boolean reduceOnly) {
        managed.begun(key(market, order), peg, offset, limit, reduceOnly);
    }

    @Override
    public void marketStatusSet(
            long market,
            MarketStatus previous,
            MarketStatus status,
            StatusCause cause,
            long actor,
            String reason) {
        if (markets.containsKey(market)) {
            markets.get(market).status = status;
        }
    }

    @Override
    public void orderRested(
            long market, long order, long update, long price, long remaining, Side side) {
        MixedOrder rests = orders.get(key(market, order));
        rests.rests = true;
        rests.price = price;
        rests.remaining = remaining;
    }

    @Override
    public void orderReduced(
            long market,
            long order,
            long account,
            long update,
            long quantity,
            long remaining,
            boolean selfTrade) {
        MixedOrder reduced = orders.get(key(market, order));
        managed.reduced(key(market, order), reduced.remaining - remaining);
        reduced.remaining = remaining;
    }

    @Override
    public void orderAmended(
            long market,
            long order,
            long account,
            long update,
            long price,
            long quantity,
            long remaining) {
        MixedOrder amended = orders.get(key(market, order));
        amended.rests = false;
        amended.price = price;
        amended.remaining = remaining;
    }

    @Override
    public void waitingAmended(long market, long order, long account, long price, long quantity) {
        MixedOrder waiting = orders.get(key(market, order));
        waiting.price = price;
        waiting.remaining = quantity;
    }

    @Override
    public void orderTriggered(long market, long order, long account, long price, long lastPrice) {
        spot.triggers();
    }

    @Override
    public void exitsPlaced(long market, long entry, long account, long takeProfit, long stop) {
        spot.paired(key(market, takeProfit), key(market, stop));
    }

    @Override
    public void orderClosed(
            long market,
            long order,
            long account,
            long update,
            long remaining,
            long filled,
            CloseReason reason,
            boolean rested) {
        if (reason == CloseReason.REDUCED) {
            managed.reduced(key(market, order), remaining);
        }
        managed.ended(key(market, order));
        spot.ended(key(market, order), reason);
        orders.remove(key(market, order));
    }

    @Override
    public void traded(Traded trade) {
        tradeCount++;
        undoing.traded(trade);
        MixedOrder maker = orders.get(key(trade.market, trade.makerOrder));
        maker.remaining = trade.makerRemaining;
        MixedOrder taker = orders.get(key(trade.market, trade.takerOrder));
        taker.remaining -= trade.quantity;
        MixedMarket market = markets.get(trade.market);
        if (market == null) {
            return;
        }
        long feeNotional = (trade.price - market.floor()) * trade.quantity / UNITS;
        // In an auction both have waited, and nobody earns a rebate.
        maker.make(feeNotional, taker.rests);
        maker.charged += trade.makerFee;
        if (taker.rests) {
            taker.make(feeNotional, true);
        } else {
            taker.takerNotional += feeNotional;
        }
        taker.charged += trade.takerFee;
        long bought = trade.takerSide == Side.BUY ? trade.quantity : -trade.quantity;
        moved(trade.market, trade.takerAccount, bought);
        moved(trade.market, trade.makerAccount, -bought);
        long paid = bought > 0 ? trade.notional : -trade.notional;
        market.spent[(int) trade.takerAccount] += paid;
        market.spent[(int) trade.makerAccount] -= paid;
        market.fees[(int) trade.takerAccount] += trade.takerFee;
        market.fees[(int) trade.makerAccount] += trade.makerFee;
    }

    @Override
    public void marketSettled(long id, long price, int positions, String reason) {
        MixedMarket market = markets.get(id);
        Check.that(!market.settled, "a market is settled once");
        Check.that(price >= market.minimum && price <= market.maximum, "within its bounds");
        market.settled = true;
        market.settlementPrice = price;
        settlementCount++;
        if (market.option != null) {
            MixedMarket on = markets.get(market.option.underlying());
            long worth = on.settled ? market.option.worth(on.settlementPrice) : 0;
            market.hasLapsed = !on.settled;
            Check.that(price == worth, "an option pays what it is worth, or lapses");
            market.contracts.clear();
        }
        if (market.fund != null) {
            long sum = 0;
            for (Constituent each : market.fund.constituents()) {
                MixedMarket of = markets.get(each.market());
                Check.that(of.settled, "a fund is settled after its constituents");
                sum += each.multiplier() * of.settlementPrice;
            }
            Check.that(sum == price, "a fund is settled at the weighted sum");
        }
        for (int account = 1; account <= accounts; account++) {
            if (market.positions[account] != 0) {
                toBePaid.put(key(id, account), market.positions[account] * price / UNITS);
            }
        }
        Check.that(
                toBePaid.keySet().stream().filter(key -> key >> 32 == id).count() == positions,
                "every position is paid");
    }

    @Override
    public void posted(
            long account,
            int ofAsset,
            PostingCause cause,
            long cashDelta,
            long heldDelta,
            long cashAfter,
            long heldAfter,
            long market,
            long reference) {
        sums.merge(((long) universes[(int) account] << 32) | ofAsset, cashDelta, Long::sum);
        if (ofAsset != asset) {
            return;
        }
        int index = (int) account;
        cash[index] += cashDelta;
        held[index] += heldDelta;
        Check.that(cash[index] == cashAfter && held[index] == heldAfter, "a posting adds up");
        if (cause == PostingCause.STRIKE
                || cause == PostingCause.AUCTION
                || cause == PostingCause.CORRECTION) {
            due(account, -cashDelta);
        }
        if (cause == PostingCause.POSITION_SETTLED || cause == PostingCause.OPTION_SETTLED) {
            Long due = toBePaid.remove(key(market, account));
            Check.that(due != null && due == cashDelta, "a position is paid what it comes to");
        }
    }

    @Override
    public void tradeBusted(
            long market,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            long lastPrice,
            int postings,
            String reason) {
        undoing.busted(market, trade, notional);
    }

    @Override
    public void marketVoided(long market, VoidCause cause, int postings, String reason) {
        if (markets.containsKey(market)) {
            undoing.voided(markets.get(market), cause);
        }
    }

    @Override
    public void settlementCorrected(
            long market, long previousPrice, long price, int postings, String reason) {
        undoing.corrected(markets.get(market), previousPrice, price);
    }

    @Override
    public void universeReset(int of, long count, String reason) {
        undoing.reset();
    }

    /** Works everything out anew, and compares. */
    void check(Engine engine) {
        check.of(engine);
    }
}

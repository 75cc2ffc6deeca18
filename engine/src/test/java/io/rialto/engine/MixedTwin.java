package io.rialto.engine;

import io.rialto.money.Check;
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
    private static final int ACCOUNTS_MAX = 256;
    private static final long UNITS = 100;
    private static final long MILLION = 1_000_000;

    /** A market of contracts. */
    private static final class Contracts {
        long minimum;
        long maximum;
        boolean settled;
        long settlementPrice;
        FundTerms fund;
        OptionTerms option;
        final Map<Long, Option> contracts = new TreeMap<>();
        long redemption;
        final long[] positions = new long[ACCOUNTS_MAX];

        long floor() {
            return Math.min(0, minimum);
        }
    }

    /** A contract of an option. */
    private record Option(long holder, long writer, long quantity) {}

    /** An accepted order that has not ended. */
    private static final class Open {
        long market;
        int account;
        boolean buys;
        long price;
        long remaining;
        boolean rests;
        int makerPpm;
        int takerPpm;
        long makerNotional;
        long takerNotional;
        long charged;
    }

    private record Owed(long account, int asset, long owner) {}

    private final int asset;
    private final Map<Long, Contracts> markets = new TreeMap<>();
    private final Map<Long, Open> orders = new TreeMap<>();
    private final Map<Long, Integer> owners = new HashMap<>();
    private final Map<Owed, Long> credits = new HashMap<>();
    private final Map<Long, Long> sums = new TreeMap<>();
    private final Map<Long, Long> toBePaid = new HashMap<>();

    /** By account what strikes and items must bring in a command. */
    private final Map<Long, Long> due = new TreeMap<>();

    private final Map<Long, Long> sellers = new TreeMap<>();
    private final int[] universes = new int[ACCOUNTS_MAX];
    private final AccountKind[] kinds = new AccountKind[ACCOUNTS_MAX];
    private final long[] cash = new long[ACCOUNTS_MAX];
    private final long[] held = new long[ACCOUNTS_MAX];
    private final long[] available = new long[ACCOUNTS_MAX];
    private int accounts;

    private long tradeCount;
    private long redemptionCount;
    private long settlementCount;
    private long creditCount;
    private long exerciseCount;
    private long saleCount;

    MixedTwin(int asset) {
        this.asset = asset;
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

    /** An order of somebody's that rests, so many after the first; 0 if there is none. */
    long restingOrder(long market, int account, int skipped) {
        int left = skipped;
        long found = 0;
        for (Map.Entry<Long, Open> each : orders.entrySet()) {
            Open order = each.getValue();
            if (order.market == market && order.rests && order.account == account && left-- >= 0) {
                found = each.getKey() & 0xFFFF_FFFFL;
            }
        }
        return found;
    }

    boolean isOption(long market) {
        return markets.get(market).option != null;
    }

    boolean isSettled(long market) {
        return markets.get(market).settled;
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
        Contracts contracts = new Contracts();
        contracts.minimum = terms.priceMinimum();
        contracts.maximum = terms.priceMaximum();
        markets.put(market, contracts);
    }

    @Override
    public void optionCreated(long market, OptionTerms terms) {
        Contracts option = markets.get(market);
        option.option = terms;
        Contracts on = markets.get(terms.underlying());
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
        Contracts option = markets.get(market);
        Option before = option.contracts.get(contract);
        Check.that(
                before.holder == holder && before.writer == writer && before.quantity >= quantity,
                "a holder exercises what it holds");
        Check.that(!markets.get(option.option.underlying()).settled, "while the underlying lives");
        long bought = option.option.call() ? quantity : -quantity;
        Check.that(paid == option.option.strike() * bought / UNITS, "the strike is paid");
        moved(market, holder, -quantity);
        moved(market, writer, quantity);
        moved(option.option.underlying(), holder, bought);
        moved(option.option.underlying(), writer, -bought);
        due.merge(holder, -paid, Long::sum);
        due.merge(writer, paid, Long::sum);
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
        due.merge(sellers.remove(listing), price, Long::sum);
        saleCount++;
    }

    @Override
    public void itemPaid(long listing, long account, long amount) {
        due.merge(account, -amount, Long::sum);
    }

    @Override
    public void fundCreated(long market, long redemption, FundTerms terms) {
        Contracts fund = markets.get(market);
        fund.fund = terms;
        fund.redemption = redemption;
        long least = 0;
        long most = 0;
        for (Constituent each : terms.constituents()) {
            Contracts of = markets.get(each.market());
            long one = each.multiplier() * of.minimum;
            long other = each.multiplier() * of.maximum;
            least += Math.min(one, other);
            most += Math.max(one, other);
        }
        Check.that(fund.minimum == least && fund.maximum == most, "a fund's bounds follow");
    }

    @Override
    public void fundRedeemed(long market, long account, long quantity, long fee) {
        Contracts fund = markets.get(market);
        redemptionCount++;
        for (long who : new long[] {account, fund.redemption}) {
            long shares = who == account ? quantity : -quantity;
            moved(market, who, -shares);
            for (Constituent each : fund.fund.constituents()) {
                moved(each.market(), who, shares * each.multiplier());
            }
        }
    }

    /** An account has so many contracts more. */
    private void moved(long market, long account, long quantity) {
        markets.get(market).positions[(int) account] += quantity;
    }

    @Override
    public void orderAccepted(OrderAccepted terms) {
        Open order = new Open();
        order.market = terms.market;
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
    public void orderRested(
            long market, long order, long update, long price, long remaining, Side side) {
        Open rests = orders.get(key(market, order));
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
        orders.get(key(market, order)).remaining = remaining;
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
        Open amended = orders.get(key(market, order));
        amended.price = price;
        amended.remaining = remaining;
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
        orders.remove(key(market, order));
    }

    @Override
    public void traded(Traded trade) {
        tradeCount++;
        Contracts market = markets.get(trade.market);
        if (market == null) {
            return;
        }
        long feeNotional = (trade.price - market.floor()) * trade.quantity / UNITS;
        Open maker = orders.get(key(trade.market, trade.makerOrder));
        maker.makerNotional += feeNotional;
        maker.charged += trade.makerFee;
        maker.remaining = trade.makerRemaining;
        Open taker = orders.get(key(trade.market, trade.takerOrder));
        taker.takerNotional += feeNotional;
        taker.charged += trade.takerFee;
        taker.remaining -= trade.quantity;
        long bought = trade.takerSide == Side.BUY ? trade.quantity : -trade.quantity;
        moved(trade.market, trade.takerAccount, bought);
        moved(trade.market, trade.makerAccount, -bought);
    }

    @Override
    public void marketSettled(long id, long price, int positions, String reason) {
        Contracts market = markets.get(id);
        Check.that(!market.settled, "a market is settled once");
        Check.that(price >= market.minimum && price <= market.maximum, "within its bounds");
        market.settled = true;
        market.settlementPrice = price;
        settlementCount++;
        if (market.option != null) {
            Contracts on = markets.get(market.option.underlying());
            long worth = on.settled ? market.option.worth(on.settlementPrice) : 0;
            Check.that(price == worth, "an option pays what it is worth, or lapses");
            market.contracts.clear();
        }
        if (market.fund != null) {
            long sum = 0;
            for (Constituent each : market.fund.constituents()) {
                Contracts of = markets.get(each.market());
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
        if (cause == PostingCause.STRIKE || cause == PostingCause.AUCTION) {
            due.merge(account, -cashDelta, Long::sum);
        }
        if (cause == PostingCause.POSITION_SETTLED || cause == PostingCause.OPTION_SETTLED) {
            Long due = toBePaid.remove(key(market, account));
            Check.that(due != null && due == cashDelta, "a position is paid what it comes to");
        }
    }

    /** Works everything out anew, and compares. */
    void check(Engine engine) {
        Check.that(toBePaid.isEmpty(), "every position of a settled market is paid at once");
        sums.values().forEach(sum -> Check.that(sum == 0, "money sums to zero per universe"));
        sums.clear();
        due.values().forEach(left -> Check.that(left == 0, "strikes and items are paid at once"));
        due.clear();
        for (int account = 1; account <= accounts; account++) {
            available[account] = cash[account] - held[account];
        }
        markets.forEach(this::addWorstCases);
        for (int account = 1; account <= accounts; account++) {
            Check.that(
                    engine.available(account, asset) == available[account],
                    "available is what a full recomputation says");
            boolean exempt = kinds[account].mayOwe();
            Check.that(exempt || available[account] >= 0, "available is not negative");
        }
        markets.values().forEach(this::checkRedemption);
        checkCredits(engine);
    }

    private void addWorstCases(long id, Contracts market) {
        long sum = 0;
        for (int account = 1; account <= accounts; account++) {
            sum += market.positions[account];
        }
        Check.that(sum == 0, "positions sum to zero");
        if (market.settled) {
            return;
        }
        if (market.option != null) {
            checkContracts(market);
        }
        long[] low = new long[accounts + 1];
        long[] high = new long[accounts + 1];
        long[] fees = new long[accounts + 1];
        for (int account = 1; account <= accounts; account++) {
            low[account] = market.minimum * market.positions[account];
            high[account] = market.maximum * market.positions[account];
        }
        orders.values().forEach(order -> {
            if (order.market != id || !order.rests) {
                return;
            }
            long value = order.price * order.remaining;
            if (order.buys) {
                low[order.account] += market.minimum * order.remaining - value;
            } else {
                high[order.account] += value - market.maximum * order.remaining;
            }
            fees[order.account] += fees(market, order);
        });
        for (int account = 1; account <= accounts; account++) {
            available[account] += Math.min(low[account], high[account]) / UNITS - fees[account];
        }
    }

    /** Of an option one holds or has written, and it nets to one's position. */
    private void checkContracts(Contracts market) {
        long[] longs = new long[accounts + 1];
        long[] written = new long[accounts + 1];
        market.contracts.values().forEach(contract -> {
            longs[(int) contract.holder] += contract.quantity;
            written[(int) contract.writer] += contract.quantity;
        });
        for (int account = 1; account <= accounts; account++) {
            Check.that(longs[account] == 0 || written[account] == 0, "nobody holds and owes");
            Check.that(
                    longs[account] - written[account] == market.positions[account],
                    "contracts net to the position");
        }
    }

    /** The most that what is left of an order could cost. */
    private static long fees(Contracts market, Open order) {
        int highest = Math.max(order.makerPpm, order.takerPpm);
        long rest = (order.price - market.floor()) * order.remaining / UNITS;
        if (highest <= 0 || rest == 0) {
            return 0;
        }
        long millionths = rest * highest
                + order.makerNotional * order.makerPpm
                + order.takerNotional * order.takerPpm;
        return Math.ceilDiv(millionths, MILLION) + 1 - order.charged;
    }

    private void checkRedemption(Contracts market) {
        if (market.fund != null && market.settled) {
            Check.that(cash[(int) market.redemption] == 0, "a redemption account ends at zero");
        }
    }

    private void checkCredits(Engine engine) {
        owners.forEach((account, count) -> {
            if (count > 1) {
                long owed = 0;
                for (Map.Entry<Owed, Long> credit : credits.entrySet()) {
                    boolean counts = credit.getKey().account() == account
                            && credit.getKey().asset() == asset;
                    owed += counts ? credit.getValue() : 0;
                }
                Check.that(
                        owed == engine.cash(account, asset),
                        "what owners are owed sums to the account's cash");
            }
        });
    }
}

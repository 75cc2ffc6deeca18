package io.rialto.view;

import io.rialto.protocol.MarketStateDecoder;
import io.rialto.protocol.Side;

import org.agrona.collections.Long2ObjectHashMap;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Book, orders and recent trades of one market. */
final class MarketEntry {
    final long id;
    final int baseAsset;
    final int quoteAsset;
    final Ladder bids = new Ladder(Side.BUY);
    final Ladder asks = new Ladder(Side.SELL);

    /** The open ones and those closed that are still remembered. */
    final Long2ObjectHashMap<LiveOrder> orders = new Long2ObjectHashMap<>();

    final ArrayDeque<Trade> trades = new ArrayDeque<>(0);
    /** Rates by what an account traded. */
    final FeeTiers fees = new FeeTiers();

    long lastPrice;

    /** Whether there is a last trade: a price of 0 is one, where contracts are traded. */
    boolean hasTraded;

    long update;
    int ordersInBook;

    /** First event of the last command that touched it, and how it was before. */
    long touchedBy;

    long updateBefore;
    final List<Level> touchedLevels = new ArrayList<>();
    final List<LiveOrder> touchedOrders = new ArrayList<>();
    private long lastRank;

    /** Whether contracts are traded rather than an asset. */
    final boolean ofContracts;

    /** By account, where contracts are traded. */
    final Long2ObjectHashMap<PositionEntry> positions = new Long2ObjectHashMap<>();

    /** Who owes what to whom, by number, where options are traded. */
    final TreeMap<Long, OptionContract> contracts = new TreeMap<>();

    private OutcomeInfo outcome;
    private long divisor = 1;

    MarketEntry(MarketInfo info) {
        ofContracts = info.baseAsset() == Contracts.UNIT.asset();
        id = info.market();
        baseAsset = info.baseAsset();
        quoteAsset = info.quoteAsset();
    }

    /** The price of the last trade that stands, as a trade, a correction or a snapshot tells it. */
    void traded(long price) {
        boolean isNone = price == MarketStateDecoder.lastPriceNullValue();
        hasTraded = !isNone && (ofContracts || price != 0);
        lastPrice = hasTraded ? price : 0;
    }

    void set(OutcomeInfo info, long notionalDivisor) {
        outcome = info;
        divisor = notionalDivisor;
    }

    /** What contracts are traded. */
    OutcomeInfo outcome() {
        if (outcome == null) {
            throw new FrameInvalidException("market " + id + " trades no contracts");
        }
        return outcome;
    }

    PositionEntry position(AccountEntry account) {
        PositionEntry position = positions.get(account.id);
        if (position == null) {
            position = new PositionEntry(account, this);
            positions.put(account.id, position);
            account.positions.put(id, position);
        }
        return position;
    }

    /** What a quantity of contracts comes to at a price. */
    long value(long price, long quantity) {
        return Contracts.value(price, quantity, divisor);
    }

    /** What the notional on which fees are charged leaves out: docs/markets.md. */
    long feeFloor(long quantity) {
        return ofContracts ? Contracts.feeFloor(outcome().priceMinimum(), quantity, divisor) : 0;
    }

    /** The most that the open part of an order can still cost in fees: decision 6. */
    long feesOpen(LiveOrder order) {
        int highest = Math.max(order.makerFeePpm, order.takerFeePpm);
        long rest = value(order.price, order.remaining) - feeFloor(order.remaining);
        if (highest <= 0 || rest == 0) {
            return 0;
        }
        BigInteger millionths = millionths(rest, highest)
                .add(millionths(order.makerNotional, order.makerFeePpm))
                .add(millionths(order.takerNotional, order.takerFeePpm));
        BigInteger[] whole = millionths.divideAndRemainder(BigInteger.valueOf(1_000_000));
        long rounded = whole[0].longValueExact() + (whole[1].signum() > 0 ? 1 : 0);
        return rounded + 1 - order.makerFees - order.takerFees;
    }

    private static BigInteger millionths(long notional, int ratePpm) {
        return BigInteger.valueOf(notional).multiply(BigInteger.valueOf(ratePpm));
    }

    /** An order stands in the book, last in the queue of its price. */
    Level enter(LiveOrder order) {
        Level level = ladder(order.side).at(order.price);
        level.append(order);
        order.rank = ++lastRank;
        ordersInBook++;
        return level;
    }

    /** Takes an order out of the book and returns the level that it stood in. */
    Level leave(LiveOrder order) {
        Level level = order.level;
        level.remove(order);
        ordersInBook--;
        if (level.orders == 0) {
            ladder(level.side).remove(level);
        }
        return level;
    }

    Ladder ladder(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    BookSnapshot book(int depth, long sequence) {
        return new BookSnapshot(id, update, sequence, bids.toInfo(depth), asks.toInfo(depth));
    }

    <T> List<T> bookOrders(Side side, int max, Function<LiveOrder, T> shown) {
        Ladder ladder = ladder(side);
        List<T> result = new ArrayList<>();
        for (int depth = 0; depth < ladder.count() && result.size() < max; depth++) {
            LiveOrder order = ladder.fromBest(depth).first;
            for (; order != null && result.size() < max; order = order.nextInLevel) {
                result.add(shown.apply(order));
            }
        }
        return result;
    }

    BookDelta delta(long sequence) {
        List<BookLevel> bidChanges = new ArrayList<>();
        List<BookLevel> askChanges = new ArrayList<>();
        for (Level level : touchedLevels) {
            // A level that was emptied and made anew within the command is listed as the new one.
            if (level.orders > 0 || !ladder(level.side).contains(level.price)) {
                addOnce(level.side == Side.BUY ? bidChanges : askChanges, level.toInfo());
            }
        }
        return new BookDelta(id, updateBefore, update, sequence, bidChanges, askChanges);
    }

    // The same price can have been emptied twice within a command.
    private static void addOnce(List<BookLevel> changes, BookLevel change) {
        if (change.quantity() != 0 || !changes.contains(change)) {
            changes.add(change);
        }
    }

    BookLevel best(Side side) {
        Ladder ladder = ladder(side);
        return ladder.count() == 0 ? BookLevel.NONE : ladder.fromBest(0).toInfo();
    }
}

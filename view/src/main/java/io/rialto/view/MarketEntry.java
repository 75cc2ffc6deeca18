package io.rialto.view;

import io.rialto.protocol.Side;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

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
    long lastPrice;
    long update;
    int ordersInBook;

    /** First event of the last command that touched it, and how it was before. */
    long touchedBy;

    long updateBefore;
    final List<Level> touchedLevels = new ArrayList<>();

    MarketEntry(MarketInfo info) {
        id = info.market();
        baseAsset = info.baseAsset();
        quoteAsset = info.quoteAsset();
    }

    /** An order stands in the book, last in the queue of its price. */
    Level enter(LiveOrder order) {
        Level level = ladder(order.side).at(order.price);
        level.append(order);
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

    List<BookOrder> bookOrders(Side side) {
        Ladder ladder = ladder(side);
        List<BookOrder> result = new ArrayList<>();
        for (int depth = 0; depth < ladder.count(); depth++) {
            LiveOrder order = ladder.fromBest(depth).first;
            for (; order != null; order = order.nextInLevel) {
                result.add(order.toBookOrder());
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

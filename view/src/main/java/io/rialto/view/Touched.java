package io.rialto.view;

import java.util.ArrayList;
import java.util.List;

/** What the command now applied has changed, each thing once, in the order first touched. */
final class Touched {
    final List<LiveOrder> orders = new ArrayList<>();
    final List<BalanceEntry> balances = new ArrayList<>();
    final List<PositionEntry> positions = new ArrayList<>();
    final List<MarketEntry> markets = new ArrayList<>();
    final List<Trade> trades = new ArrayList<>();
    final List<MarketStatusChange> statusChanges = new ArrayList<>();
    final List<MarketGuard> indications = new ArrayList<>();
    final List<Long> undoneIn = new ArrayList<>();
    final List<Long> audiences = new ArrayList<>();
    final List<OwnerChange> owners = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();
    private long command;

    /** Forgets the last command; {@code firstSequence} identifies the next. */
    void begin(long firstSequence) {
        for (MarketEntry market : markets) {
            market.touchedLevels.clear();
            market.touchedOrders.clear();
        }
        orders.clear();
        balances.clear();
        positions.clear();
        markets.clear();
        trades.clear();
        statusChanges.clear();
        indications.clear();
        undoneIn.clear();
        audiences.clear();
        owners.clear();
        messages.clear();
        command = firstSequence;
    }

    void touch(LiveOrder order) {
        if (order.touchedBy != command) {
            order.touchedBy = command;
            orders.add(order);
        }
    }

    void touch(BalanceEntry balance) {
        if (balance.touchedBy != command) {
            balance.touchedBy = command;
            balances.add(balance);
        }
    }

    void touch(PositionEntry position) {
        if (position.touchedBy != command) {
            position.touchedBy = command;
            positions.add(position);
        }
    }

    void touch(MarketEntry market) {
        if (market.touchedBy != command) {
            market.touchedBy = command;
            market.updateBefore = market.update;
            markets.add(market);
        }
    }

    /** The order enters or leaves the book, or changes in it. */
    void touchInBook(MarketEntry market, LiveOrder order) {
        if (order.bookTouchedBy != command) {
            order.bookTouchedBy = command;
            market.touchedOrders.add(order);
        }
    }

    void touch(MarketEntry market, Level level) {
        touch(market);
        if (level.touchedBy != command) {
            level.touchedBy = command;
            market.touchedLevels.add(level);
        }
    }
}

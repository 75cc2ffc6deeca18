package io.rialto.history;

import io.rialto.history.PastAccount.Position;
import io.rialto.protocol.MarketStatus;
import io.rialto.view.Balance;
import io.rialto.view.Trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes accounts of the past: balances by postings, positions by trades and what else changed them;
 * orders are made by {@link PastOrders}.
 */
final class PastAccounts {
    static final int FILLS_MAX = 500;

    /** Both bounds hold for every question; one of them is far away. */
    static final String BY_THEN = "sequence <= ? AND time_nanos <= ?";

    private static final String BALANCES = """
            SELECT p.asset, p.sequence, p.time_nanos, p.cash, p.held FROM postings p
            JOIN (SELECT MAX(sequence) AS last FROM postings
                  WHERE account = ? AND %s GROUP BY asset) AS newest
              ON p.sequence = newest.last""".formatted(BY_THEN);

    private static final String FIRST_BALANCES = """
            SELECT asset, sequence, 0, cash, held FROM balance_snapshots
            WHERE account = ? AND sequence = (SELECT MIN(sequence) FROM balance_snapshots
                                              WHERE account = ? AND sequence <= ?)""";

    private static final String TRADES = """
            SELECT * FROM known_trades WHERE maker_account = ? AND %1$s
            UNION
            SELECT * FROM known_trades WHERE taker_account = ? AND %1$s
            ORDER BY sequence DESC""".formatted(BY_THEN);

    private static final String BUSTED =
            "SELECT market, trade FROM corrections WHERE kind = 'BUSTED' AND " + BY_THEN;

    private static final String ENDED = """
            SELECT market, status FROM ended_markets
            UNION ALL
            SELECT market, status FROM market_events
            WHERE status <> '' AND %s""".formatted(BY_THEN);

    private static final String KNOWN_FROM = """
            SELECT first_sequence, first_nanos FROM projection WHERE name = ?""";

    private final Connection connection;
    private final Held now;
    private final long sequence;
    private final long nanos;
    private long last;
    private long lastNanos;

    private PastAccounts(Connection connection, Held now, Moment moment) {
        this.connection = connection;
        this.now = now;
        switch (moment) {
            case Moment.After after -> {
                sequence = Math.min(after.sequence(), now.sequence());
                nanos = Long.MAX_VALUE;
            }
            case Moment.At at -> {
                sequence = now.sequence();
                nanos = at.nanos();
            }
        }
    }

    /**
     * An account at a moment; nothing where the history does not reach back so far.
     *
     * @param now what it has after an event that the history shows
     */
    static Optional<PastAccount> at(Connection connection, Held now, Moment moment)
            throws SQLException {
        PastAccounts past = new PastAccounts(connection, now, moment);
        OptionalLong begun = past.begun();
        return begun.isEmpty() ? Optional.empty() : Optional.of(past.account(begun.getAsLong()));
    }

    /** The event after which the history knows everything, if the moment is not before it. */
    private OptionalLong begun() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN_FROM)) {
            select.setString(1, HistoryWriter.PROJECTION);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return OptionalLong.empty();
                }
                // Of whichever was later there are the balances of everybody.
                Horizon kept = Horizon.of(connection, Retention.Kind.POSTINGS);
                long first = Math.max(row.getLong(1), kept.sequence());
                boolean isKept = !isBefore(first, Math.max(row.getLong(2), kept.nanos()))
                        && !isBefore(Horizon.of(connection, Retention.Kind.ORDERS));
                return isKept ? OptionalLong.of(first) : OptionalLong.empty();
            }
        }
    }

    private boolean isBefore(Horizon horizon) {
        return isBefore(horizon.sequence(), horizon.nanos());
    }

    private boolean isBefore(long first, long firstNanos) {
        return sequence < first || nanos < firstNanos;
    }

    private PastAccount account(long begun) throws SQLException {
        Map<Integer, Balance> balances = new TreeMap<>();
        addBalances(FIRST_BALANCES, balances, now.account(), now.account(), begun);
        addBalances(BALANCES, balances, now.account(), sequence, nanos);
        List<PastAccount.Order> orders =
                PastOrders.open(connection, now.account(), sequence, nanos, this::seen);
        List<Trade> all = trades(now.sequence(), Long.MAX_VALUE);
        List<Trade> byThen = trades(sequence, nanos);
        byThen.stream()
                .findFirst()
                .ifPresent(newest -> seen(newest.sequence(), newest.timeNanos()));
        PastPositions past = new PastPositions(connection, now);
        Map<Long, Position> positions = past.at(byThen, sequence, nanos);
        Set<Long> unexplained = past.unexplained(all);
        // One that was undone shows no position, and nothing can be compared.
        unexplained.removeAll(ended(now.sequence(), Long.MAX_VALUE, MarketStatus.VOID));
        Set<Long> ended = ended(sequence, nanos, MarketStatus.SETTLED, MarketStatus.VOID);
        positions.keySet().removeAll(ended);
        positions.keySet().removeAll(unexplained);
        unexplained.removeAll(ended);
        List<Trade> fills = byThen.subList(0, Math.min(FILLS_MAX, byThen.size()));
        return new PastAccount(
                last,
                lastNanos,
                List.copyOf(balances.values()),
                orders,
                positions,
                unexplained,
                fills);
    }

    private Set<Long> ended(long until, long untilNanos, MarketStatus... how) throws SQLException {
        List<String> statuses = Stream.of(how).map(MarketStatus::name).toList();
        Set<Long> ended = new HashSet<>();
        each(
                ENDED,
                row -> {
                    if (statuses.contains(row.getString(2))) {
                        ended.add(row.getLong(1));
                    }
                },
                until,
                untilNanos);
        return ended;
    }

    private void addBalances(String sql, Map<Integer, Balance> balances, long... keys)
            throws SQLException {
        each(
                sql,
                row -> {
                    int asset = row.getInt(1);
                    seen(row.getLong(2), row.getLong(3));
                    balances.put(
                            asset,
                            new Balance(now.account(), asset, row.getLong(4), row.getLong(5)));
                },
                keys);
    }

    /** Numbers of trades count per market. */
    private record Name(long market, long trade) {}

    /** The account's trades, those undone by then marked, the newest first. */
    private List<Trade> trades(long until, long untilNanos) throws SQLException {
        Set<Name> busted = new HashSet<>();
        each(
                BUSTED,
                row -> busted.add(new Name(row.getLong(1), row.getLong(2))),
                until,
                untilNanos);
        List<Trade> trades = new ArrayList<>();
        each(
                TRADES,
                row -> {
                    Trade trade = HistoryRows.trade(row);
                    trades.add(trade.withBusted(
                            busted.contains(new Name(trade.market(), trade.trade()))));
                },
                now.account(),
                until,
                untilNanos,
                now.account(),
                until,
                untilNanos);
        return trades;
    }

    private void seen(long event, long eventNanos) {
        last = Math.max(last, event);
        lastNanos = Math.max(lastNanos, eventNanos);
    }

    @FunctionalInterface
    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowTaker taker, long... parameters) throws SQLException {
        each(connection, sql, taker, parameters);
    }

    /** Passes on each row of a query. */
    static void each(Connection connection, String sql, RowTaker taker, long... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setLong(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    taker.take(row);
                }
            }
        }
    }
}

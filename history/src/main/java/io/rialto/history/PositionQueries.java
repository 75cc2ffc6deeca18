package io.rialto.history;

import io.rialto.view.Trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.sql.DataSource;

/**
 * Questions about positions in markets of contracts: those of everybody at a moment of the past, and
 * what an account's came from. Any thread may ask; it blocks for the database.
 */
public final class PositionQueries {
    private final DataSource source;
    private final Lists lists;

    PositionQueries(DataSource source) {
        this.source = source;
        lists = new Lists(source);
    }

    /**
     * A part of what everybody owned or owed of a market, the most owned first.
     *
     * @param participants how many there are in all
     */
    public record Part(int participants, List<PastPosition> positions) {}

    /**
     * What everybody owned or owed of a market of contracts at a moment, the most owned first; after
     * a settlement what was paid. Nothing where the history does not know it.
     *
     * @param skipped so many first ones are left out
     */
    public Optional<Part> positions(long market, Moment moment, long skipped, int limit) {
        if (!isKnown(moment)) {
            return Optional.empty();
        }
        return switch (moment) {
            case Moment.After after ->
                Optional.of(positions(market, "sequence", after.sequence(), skipped, limit));
            case Moment.At at ->
                Optional.of(positions(market, "time_nanos", at.nanos(), skipped, limit));
        };
    }

    /** Of all that has changed positions until a moment, which is one of the column's. */
    private Part positions(long market, String column, long until, long skipped, int limit) {
        long voids = lists.list("""
                        SELECT COUNT(*) FROM market_events
                        WHERE market = ? AND status = 'VOID' AND %s <= ?""".formatted(column), row -> row.getLong(1), market, until)
                .getFirst();
        if (voids > 0) {
            return new Part(0, List.of());
        }
        AtomicInteger participants = new AtomicInteger();
        List<PastPosition> positions = lists.list(
                """
            SELECT account, SUM(quantity), COUNT(*) OVER () FROM (
                SELECT account, quantity FROM position_snapshots WHERE market = ?
                UNION ALL
                SELECT taker_account,
                       CASE WHEN taker_side = 'BUY' THEN quantity ELSE -quantity END
                FROM trades WHERE market = ? AND %1$s <= ?
                UNION ALL
                SELECT maker_account,
                       CASE WHEN taker_side = 'BUY' THEN -quantity ELSE quantity END
                FROM trades WHERE market = ? AND %1$s <= ?
                UNION ALL
                SELECT account, quantity FROM position_changes
                WHERE market = ? AND %1$s <= ?) AS changes
            GROUP BY account HAVING SUM(quantity) <> 0
            ORDER BY SUM(quantity) DESC, account LIMIT ? OFFSET ?""".formatted(column),
                row -> {
                    participants.set(row.getInt(3));
                    return new PastPosition(row.getLong(1), row.getLong(2));
                },
                market,
                market,
                until,
                market,
                until,
                market,
                until,
                limit,
                skipped);
        boolean isBehindAll = positions.isEmpty() && skipped > 0;
        return new Part(
                isBehindAll
                        ? positions(market, column, until, 0, 1).participants()
                        : participants.get(),
                positions);
    }

    /** Whether everything that changed positions until a moment is here, from an opening on. */
    private boolean isKnown(Moment moment) {
        return lists.list("""
                        SELECT first_sequence, dealings_after, first_nanos,
                               (SELECT COUNT(*) FROM retention WHERE kind = 'TRADES')
                        FROM projection WHERE name = '%s'""".formatted(HistoryWriter.PROJECTION), row -> {
                    long first = row.getLong(1);
                    boolean reaches = switch (moment) {
                        case Moment.After after -> after.sequence() >= first;
                        case Moment.At at -> first == 0 || at.nanos() >= row.getLong(3);
                    };
                    return reaches && row.getLong(2) == 0 && row.getLong(4) == 0;
                })
                .getFirst();
    }

    /**
     * Passes on all trades of an account, as maker or taker, but for those that were undone, and what
     * else changed its positions, in the order in which it happened.
     */
    public void forEachChange(
            long account, Consumer<Trade> trades, Consumer<PositionChange> others) {
        List<PositionChange> changes = new ArrayList<>(lists.list(
                "SELECT * FROM position_changes WHERE account = ? AND cause <> '"
                        + PositionChange.Cause.BUSTED + "' ORDER BY sequence, market",
                PositionQueries::change,
                account));
        String sql = """
                SELECT * FROM known_trades WHERE maker_account = ? AND busted = 0
                UNION ALL
                SELECT * FROM known_trades
                WHERE taker_account = ? AND maker_account <> ? AND busted = 0
                ORDER BY sequence""";
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 1; i <= 3; i++) {
                select.setLong(i, account);
            }
            try (ResultSet row = select.executeQuery()) {
                int next = 0;
                while (row.next()) {
                    Trade trade = HistoryRows.trade(row);
                    for (; isBefore(changes, next, trade.sequence()); next++) {
                        others.accept(changes.get(next));
                    }
                    trades.accept(trade);
                }
                changes.subList(next, changes.size()).forEach(others);
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot read the history", e);
        }
    }

    private static boolean isBefore(List<PositionChange> changes, int next, long sequence) {
        return next < changes.size() && changes.get(next).sequence() < sequence;
    }

    private static PositionChange change(ResultSet row) throws SQLException {
        return new PositionChange(
                row.getLong("market"),
                row.getLong("sequence"),
                row.getLong("account"),
                row.getLong("time_nanos"),
                PositionChange.Cause.valueOf(row.getString("cause")),
                row.getLong("source"),
                row.getLong("quantity"),
                row.getLong("price"),
                row.getLong("fee"));
    }
}

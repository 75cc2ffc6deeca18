package io.rialto.history;

import io.rialto.protocol.PostingCause;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.sql.DataSource;

/**
 * Questions about an account in a period, answered by adding up its postings. Any thread may ask; it
 * blocks for the database.
 */
public final class StatementQueries {
    /** Before the period: by no cause, as often as not at all. */
    private static final String OPENING = """
            SELECT asset, SUM(cash) FROM (
                SELECT asset, cash FROM balance_snapshots WHERE account = ?
                UNION ALL
                SELECT asset, cash_delta FROM postings
                WHERE account = ? AND time_nanos < ?
                AND sequence > (SELECT COALESCE(MAX(sequence), 0) FROM balance_snapshots))
                AS before_it
            GROUP BY asset""";

    private static final String CHANGES = """
            SELECT asset, cause, SUM(cash_delta), COUNT(*) FROM postings
            WHERE account = ? AND time_nanos >= ? AND time_nanos < ? AND cash_delta <> 0
            GROUP BY asset, cause""";

    private static final String FEES = """
            SELECT market, SUM(fee) FROM (
                SELECT market, maker_fee AS fee FROM trades
                WHERE maker_account = ? AND time_nanos >= ? AND time_nanos < ?
                UNION ALL
                SELECT market, taker_fee FROM trades
                WHERE taker_account = ? AND time_nanos >= ? AND time_nanos < ?
                UNION ALL
                SELECT market, fee FROM position_changes
                WHERE account = ? AND time_nanos >= ? AND time_nanos < ?) AS charged
            GROUP BY market HAVING SUM(fee) <> 0 ORDER BY market""";

    /** When the history began, if it did so with a snapshot, and what it keeps. */
    private static final String BEGAN = """
            SELECT first_sequence, first_nanos,
                   COALESCE((SELECT MAX(before_nanos) FROM retention
                             WHERE kind IN ('POSTINGS', 'TRADES')), 0)
            FROM projection WHERE name = '%s'""".formatted(HistoryWriter.PROJECTION);

    private final Lists lists;

    StatementQueries(DataSource source) {
        lists = new Lists(source);
    }

    /** The statement of a period; nothing where the history does not reach back to its beginning. */
    public Optional<AccountStatement> statement(long account, ExportRange range) {
        boolean isKnown = lists.list(
                        BEGAN,
                        row -> (row.getLong(1) == 0 || range.from() > row.getLong(2))
                                && range.from() >= row.getLong(3))
                .getFirst();
        if (!isKnown) {
            return Optional.empty();
        }
        Map<Integer, Long> openings = new TreeMap<>();
        Map<Integer, Map<PostingCause, AccountStatement.Change>> changes = new TreeMap<>();
        lists.list(
                OPENING,
                row -> openings.put(row.getInt(1), row.getLong(2)),
                account,
                account,
                range.from());
        lists.list(
                CHANGES,
                row -> changes.computeIfAbsent(
                                row.getInt(1), _ -> new EnumMap<>(PostingCause.class))
                        .put(
                                PostingCause.valueOf(row.getString(2)),
                                new AccountStatement.Change(row.getLong(3), row.getLong(4))),
                account,
                range.from(),
                range.before());
        openings.keySet().forEach(asset -> changes.putIfAbsent(asset, Map.of()));
        List<AccountStatement.OfAsset> assets = new ArrayList<>();
        changes.forEach((asset, each) -> {
            long opening = openings.getOrDefault(asset, 0L);
            long closing = opening;
            for (AccountStatement.Change change : each.values()) {
                closing = Math.addExact(closing, change.amount());
            }
            assets.add(new AccountStatement.OfAsset(asset, opening, each, closing));
        });
        return Optional.of(new AccountStatement(account, range, assets));
    }

    /** Fees charged in a period less those given back, quote minor units by market. */
    public Map<Long, Long> fees(long account, ExportRange range) {
        Map<Long, Long> fees = new TreeMap<>();
        long from = range.from();
        long before = range.before();
        lists.list(
                FEES,
                row -> fees.put(row.getLong(1), row.getLong(2)),
                account,
                from,
                before,
                account,
                from,
                before,
                account,
                from,
                before);
        return fees;
    }
}

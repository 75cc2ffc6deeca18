package io.rialto.history;

import io.rialto.marketdata.Candle;
import io.rialto.protocol.MarketStatus;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import javax.sql.DataSource;

/**
 * What an account had at moments of the past: its balances back from those of now by its postings,
 * its positions by its trades and by what else changed them, prices by candles. Any thread may ask;
 * it blocks for the database.
 */
public final class HoldingsQueries {
    private static final String CASH = """
            SELECT asset, time_nanos, cash_delta FROM postings
            WHERE account = ? AND sequence <= ? AND cash_delta <> 0""";

    private static final String TRADED = """
            SELECT market, time_nanos, CASE WHEN taker_side = '%1$s' THEN quantity ELSE -quantity END
            FROM trades WHERE %2$s_account = ? AND sequence <= ?""";

    /** By what else, and what there was when the history began. */
    private static final String CHANGED = """
            SELECT market, time_nanos, quantity FROM position_changes
            WHERE account = ? AND sequence <= ?""";

    private static final String OPENING = """
            SELECT market, 0, quantity FROM position_snapshots
            WHERE account = ? AND sequence <= ?""";

    private static final List<String> CONTRACTS = List.of(
            OPENING, TRADED.formatted("BUY", "taker"), TRADED.formatted("SELL", "maker"), CHANGED);

    /** When positions were paid or undone; 0 for before the history began. */
    private static final String ENDS = """
            SELECT market, status, 0 AS at_nanos, sequence FROM ended_markets
            UNION ALL
            SELECT market, status, time_nanos, sequence FROM market_events
            WHERE status IN (?, ?) AND sequence <= ? ORDER BY sequence""";

    private final DataSource source;

    HoldingsQueries(DataSource source) {
        this.source = source;
    }

    /** The end of a market's positions. */
    private record End(long timeNanos, boolean isVoid) {}

    /**
     * What an account had at each moment; the first moments are left out where the history does not
     * reach back to them.
     *
     * @param now after an event that the history shows
     * @param priced the markets whose prices are wanted, besides those of positions
     */
    public List<PastHoldings> holdings(Held now, Timeline timeline, Set<Long> priced) {
        Account account;
        try (Connection connection = source.getConnection()) {
            account = account(connection, now, timeline);
        } catch (SQLException e) {
            throw new HistoryException("cannot read what account " + now.account() + " had", e);
        }
        // One connection at a time: who waits for a second while holding one may wait for good.
        Set<Long> markets = new TreeSet<>(priced);
        markets.addAll(account.contracts().keySet());
        Map<Long, List<Optional<Long>>> prices = new HashMap<>();
        markets.forEach(market -> prices.put(market, prices(market, timeline)));
        List<PastHoldings> list = new ArrayList<>();
        for (int i = 0; i < timeline.size(); i++) {
            if (timeline.moments().get(i) >= account.knownFrom()) {
                list.add(account.at(timeline.moments().get(i), i, prices));
            }
        }
        return list;
    }

    /** What there was at each moment by asset and market; that of now besides. */
    private record Account(
            Map<Integer, long[]> cash,
            Map<Long, long[]> contracts,
            Map<Long, End> ends,
            Set<Long> unexplained,
            long knownFrom) {
        PastHoldings at(long moment, int index, Map<Long, List<Optional<Long>>> prices) {
            Map<Long, Long> positions = there(contracts, index);
            positions.keySet().removeIf(market -> hasEnded(market, moment));
            positions.keySet().removeAll(unexplained);
            Set<Long> open = new HashSet<>(unexplained);
            open.removeIf(market -> hasEnded(market, moment));
            Map<Long, Long> known = new HashMap<>();
            prices.forEach(
                    (market, last) -> last.get(index).ifPresent(price -> known.put(market, price)));
            return new PastHoldings(moment, there(cash, index), positions, open, known);
        }

        private boolean hasEnded(long market, long moment) {
            return ends.containsKey(market) && ends.get(market).timeNanos() < moment;
        }

        private static <K> Map<K, Long> there(Map<K, long[]> sums, int moment) {
            Map<K, Long> there = new HashMap<>();
            sums.forEach((key, each) -> {
                if (each[moment] != 0) {
                    there.put(key, each[moment]);
                }
            });
            return there;
        }
    }

    private static Account account(Connection connection, Held now, Timeline timeline)
            throws SQLException {
        int size = timeline.size() + 1;
        Map<Integer, long[]> cash = new HashMap<>();
        now.cash().keySet().forEach(asset -> cash.put(asset, new long[size]));
        add(
                connection,
                CASH,
                now,
                timeline,
                (asset, at, change) ->
                        cash.computeIfAbsent((int) asset, _ -> new long[size])[at] += change);
        Map<Long, long[]> contracts = new HashMap<>();
        for (String sql : CONTRACTS) {
            add(connection, sql, now, timeline, (market, at, change) -> {
                if (now.positions().containsKey(market)) {
                    contracts.computeIfAbsent(market, _ -> new long[size])[at] += change;
                }
            });
        }
        Map<Long, End> ends = ends(connection, now.sequence());
        Set<Long> unexplained = unexplained(now, contracts, ends);
        cash.forEach((asset, changes) ->
                addUp(changes, now.cash().getOrDefault(asset, 0L) - sum(changes)));
        contracts.values().forEach(changes -> addUp(changes, 0));
        return new Account(cash, contracts, ends, unexplained, knownFrom(connection));
    }

    @FunctionalInterface
    private interface Changes {
        void add(long key, int moment, long change);
    }

    private static void add(
            Connection connection, String sql, Held now, Timeline timeline, Changes changes)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, now.account());
            select.setLong(2, now.sequence());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    changes.add(
                            row.getLong(1), timeline.firstAfter(row.getLong(2)), row.getLong(3));
                }
            }
        }
    }

    private static Map<Long, End> ends(Connection connection, long sequence) throws SQLException {
        Map<Long, End> ends = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ENDS)) {
            select.setString(1, MarketStatus.SETTLED.name());
            select.setString(2, MarketStatus.VOID.name());
            select.setLong(3, sequence);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boolean isVoid = row.getString(2).equals(MarketStatus.VOID.name());
                    // Paid first and undone later: nothing was open from the first on.
                    ends.merge(
                            row.getLong(1),
                            new End(row.getLong(3), isVoid),
                            (first, later) ->
                                    new End(first.timeNanos(), first.isVoid() || later.isVoid()));
                }
            }
        }
        return ends;
    }

    /** A market that was undone shows no position: nothing can be compared. */
    private static Set<Long> unexplained(
            Held now, Map<Long, long[]> contracts, Map<Long, End> ends) {
        Set<Long> unexplained = new HashSet<>();
        now.positions().forEach((market, position) -> {
            long traded = contracts.containsKey(market) ? sum(contracts.get(market)) : 0;
            boolean isVoid = ends.containsKey(market) && ends.get(market).isVoid();
            if (traded != position && !isVoid) {
                unexplained.add(market);
            }
        });
        return unexplained;
    }

    private static long sum(long[] changes) {
        return Arrays.stream(changes).sum();
    }

    /** Makes of what changed before each moment what there was then. */
    private static void addUp(long[] changes, long opening) {
        long sum = opening;
        for (int i = 0; i < changes.length; i++) {
            sum += changes[i];
            changes[i] = sum;
        }
    }

    /** The last price before each moment, as far as there was any. */
    private List<Optional<Long>> prices(long market, Timeline timeline) {
        CandleQueries queries = new CandleQueries(source);
        long first = timeline.moments().getFirst();
        int max = timeline.size() + 1;
        List<Candle> candles = new ArrayList<>(queries.candles(
                market, timeline.interval(), first, timeline.moments().getLast(), max));
        candles.addAll(queries.candles(market, timeline.interval(), 0, first, 1));
        List<Optional<Long>> prices = new ArrayList<>();
        // The newest first, as the candles are.
        int next = 0;
        for (long moment : timeline.moments().reversed()) {
            while (next < candles.size() && candles.get(next).beginNanos() >= moment) {
                next++;
            }
            prices.add(
                    next < candles.size()
                            ? Optional.of(candles.get(next).close())
                            : Optional.empty());
        }
        return prices.reversed();
    }

    /** From when on all postings are here. */
    private static long knownFrom(Connection connection) throws SQLException {
        long kept = Math.max(
                Horizon.of(connection, Retention.Kind.POSTINGS).nanos(),
                Horizon.of(connection, Retention.Kind.TRADES).nanos());
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT first_nanos FROM projection WHERE name = ? AND first_sequence > 0")) {
            select.setString(1, HistoryWriter.PROJECTION);
            try (ResultSet row = select.executeQuery()) {
                // At the instant itself something may have happened before the beginning.
                long began = row.next() ? row.getLong(1) + 1 : Long.MIN_VALUE;
                return kept > 0 ? Math.max(kept, began) : began;
            }
        }
    }
}

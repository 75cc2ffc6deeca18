package io.rialto.history;

import io.rialto.view.Trade;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Questions to the history. Lists are newest first, in pages; each answer is of one moment of the
 * database. Any thread may ask; it blocks for the database.
 */
public final class HistoryQueries {
    private final DataSource source;
    private final Lists lists;

    HistoryQueries(DataSource source) {
        this.source = source;
        lists = new Lists(source);
    }

    /** Questions about candles. */
    public CandleQueries candles() {
        return new CandleQueries(source);
    }

    /** Questions about what accounts had. */
    public HoldingsQueries holdings() {
        return new HoldingsQueries(source);
    }

    /** Questions about positions in markets of contracts. */
    public PositionQueries positions() {
        return new PositionQueries(source);
    }

    /** Questions about an account in a period. */
    public StatementQueries statements() {
        return new StatementQueries(source);
    }

    /** A statement with every posting, as a file. */
    public StatementExport export(AccountStatement statement, ExportUnits units) {
        return new StatementExport(source, units, statement);
    }

    /** Questions about what was dealt in besides orders. */
    public DealingQueries dealings() {
        return new DealingQueries(source);
    }

    /** Tables and files of it. */
    public Exports exports(ExportUnits units) {
        return new Exports(source, units);
    }

    /** From which instant on everything of a kind is here; 0 where nothing was deleted for its age. */
    public long keptFrom(Retention.Kind kind) {
        try (Connection connection = source.getConnection()) {
            return Horizon.of(connection, kind).nanos();
        } catch (SQLException e) {
            throw new HistoryException("cannot read the history", e);
        }
    }

    /** Whether every trade of an account since the history began is here. */
    public boolean hasAllTrades(long account) {
        return list(
                        "SELECT account FROM pruned_traders WHERE account = ?",
                        row -> row.getLong(1),
                        account)
                .isEmpty();
    }

    /** An account's postings in all assets. */
    public List<Posting> postings(long account, Page page) {
        return page("postings", "account", "sequence", HistoryRows::posting, account, page);
    }

    /** An account's orders, open and closed, by when they were accepted. */
    public List<PastOrder> orders(long account, Page page) {
        return page("orders", "account", "accepted_sequence", HistoryRows::order, account, page);
    }

    /** The same of one market, by 0 of all, accepted within a range. */
    public List<PastOrder> orders(long account, long market, Wanted wanted) {
        return lists.page(
                "(SELECT o.*, o.accepted_sequence AS sequence, o.accepted_at AS time_nanos"
                        + " FROM orders o) AS accepted",
                "account = ? AND ? IN (market, 0)",
                HistoryRows::order,
                wanted,
                account,
                market);
    }

    /** One order. */
    public Optional<PastOrder> order(long market, long order) {
        return list(
                        "SELECT * FROM orders WHERE market = ? AND order_id = ?",
                        HistoryRows::order,
                        market,
                        order)
                .stream()
                .findFirst();
    }

    /** Every change of an order's state, the first first. */
    public List<OrderEvent> orderEvents(long market, long order) {
        return list(
                "SELECT * FROM order_events WHERE market = ? AND order_id = ? ORDER BY sequence",
                HistoryRows::orderEvent,
                market,
                order);
    }

    /**
     * A market's book at a moment of the past; nothing where the history does not reach back so far.
     */
    public Optional<PastBook> book(long market, Moment moment) {
        try (Connection connection = source.getConnection()) {
            return PastBooks.at(connection, market, moment);
        } catch (SQLException e) {
            throw new HistoryException("cannot read the history", e);
        }
    }

    /**
     * What an account had and had open at a moment of the past; nothing where the history does not
     * reach back so far.
     *
     * @param now what it has after an event that the history shows
     */
    public Optional<PastAccount> account(Held now, Moment moment) {
        try (Connection connection = source.getConnection()) {
            return PastAccounts.at(connection, now, moment);
        } catch (SQLException e) {
            throw new HistoryException("cannot read the history", e);
        }
    }

    /** An account's trades, as maker or taker. */
    public List<Trade> accountTrades(long account, Page page) {
        return accountTrades(account, 0, new Wanted(ExportRange.ALL, page));
    }

    /** The same, of one market; of all by 0. */
    public List<Trade> accountTrades(long account, long market, Wanted wanted) {
        return lists.ofEither(
                "known_trades",
                List.of("maker_account", "taker_account"),
                "? IN (market, 0)",
                HistoryRows::trade,
                wanted,
                account,
                market);
    }

    /** A market's trades. The cursor is the trade's own number, which counts per market. */
    public List<Trade> marketTrades(long market, Page page) {
        return page("known_trades", "market", "trade", HistoryRows::trade, market, page);
    }

    /** An account's deposits, withdrawals, gifts, and transfers from it and to it. */
    public List<Transfer> transfers(long account, Wanted wanted) {
        return lists.ofEither(
                "transfers",
                List.of("account", "counterparty"),
                "1 = 1",
                HistoryRows::transfer,
                wanted,
                account);
    }

    /** What of an account was refused. */
    public List<Denial> denials(long account, Wanted wanted) {
        return lists.page("denials", "account = ?", HistoryRows::denial, wanted, account);
    }

    /** What was done to a market. */
    public List<MarketEvent> marketEvents(long market, Page page) {
        return page("market_events", "market", "sequence", HistoryRows::marketEvent, market, page);
    }

    /** What was corrected in a market. */
    public List<Correction> corrections(long market, Page page) {
        return page("corrections", "market", "sequence", HistoryRows::correction, market, page);
    }

    /** Which statuses a market has had, the last first. */
    public List<MarketEvent> statusHistory(long market, Page page) {
        return list("""
                SELECT * FROM market_events
                WHERE market = ? AND status <> '' AND sequence < ?
                ORDER BY sequence DESC LIMIT ?""", HistoryRows::marketEvent, market, page.before(), page.limit());
    }

    /** What a market's terms were from when. */
    public List<ReferenceChange> referenceData(long market, Page page) {
        return page("reference_data", "market", "sequence", HistoryRows::reference, market, page);
    }

    /** What administrators did. */
    public List<AdministratorAction> administration(Page page) {
        return list("""
                SELECT * FROM administration WHERE sequence < ?
                ORDER BY sequence DESC LIMIT ?""", HistoryRows::action, page.before(), page.limit());
    }

    /** The rows of one account or market before a cursor, the last first. */
    private <T> List<T> page(
            String table,
            String owner,
            String cursor,
            Lists.RowReader<T> reader,
            long id,
            Page page) {
        return list(
                "SELECT * FROM %1$s WHERE %2$s = ? AND %3$s < ? ORDER BY %3$s DESC LIMIT ?"
                        .formatted(table, owner, cursor),
                reader,
                id,
                page.before(),
                page.limit());
    }

    private <T> List<T> list(String sql, Lists.RowReader<T> reader, long... parameters) {
        return lists.list(sql, reader, parameters);
    }
}

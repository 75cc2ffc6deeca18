package io.rialto.history;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Code;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.StatusCause;
import io.rialto.protocol.TimeInForce;
import io.rialto.view.OrderInfo;
import io.rialto.view.OrderManagement;
import io.rialto.view.OrderTrigger;
import io.rialto.view.Trade;

import java.sql.Connection;
import java.sql.ResultSet;
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
        return page("postings", "account", "sequence", HistoryQueries::posting, account, page);
    }

    /** An account's orders, open and closed, by when they were accepted. */
    public List<PastOrder> orders(long account, Page page) {
        return page("orders", "account", "accepted_sequence", HistoryQueries::order, account, page);
    }

    /** The same of one market, by 0 of all, accepted within a range. */
    public List<PastOrder> orders(long account, long market, Wanted wanted) {
        return lists.page(
                "(SELECT o.*, o.accepted_sequence AS sequence, o.accepted_at AS time_nanos"
                        + " FROM orders o) AS accepted",
                "account = ? AND ? IN (market, 0)",
                HistoryQueries::order,
                wanted,
                account,
                market);
    }

    /** One order. */
    public Optional<PastOrder> order(long market, long order) {
        return list(
                        "SELECT * FROM orders WHERE market = ? AND order_id = ?",
                        HistoryQueries::order,
                        market,
                        order)
                .stream()
                .findFirst();
    }

    /** Every change of an order's state, the first first. */
    public List<OrderEvent> orderEvents(long market, long order) {
        return list(
                "SELECT * FROM order_events WHERE market = ? AND order_id = ? ORDER BY sequence",
                HistoryQueries::orderEvent,
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
                HistoryQueries::trade,
                wanted,
                account,
                market);
    }

    /** A market's trades. The cursor is the trade's own number, which counts per market. */
    public List<Trade> marketTrades(long market, Page page) {
        return page("known_trades", "market", "trade", HistoryQueries::trade, market, page);
    }

    /** An account's deposits, withdrawals, gifts, and transfers from it and to it. */
    public List<Transfer> transfers(long account, Wanted wanted) {
        return lists.ofEither(
                "transfers",
                List.of("account", "counterparty"),
                "1 = 1",
                HistoryQueries::transfer,
                wanted,
                account);
    }

    /** What of an account was refused. */
    public List<Denial> denials(long account, Wanted wanted) {
        return lists.page("denials", "account = ?", HistoryQueries::denial, wanted, account);
    }

    /** What was done to a market. */
    public List<MarketEvent> marketEvents(long market, Page page) {
        return page(
                "market_events", "market", "sequence", HistoryQueries::marketEvent, market, page);
    }

    /** What was corrected in a market. */
    public List<Correction> corrections(long market, Page page) {
        return page("corrections", "market", "sequence", HistoryQueries::correction, market, page);
    }

    /** Which statuses a market has had, the last first. */
    public List<MarketEvent> statusHistory(long market, Page page) {
        return list("""
                SELECT * FROM market_events
                WHERE market = ? AND status <> '' AND sequence < ?
                ORDER BY sequence DESC LIMIT ?""", HistoryQueries::marketEvent, market, page.before(), page.limit());
    }

    /** What a market's terms were from when. */
    public List<ReferenceChange> referenceData(long market, Page page) {
        return page(
                "reference_data", "market", "sequence", HistoryQueries::reference, market, page);
    }

    /** What administrators did. */
    public List<AdministratorAction> administration(Page page) {
        return list("""
                SELECT * FROM administration WHERE sequence < ?
                ORDER BY sequence DESC LIMIT ?""", HistoryQueries::action, page.before(), page.limit());
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

    private static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("account"),
                row.getInt("asset"),
                PostingCause.valueOf(row.getString("cause")),
                row.getLong("cash_delta"),
                row.getLong("held_delta"),
                row.getLong("cash"),
                row.getLong("held"),
                row.getLong("market"),
                row.getLong("reference"));
    }

    static PastOrder order(ResultSet row) throws SQLException {
        long quantity = row.getLong("quantity");
        long filled = row.getLong("filled");
        String reason = row.getString("close_reason");
        CloseReason closeReason =
                reason.isEmpty() ? CloseReason.NULL_VAL : CloseReason.valueOf(reason);
        boolean open = closeReason == CloseReason.NULL_VAL;
        OrderInfo info = new OrderInfo(
                row.getLong("market"),
                row.getLong("order_id"),
                row.getLong("account"),
                row.getString("client_order_id"),
                Side.valueOf(row.getString("side")),
                OrderType.valueOf(row.getString("order_type")),
                TimeInForce.valueOf(row.getString("time_in_force")),
                SelfTradePrevention.valueOf(row.getString("self_trade_prevention")),
                row.getInt("post_only") == 1,
                row.getLong("price"),
                quantity,
                row.getLong("budget"),
                row.getLong("expires_at"),
                row.getInt("maker_fee_ppm"),
                row.getInt("taker_fee_ppm"),
                open ? Math.max(0, quantity - filled) : 0,
                filled,
                row.getLong("filled_notional"),
                row.getLong("fees"),
                row.getLong("held"),
                OrderInfo.state(closeReason, filled),
                OrderTrigger.NONE,
                OrderManagement.NONE,
                0,
                closeReason,
                row.getLong("accepted_at"),
                row.getLong("changed_at"),
                row.getLong("changed_sequence"));
        return new PastOrder(info, row.getLong("accepted_sequence"));
    }

    private static OrderEvent orderEvent(ResultSet row) throws SQLException {
        return new OrderEvent(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                OrderEvent.Kind.valueOf(row.getString("kind")),
                row.getLong("price"),
                row.getLong("quantity"),
                row.getLong("trade"),
                row.getString("reason"));
    }

    static Trade trade(ResultSet row) throws SQLException {
        return new Trade(
                row.getLong("market"),
                row.getLong("trade"),
                row.getLong("update_number"),
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("maker_order"),
                row.getLong("taker_order"),
                row.getLong("maker_account"),
                row.getLong("taker_account"),
                row.getLong("price"),
                row.getLong("quantity"),
                row.getLong("notional"),
                row.getLong("maker_fee"),
                row.getLong("taker_fee"),
                Side.valueOf(row.getString("taker_side")),
                row.getLong("busted") != 0);
    }

    private static Correction correction(ResultSet row) throws SQLException {
        return new Correction(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("market"),
                Correction.Kind.valueOf(row.getString("kind")),
                row.getLong("trade"),
                row.getLong("previous_price"),
                row.getLong("price"),
                row.getString("reason"));
    }

    private static Transfer transfer(ResultSet row) throws SQLException {
        return new Transfer(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("account"),
                row.getInt("asset"),
                Transfer.Kind.valueOf(row.getString("kind")),
                row.getLong("amount"),
                row.getString("note"),
                row.getLong("counterparty"));
    }

    private static Denial denial(ResultSet row) throws SQLException {
        return new Denial(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("account"),
                row.getInt("command_template"),
                Code.valueOf(row.getString("code")),
                row.getLong("market"),
                row.getLong("order_id"),
                row.getString("client_order_id"),
                row.getLong("needed"),
                row.getLong("available"));
    }

    private static ReferenceChange reference(ResultSet row) throws SQLException {
        return new ReferenceChange(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("market"),
                ReferenceTerms.parse(row.getString("terms")));
    }

    private static AdministratorAction action(ResultSet row) throws SQLException {
        return new AdministratorAction(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("account"),
                row.getLong("market"),
                row.getString("action"),
                row.getString("reason"));
    }

    private static MarketEvent marketEvent(ResultSet row) throws SQLException {
        return new MarketEvent(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("market"),
                MarketEvent.Kind.valueOf(row.getString("kind")),
                row.getString("status"),
                row.getInt("maker_fee_ppm"),
                row.getInt("taker_fee_ppm"),
                row.getString("reason"),
                StatusCause.valueOf(row.getString("cause")));
    }
}

package io.rialto.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/**
 * Questions about what was dealt in besides orders. Lists are newest first, in pages that may be
 * longer than their limit by the rest of one event's entries. Any thread may ask; it blocks for the
 * database. A number of 0 for a market or a listing asks for all.
 */
public final class DealingQueries {
    private static final String CODES = """
            (SELECT e.sequence AS sequence, e.time_nanos AS time_nanos, e.code_id AS code_id,
                    e.kind AS kind, i.issuer AS issuer, i.asset AS asset, i.amount AS amount,
                    i.expires_at AS expires_at, e.claimant AS claimant, e.note AS note
             FROM code_events e JOIN code_events i
             ON i.code_id = e.code_id AND i.kind IN ('ISSUED', 'KNOWN')) AS codes""";

    private static final String ITEMS = """
            (SELECT e.sequence AS sequence, e.time_nanos AS time_nanos, e.actor AS actor,
                    e.listing AS listing, e.kind AS kind, i.universe AS universe,
                    e.account AS account, n.asset AS asset, e.amount AS amount, n.name AS name,
                    e.words AS words
             FROM item_events e
             JOIN item_events i ON i.listing = e.listing AND i.kind IN ('LISTED', 'KNOWN')
             JOIN item_events n ON n.listing = e.listing AND n.sequence =
                 (SELECT MAX(t.sequence) FROM item_events t WHERE t.listing = e.listing
                  AND t.sequence <= e.sequence AND t.name <> '')) AS items""";

    private final Lists lists;

    DealingQueries(DataSource source) {
        lists = new Lists(source);
    }

    /** What an account redeemed of funds, or of one. */
    public List<Redemption> redemptions(long account, long market, Wanted wanted) {
        return lists.page(
                "redemptions",
                "account = ? AND ? IN (market, 0)",
                DealingQueries::redemption,
                wanted,
                account,
                market);
    }

    /** What became of contracts that an account holds, has written, or did before. */
    public List<ContractEvent> contractEvents(long account, long market, Wanted wanted) {
        return lists.page(
                "contract_events",
                "(holder = ? OR writer = ? OR left_by = ?) AND ? IN (market, 0)",
                DealingQueries::contractEvent,
                wanted,
                account,
                account,
                account,
                market);
    }

    /** What was paid for contracts of a market when it was settled. */
    public List<Settlement> settlements(long market, Wanted wanted) {
        return lists.page("settlements", "market = ?", DealingQueries::settlement, wanted, market);
    }

    /** What became of the items of a universe, or of one of them. */
    public List<ItemEvent> itemEvents(long universe, long listing, Wanted wanted) {
        return lists.page(
                ITEMS,
                "universe = ? AND ? IN (listing, 0)",
                DealingQueries::itemEvent,
                wanted,
                universe,
                listing);
    }

    /** What became of the codes that an account issued or claimed. */
    public List<CodeEvent> codeEvents(long account, Wanted wanted) {
        return lists.page(
                CODES,
                "issuer = ? OR claimant = ?",
                DealingQueries::codeEvent,
                wanted,
                account,
                account);
    }

    private static Redemption redemption(ResultSet row) throws SQLException {
        return new Redemption(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("account"),
                row.getLong("market"),
                row.getLong("quantity"),
                row.getLong("fee"));
    }

    private static ContractEvent contractEvent(ResultSet row) throws SQLException {
        return new ContractEvent(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("market"),
                row.getLong("contract"),
                ContractEvent.Kind.valueOf(row.getString("kind")),
                row.getLong("holder"),
                row.getLong("writer"),
                row.getLong("quantity"),
                row.getLong("remaining"),
                row.getLong("paid"),
                row.getLong("left_by"));
    }

    private static Settlement settlement(ResultSet row) throws SQLException {
        return new Settlement(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("market"),
                row.getLong("price"),
                row.getLong("positions"),
                row.getString("reason"));
    }

    private static ItemEvent itemEvent(ResultSet row) throws SQLException {
        return new ItemEvent(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("listing"),
                ItemEvent.Kind.valueOf(row.getString("kind")),
                row.getLong("account"),
                row.getInt("asset"),
                row.getLong("amount"),
                row.getString("name"),
                row.getString("words"));
    }

    private static CodeEvent codeEvent(ResultSet row) throws SQLException {
        return new CodeEvent(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("code_id"),
                CodeEvent.Kind.valueOf(row.getString("kind")),
                row.getLong("issuer"),
                row.getInt("asset"),
                row.getLong("amount"),
                row.getLong("expires_at"),
                row.getLong("claimant"),
                row.getString("note"));
    }
}

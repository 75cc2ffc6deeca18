package io.rialto.history;

import org.agrona.collections.Long2LongHashMap;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the writer knows of markets of contracts: what funds are made of, what options are on, and
 * what a contract counts at. A market that an older version saw come is unknown. Owned by the writer.
 */
final class ContractTerms {
    private static final String LAST =
            "SELECT price FROM trades WHERE market = ? ORDER BY trade DESC LIMIT 1";

    /** What a share is redeemable for. */
    record Fund(long redemptionAccount, Map<Long, Long> multipliers) {}

    /** A right to buy (or else to sell) contracts of another market. */
    record Option(long underlying, boolean isCall, long strike) {}

    private final Connection connection;
    private final DealingRows rows;
    private final Map<Long, Fund> funds = new HashMap<>();
    private final Map<Long, Option> options = new HashMap<>();
    private final Map<Long, Long> beginPrices = new HashMap<>();

    /** Of the last trade since the writer began, of any market. */
    private final Long2LongHashMap lastPrices = new Long2LongHashMap(Long.MIN_VALUE);

    ContractTerms(Connection connection, DealingRows rows) {
        this.connection = connection;
        this.rows = rows;
        read(
                "SELECT * FROM contract_markets",
                row -> beginPrices.put(row.getLong("market"), row.getLong("begin_price")));
        read(
                "SELECT * FROM options",
                row -> options.put(
                        row.getLong("market"),
                        new Option(
                                row.getLong("underlying"),
                                row.getInt("is_call") == 1,
                                row.getLong("strike"))));
        read("SELECT * FROM funds", row -> {
            funds.putIfAbsent(row.getLong("market"), empty(row.getLong("redemption_account")));
            funds.get(row.getLong("market"))
                    .multipliers()
                    .put(row.getLong("constituent"), row.getLong("multiplier"));
        });
    }

    private static Fund empty(long redemptionAccount) {
        return new Fund(redemptionAccount, new TreeMap<>());
    }

    @FunctionalInterface
    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private void read(String sql, RowTaker taker) {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                taker.take(row);
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot read the terms of contracts", e);
        }
    }

    /**
     * A market of contracts that was just created, or was there when the history began.
     *
     * @param beginPrice what a contract counts at until it is traded, 1e-9 of quote
     */
    void market(long market, long beginPrice) {
        beginPrices.put(market, beginPrice);
        rows.contractMarkets.put(market).put(beginPrice).end();
    }

    /** The middle of the bounds, on a tick. */
    static long middle(long minimum, long maximum, long tick) {
        return Math.floorDiv(Math.floorDiv(minimum, 2) + Math.floorDiv(maximum, 2), tick) * tick;
    }

    void fund(long market, long redemptionAccount) {
        funds.put(market, empty(redemptionAccount));
    }

    void constituent(long market, long constituent, long multiplier) {
        Fund fund = funds.get(market);
        fund.multipliers().put(constituent, multiplier);
        rows.funds
                .put(market)
                .put(fund.redemptionAccount())
                .put(constituent)
                .put(multiplier)
                .end();
    }

    void option(long market, Option terms, long expiresAt) {
        options.put(market, terms);
        rows.options
                .put(market)
                .put(terms.underlying())
                .put(terms.isCall() ? 1 : 0)
                .put(terms.strike())
                .put(expiresAt)
                .end();
    }

    void traded(long market, long price) {
        lastPrices.put(market, price);
    }

    Optional<Fund> fund(long market) {
        return Optional.ofNullable(funds.get(market));
    }

    Optional<Option> option(long market) {
        return Optional.ofNullable(options.get(market));
    }

    /** The price of the last trade, whatever became of it; before the first that of the beginning. */
    long price(long market) {
        long last = lastPrices.get(market);
        return last != Long.MIN_VALUE
                ? last
                : stored(market).orElseGet(() -> beginPrices.getOrDefault(market, 0L));
    }

    // Nothing of the market is waiting to be sent: it would be among the last prices.
    private Optional<Long> stored(long market) {
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            select.setLong(1, market);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot read the last price", e);
        }
    }
}

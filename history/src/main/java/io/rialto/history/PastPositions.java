package io.rialto.history;

import io.rialto.history.PastAccount.Position;
import io.rialto.view.Trade;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An account's positions in markets of contracts at a moment of the past: by its trades, the funds
 * that it redeemed, and the options that it or its counterpart exercised.
 */
final class PastPositions {
    /** Trades that were undone are left out as such. */
    private static final String CHANGES =
            """
            SELECT market, quantity, fee FROM position_changes
            WHERE account = ? AND cause <> '%s' AND %s""".formatted(PositionChange.Cause.BUSTED, PastAccounts.BY_THEN);

    /** What exercising cost, or brought, in the market that the option is on. */
    private static final String PAID =
            """
            SELECT o.underlying, CASE WHEN c.holder = ? THEN c.paid ELSE -c.paid END
            FROM contract_events c JOIN options o ON o.market = c.market
            WHERE (c.holder = ? OR c.writer = ?) AND c.kind = '%s' AND %s""".formatted(ContractEvent.Kind.EXERCISED, PastAccounts.BY_THEN);

    private final Connection connection;
    private final Held now;

    PastPositions(Connection connection, Held now) {
        this.connection = connection;
        this.now = now;
    }

    /**
     * Those of a moment, by market.
     *
     * @param trades the account's until then, those undone by then marked
     */
    Map<Long, Position> at(List<Trade> trades, long until, long untilNanos) throws SQLException {
        Map<Long, Position> positions = new HashMap<>();
        for (Trade trade : trades) {
            if (!trade.busted() && trade.takerAccount() == now.account()) {
                positions.merge(trade.market(), Position.taken(trade), Position::plus);
            }
            if (!trade.busted() && trade.makerAccount() == now.account()) {
                positions.merge(trade.market(), Position.made(trade), Position::plus);
            }
        }
        long account = now.account();
        PastAccounts.each(
                connection,
                CHANGES,
                row -> positions.merge(
                        row.getLong(1),
                        new Position(row.getLong(2), 0, row.getLong(3)),
                        Position::plus),
                account,
                until,
                untilNanos);
        PastAccounts.each(
                connection,
                PAID,
                row -> positions.merge(
                        row.getLong(1), new Position(0, row.getLong(2), 0), Position::plus),
                account,
                account,
                account,
                until,
                untilNanos);
        positions.keySet().retainAll(now.positions().keySet());
        positions.values().removeIf(position -> position.equals(Position.NONE));
        return positions;
    }

    /** The markets in which all that is known does not come to what there is now. */
    Set<Long> unexplained(List<Trade> trades) throws SQLException {
        Map<Long, Position> known = at(trades, now.sequence(), Long.MAX_VALUE);
        Set<Long> unexplained = new HashSet<>();
        now.positions().forEach((market, quantity) -> {
            if (known.getOrDefault(market, Position.NONE).quantity() != quantity) {
                unexplained.add(market);
            }
        });
        return unexplained;
    }
}

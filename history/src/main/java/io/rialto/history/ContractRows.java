package io.rialto.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes what becomes of contracts of options; knows those that are not over. Owned by the writer. */
final class ContractRows {
    private static final String OPEN = """
            SELECT * FROM contract_events e
            WHERE remaining > 0 AND sequence =
                (SELECT MAX(sequence) FROM contract_events f
                 WHERE f.market = e.market AND f.contract = e.contract)""";

    private record Contract(long holder, long writer, long quantity) {}

    private final DealingRows rows;
    private final Map<Long, Map<Long, Contract>> open = new HashMap<>();

    // What was exercised right before the change of its contract that follows; 0 for nothing.
    private long exercised;
    private long paid;

    ContractRows(Connection connection, DealingRows rows) {
        this.rows = rows;
        try (PreparedStatement select = connection.prepareStatement(OPEN);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                keep(
                        row.getLong("market"),
                        row.getLong("contract"),
                        new Contract(
                                row.getLong("holder"),
                                row.getLong("writer"),
                                row.getLong("remaining")));
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot read the contracts", e);
        }
    }

    private Map<Long, Contract> of(long market) {
        return open.computeIfAbsent(market, _ -> new TreeMap<>());
    }

    private void keep(long market, long contract, Contract now) {
        if (now.quantity() == 0) {
            of(market).remove(contract);
        } else {
            of(market).put(contract, now);
        }
    }

    /** A contract that there was when the history began. */
    void known(Stamp at, long market, long contract, long holder, long writer, long quantity) {
        Contract now = new Contract(holder, writer, quantity);
        keep(market, contract, now);
        tell(at, market, contract, ContractEvent.Kind.KNOWN, now, quantity, 0);
    }

    /** The change of a contract that follows is by exercise. */
    void exercised(long quantity, long paidByHolder) {
        exercised = quantity;
        paid = paidByHolder;
    }

    void changed(Stamp at, long market, long contract, long holder, long writer, long quantity) {
        Contract now = new Contract(holder, writer, quantity);
        Contract was = of(market).get(contract);
        keep(market, contract, now);
        if (exercised != 0) {
            tell(at, market, contract, ContractEvent.Kind.EXERCISED, now, exercised, paid);
            exercised = 0;
        } else if (was == null) {
            tell(at, market, contract, ContractEvent.Kind.WRITTEN, now, quantity, 0);
        } else if (was.holder() != holder || was.writer() != writer) {
            long left = was.holder() != holder ? was.holder() : was.writer();
            tell(at, market, contract, ContractEvent.Kind.PASSED, now, quantity, 0, left);
        } else {
            long less = was.quantity() - quantity;
            tell(at, market, contract, ContractEvent.Kind.REDUCED, now, less, 0);
        }
    }

    /** All contracts of a market are over. */
    void ended(Stamp at, long market, ContractEvent.Kind kind, long price) {
        Map<Long, Contract> over = open.remove(market);
        if (over != null) {
            over.forEach((contract, was) -> tell(
                    at,
                    market,
                    contract,
                    kind,
                    new Contract(was.holder(), was.writer(), 0),
                    was.quantity(),
                    price));
        }
    }

    private void tell(
            Stamp at,
            long market,
            long contract,
            ContractEvent.Kind kind,
            Contract now,
            long quantity,
            long price) {
        tell(at, market, contract, kind, now, quantity, price, 0);
    }

    private void tell(
            Stamp at,
            long market,
            long contract,
            ContractEvent.Kind kind,
            Contract now,
            long quantity,
            long price,
            long left) {
        rows.contractEvents
                .put(market)
                .put(contract)
                .put(at.sequence())
                .put(at.timeNanos())
                .put(kind)
                .put(now.holder())
                .put(now.writer())
                .put(quantity)
                .put(now.quantity())
                .put(price)
                .put(left)
                .end();
    }

    /** The event that a row is of, and its time. */
    record Stamp(long sequence, long timeNanos) {}
}

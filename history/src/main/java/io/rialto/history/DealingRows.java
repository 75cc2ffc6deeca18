package io.rialto.history;

import java.sql.Connection;
import java.util.List;

/** The statements that write what was dealt in besides orders. */
final class DealingRows implements AutoCloseable {
    final Rows contractMarkets;
    final Rows funds;
    final Rows options;
    final Rows endedMarkets;
    final Rows positionSnapshots;
    final Rows positionChanges;
    final Rows redemptions;
    final Rows contractEvents;
    final Rows settlements;
    final Rows itemEvents;
    final Rows codeEvents;
    private final List<Rows> all;

    DealingRows(Connection connection) {
        contractMarkets = Rows.insert(connection, "contract_markets", 2);
        funds = Rows.insert(connection, "funds", 4);
        options = Rows.insert(connection, "options", 5);
        endedMarkets = Rows.insert(connection, "ended_markets", 3);
        positionSnapshots = Rows.insert(connection, "position_snapshots", 4);
        positionChanges = Rows.insert(connection, "position_changes", 9);
        redemptions = Rows.insert(connection, "redemptions", 7);
        contractEvents = Rows.insert(connection, "contract_events", 11);
        settlements = Rows.insert(connection, "settlements", 7);
        itemEvents = Rows.insert(connection, "item_events", 11);
        codeEvents = Rows.insert(connection, "code_events", 10);
        all = List.of(
                contractMarkets,
                funds,
                options,
                endedMarkets,
                positionSnapshots,
                positionChanges,
                redemptions,
                contractEvents,
                settlements,
                itemEvents,
                codeEvents);
    }

    void send() {
        all.forEach(Rows::send);
    }

    @Override
    public void close() {
        all.forEach(Rows::close);
    }
}

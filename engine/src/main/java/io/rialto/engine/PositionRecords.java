package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Check;

/** The position part of the state: by market, then account. */
final class PositionRecords {

    private final Accounts accounts;
    private final Markets markets;
    private final Ledger ledger;
    private final OpenOrders open;
    private final SortedLongs sorted = new SortedLongs();

    PositionRecords(Accounts accounts, Markets markets, Ledger ledger, OpenOrders open) {
        this.accounts = accounts;
        this.markets = markets;
        this.ledger = ledger;
        this.open = open;
    }

    void write(OutcomeStates sink) {
        for (int index = 0; index < markets.count(); index++) {
            if (markets.at(index).ofContracts) {
                write(markets.at(index), sink);
            }
        }
    }

    private void write(Market market, OutcomeStates sink) {
        Positions positions = market.positions;
        sorted.clear();
        for (int position = 0; position < positions.count(); position++) {
            if (says(positions, position)) {
                long account = open.seats.accountIndex(positions.seat(position));
                sorted.add((account << 32) | position);
            }
        }
        sorted.sort();
        for (int i = 0; i < sorted.count(); i++) {
            int position = (int) sorted.get(i);
            sink.position(
                    market.id,
                    open.seats.account(positions.seat(position)),
                    market.quantity(positions.lots(position)),
                    positions.spent(position),
                    positions.feesPaid(position));
        }
    }

    private static boolean says(Positions positions, int position) {
        return (positions.lots(position) | positions.spent(position) | positions.feesPaid(position))
                != 0;
    }

    void restore(long id, long account, long quantity, long spent, long feesPaid) {
        Market market = markets.get(id);
        int accountIndex = accounts.indexOf(account);
        Check.that(market.ofContracts, "positions are in contracts");
        Check.that(accountIndex != Accounts.NONE, "a position's account was restored before");
        Check.that(quantity % market.lot == 0, "a position is of whole lots");
        int seat = open.seat(market, accountIndex, account, ledger);
        long lots = quantity / market.lot;
        if (market.isSettled) {
            market.positions.trade(open.seats.position(seat), lots, 0, 0, spent, feesPaid);
        } else {
            open.exposures().trade(market, seat, lots, spent, feesPaid);
        }
    }
}

package io.rialto.engine;

import io.rialto.ledger.Ledger;

/**
 * Ends a market of contracts: cancels its open orders and pays every position, by account, so that
 * the order depends on the state alone. O(positions + orders); moves no money in total, because
 * positions sum to zero.
 */
final class PositionSettlement {

    private final MarketLife life;
    private final OpenOrders open;
    private final MassCancel massCancel;
    private final Ledger ledger;
    private final Postings postings;
    private final EventSink events;

    /** Positions that are not zero, each below the index of its account. */
    private final SortedLongs sorted = new SortedLongs();

    PositionSettlement(
            MarketLife life,
            OpenOrders open,
            MassCancel massCancel,
            Ledger ledger,
            Postings postings,
            EventSink events) {
        this.life = life;
        this.open = open;
        this.massCancel = massCancel;
        this.ledger = ledger;
        this.postings = postings;
        this.events = events;
    }

    /**
     * Settles a market, and the options on it at once.
     *
     * @param price within the bounds, whole ticks
     * @param actor whose command it is
     * @return how many positions were paid, those in options not counted
     */
    int settle(Market market, long price, long actor, String reason) {
        life.enter(market, MarketStatus.SETTLED, StatusCause.SETTLEMENT, actor, reason);
        massCancel.closeMarket(market);
        market.isSettled = true;
        market.settlementPrice = price;
        collect(market);
        int paid = sorted.count();
        events.marketSettled(market.id, price, paid, reason);
        long perLot = price / market.tick * market.notionalPerTickLot;
        for (int i = 0; i < paid; i++) {
            pay(market, (int) sorted.get(i), perLot);
        }
        settleOptions(market, price, actor, reason);
        return paid;
    }

    /** Whoever holds an option is paid what it is worth now; an option itself has ended. */
    private void settleOptions(Market market, long price, long actor, String reason) {
        if (market.outcome.kind() == MarketKind.OPTION) {
            open.options().end(market);
            return;
        }
        for (OptionContracts.Series option : open.options().on(market)) {
            if (MarketLife.after(option.market.status).contains(MarketStatus.SETTLED)) {
                settle(option.market, option.terms.worth(price), actor, reason);
            }
        }
    }

    private void collect(Market market) {
        Positions positions = market.positions;
        sorted.clear();
        for (int position = 0; position < positions.count(); position++) {
            if (positions.lots(position) != 0) {
                long account = open.seats.accountIndex(positions.seat(position));
                sorted.add((account << 32) | position);
            }
        }
        sorted.sort();
    }

    private void pay(Market market, int position, long perLot) {
        boolean isOption = market.outcome.kind() == MarketKind.OPTION;
        int seat = market.positions.seat(position);
        int slot = open.seats.quoteSlot(seat);
        // It backs nothing from here on; what it brings is cash in the same step.
        ledger.back(slot, -market.positions.worst(position));
        market.positions.end(position);
        postings.post(
                open.seats.account(seat),
                slot,
                isOption ? PostingCause.OPTION_SETTLED : PostingCause.POSITION_SETTLED,
                market.positions.lots(position) * perLot,
                0,
                market,
                0);
    }
}

package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Side;

/**
 * Keeps, for every account and market of contracts, the worst case of VENUE-RULES 4 and with it what
 * backs the account's cash: {@code min(min·(x + B) − VB, max·(x − O) + VO)} less the fees that open
 * orders could cost. O(1) for each change. A market that is settled backs nothing any more.
 */
final class Exposures {

    private final Seats seats;
    private final Ledger ledger;

    Exposures(Seats seats, Ledger ledger) {
        this.seats = seats;
        this.ledger = ledger;
    }

    /**
     * Counts lots of an open order, or with negative lots and fees takes them out again.
     *
     * @param fees what they could cost
     */
    void open(Market market, int seat, Side side, long priceTicks, long lots, long fees) {
        Positions positions = market.positions;
        int position = seats.position(seat);
        long before = positions.worst(position);
        long value = market.notional(priceTicks, lots);
        if (side == Side.BUY) {
            positions.open(position, 0, market.atMinimum(lots) - value, 0, fees);
        } else {
            positions.open(position, lots, 0, value - market.atMaximum(lots), fees);
        }
        ledger.back(seats.quoteSlot(seat), positions.worst(position) - before);
        market.managed.touch(seat);
    }

    /**
     * Changes a position; the money is the caller's.
     *
     * @param lots negative for a sale
     * @param spent what was paid for them, without fees; negative for what was received
     */
    void trade(Market market, int seat, long lots, long spent, long fees) {
        Positions positions = market.positions;
        int position = seats.position(seat);
        long before = positions.worst(position);
        positions.trade(
                position, lots, market.atMinimum(lots), market.atMaximum(lots), spent, fees);
        ledger.back(seats.quoteSlot(seat), positions.worst(position) - before);
        market.managed.touch(seat);
    }

    /** That available has not fallen below zero, after a change that no posting goes with. */
    void check(int seat) {
        ledger.checkCovered(seats.quoteSlot(seat));
    }
}

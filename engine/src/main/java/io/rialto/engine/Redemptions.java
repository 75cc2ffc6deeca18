package io.rialto.engine;

import io.rialto.ledger.Ledger;

/**
 * Redeems shares of a fund: decides whether the positions that would come of it may be, then moves
 * them, the fund's redemption account taking the opposite of each. No money moves but the fee.
 */
final class Redemptions {
    /**
     * Most that the redemption account may come to pay or be paid of one market: of a fund and its
     * constituents together it stays far below 2^62.
     */
    private static final long REDEMPTION_REACH = 1L << 54;

    private final OpenOrders open;
    private final Ledger ledger;
    private final Postings postings;
    private final EventSink events;

    Redemptions(OpenOrders open, Ledger ledger, Postings postings, EventSink events) {
        this.open = open;
        this.ledger = ledger;
        this.postings = postings;
        this.events = events;
    }

    /** REDEMPTION_CLOSED to INSUFFICIENT_FUNDS of {@link FundMarkets#redeem}, or done. */
    void redeem(Fund fund, long account, int accountIndex, long quantity, Outcome outcome) {
        if (!isOpen(fund, outcome) || !isQuantity(fund.market, quantity, outcome)) {
            return;
        }
        long shares = quantity / fund.market.lot;
        if (!passesPositions(fund, accountIndex, shares, outcome)) {
            return;
        }
        Market market = fund.market;
        long fee = fund.terms.redemptionFee();
        long needed = fee - change(fund, accountIndex, shares);
        int slot = ledger.slotOrNone(accountIndex, market.spec.quoteAsset());
        long available = slot == Ledger.NONE ? 0 : ledger.available(slot);
        if (needed > available) {
            outcome.deny(Code.INSUFFICIENT_FUNDS, needed, available);
            return;
        }
        // After this point the command must succeed.
        outcome.id = market.id;
        outcome.fees = fee;
        events.fundRedeemed(market.id, account, quantity, fee);
        move(fund, account, accountIndex, shares, fee);
        move(fund, fund.redemption, fund.redemptionIndex, -shares, 0);
        fund.redeemed(accountIndex, shares);
        charge(market, account, accountIndex, fee);
    }

    private static boolean isOpen(Fund fund, Outcome outcome) {
        Market closed = fund.market.status == MarketStatus.OPEN ? null : fund.market;
        for (int i = 0; closed == null && i < fund.count(); i++) {
            Market constituent = fund.constituent(i);
            closed = constituent.status == MarketStatus.OPEN ? null : constituent;
        }
        if (closed != null) {
            outcome.deny(Code.REDEMPTION_CLOSED, closed.id, 0);
        }
        return closed == null;
    }

    private static boolean isQuantity(Market market, long quantity, Outcome outcome) {
        if (quantity == 0) {
            outcome.deny(Code.QUANTITY_MISSING);
        } else if (quantity % market.lot != 0) {
            outcome.deny(Code.LOT, market.lot, quantity);
        } else {
            return true;
        }
        return false;
    }

    /** POSITION_MAXIMUM of the fund, then of each constituent: of who redeems, and of the fund. */
    private boolean passesPositions(Fund fund, int accountIndex, long shares, Outcome outcome) {
        long most = fund.market.spec.positionMaximum();
        // From one end of what may be owned to the other; more would not fit into 64 bits either.
        if (shares > 2 * (most / fund.market.lot) || shares < -2 * (most / fund.market.lot)) {
            outcome.deny(Code.POSITION_MAXIMUM, most, Math.abs(shares * fund.market.lot));
            return false;
        }
        boolean passes = passesPosition(fund, fund.market, accountIndex, -shares, outcome);
        for (int i = 0; passes && i < fund.count(); i++) {
            long lots = shares * fund.lots(i);
            passes = passesPosition(fund, fund.constituent(i), accountIndex, lots, outcome);
        }
        return passes;
    }

    private boolean passesPosition(
            Fund fund, Market market, int accountIndex, long lots, Outcome outcome) {
        long most = market.spec.positionMaximum() / market.lot;
        long after = Math.abs(lots) + committed(market, accountIndex, lots > 0);
        if (after > most) {
            outcome.deny(
                    Code.POSITION_MAXIMUM, market.spec.positionMaximum(), market.quantity(after));
            return false;
        }
        int seat = open.seats.find(market.index, fund.redemptionIndex);
        long redeemed = seat == Seats.NONE ? 0 : market.positions.lots(open.seats.position(seat));
        long reach = REDEMPTION_REACH / Math.max(1, market.furthestOfLot());
        if (Math.abs(redeemed - lots) > reach) {
            outcome.deny(
                    Code.POSITION_MAXIMUM,
                    market.quantity(reach),
                    market.quantity(Math.abs(redeemed - lots)));
            return false;
        }
        return true;
    }

    /** What the account has and could come to have in a direction by its open orders, in lots. */
    private long committed(Market market, int accountIndex, boolean bought) {
        int seat = open.seats.find(market.index, accountIndex);
        if (seat == Seats.NONE) {
            return 0;
        }
        int position = open.seats.position(seat);
        long owned = market.positions.lots(position);
        return bought
                ? owned + open.seats.openBuyLots(seat)
                : market.positions.offeredLots(position) - owned;
    }

    /** By how much the worst cases of the account would rise together. */
    private long change(Fund fund, int accountIndex, long shares) {
        long change = change(fund.market, accountIndex, -shares);
        for (int i = 0; i < fund.count(); i++) {
            change += change(fund.constituent(i), accountIndex, shares * fund.lots(i));
        }
        return change;
    }

    private long change(Market market, int accountIndex, long lots) {
        int seat = open.seats.find(market.index, accountIndex);
        long low = market.atMinimum(lots);
        long high = market.atMaximum(lots);
        if (seat == Seats.NONE) {
            return Math.min(low, high);
        }
        Positions positions = market.positions;
        int position = open.seats.position(seat);
        long lowNow = positions.low(position);
        long highNow = positions.high(position);
        return Math.min(lowNow + low, highNow + high) - Math.min(lowNow, highNow);
    }

    /** @param fee counted as paid for the fund's position; what was spent stays where it was */
    private void move(Fund fund, long account, int accountIndex, long shares, long fee) {
        move(fund.market, account, accountIndex, -shares, fee);
        for (int i = 0; i < fund.count(); i++) {
            move(fund.constituent(i), account, accountIndex, shares * fund.lots(i), 0);
        }
    }

    private void move(Market market, long account, int accountIndex, long lots, long fee) {
        int seat = open.seat(market, accountIndex, account, ledger);
        open.exposures().trade(market, seat, lots, 0, fee);
    }

    private void charge(Market market, long account, int accountIndex, long fee) {
        int slot = ledger.slot(accountIndex, market.spec.quoteAsset());
        if (fee == 0) {
            ledger.checkCovered(slot);
            return;
        }
        postings.post(account, slot, PostingCause.REDEMPTION_FEE, -fee, 0, market, 0);
        postings.post(market.feesAccount, market.feesSlot, PostingCause.FEE, fee, 0, market, 0);
    }
}

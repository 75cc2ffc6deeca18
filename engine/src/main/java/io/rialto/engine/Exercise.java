package io.rialto.engine;

import io.rialto.engine.OptionContracts.Contract;
import io.rialto.engine.OptionContracts.Series;
import io.rialto.ledger.Ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exercising options: holder and writer give up their positions in the option for opposite ones in
 * the underlying, at the strike.
 *
 * <p>The writer's worst case never gets worse by it, but for orders with which it would have bought
 * the option back: those count on what it owes. If its funds need it, they end.
 */
final class Exercise {
    private final Markets markets;
    private final OpenOrders open;
    private final MassCancel massCancel;
    private final Ledger ledger;
    private final Postings postings;
    private final EventSink events;

    Exercise(
            Markets markets,
            OpenOrders open,
            MassCancel massCancel,
            Ledger ledger,
            Postings postings,
            EventSink events) {
        this.markets = markets;
        this.open = open;
        this.massCancel = massCancel;
        this.ledger = ledger;
        this.postings = postings;
        this.events = events;
    }

    /**
     * POSITION_MAXIMUM, WRITER_MAXIMUM, INSUFFICIENT_FUNDS. Changes nothing. A writer entered its
     * obligation when it wrote: of it only what can be counted is a limit ({@link
     * Market#writerReachLots}), not its position's maximum, which it could fill on purpose.
     */
    boolean mayTake(Series series, int seat, List<Contract> held, long lots, Outcome outcome) {
        Market on = markets.get(series.terms.underlying());
        long bought = bought(series, on, lots);
        long maximum = on.spec.positionMaximum();
        long before = position(on, open.seats.accountIndex(seat));
        long after = on.quantity(before + bought);
        if (Math.abs(after) > maximum && Math.abs(before + bought) > Math.abs(before)) {
            outcome.deny(Code.POSITION_MAXIMUM, Math.abs(after), maximum);
            return false;
        }
        long reached = writersPosition(series, on, held, lots);
        if (reached > on.writerReachLots()) {
            outcome.deny(
                    Code.WRITER_MAXIMUM, on.quantity(reached), on.quantity(on.writerReachLots()));
            return false;
        }
        long change = change(series, on, seat, -lots, bought) - paid(series, on, lots);
        long available = ledger.available(open.seats.quoteSlot(seat));
        if (available + change < 0) {
            outcome.deny(Code.INSUFFICIENT_FUNDS, -change, available);
            return false;
        }
        return true;
    }

    /** The largest position in the underlying that one of the writers would come to, lots. */
    private long writersPosition(Series series, Market on, List<Contract> held, long lots) {
        Map<Integer, Long> byWriter = new TreeMap<>();
        long left = lots;
        for (Contract each : held) {
            long taken = Math.min(left, each.lots);
            byWriter.merge(each.writer, taken, Long::sum);
            left -= taken;
        }
        long largest = 0;
        for (Map.Entry<Integer, Long> each : byWriter.entrySet()) {
            long before = position(on, open.seats.accountIndex(each.getKey()));
            largest = Math.max(largest, Math.abs(before - bought(series, on, each.getValue())));
        }
        return largest;
    }

    /** Exercises what was let pass. */
    void take(Series series, List<Contract> held, long lots, Outcome outcome) {
        long left = lots;
        for (Contract each : held) {
            if (left > 0) {
                long taken = Math.min(left, each.lots);
                take(series, each, taken);
                left -= taken;
                outcome.count++;
            }
        }
        Market on = markets.get(series.terms.underlying());
        outcome.filledNotional = paid(series, on, lots);
    }

    private void take(Series series, Contract contract, long lots) {
        Market option = series.market;
        Market on = markets.get(series.terms.underlying());
        int holder = contract.holder;
        int writer = contract.writer;
        long bought = bought(series, on, lots);
        long paid = paid(series, on, lots);
        long change = change(series, on, writer, lots, -bought) + paid;
        if (ledger.available(open.seats.quoteSlot(writer)) + change < 0) {
            massCancel.endBids(option, writer, CloseReason.ASSIGNED);
        }
        events.optionExercised(
                option.id,
                contract.id,
                open.seats.account(holder),
                open.seats.account(writer),
                option.quantity(lots),
                paid);
        open.options().reduce(series, contract, lots);
        open.exposures().trade(option, holder, -lots, 0, 0);
        open.exposures().trade(option, writer, lots, 0, 0);
        open.exposures().trade(on, seatIn(on, holder), bought, paid, 0);
        open.exposures().trade(on, seatIn(on, writer), -bought, -paid, 0);
        post(option, holder, -paid, contract.id);
        post(option, writer, paid, contract.id);
    }

    private void post(Market option, int seat, long cash, long contract) {
        postings.post(
                open.seats.account(seat),
                open.seats.quoteSlot(seat),
                PostingCause.STRIKE,
                cash,
                0,
                option,
                contract);
    }

    /** What the holder comes to own of the underlying, in its lots; negative by a put. */
    private static long bought(Series series, Market on, long lots) {
        long underlying = series.market.quantity(lots) / on.lot;
        return series.terms.call() ? underlying : -underlying;
    }

    /** What the holder pays for it, quote minor units; negative by a put with a positive strike. */
    private static long paid(Series series, Market on, long lots) {
        return series.terms.strike() / on.tick * on.notionalPerTickLot * bought(series, on, lots);
    }

    /** By how much the worst cases of an account change with so many lots of both markets. */
    private long change(Series series, Market on, int seat, long lots, long underlyingLots) {
        int under = open.seats.find(on.index, open.seats.accountIndex(seat));
        long options = change(series.market, seat, lots);
        return options + change(on, under, underlyingLots);
    }

    private long change(Market market, int seat, long lots) {
        if (seat == Seats.NONE) {
            return Math.min(market.atMinimum(lots), market.atMaximum(lots));
        }
        Positions positions = market.positions;
        int position = open.seats.position(seat);
        long low = positions.low(position) + market.atMinimum(lots);
        long high = positions.high(position) + market.atMaximum(lots);
        return Math.min(low, high) - positions.openFees(position) - positions.worst(position);
    }

    private long position(Market market, int accountIndex) {
        int seat = open.seats.find(market.index, accountIndex);
        return seat == Seats.NONE ? 0 : market.positions.lots(open.seats.position(seat));
    }

    private int seatIn(Market on, int seat) {
        return open.seat(on, open.seats.accountIndex(seat), open.seats.account(seat), ledger);
    }
}

package io.rialto.marketdata;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayDeque;

/**
 * What an account made by trading in one market, long or short. What it closes was opened at the
 * average of what is open, or first in, first out. Sums are exact: a part of a lot has its share of
 * the cost rounded to the nearest minor unit, and the rest keeps what is left. Fees are counted by
 * themselves. Not thread-safe.
 */
public final class ProfitAndLoss {
    /** Which of what was opened is closed first. */
    public enum Method {
        /** A share of everything that is open. */
        AVERAGE,
        /** What was opened first. */
        FIFO
    }

    /** What was opened at one time; with the average, all that is open. */
    private static final class Lot {
        private BigInteger quantity;
        private BigInteger cost;

        Lot(BigInteger quantity, BigInteger cost) {
            this.quantity = quantity;
            this.cost = cost;
        }

        /** Takes out a part, at most all, and returns its share of the cost. */
        BigInteger take(BigInteger part) {
            BigInteger share = share(cost, part, quantity);
            quantity = quantity.subtract(part);
            cost = cost.subtract(share);
            return share;
        }
    }

    private final Method method;
    private final ArrayDeque<Lot> lots = new ArrayDeque<>();
    private boolean isLong;
    private BigInteger realised = BigInteger.ZERO;
    private BigInteger fees = BigInteger.ZERO;

    public ProfitAndLoss(Method method) {
        this.method = method;
    }

    /**
     * Counts a trade, in order.
     *
     * @param quantity base minor units, positive
     * @param notional quote minor units, before fees
     * @param fee quote minor units; negative is a rebate
     */
    public void add(boolean isBuy, long quantity, long notional, long fee) {
        add(isBuy, quantity, BigInteger.valueOf(notional), fee);
    }

    /**
     * Counts something else that came or went, in order with the trades.
     *
     * @param notional what it counts at, quote minor units
     */
    public void add(boolean isBuy, long quantity, BigInteger notional, long fee) {
        fees = fees.add(BigInteger.valueOf(fee));
        BigInteger left = BigInteger.valueOf(quantity);
        BigInteger value = notional;
        while (left.signum() > 0 && !lots.isEmpty() && isLong != isBuy) {
            Lot first = lots.getFirst();
            BigInteger part = left.min(first.quantity);
            BigInteger price = share(value, part, left);
            BigInteger cost = first.take(part);
            realised = realised.add(isLong ? price.subtract(cost) : cost.subtract(price));
            left = left.subtract(part);
            value = value.subtract(price);
            if (first.quantity.signum() == 0) {
                lots.removeFirst();
            }
        }
        if (left.signum() > 0) {
            open(isBuy, left, value);
        }
    }

    private void open(boolean isBuy, BigInteger quantity, BigInteger cost) {
        isLong = isBuy;
        if (method == Method.AVERAGE && !lots.isEmpty()) {
            Lot all = lots.getFirst();
            all.quantity = all.quantity.add(quantity);
            all.cost = all.cost.add(cost);
        } else {
            lots.addLast(new Lot(quantity, cost));
        }
    }

    private static BigInteger share(BigInteger whole, BigInteger part, BigInteger of) {
        return part.equals(of)
                ? whole
                : new BigDecimal(whole.multiply(part))
                        .divide(new BigDecimal(of), 0, RoundingMode.HALF_EVEN)
                        .toBigIntegerExact();
    }

    /** What is open, base minor units; negative for short. */
    public BigInteger position() {
        BigInteger open =
                lots.stream().map(lot -> lot.quantity).reduce(BigInteger.ZERO, BigInteger::add);
        return isLong ? open : open.negate();
    }

    /** What was paid for what is open, or received for it if it is short; quote minor units. */
    public BigInteger cost() {
        return lots.stream().map(lot -> lot.cost).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** What closing has made so far, before fees; quote minor units. */
    public BigInteger realised() {
        return realised;
    }

    /** Paid so far; negative when rebates outweigh. */
    public BigInteger fees() {
        return fees;
    }

    /**
     * What closing everything would make, before fees.
     *
     * @param value what the size of the position comes to at the price of the mark, quote minor units
     */
    public BigInteger unrealised(BigInteger value) {
        return isLong ? value.subtract(cost()) : cost().subtract(value);
    }
}

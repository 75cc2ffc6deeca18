package io.rialto.auditor;

/**
 * What an account has in a market of contracts and what its open orders may do to it, as events tell
 * it: x, B, VB, O, VO of VENUE-RULES 4 and the fees that those orders could cost.
 */
final class AuditedPosition {
    final AuditedMarket market;
    final AuditedBalance balance;
    long quantity;

    /** Of an option: what its account holds by contracts, and has written. */
    long held;

    long written;
    private long bids;
    private long bidValue;
    private long offers;
    private long offerValue;
    private long fees;
    private long backed;
    long touchedBy = -1;

    AuditedPosition(AuditedMarket market, AuditedBalance balance) {
        this.market = market;
        this.balance = balance;
        balance.isBacked = true;
    }

    /** Counts what an order leaves open in the place of what it left before. */
    void count(AuditedOrder order) {
        add(order.isBuy, -order.countedQuantity, -order.countedValue, -order.countedHold);
        order.countedQuantity = order.isOpen ? order.remaining : 0;
        order.countedValue =
                Arithmetic.notional(order.price, order.countedQuantity, market.notionalDivisor);
        order.countedHold = order.requiredFees();
        add(order.isBuy, order.countedQuantity, order.countedValue, order.countedHold);
    }

    private void add(boolean isBuy, long open, long value, long openFees) {
        if (isBuy) {
            bids += open;
            bidValue += value;
        } else {
            offers += open;
            offerValue += value;
        }
        fees += openFees;
    }

    /** What a contract of it pays at a price. */
    long value(long price) {
        return Arithmetic.notional(price, quantity, market.notionalDivisor);
    }

    /** The worst case, of which the balance is told. */
    void back() {
        long worst = 0;
        if (!market.isSettled) {
            long divisor = market.notionalDivisor;
            long low = Arithmetic.notional(market.priceMinimum, quantity + bids, divisor);
            long high = Arithmetic.notional(market.priceMaximum, quantity - offers, divisor);
            worst = Math.min(low - bidValue, high + offerValue) - fees;
        }
        balance.backing += worst - backed;
        backed = worst;
    }
}

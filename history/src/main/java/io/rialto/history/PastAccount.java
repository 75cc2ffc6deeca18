package io.rialto.history;

import io.rialto.protocol.Side;
import io.rialto.view.Balance;
import io.rialto.view.Trade;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an account had and had open at a moment of the past.
 *
 * @param sequence of the last event of its own by then; 0 for none
 * @param timeNanos its log time
 * @param balances of each asset that it had ever had by then
 * @param orders open then, in order of market and number
 * @param positions by market of contracts, none that was paid or undone by then
 * @param unexplained markets in which what is known does not make up its position, as it had one when
 *     the history began: nothing is said of them
 * @param fills its latest trades by then, the newest first; undone only if they were by then
 */
public record PastAccount(
        long sequence,
        long timeNanos,
        List<Balance> balances,
        List<Order> orders,
        Map<Long, Position> positions,
        Set<Long> unexplained,
        List<Trade> fills) {
    public PastAccount {
        balances = List.copyOf(balances);
        orders = List.copyOf(orders);
        positions = Map.copyOf(positions);
        unexplained = Set.copyOf(unexplained);
        fills = List.copyOf(fills);
    }

    /**
     * An order as it was.
     *
     * @param terms what never changes of it, and what it is now
     * @param price 1e-9 of quote per base
     * @param quantity the total, base minor units
     * @param filled base minor units
     * @param trigger the price that it waited for; 0 when it did not wait
     */
    public record Order(PastOrder terms, long price, long quantity, long filled, long trigger) {
        /** Which side it is on. */
        public Side side() {
            return terms.info().side();
        }
    }

    /**
     * Contracts, and what they cost.
     *
     * @param quantity hundredths; negative owes
     * @param spent quote minor units paid on balance; negative was received
     * @param fees quote minor units
     */
    public record Position(long quantity, long spent, long fees) {
        static final Position NONE = new Position(0, 0, 0);

        /** What a trade gave its taker. */
        static Position taken(Trade trade) {
            return side(trade, trade.takerSide() == Side.BUY, trade.takerFee());
        }

        /** What a trade gave its maker. */
        static Position made(Trade trade) {
            return side(trade, trade.takerSide() != Side.BUY, trade.makerFee());
        }

        private static Position side(Trade trade, boolean isBuyer, long fee) {
            return isBuyer
                    ? new Position(trade.quantity(), trade.notional(), fee)
                    : new Position(-trade.quantity(), -trade.notional(), fee);
        }

        Position plus(Position other) {
            return new Position(quantity + other.quantity, spent + other.spent, fees + other.fees);
        }
    }
}

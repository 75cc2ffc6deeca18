package io.rialto.view;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

/**
 * An order at one moment, open or closed.
 *
 * @param clientOrderId the client's own id, empty for none
 * @param price the limit, or how far a market order might go; 1e-9 of quote per base
 * @param quantity the total, filled part included; base minor units, 0 for an order by budget alone
 * @param budget the most to spend, fees included, quote minor units; 0 for none
 * @param expiresAt nanoseconds since 1970; 0 for none
 * @param remaining base minor units still open; 0 once closed
 * @param filled base minor units
 * @param filledNotional quote minor units that the fills cost or brought, before fees
 * @param fees quote minor units charged so far; negative is a rebate
 * @param held minor units held for it: of the quote asset for a buy, of the base for a sell
 * @param trigger what it waits, or waited, for
 * @param management what is done with it while it rests
 * @param pairedWith the order of its market that it was linked with, also once either has ended;
 *     0 for none
 * @param closeReason {@code NULL_VAL} while it is open
 * @param acceptedAt log time, nanoseconds since 1970
 * @param changedAt log time of the last change
 * @param changedSequence event of the last change
 */
public record OrderInfo(
        long market,
        long order,
        long account,
        String clientOrderId,
        Side side,
        OrderType orderType,
        TimeInForce timeInForce,
        SelfTradePrevention selfTradePrevention,
        boolean postOnly,
        long price,
        long quantity,
        long budget,
        long expiresAt,
        int makerFeePpm,
        int takerFeePpm,
        long remaining,
        long filled,
        long filledNotional,
        long fees,
        long held,
        OrderState state,
        OrderTrigger trigger,
        OrderManagement management,
        long pairedWith,
        CloseReason closeReason,
        long acceptedAt,
        long changedAt,
        long changedSequence) {

    /** Whether the order can still trade, now or when its trigger is reached. */
    public boolean isOpen() {
        return state == OrderState.OPEN
                || state == OrderState.PARTIALLY_FILLED
                || state == OrderState.WAITING;
    }

    /** The state of an order closed for that reason ({@code NULL_VAL} while open), so much filled. */
    public static OrderState state(CloseReason reason, long filled) {
        return switch (reason) {
            case NULL_VAL -> filled == 0 ? OrderState.OPEN : OrderState.PARTIALLY_FILLED;
            case FILLED -> OrderState.FILLED;
            case EXPIRED -> OrderState.EXPIRED;
            case CANCELLED,
                    REPLACED,
                    MASS_CANCELLED,
                    REMAINDER,
                    SELF_TRADE,
                    MARKET_CLOSED,
                    RESET,
                    KILLED,
                    DEAD_MAN,
                    LINKED,
                    REDUCED,
                    ASSIGNED,
                    MARKET_HIDDEN -> OrderState.CANCELLED;
        };
    }
}

package io.rialto.view;

import io.rialto.protocol.Side;

/**
 * A trade.
 *
 * @param trade counts per market, from 1
 * @param update the market's public update number
 * @param sequence of its event
 * @param timeNanos log time
 * @param price the maker's, 1e-9 of quote per base
 * @param quantity base minor units
 * @param notional quote minor units
 * @param makerFee quote minor units; negative is a rebate
 * @param busted it was undone by a correction
 */
public record Trade(
        long market,
        long trade,
        long update,
        long sequence,
        long timeNanos,
        long makerOrder,
        long takerOrder,
        long makerAccount,
        long takerAccount,
        long price,
        long quantity,
        long notional,
        long makerFee,
        long takerFee,
        Side takerSide,
        boolean busted) {
    /** The same, undone or not. */
    public Trade withBusted(boolean isBusted) {
        return new Trade(
                market,
                trade,
                update,
                sequence,
                timeNanos,
                makerOrder,
                takerOrder,
                makerAccount,
                takerAccount,
                price,
                quantity,
                notional,
                makerFee,
                takerFee,
                takerSide,
                isBusted);
    }
}

package io.rialto.view;

/**
 * What an account owns or owes of a market of contracts.
 *
 * @param quantity hundredths of a contract; negative is owed
 * @param spent quote minor units paid for it less those received, without fees
 * @param feesPaid quote minor units charged on its trades
 * @param worst the least that position and open orders can still come to; 0 in a settled market
 */
public record PositionInfo(
        long account,
        long market,
        long quantity,
        long spent,
        long feesPaid,
        long worst,
        boolean settled) {}

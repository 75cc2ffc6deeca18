package io.rialto.engine;

/** The state of markets of contracts. */
public interface OutcomeStates {
    /**
     * Right after the market that it is.
     *
     * @param settlementPrice means something only if it is settled
     */
    void outcomeMarket(long market, OutcomeTerms terms, boolean settled, long settlementPrice);

    /**
     * By market, then account; those that ever traded. In a settled market it is what was paid.
     *
     * @param quantity negative for a short one
     * @param spent quote minor units paid for it less those received, without fees
     */
    void position(long market, long account, long quantity, long spent, long feesPaid);

    /**
     * By market, after all positions.
     *
     * @param redemption the account that redemptions go against
     */
    void fund(long market, long redemption, FundTerms terms);

    /**
     * By market, then account, after all funds; until the fund is void.
     *
     * @param quantity of shares that the account redeemed less those that it made, hundredths
     */
    void fundRedemption(long market, long account, long quantity);
}

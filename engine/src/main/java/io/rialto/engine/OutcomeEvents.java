package io.rialto.engine;

/** What happens to markets of contracts and to positions in them (VENUE-RULES 4). */
public interface OutcomeEvents {
    /** A market of contracts: follows the creation of the market that it is. */
    void outcomeMarketCreated(long market, OutcomeTerms terms);

    /** The words of a market of contracts are others now. */
    void outcomeMarketEdited(long market, OutcomeTerms terms);

    /**
     * A fund: follows the creation of the market that it is.
     *
     * @param redemption the account that redemptions go against
     */
    void fundCreated(long market, long redemption, FundTerms terms);

    /**
     * Shares of a fund were redeemed: of the fund the account has {@code quantity} less, of each
     * constituent so many times its multiplier more; the redemption account the reverse. Postings of
     * the fee follow unless it is 0.
     *
     * @param quantity negative where constituents were turned into shares
     */
    void fundRedeemed(long market, long account, long quantity, long fee);

    /**
     * A market is settled: every position in it is paid {@code price} per contract and closed. One
     * posting for each position that is not zero follows, by account.
     *
     * @param positions how many there are
     */
    void marketSettled(long market, long price, int positions, String reason);
}

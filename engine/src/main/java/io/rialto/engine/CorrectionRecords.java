package io.rialto.engine;

/** What a state says of trades that can still be undone. */
public interface CorrectionRecords {
    /**
     * By market, then number; the last ones.
     *
     * @param busted it was undone
     */
    void trade(
            long market,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            boolean busted);
}

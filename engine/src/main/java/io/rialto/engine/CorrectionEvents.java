package io.rialto.engine;

/** Corrections by an administrator: reversals, each followed by its postings (VENUE-RULES 3). */
public interface CorrectionEvents {
    /**
     * A trade was undone: position, money and fees of both sides are as if it had not been.
     *
     * @param notional quote minor units that the buyer gets back
     * @param lastPrice of the last trade that stands; where none is known 0, of contracts {@link MarketEvents#NO_PRICE}
     * @param postings how many follow
     */
    void tradeBusted(
            long market,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            long lastPrice,
            int postings,
            String reason);

    /** A market counts no more: its positions are none. As many postings follow. */
    void marketVoided(long market, VoidCause cause, int postings, String reason);

    /** A settled market pays another price: as many postings of the difference follow. */
    void settlementCorrected(
            long market, long previousPrice, long price, int postings, String reason);
}

package io.rialto.engine;

/** What happens to items that are put up for auction (VENUE-RULES 5). */
public interface ItemEvents {
    void itemListed(long listing, int universe, long seller, ItemTerms terms);

    /** Its terms are others now. */
    void itemEdited(long listing, ItemTerms terms);

    void itemDeleted(long listing, String reason);

    /**
     * An item was sold. One {@link #itemPaid} for each contributor follows, then the postings.
     *
     * @param owner whose it is now
     * @param price minor units
     * @param contributors how many pay
     */
    void itemSold(long listing, long owner, long price, int contributors, String reason);

    /** A part of the price. */
    void itemPaid(long listing, long account, long amount);
}

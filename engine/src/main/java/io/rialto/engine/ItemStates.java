package io.rialto.engine;

/** The state of items that were put up for auction. */
public interface ItemStates {
    /** Once, if there ever was one. */
    void itemCounter(long nextListing);

    /**
     * By number; those that were not deleted.
     *
     * @param owner whose it is; 0 while it is not sold
     * @param price what it was sold at
     */
    void item(long listing, int universe, long seller, ItemTerms terms, long owner, long price);
}

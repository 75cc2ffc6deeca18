package io.rialto.engine;

/** What a state says of markets beyond their terms, since version 2 of the rules. */
public interface MarketRecords {
    /** By market; those of whose two figures one is true. */
    void marketVisibility(long market, boolean restricted, boolean hidesAccounts);

    /** By market, then account. */
    void marketViewer(long market, long account);
}

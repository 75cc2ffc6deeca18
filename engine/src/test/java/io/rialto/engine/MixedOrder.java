package io.rialto.engine;

/** An accepted order that has not ended. */
final class MixedOrder {
    long market;
    long order;
    int account;
    boolean buys;
    long price;
    long remaining;
    boolean rests;

    /** Its price follows those of others. */
    boolean follows;

    int makerPpm;
    int takerPpm;
    long makerNotional;
    long takerNotional;
    long charged;

    /** Trades in the maker's role. */
    void make(long feeNotional, boolean isAuction) {
        if (!isAuction || makerPpm >= 0) {
            makerNotional += feeNotional;
        }
    }
}

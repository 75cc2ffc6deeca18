package io.rialto.view;

/** What an account has of an asset, in minor units. */
public record Balance(long account, int asset, long cash, long held) {
    /** What can be used: cash that is not held. */
    public long available() {
        return cash - held;
    }
}

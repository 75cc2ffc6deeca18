package io.rialto.view;

/**
 * What an account has of an asset, in minor units.
 *
 * @param backing the worst that positions in markets of contracts, with their open orders, can still
 *     come to: what backs negative cash, or a cost that is set aside
 */
public record Balance(long account, int asset, long cash, long held, long backing) {
    /** What an account without positions has. */
    public Balance(long account, int asset, long cash, long held) {
        this(account, asset, cash, held, 0);
    }

    /** What can be used: cash that is not held, with what positions back. */
    public long available() {
        return cash - held + backing;
    }

    /** What can leave the account: available, but no more than there is of cash. */
    public long withdrawable() {
        return Math.min(cash - held, available());
    }
}

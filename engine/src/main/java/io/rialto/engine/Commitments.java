package io.rialto.engine;

/** Whether an account has anything open that its money may still be needed for. */
final class Commitments {
    private final Orders orders;

    Commitments(Orders orders) {
        this.orders = orders;
    }

    /** Whether it has open orders or positions. */
    boolean exist(int account) {
        return orders.hasOpen(account) || orders.hasPositions(account);
    }
}

package io.rialto.money;

/**
 * Checks of the programmer's own claims, always on.
 *
 * <p>A failed check means that the program is wrong, never that a client is: the node stops rather
 * than go on with wrong money. What a client can cause is answered with a business error instead.
 */
public final class Check {

    private Check() {}

    /**
     * Demands that an invariant holds.
     *
     * @param holds the invariant
     * @param claim what was claimed, a constant so that a check costs nothing while it holds
     * @throws InvariantBrokenException if it does not hold
     */
    public static void that(boolean holds, String claim) {
        if (!holds) {
            throw new InvariantBrokenException(claim);
        }
    }
}

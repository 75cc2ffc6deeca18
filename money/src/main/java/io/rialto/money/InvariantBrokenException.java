package io.rialto.money;

/** The program broke one of its own invariants. Nobody may catch it and carry on. */
public final class InvariantBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param claim the invariant that does not hold
     */
    public InvariantBrokenException(String claim) {
        super(claim);
    }
}

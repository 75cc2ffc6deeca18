package io.rialto.view;

/** A view already has as many queries to answer as it may have; ask again later. */
public final class ViewBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int queriesMax;

    public ViewBusyException(int queriesMax) {
        super("the view already has " + queriesMax + " queries to answer");
        this.queriesMax = queriesMax;
    }

    /** The most queries that may wait at a time. */
    public int queriesMax() {
        return queriesMax;
    }
}

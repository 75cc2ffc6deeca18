package io.rialto.view;

/** A view did not reach, in the time given, the sequence that a reader asked for. */
public final class ViewBehindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long neededSequence;
    private final long reachedSequence;

    public ViewBehindException(long neededSequence, long reachedSequence) {
        super("the view is at event " + reachedSequence + " and was asked for " + neededSequence);
        this.neededSequence = neededSequence;
        this.reachedSequence = reachedSequence;
    }

    /** The event that the reader wanted to see the effects of. */
    public long neededSequence() {
        return neededSequence;
    }

    /** The last event that the view had applied when the time was over. */
    public long reachedSequence() {
        return reachedSequence;
    }
}

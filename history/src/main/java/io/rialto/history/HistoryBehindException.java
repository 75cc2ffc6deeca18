package io.rialto.history;

/** The history did not reach, in the time given, the sequence that a reader asked for. */
public final class HistoryBehindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long neededSequence;
    private final long reachedSequence;

    HistoryBehindException(long neededSequence, long reachedSequence) {
        super("the history is at event " + reachedSequence + " and was asked for "
                + neededSequence);
        this.neededSequence = neededSequence;
        this.reachedSequence = reachedSequence;
    }

    /** The event that the reader wanted to see the effects of. */
    public long neededSequence() {
        return neededSequence;
    }

    /** The last event that the history had stored when the time was over. */
    public long reachedSequence() {
        return reachedSequence;
    }
}

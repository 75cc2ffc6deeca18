package io.rialto.view;

/** Hears of every command's events once the view has applied all of them, on the view's thread. */
@FunctionalInterface
public interface FrameListener {
    /**
     * Called in order of sequence. What is passed is lent for the call; the view already shows the
     * state after the command. Must not block and must not change the view.
     */
    void onApplied(VenueView view, AppliedCommand command);
}

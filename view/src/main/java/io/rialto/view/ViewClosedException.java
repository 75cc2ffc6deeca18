package io.rialto.view;

/** A view has ended, on request or by a failure (then the cause), and answers nothing any more. */
public final class ViewClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ViewClosedException() {
        super("the view is closed");
    }

    public ViewClosedException(Throwable cause) {
        super("the view has failed", cause);
    }
}

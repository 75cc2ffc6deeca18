package io.rialto.view;

/**
 * A frame does not continue the stream that was applied, cannot be read, or claims what cannot be
 * true of the state before it. Whoever applied it must start anew from a state snapshot, and
 * somebody must look into it.
 */
public final class FrameInvalidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FrameInvalidException(String message) {
        super(message);
    }

    FrameInvalidException(String message, Throwable cause) {
        super(message, cause);
    }
}

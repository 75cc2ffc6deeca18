package io.rialto.sequencer;

/** A data directory that a node cannot use; the message says why and what to do about it. */
public final class DataDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    DataDirectoryException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    DataDirectoryException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why the directory cannot be used. */
    public enum Reason {
        /** Another process holds it. */
        TAKEN,
        /** It cannot be made, read or written. */
        UNUSABLE,
        /** It is in another format, or not a venue's. */
        OTHER_FORMAT,
        /** What it holds was changed or lost, beyond what restarting can mend. */
        DAMAGED,
        /** There is too little room for the shared memory of the transport. */
        NO_ROOM
    }
}

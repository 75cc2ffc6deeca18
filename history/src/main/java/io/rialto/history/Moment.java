package io.rialto.history;

/**
 * A moment of the past: after an event, or at an instant, when all of its events have happened.
 */
public sealed interface Moment {
    /** After event {@code sequence}. */
    record After(long sequence) implements Moment {}

    /** At an instant, nanoseconds since 1970. */
    record At(long nanos) implements Moment {}

    /** Whether an event had happened by then. */
    default boolean includes(long sequence, long timeNanos) {
        return switch (this) {
            case After after -> sequence <= after.sequence();
            case At at -> timeNanos <= at.nanos();
        };
    }
}

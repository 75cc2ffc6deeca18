package io.rialto.sequencer;

import io.aeron.exceptions.StorageSpaceException;

import java.io.IOException;
import java.util.List;

/** Recognises failures whose cause is that nothing more can be written, or nothing more opened. */
final class NoRoom {
    /** What the operating system says of a full disk, a quota, a limit on a file's size. */
    private static final List<String> MESSAGES =
            List.of("No space left on device", "Disk quota exceeded", "File too large");

    private NoRoom() {}

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageSpaceException
                    || (cause instanceof IOException && says(cause.getMessage()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the process had no file handle left; Aeron's driver tells it only in words. */
    static boolean isOfHandles(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && cause.getMessage().contains("Too many open files")) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(String message) {
        return message != null && MESSAGES.stream().anyMatch(message::contains);
    }
}

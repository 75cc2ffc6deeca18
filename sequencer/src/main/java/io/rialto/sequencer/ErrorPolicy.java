package io.rialto.sequencer;

import io.aeron.ErrorCode;
import io.aeron.exceptions.AeronEvent;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.RegistrationException;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;

import java.lang.System.Logger.Level;
import java.util.Arrays;

/**
 * What becomes of errors that the parts of a node report. Left alone they would be written to a
 * file that nobody reads while the node carries on, or would end the process without a word.
 */
final class ErrorPolicy {
    private static final System.Logger LOG = System.getLogger(ErrorPolicy.class.getName());

    /** Where consensus keeps a client's session; no public type, so known by its name only. */
    private static final String CLIENT_SESSION = "io.aeron.cluster.ClusterSession";

    private final FatalHandler fatalHandler;
    private volatile boolean closing;

    ErrorPolicy(FatalHandler fatalHandler) {
        this.fatalHandler = fatalHandler;
    }

    /**
     * For consensus, whose every error ends the node but one: that there is no memory for the answers
     * of a client that connects. That client hears nothing and tries again; the others go on.
     */
    ErrorHandler consensus(String part) {
        return error -> handle(part, error, !isWarning(error) && !isForWantOfAClientsMemory(error));
    }

    /** For a part whose every error ends the node: the machine's host. */
    ErrorHandler strict(String part) {
        return error -> handle(part, error, !isWarning(error));
    }

    /**
     * For the archive, which also reports its clients' mistakes. Only what ends its thread, or tells
     * that nothing more can be written, ends the node; the loss of a recording is noticed by who
     * needs it.
     */
    ErrorHandler archive(String part) {
        return error -> handle(part, error, endsThread(error) || NoRoom.isCauseOf(error));
    }

    /**
     * For the media driver, which also reports its clients' mistakes: whoever asks for more memory
     * than there is hears of it, and who has memory goes on.
     */
    ErrorHandler driver(String part) {
        return error -> handle(part, error, endsThread(error));
    }

    private static boolean isForWantOfAClientsMemory(Throwable error) {
        // Elsewhere, as for the log or a snapshot, it is not one client that lacks it.
        return error instanceof RegistrationException refused
                && refused.errorCode() == ErrorCode.STORAGE_SPACE
                && Arrays.stream(refused.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(CLIENT_SESSION));
    }

    private static boolean endsThread(Throwable error) {
        return error instanceof Error || error instanceof AgentTerminationException;
    }

    /** For a part that ends by itself. */
    Runnable termination(String part) {
        return () -> handle(part, new AgentTerminationException("It has ended by itself"), true);
    }

    /** From now on whatever goes wrong is part of closing. */
    void closing() {
        closing = true;
    }

    private void handle(String part, Throwable error, boolean fatal) {
        if (closing) {
            LOG.log(Level.DEBUG, part + " while closing", error);
        } else if (fatal) {
            fatalHandler.onFatal(part + " failed", error);
        } else {
            LOG.log(Level.WARNING, part + ": " + error.getMessage(), error);
        }
    }

    private static boolean isWarning(Throwable error) {
        return error instanceof AeronEvent
                || (error instanceof AeronException aeron
                        && aeron.category() == AeronException.Category.WARN);
    }
}

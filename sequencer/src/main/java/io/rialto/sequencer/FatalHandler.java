package io.rialto.sequencer;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Ends a node that may not go on: a broken invariant, a lost log or event stream. Called from any
 * thread, perhaps more than once.
 */
@FunctionalInterface
public interface FatalHandler {
    /** Exit status of a halted process, EX_SOFTWARE of sysexits.h. */
    int EXIT_STATUS = 70;

    void onFatal(String reason, Throwable cause);

    /** Prints reason and cause to standard error and halts the process at once, without hooks. */
    static FatalHandler halt() {
        return (reason, cause) -> {
            try {
                StringWriter trace = new StringWriter();
                cause.printStackTrace(new PrintWriter(trace));
                if (NoRoom.isCauseOf(cause)) {
                    System.err.println("The venue stops: the disk is full. What was answered is"
                            + " kept. Make room, and start it again.");
                } else if (NoRoom.isOfHandles(cause)) {
                    System.err.println("The venue stops: its process may open no more files. What"
                            + " was answered is kept. Raise the limit (ulimit -n, or LimitNOFILE="
                            + " of its unit), and start it again.");
                }
                System.err.print("The venue stops: " + reason + System.lineSeparator() + trace);
                System.err.flush();
            } finally {
                Runtime.getRuntime().halt(EXIT_STATUS);
            }
        };
    }
}

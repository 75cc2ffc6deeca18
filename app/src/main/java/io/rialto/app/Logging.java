package io.rialto.app;

import io.rialto.gateway.LoggedTrace;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the program logs, to standard error: a line for each record, its own from INFO on and the
 * libraries' from WARNING on, unless more is asked for.
 */
final class Logging {
    // A logger that nobody holds is forgotten, and its level with it.
    private static final Logger ALL;
    private static final Logger OURS;
    private static final Logger LETTUCE;
    private static final Logger REQUESTS;
    private static final Handler HANDLER;

    static {
        // Read when the first logger is made, which is here.
        System.setProperty("java.util.logging.manager", KeptLogManager.class.getName());
        ALL = Logger.getLogger("");
        OURS = Logger.getLogger("io.rialto");
        REQUESTS = Logger.getLogger(LoggedTrace.REQUESTS);
        LETTUCE = Logger.getLogger("io.lettuce");
        HANDLER = new ConsoleHandler();
    }

    private Logging() {}

    /** Sets logging up; called before anything can log. */
    static void start() {
        for (Handler handler : ALL.getHandlers()) {
            ALL.removeHandler(handler);
        }
        HANDLER.setLevel(Level.ALL);
        HANDLER.setFormatter(new LogLine(false));
        ALL.addHandler(HANDLER);
        ALL.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
        REQUESTS.setLevel(Level.OFF);
        // What it says of a Redis that is away is said by us, once.
        LETTUCE.setLevel(Level.SEVERE);
    }

    /**
     * Writes the log as somebody likes it.
     *
     * @param verbose with more, for those who look for a fault: stack traces too
     */
    static void set(LogOptions.Format format, LogOptions.Requests requests, boolean verbose) {
        HANDLER.setFormatter(
                switch (format) {
                    case TEXT -> new LogLine(verbose);
                    case JSON -> new LogJson(verbose);
                });
        if (verbose) {
            ALL.setLevel(Level.INFO);
            OURS.setLevel(Level.FINE);
        }
        REQUESTS.setLevel(requests == LogOptions.Requests.NONE ? Level.OFF : Level.ALL);
        REQUESTS.setFilter(
                requests == LogOptions.Requests.ALL
                        ? null
                        : entry -> LoggedTrace.now().isPresent());
    }
}

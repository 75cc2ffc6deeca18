package io.rialto.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the program logs, to standard error: a line for each record, its own from INFO on and the
 * libraries' from WARNING on, unless more is asked for.
 */
final class Logging {
    // A logger that nobody holds is forgotten, and its level with it.
    private static final Logger ALL;
    private static final Logger OURS;
    private static final Logger LETTUCE;
    private static final Handler HANDLER;

    static {
        // Read when the first logger is made, which is here.
        System.setProperty("java.util.logging.manager", KeptLogManager.class.getName());
        ALL = Logger.getLogger("");
        OURS = Logger.getLogger("io.rialto");
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
        HANDLER.setFormatter(new Line(false));
        ALL.addHandler(HANDLER);
        ALL.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
        // What it says of a Redis that is away is said by us, once.
        LETTUCE.setLevel(Level.SEVERE);
    }

    /** More, for those who look for a fault: with stack traces. */
    static void verbose() {
        HANDLER.setFormatter(new Line(true));
        ALL.setLevel(Level.INFO);
        OURS.setLevel(Level.FINE);
    }

    /**
     * Time, level, logger and message; what was thrown in a few words or with all of its stack. What
     * somebody sent may be in a message: it neither begins a line nor speaks to a terminal.
     */
    static final class Line extends Formatter {
        private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

        private final boolean withStack;

        Line(boolean withStack) {
            this.withStack = withStack;
        }

        @Override
        public String format(LogRecord entry) {
            Instant time = entry.getInstant().truncatedTo(ChronoUnit.MILLIS);
            String thrown = entry.getThrown() == null ? "" : thrown(entry.getThrown());
            return "%s %s %s: %s%s%n"
                    .formatted(
                            time,
                            entry.getLevel().getName(),
                            entry.getLoggerName(),
                            escaped(formatMessage(entry)),
                            thrown);
        }

        private String thrown(Throwable thrown) {
            if (!withStack) {
                return ": " + escaped(thrown.toString().lines().findFirst().orElse(""));
            }
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return text.toString()
                    .lines()
                    .map(line -> "\n    " + escaped(line.stripLeading()))
                    .collect(Collectors.joining());
        }

        /** Control characters, those of direction and ends of lines, as Java writes them. */
        private static String escaped(String text) {
            return UNFIT.matcher(text)
                    .replaceAll(match -> "\\\\u%04x".formatted(match.group().codePointAt(0)));
        }
    }
}

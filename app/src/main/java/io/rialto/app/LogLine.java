package io.rialto.app;

import io.rialto.gateway.LoggedTrace;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A log entry for people: time, level, logger and message; the trace of the request that it is of,
 * if any; what was thrown in a few words or with all of its stack. What somebody sent may be in a
 * message: it neither begins a line nor speaks to a terminal.
 */
final class LogLine extends Formatter {
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private final boolean withStack;

    LogLine(boolean withStack) {
        this.withStack = withStack;
    }

    @Override
    public String format(LogRecord entry) {
        String thrown = entry.getThrown() == null ? "" : thrown(entry.getThrown());
        return "%s %s %s: %s%s%s%n"
                .formatted(
                        time(entry),
                        entry.getLevel().getName(),
                        entry.getLoggerName(),
                        escaped(formatMessage(entry)),
                        LoggedTrace.now()
                                .map(trace -> " (trace " + trace.id() + ")")
                                .orElse(""),
                        thrown);
    }

    /** To the millisecond: sorted as text it is sorted by time. */
    static String time(LogRecord entry) {
        Instant time = entry.getInstant().truncatedTo(ChronoUnit.MILLIS);
        return time.toString();
    }

    /** What was thrown, with the way to it. */
    static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private String thrown(Throwable thrown) {
        if (!withStack) {
            return ": " + escaped(thrown.toString().lines().findFirst().orElse(""));
        }
        return stack(thrown)
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

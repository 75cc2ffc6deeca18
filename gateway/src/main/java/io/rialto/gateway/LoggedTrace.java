package io.rialto.gateway;

import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The trace of the request that a thread works for, for whoever writes the log.
 *
 * @param id of the trace, 32 digits of hex
 * @param span that what happens is of: this gateway's, or else the sender's; 16 digits
 */
public record LoggedTrace(String id, String span) {
    /** The logger of a request's or a command's end, at {@link Level#FINE}. */
    public static final String REQUESTS = "io.rialto.requests";

    private static final Logger LOG = Logger.getLogger(REQUESTS);
    private static final ScopedValue<TraceContext> NOW = ScopedValue.newInstance();
    private static final HexFormat HEX = HexFormat.of();

    /** That of what this thread does now; empty where the request is of none. */
    public static Optional<LoggedTrace> now() {
        return NOW.isBound() ? Optional.of(of(NOW.get())) : Optional.empty();
    }

    private static LoggedTrace of(TraceContext trace) {
        return new LoggedTrace(
                HEX.toHexDigits(trace.traceHigh()) + HEX.toHexDigits(trace.traceLow()),
                HEX.toHexDigits(trace.parent()));
    }

    /** Does the work as part of a trace. */
    static void run(TraceContext trace, Runnable work) {
        if (trace.isNone()) {
            work.run();
        } else {
            ScopedValue.where(NOW, trace).run(work);
        }
    }

    /** Has it logged, if anybody wants that, how a request or command of a trace has ended. */
    static void tell(TraceContext trace, Supplier<String> message) {
        if (LOG.isLoggable(Level.FINE)) {
            run(trace, () -> LOG.fine(message));
        }
    }
}

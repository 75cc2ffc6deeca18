package io.rialto.sequencer;

import java.time.Instant;

/** The system's clock in the log's unit. */
final class SystemEpochNanos {
    private static final long NANOS = 1_000_000_000L;

    private SystemEpochNanos() {}

    /** Nanoseconds since 1970-01-01T00:00Z. */
    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }
}

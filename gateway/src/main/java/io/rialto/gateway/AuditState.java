package io.rialto.gateway;

import io.rialto.auditor.AuditReport;
import io.rialto.auditor.AuditSource;

import java.util.Optional;

/**
 * What this gateway knows of the venue's auditor at one moment.
 *
 * @param status in one word
 * @param report the auditor's last word, if it ever had one
 * @param lagEvents events that are known here and not verified yet
 * @param lagMillis for how long all that there was has not been verified; 0 when nothing is behind
 */
record AuditState(Status status, Optional<AuditReport> report, long lagEvents, long lagMillis) {
    /** An auditor that has not said anything for so long is not there any more. */
    static final long SILENT_MILLIS = 10_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** How it is with the audit; the first that applies. */
    enum Status {
        /** An invariant was violated: the alarm is on. */
        VIOLATED,
        /** No auditor ever ran here, or it was stopped in order. */
        UNWATCHED,
        /** The auditor ended by itself or fell silent. */
        FAILED,
        /** Everything up to the sequence is as it must be. */
        VERIFIED
    }

    /**
     * Looks now.
     *
     * @param newest the newest event known here
     */
    static AuditState of(AuditSource source, long newest, long nowMillis) {
        Optional<AuditReport> report = source.report();
        return report.map(said -> of(said, newest, nowMillis))
                .orElseGet(() -> new AuditState(Status.UNWATCHED, report, newest, 0));
    }

    private static AuditState of(AuditReport said, long newest, long nowMillis) {
        long lagEvents = Math.max(0, newest - said.verified());
        // What the auditor had read when it last had caught up was all there was.
        long since = Math.max(said.caughtUpMillis(), said.verifiedTimeNanos() / NANOS_PER_MILLI);
        long lagMillis = lagEvents == 0 ? 0 : Math.max(0, nowMillis - since);
        return new AuditState(status(said, nowMillis), Optional.of(said), lagEvents, lagMillis);
    }

    private static Status status(AuditReport said, long nowMillis) {
        if (said.isAlarm()) {
            return Status.VIOLATED;
        }
        return switch (said.condition()) {
            case STOPPED -> Status.UNWATCHED;
            case FAILED -> Status.FAILED;
            case RUNNING ->
                nowMillis - said.publishedMillis() > SILENT_MILLIS
                        ? Status.FAILED
                        : Status.VERIFIED;
        };
    }

    /** Whether the venue's health suffers: what nobody asked to be watched does not. */
    boolean isDegrading() {
        return status == Status.VIOLATED || status == Status.FAILED;
    }

    /** How often invariants were violated. */
    long violations() {
        return report.map(AuditReport::violations).orElse(0L);
    }

    /** The last event verified; 0 where nothing is. */
    long verified() {
        return report.map(AuditReport::verified).orElse(0L);
    }
}

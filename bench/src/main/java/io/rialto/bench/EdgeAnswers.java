package io.rialto.bench;

import org.HdrHistogram.Histogram;

/** Counts the answers of one run, each with the time since its request was sent, or was due. */
final class EdgeAnswers {
    /** The one denial that the work is made to meet: a cancel that comes too late. */
    static final String TOO_LATE = "order-unknown";

    private final long[] startedNanos;
    private final boolean[] isAnswered;
    private final Histogram times;
    private final SequenceTimes told;
    private int answered;
    private int denied;

    EdgeAnswers(int count, Histogram times) {
        this(count, times, new SequenceTimes());
    }

    /** The same, which also notes when each event was first told of. */
    EdgeAnswers(int count, Histogram times, SequenceTimes told) {
        this.told = told;
        this.startedNanos = new long[count];
        this.isAnswered = new boolean[count];
        this.times = times;
    }

    void started(int request, long nanos) {
        startedNanos[request] = nanos;
    }

    /** An answer is true of an event. */
    void sawSequence(long sequence, long nowNanos) {
        told.answered(sequence, nowNanos);
    }

    void done(int request, long nowNanos) {
        if (request < 0 || request >= isAnswered.length || isAnswered[request]) {
            throw new IllegalStateException(
                    "request " + request + " was answered twice, or not sent");
        }
        isAnswered[request] = true;
        answered++;
        times.recordValue(Math.max(0, nowNanos - startedNanos[request]));
    }

    /** Takes a denial, which must be the one that is to be expected. */
    void denied(int request, String code, long nowNanos) {
        if (!code.equals(TOO_LATE)) {
            throw new IllegalStateException("request " + request + " was refused: " + code);
        }
        done(request, nowNanos);
        denied++;
    }

    int answered() {
        return answered;
    }

    int denied() {
        return denied;
    }
}

package io.rialto.gateway;

import io.rialto.gateway.GatewayConfig.HttpLimits;

import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that takes its time: with a request's headers or body, with reading an
 * answer, or with asking anything at all. Owned by the connection's event loop, which looks at all
 * guards several times a second, so that trickling bytes gains nothing.
 *
 * <p>It closes when it is found late twice: between the two looks the event loop reads what has
 * come, so that a loop that was held up does not take its own delay for its client's.
 */
final class ConnectionGuard {
    private final HttpLimits limits;
    private final Runnable close;
    private final Runnable gone;
    private long deadline;
    private boolean isLate;
    private boolean exempt;
    private boolean isGone;

    /**
     * The first request must be there as if it had been begun on.
     *
     * @param close closes the connection
     * @param gone run once, when the connection has ended
     */
    ConnectionGuard(HttpLimits limits, Runnable close, Runnable gone) {
        this.limits = limits;
        this.close = close;
        this.gone = gone;
        allow(limits.requestMillis());
    }

    /** A request's headers are there; its body and the reading of its answer have as long again. */
    void requestBegins() {
        allow(2L * limits.requestMillis());
    }

    /** The answer has been written; the next request's headers must be there in the idle time. */
    void requestEnded() {
        allow(limits.idleMillis());
    }

    /** The connection has become a stream, which looks after itself. */
    void becomesStream() {
        exempt = true;
    }

    /**
     * The connection has ended. Of one that became a stream only the stream hears that, of others
     * the connection.
     */
    void closed() {
        if (!isGone) {
            isGone = true;
            gone.run();
        }
    }

    /** Closes the connection if its time was over at the last look too. */
    void check(long now) {
        if (exempt || now - deadline <= 0) {
            return;
        }
        if (isLate) {
            exempt = true;
            close.run();
        }
        isLate = true;
    }

    private void allow(long millis) {
        isLate = false;
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}

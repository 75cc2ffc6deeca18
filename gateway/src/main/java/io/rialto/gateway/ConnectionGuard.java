package io.rialto.gateway;

import io.rialto.gateway.GatewayConfig.HttpLimits;
import io.vertx.core.http.HttpConnection;

import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that takes its time: with a request's headers or body, with reading an
 * answer, or with asking anything at all. Owned by the connection's event loop, which looks at all
 * guards several times a second, so that trickling bytes gains nothing.
 */
final class ConnectionGuard {
    private final HttpConnection connection;
    private final HttpLimits limits;
    private long deadline;
    private final Runnable gone;
    private boolean exempt;
    private boolean isGone;

    /**
     * The first request must be there as if it had been begun on.
     *
     * @param gone run once, when the connection has ended
     */
    ConnectionGuard(HttpConnection connection, HttpLimits limits, Runnable gone) {
        this.connection = connection;
        this.limits = limits;
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

    /** Closes the connection if its time is over. */
    void check(long now) {
        if (!exempt && now - deadline > 0) {
            exempt = true;
            connection.close();
        }
    }

    private void allow(long millis) {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}

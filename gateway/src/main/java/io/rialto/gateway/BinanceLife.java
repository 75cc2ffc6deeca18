package io.rialto.gateway;

import java.util.concurrent.TimeUnit;

/**
 * How long a connection of the Binance face lives: it is pinged every 20 s, ends when nothing was
 * heard for a minute, and after a day in any case. Times are those of {@link System#nanoTime}. Owned by
 * the socket's event loop.
 */
final class BinanceLife {
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long SILENT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LIFE_NANOS = TimeUnit.HOURS.toNanos(24);

    private final long openedAt;
    private long heardAt;
    private long pingedAt;

    /** What is to be done with a connection. */
    enum Due {
        NOTHING,
        PING,
        END_SILENT,
        END_OLD
    }

    BinanceLife(long now) {
        openedAt = now;
        heardAt = now;
        pingedAt = now;
    }

    /** Something came: the client is there. */
    void heard(long now) {
        heardAt = now;
    }

    /** What is due; a ping is then taken to be sent. */
    Due due(long now) {
        if (now - heardAt > SILENT_NANOS) {
            return Due.END_SILENT;
        }
        if (now - openedAt > LIFE_NANOS) {
            return Due.END_OLD;
        }
        if (now - pingedAt < PING_NANOS) {
            return Due.NOTHING;
        }
        pingedAt = now;
        return Due.PING;
    }
}

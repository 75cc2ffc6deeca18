package io.rialto.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One client's dealings with this gateway: a connection of the stream, or all of REST with one
 * token. Knows what the client has been told, so that its reads show its own writes. Any thread.
 */
final class Session {
    private final long id;
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();

    Session(long id) {
        this.id = id;
    }

    /** Unique in this run of the gateway; commands carry it. */
    long id() {
        return id;
    }

    /** The last event that an answer to this session was true of. */
    long sequence() {
        return sequence.get();
    }

    /** Notes what an answer was true of. */
    void sawSequence(long seen) {
        sequence.accumulateAndGet(seen, Math::max);
    }

    /** Takes a place among the unanswered commands, unless there are {@code max} already. */
    boolean enter(int max) {
        int now;
        do {
            now = inFlight.get();
            if (now >= max) {
                return false;
            }
            // Not counted up and down again: in between, another would be refused a free place.
        } while (!inFlight.compareAndSet(now, now + 1));
        return true;
    }

    void leave() {
        inFlight.decrementAndGet();
    }
}

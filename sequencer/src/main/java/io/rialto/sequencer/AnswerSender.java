package io.rialto.sequencer;

import io.aeron.cluster.service.ClientSession;

import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends answers to the sessions that asked. A session that does not take its answers is waited for
 * once, shortly; after that its answers are dropped until it takes one again: it asks again for
 * what it misses, and nobody else waits for it.
 */
final class AnswerSender {
    private static final long WAIT_NANOS_MAX = 500_000;

    private final LongHashSet choked = new LongHashSet();
    private final AtomicLong dropped = new AtomicLong();

    void send(ClientSession session, DirectBuffer answer, int offset, int length) {
        if (session == null || session.isClosing()) {
            return;
        }
        long result = session.offer(answer, offset, length);
        boolean isChoked = choked.contains(session.id());
        if (result < 0 && !isChoked) {
            result = retry(session, answer, offset, length);
        }
        if (result > 0) {
            if (isChoked) {
                choked.remove(session.id());
            }
        } else {
            choked.add(session.id());
            dropped.lazySet(dropped.getPlain() + 1);
        }
    }

    private static long retry(ClientSession session, DirectBuffer answer, int offset, int length) {
        long deadline = System.nanoTime() + WAIT_NANOS_MAX;
        long result;
        do {
            LockSupport.parkNanos(1_000);
            result = session.offer(answer, offset, length);
        } while (result < 0 && System.nanoTime() < deadline);
        return result;
    }

    void onSessionClosed(ClientSession session) {
        choked.remove(session.id());
    }

    /** Answers that were not sent because their session did not take them. */
    long dropped() {
        return dropped.get();
    }
}

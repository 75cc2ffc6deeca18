package io.rialto.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** The last event that any answer through this gateway was true of. Any thread. */
final class GatewayClock {
    private final AtomicLong sequence = new AtomicLong();

    long sequence() {
        return sequence.get();
    }

    void sawSequence(long seen) {
        if (sequence.get() < seen) {
            sequence.accumulateAndGet(seen, Math::max);
        }
    }
}

package io.rialto.gateway;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the streams of one user take at this gateway, over all connections: how many there are, what
 * they are subscribed to, and what they have not read. Any thread.
 */
final class UserStreams {
    private final LimitProfile profile;
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final AtomicLong unreadBytes = new AtomicLong();

    UserStreams(LimitProfile profile) {
        this.profile = profile;
    }

    /** Counts a stream in, or says why not; one that was calls {@link #leave}. */
    Optional<Problem> enter() {
        return take(streams, profile.streamsMax())
                ? Optional.empty()
                : Optional.of(Problem.of(
                                Refusal.TOO_MANY_STREAMS,
                                "Close one: a user may have " + profile.streamsMax() + " open")
                        .limitedBy(profile.name() + ".streams"));
    }

    void leave() {
        streams.decrementAndGet();
    }

    /** Counts a subscription in, or says why not. */
    Optional<Problem> subscribe() {
        return take(subscriptions, profile.subscriptionsMax())
                ? Optional.empty()
                : Optional.of(Problem.of(
                                Refusal.TOO_MANY_SUBSCRIPTIONS,
                                "Unsubscribe from something: a user may have "
                                        + profile.subscriptionsMax()
                                        + " subscriptions on all streams")
                        .limitedBy(profile.name() + ".subscriptions"));
    }

    void unsubscribe(int count) {
        subscriptions.addAndGet(-count);
    }

    /** Adds to what is unread, or takes from it; the sum. */
    long unread(long moreBytes) {
        return unreadBytes.addAndGet(moreBytes);
    }

    private static boolean take(AtomicInteger count, int max) {
        int now;
        do {
            now = count.get();
            if (now >= max) {
                return false;
            }
        } while (!count.compareAndSet(now, now + 1));
        return true;
    }
}

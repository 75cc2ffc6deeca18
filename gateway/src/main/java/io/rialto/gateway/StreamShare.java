package io.rialto.gateway;

import java.util.Optional;

/** What one stream takes of what its user may have. Owned by the stream's event loop. */
final class StreamShare {
    /** Less than this is on its way to a client that reads, and is not counted. */
    static final int UNREAD_STEP_BYTES = 64 << 10;

    private Optional<UserStreams> user = Optional.empty();
    private int subscriptions;
    private long unreadBytes;

    /**
     * Counts the stream as one of a user's, once it is known whose it is.
     *
     * @throws ProblemException if they have too many
     */
    void enter(Caller who) {
        if (user.isEmpty()) {
            UserStreams streams = who.usage().streams();
            streams.enter().ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            user = Optional.of(streams);
        }
    }

    /**
     * Counts a subscription in.
     *
     * @throws ProblemException if the user has too many
     */
    void subscribe() {
        user.ifPresent(streams -> {
            streams.subscribe().ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            subscriptions++;
        });
    }

    /** Counts subscriptions out. */
    void unsubscribe(int count) {
        user.ifPresent(streams -> {
            streams.unsubscribe(count);
            subscriptions -= count;
        });
    }

    /**
     * Notes what the client has not read.
     *
     * @return whether it may be that much: not if it is more than before, and with all else that the
     *     user has not read above {@code max}
     */
    boolean unread(long bytes, long max) {
        long counted = bytes / UNREAD_STEP_BYTES * UNREAD_STEP_BYTES;
        long more = counted - unreadBytes;
        if (more == 0 || user.isEmpty()) {
            return true;
        }
        unreadBytes = counted;
        return user.get().unread(more) <= max || more < 0;
    }

    /** Gives everything back: the stream has ended. */
    void leave() {
        user.ifPresent(streams -> {
            streams.unsubscribe(subscriptions);
            streams.unread(-unreadBytes);
            streams.leave();
        });
        user = Optional.empty();
    }
}

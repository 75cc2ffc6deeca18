package io.rialto.gateway;

import io.rialto.protocol.v1.AccountUpdate;
import io.rialto.protocol.v1.ServerMessage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One account's private stream: who listens, and the latest updates, kept for those who come back.
 * Owned by the view's thread.
 */
final class AccountFeed {
    private final long account;
    private final int retainedMax;
    private final Audience audience = new Audience();
    private final ArrayDeque<Retained> retained = new ArrayDeque<>();

    /** Updates after this event are all retained. */
    private long coveredAfter;

    private long lastSequence;
    private long idleSince;

    /** What the command now applied has changed. */
    private final AccountUpdate.Builder update = AccountUpdate.newBuilder();

    private boolean touched;

    AccountFeed(long account, long sequence, int retainedMax, long nowNanos) {
        this.account = account;
        this.retainedMax = retainedMax;
        this.coveredAfter = sequence;
        this.lastSequence = sequence;
        this.idleSince = nowNanos;
    }

    private static final class Retained {
        private final long sequence;
        private final byte[] message;

        Retained(long sequence, byte[] message) {
            this.sequence = sequence;
            this.message = message;
        }
    }

    void add(OrderSocket socket) {
        audience.add(socket);
    }

    void remove(OrderSocket socket, long nowNanos) {
        audience.remove(socket);
        idleSince = nowNanos;
    }

    /** Adds all who listen to a set. */
    void addTo(Set<OrderSocket> listeners) {
        audience.addTo(listeners);
    }

    /** Whether nobody has listened since before an instant. */
    boolean isForgotten(long beforeNanos) {
        return audience.isEmpty() && idleSince - beforeNanos < 0;
    }

    /** The messages after an event, if all of them are retained. */
    Optional<List<byte[]>> since(long sequence) {
        if (sequence < coveredAfter) {
            return Optional.empty();
        }
        List<byte[]> messages = new ArrayList<>();
        for (Retained kept : retained) {
            if (kept.sequence > sequence) {
                messages.add(kept.message);
            }
        }
        return Optional.of(messages);
    }

    /** Where the changes of the command now applied are gathered. */
    AccountUpdate.Builder touch() {
        touched = true;
        return update;
    }

    boolean isTouched() {
        return touched;
    }

    /** Sends and keeps what the command has changed. */
    void finish(long sequence, long timeNanos) {
        update.setAccount(account)
                .setPreviousSequence(lastSequence)
                .setSequence(sequence)
                .setTime(timeNanos);
        byte[] message =
                ServerMessage.newBuilder().setAccountUpdate(update).build().toByteArray();
        update.clear();
        touched = false;
        lastSequence = sequence;
        retained.add(new Retained(sequence, message));
        if (retained.size() > retainedMax) {
            coveredAfter = retained.remove().sequence;
        }
        audience.tell(message);
    }
}

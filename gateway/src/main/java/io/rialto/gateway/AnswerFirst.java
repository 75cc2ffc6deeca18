package io.rialto.gateway;

import io.rialto.sequencer.CommandClient;

import org.agrona.collections.LongHashSet;

import java.util.ArrayDeque;

/**
 * Keeps a socket's stream messages behind the answers to its own commands: what a command caused is
 * told after the command's answer, whichever of the two gets here first. Owned by one event loop.
 *
 * <p>Commands are known by the number that the gateway gave them, which answers and events carry. A
 * command whose events come before its answer leaves a barrier; whatever comes after waits behind.
 */
final class AnswerFirst {
    private static final long NONE = Long.MIN_VALUE;

    private final Sink sink;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** Answered commands whose events are still to come; denials may never have any. */
    private final LongHashSet answered = new LongHashSet();

    private long highestAnswered;
    private int unanswered;
    private long waitingBytes;

    AnswerFirst(Sink sink) {
        this.sink = sink;
    }

    /** Where messages go whose time has come. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes a message.
         *
         * @param isPart whether it is one part of a long message
         */
        void send(byte[] message, boolean isPart);
    }

    /** A message, or the barrier of a command. */
    private static final class Waiting {
        private final byte[] message;
        private final boolean isPart;
        private final long barrier;

        Waiting(byte[] message, boolean isPart, long barrier) {
            this.message = message;
            this.isPart = isPart;
            this.barrier = barrier;
        }
    }

    /** A command was sent. */
    void onSent() {
        unanswered++;
    }

    /** A command was answered; its answer has been written. */
    void onAnswered(long number) {
        unanswered--;
        highestAnswered = Math.max(highestAnswered, number);
        answered.add(number);
        if (answered.size() > 4 * CommandClient.IN_FLIGHT_MAX) {
            answered.removeIf(old -> old <= highestAnswered - CommandClient.IN_FLIGHT_MAX);
        }
        release();
    }

    /** A command was not sent after all. */
    void onNotSent() {
        unanswered--;
        release();
    }

    /** The client was told that an outcome is unknown: nothing waits for that answer any more. */
    void onGivenUp() {
        Waiting next;
        while ((next = waiting.poll()) != null) {
            pass(next);
        }
    }

    /** The next messages may tell of this command's events. */
    void onOwnEvents(long number) {
        if (!isAnswered(number)) {
            waiting.add(new Waiting(new byte[0], false, number));
        }
        answered.remove(number);
    }

    /** Passes a stream message on when its time has come. */
    void deliver(byte[] message, boolean isPart) {
        if (waiting.isEmpty()) {
            sink.send(message, isPart);
        } else {
            waitingBytes += Outflow.counted(message, isPart);
            waiting.add(new Waiting(message, isPart, NONE));
        }
    }

    /** How much waits for an answer, as it counts. */
    long waitingBytes() {
        return waitingBytes;
    }

    private boolean isAnswered(long number) {
        // No command is unanswered that is a whole window behind an answered one.
        return unanswered == 0
                || number <= highestAnswered - CommandClient.IN_FLIGHT_MAX
                || answered.contains(number);
    }

    private void release() {
        Waiting next;
        while ((next = waiting.peek()) != null
                && (next.barrier == NONE || isAnswered(next.barrier))) {
            waiting.remove();
            if (next.barrier != NONE) {
                answered.remove(next.barrier);
            }
            pass(next);
        }
        if (unanswered == 0) {
            answered.clear();
        }
    }

    private void pass(Waiting next) {
        if (next.barrier == NONE) {
            waitingBytes -= Outflow.counted(next.message, next.isPart);
            sink.send(next.message, next.isPart);
        }
    }
}

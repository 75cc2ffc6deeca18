package io.rialto.gateway;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Hands a stream's messages to its writer no faster than the client takes them. What waits here is
 * not copied or encoded for the client until there is room, so a client that does not read costs a
 * reference a message, and the parts of a long message may be more than what may wait for a client
 * otherwise. Owned by one event loop.
 */
final class Outflow implements AnswerFirst.Sink {
    private static final int UNDER_WAY_BYTES = 256 << 10;

    /** Parts were asked for and end: they count this much less than what comes unasked. */
    private static final int PARTS_COUNT_LESS = 8;

    private final SocketWriter writer;
    private final Consumer<Runnable> later;
    private final int underWayMax;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int parts;
    private long lastTakenAt;
    private boolean isPassing;

    private static final class Waiting {
        private final byte[] message;
        private final boolean isPart;

        Waiting(byte[] message, boolean isPart) {
            this.message = message;
            this.isPart = isPart;
        }
    }

    /**
     * @param later has the event loop that owns the writer do something, but not at once
     * @param waitingBytesMax that may wait for the client in all
     */
    Outflow(SocketWriter writer, Consumer<Runnable> later, int waitingBytesMax) {
        this.writer = writer;
        this.later = later;
        this.underWayMax = underWayMax(waitingBytesMax);
        writer.onTaken(this::taken);
    }

    /** What is handed to a writer and not taken at most, of what may wait for a client in all. */
    static int underWayMax(int waitingBytesMax) {
        return Math.min(UNDER_WAY_BYTES, waitingBytesMax / 4);
    }

    /** What a message counts of that which may wait for a client. */
    static int counted(byte[] message, boolean isPart) {
        return isPart ? message.length / PARTS_COUNT_LESS : message.length;
    }

    @Override
    public void send(byte[] message, boolean isPart) {
        if (waiting.isEmpty()) {
            if (writer.waitingBytes() < underWayMax) {
                writer.write(message);
                return;
            }
            lastTakenAt = System.nanoTime();
        }
        waiting.add(new Waiting(message, isPart));
        waitingBytes += counted(message, isPart);
        parts += isPart ? 1 : 0;
    }

    /** What waits here, as it counts. */
    long waitingBytes() {
        return waitingBytes;
    }

    /** For how long nothing was taken of a long message that waits; 0 while none does. */
    long stalledNanos(long now) {
        return parts == 0 ? 0 : now - lastTakenAt;
    }

    // The writer may be in the midst of counting what was taken.
    private void taken() {
        if (!waiting.isEmpty() && !isPassing) {
            isPassing = true;
            later.accept(this::pass);
        }
    }

    private void pass() {
        isPassing = false;
        lastTakenAt = System.nanoTime();
        while (!waiting.isEmpty() && (writer.isClosing() || writer.waitingBytes() < underWayMax)) {
            Waiting next = waiting.remove();
            waitingBytes -= counted(next.message, next.isPart);
            parts -= next.isPart ? 1 : 0;
            writer.write(next.message);
        }
    }
}

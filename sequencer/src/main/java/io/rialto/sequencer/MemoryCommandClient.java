package io.rialto.sequencer;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client of a {@link MemorySequencer}: the real client's window over a queue in memory. */
final class MemoryCommandClient implements CommandClient {
    private final MemorySequencer sequencer;
    private final CommandWindow window;
    private final CommandTransport transport = this::offer;

    // Owned by whoever drives the sequencer.
    private long generation = -1;
    private boolean isCut;
    private boolean isLosingNext;
    private volatile boolean isClosing;
    private volatile boolean isClosed;

    MemoryCommandClient(MemorySequencer sequencer, CommandWindow window) {
        this.sequencer = sequencer;
        this.window = window;
    }

    private boolean offer(DirectBuffer command, int offset, int length) {
        UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, command, offset, length);
        return sequencer.enqueue(this, generation, copy);
    }

    int doWork(long nowNanos, long currentGeneration) {
        if (isClosing) {
            end();
        }
        if (isClosed || isCut) {
            return 0;
        }
        if (generation != currentGeneration) {
            window.onDisconnected("the sequencer restarted");
            generation = currentGeneration;
            window.onConnected(nowNanos);
        }
        return window.doWork(nowNanos, transport);
    }

    void end() {
        if (!isClosed) {
            window.close();
            isClosed = true;
        }
    }

    void onAnswer(long answeredGeneration, UnsafeBuffer answer) {
        if (isLosingNext) {
            isLosingNext = false;
        } else if (!isCut && !isClosed && answeredGeneration == generation) {
            window.onAnswer(answer, 0, answer.capacity());
        }
    }

    void cut() {
        isCut = true;
        window.onDisconnected("cut");
    }

    void loseNextAnswer() {
        isLosingNext = true;
    }

    void mend() {
        isCut = false;
        generation = -1;
    }

    boolean isClosed() {
        return isClosed;
    }

    boolean hasUnsent() {
        return isClosing || window.hasUnsent();
    }

    CommandClientMetrics metrics() {
        return window;
    }

    @Override
    public boolean submit(DirectBuffer command, int offset, int length, AnswerHandler handler) {
        boolean isAccepted = window.submit(command, offset, length, handler);
        if (isAccepted) {
            sequencer.wake();
        }
        return isAccepted;
    }

    @Override
    public boolean isConnected() {
        return window.isReady();
    }

    @Override
    public long openedAtSequence() {
        return window.openedAtSequence();
    }

    @Override
    public void close() {
        isClosing = true;
        sequencer.awaitClosed(this);
    }
}

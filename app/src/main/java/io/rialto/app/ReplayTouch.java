package io.rialto.app;

import io.rialto.protocol.v1.Outcome;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * Follows the best bid and offer as the venue published them after each message, and writes them.
 * Messages in, one at a time, with the answer that came last because of them; lines out, as soon as
 * the book has arrived up to that answer.
 */
final class ReplayTouch {
    private record Mark(int message, CompletableFuture<Outcome> answer) {}

    private final PublishedBook book;
    private final ReplayState state;
    private final Writer lines;
    private final long crossedBefore;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();

    /**
     * @param lines takes one line a message; {@link Writer#nullWriter()} if nobody wants them
     */
    ReplayTouch(PublishedBook book, ReplayState state, Writer lines) {
        this.book = book;
        this.state = state;
        this.lines = lines;
        this.crossedBefore = state.crossed;
    }

    /**
     * @param answer of the last command so far, or null before the first
     */
    void after(int message, CompletableFuture<Outcome> answer) throws IOException {
        marks.add(new Mark(message, answer));
        writeWhatIsKnown();
    }

    /** Writes all that is left; everything has arrived. */
    void settle() throws IOException {
        writeWhatIsKnown();
        if (!marks.isEmpty()) {
            throw new IllegalStateException(
                    "the venue's book did not arrive up to message " + marks.peek().message);
        }
    }

    private void writeWhatIsKnown() throws IOException {
        while (!marks.isEmpty() && isKnown(marks.peek())) {
            Mark mark = marks.poll();
            long sequence = sequenceOf(mark);
            // After a resumption the book starts from a snapshot that may be later than messages
            // which are sent again: what was published then is not published twice.
            if (sequence != 0 && !book.advanceTo(sequence)) {
                state.touchUnobserved++;
                continue;
            }
            write(mark.message);
        }
        state.crossed = crossedBefore + book.crossed();
    }

    private boolean isKnown(Mark mark) {
        return mark.answer == null
                || (mark.answer.isDone()
                        && (mark.answer.isCompletedExceptionally()
                                || book.hasSeen(sequenceOf(mark))));
    }

    private static long sequenceOf(Mark mark) {
        return mark.answer == null || mark.answer.isCompletedExceptionally()
                ? 0
                : mark.answer.join().getSequence();
    }

    private void write(int message) throws IOException {
        String touch = book.touch(ReplayConnection.PRICE_FACTOR);
        if (!touch.equals(state.touch)) {
            state.touchChanges += state.touch.isEmpty() ? 0 : 1;
            state.touch = touch;
        }
        lines.write(message + "," + touch + "\n");
    }
}

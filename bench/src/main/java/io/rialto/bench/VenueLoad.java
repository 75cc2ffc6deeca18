package io.rialto.bench;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.sequencer.CommandClient;

import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.util.Arrays;

/**
 * Sends encoded commands to a venue in another process and takes the answers, both on the calling
 * thread. Any command that is left without an answer, or is answered for a second time, is an error.
 */
final class VenueLoad implements AutoCloseable {
    /** Most commands in flight. */
    static final int WINDOW_MAX = CommandClient.IN_FLIGHT_MAX;

    private static final long PARK_NANOS_MAX = 20_000;
    private static final long TEND_NANOS = 100_000_000;
    private static final long SILENCE_NANOS_MAX = 60_000_000_000L;

    private final CommandLink link;
    private final IdleStrategy idle = new BackoffIdleStrategy(20, 100, 1_000, PARK_NANOS_MAX);
    private final Slot[] slots = new Slot[WINDOW_MAX];
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final AnswerDecoder answer = new AnswerDecoder();

    private Histogram histogram = new Histogram(3);
    private String failure = "";
    private long sent;
    private long answered;
    private long denied;

    private VenueLoad(CommandLink link) {
        this.link = link;
        Arrays.setAll(slots, i -> new Slot());
    }

    /** Takes over the link and returns when the node takes commands by it. */
    static VenueLoad connect(CommandLink link) {
        VenueLoad load = new VenueLoad(link);
        long start = System.nanoTime();
        while (!link.isConnected()) {
            load.step();
            load.checkProgress(start);
        }
        return load;
    }

    /** Answers of the other codes than DONE, of all runs. */
    long denied() {
        return denied;
    }

    /** Keeps the connection alive while nothing is sent. */
    void tend() {
        link.doWork();
        checkFailure();
    }

    private void checkFailure() {
        if (!failure.isEmpty() || !link.failure().isEmpty()) {
            throw new IllegalStateException(failure + link.failure());
        }
    }

    /**
     * Sends with so many in flight and returns when all are answered.
     *
     * @param resting another load, idle meanwhile, that must be kept alive
     * @param times gets the time from sending to answer
     * @return nanoseconds from the first command to the last answer
     */
    long closed(
            CommandTape tape, int from, int to, int window, VenueLoad resting, Histogram times) {
        histogram = times;
        long start = System.nanoTime();
        long tended = start;
        long progressed = start;
        int next = from;
        while (next < to || answered < sent) {
            long before = answered;
            while (next < to && sent - answered < window && send(tape, next, System.nanoTime())) {
                next++;
            }
            step();
            long now = System.nanoTime();
            tended = tendOther(resting, tended, now);
            progressed = answered > before ? now : progressed;
            checkProgress(progressed);
        }
        return System.nanoTime() - start;
    }

    /**
     * Sends at a steady rate and returns when all are answered.
     *
     * @param times gets the time from when a command was due to its answer
     */
    void open(CommandTape tape, int from, int to, int rate, VenueLoad resting, Histogram times) {
        histogram = times;
        long start = System.nanoTime();
        long tended = start;
        long progressed = start;
        int next = from;
        while (next < to || answered < sent) {
            long before = answered;
            long now = System.nanoTime();
            long due = start + (next - from) * 1_000_000_000L / rate;
            while (next < to && due <= now && sent - answered < WINDOW_MAX) {
                if (!send(tape, next, due)) {
                    break;
                }
                next++;
                due = start + (next - from) * 1_000_000_000L / rate;
            }
            step();
            tended = tendOther(resting, tended, now);
            progressed = answered > before || sent == answered ? now : progressed;
            checkProgress(progressed);
        }
    }

    private boolean send(CommandTape tape, int index, long startNanos) {
        Slot slot = slots[(int) (sent % WINDOW_MAX)];
        boolean isAccepted =
                link.submit(tape.buffer(index), tape.offset(index), tape.length(index), slot);
        if (isAccepted) {
            slot.startNanos = startNanos;
            sent++;
        }
        return isAccepted;
    }

    private void step() {
        long before = answered;
        int work = link.doWork();
        idle.idle(work + (int) (answered - before));
        checkFailure();
    }

    private static long tendOther(VenueLoad other, long tendedNanos, long nowNanos) {
        if (nowNanos - tendedNanos < TEND_NANOS) {
            return tendedNanos;
        }
        other.tend();
        return nowNanos;
    }

    private void checkProgress(long sinceNanos) {
        if (System.nanoTime() - sinceNanos > SILENCE_NANOS_MAX) {
            throw new IllegalStateException("no answer for a minute");
        }
    }

    @Override
    public void close() {
        link.close();
    }

    private final class Slot implements CommandClient.AnswerHandler {
        private long startNanos;

        @Override
        public void onAnswer(DirectBuffer bytes, int offset, int length) {
            histogram.recordValue(Math.max(0, System.nanoTime() - startNanos));
            answered++;
            answer.wrapAndApplyHeader(bytes, offset, messageHeader);
            if (answer.header().code() != Code.DONE) {
                denied++;
            }
        }

        @Override
        public void onUnknown() {
            failure = "a command was left without an answer";
        }
    }
}

package io.rialto.app;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.view.FrameSource;

import org.agrona.DirectBuffer;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * Tells, of a projection that polls it, how long events of traced commands took from the log to
 * being stored.
 */
final class TracedFrames implements FrameSource {
    /** A projection that is further behind tells of fewer. */
    private static final int WAITING_MAX = 1_024;

    private static final int TRACE_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + EventFrameDecoder.BLOCK_LENGTH + Short.BYTES;

    private final FrameSource source;
    private final String name;
    private final Traces traces;
    private final LongSupplier stored;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFrameDecoder frame = new EventFrameDecoder();

    private TracedFrames(FrameSource source, String name, Traces traces, LongSupplier stored) {
        this.source = source;
        this.name = name;
        this.traces = traces;
        this.stored = stored;
    }

    /**
     * The source as it is where there are no traces.
     *
     * @param name of the spans
     * @param stored number of the last event that the projection has stored
     */
    static FrameSource of(
            FrameSource source, String name, Optional<Traces> traces, LongSupplier stored) {
        return traces.map(to -> (FrameSource) new TracedFrames(source, name, to, stored))
                .orElse(source);
    }

    private record Waiting(TraceBytes context, Instant logged, long sequence) {}

    @Override
    public int poll(FrameHandler handler, int framesMax) {
        if (!waiting.isEmpty()) {
            tell();
        }
        return source.poll(
                (buffer, offset, length) -> {
                    note(buffer, offset);
                    handler.onFrame(buffer, offset, length);
                },
                framesMax);
    }

    private void note(DirectBuffer buffer, int offset) {
        frame.wrapAndApplyHeader(buffer, offset, header);
        if (frame.last() == 1
                && frame.traceLength() == TraceBytes.LENGTH
                && waiting.size() < WAITING_MAX) {
            waiting.add(new Waiting(
                    TraceBytes.at(buffer, offset + TRACE_OFFSET),
                    TracedMachine.ofEpoch(frame.timeNanos()),
                    frame.firstSequence() + frame.count() - 1));
        }
    }

    private void tell() {
        long upTo = stored.getAsLong();
        Instant now = Instant.now();
        Waiting next;
        while ((next = waiting.peek()) != null && next.sequence() <= upTo) {
            waiting.remove();
            traces.add(name, next.context(), next.logged(), now, next.sequence());
        }
    }
}

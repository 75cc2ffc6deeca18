package io.rialto.auditor;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;

/** Checks that frames continue each other: numbers, parts, chain, time. */
final class FrameAudit {
    private final Findings findings;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private long sequence;
    private long chain;
    private long timeNanos;
    private long part;

    FrameAudit(Findings findings) {
        this.findings = findings;
    }

    void startAt(long newSequence, long newChain, long newTimeNanos) {
        sequence = newSequence;
        chain = newChain;
        timeNanos = newTimeNanos;
        part = 0;
    }

    /**
     * Takes the next frame.
     *
     * @return whether its events are to be looked at: not those that were already
     */
    boolean accept(DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        boolean isFrame = header.templateId() == EventFrameDecoder.TEMPLATE_ID
                && header.schemaId() == EventFrameDecoder.SCHEMA_ID;
        if (!findings.holds(Invariant.FORMAT, isFrame)) {
            findings.violated(
                    Invariant.FORMAT,
                    sequence + 1,
                    "what follows is no frame but template " + header.templateId());
            return false;
        }
        frame.wrapAndApplyHeader(buffer, offset, header);
        long first = frame.firstSequence();
        boolean isRepetition = first <= sequence;
        checkNumbers(first);
        if (isRepetition) {
            return false;
        }
        checkChain(buffer, offset, length, first);
        checkTime(first);
        sequence = first + frame.count() - 1;
        chain = frame.chain();
        timeNanos = frame.timeNanos();
        part = isLast() ? 0 : frame.part() + 1;
        return true;
    }

    private void checkNumbers(long first) {
        if (!findings.holds(Invariant.NUMBERS, first == sequence + 1 && frame.count() > 0)) {
            findings.violated(
                    Invariant.NUMBERS,
                    first,
                    "a frame of " + frame.count() + " events follows event " + sequence);
        } else if (!findings.holds(Invariant.NUMBERS, frame.part() == part)) {
            findings.violated(
                    Invariant.NUMBERS,
                    first,
                    "part " + frame.part() + " of a command where part " + part + " is due");
        }
    }

    private void checkChain(DirectBuffer buffer, int offset, int length, long first) {
        long expected = StreamChain.next(chain, buffer, offset, length);
        if (!findings.holds(Invariant.CHAIN, frame.chain() == expected)) {
            findings.violated(
                    Invariant.CHAIN,
                    first,
                    "the chain is %016x and should be %016x".formatted(frame.chain(), expected));
        }
    }

    private void checkTime(long first) {
        if (!findings.holds(Invariant.TIME, frame.timeNanos() >= timeNanos)) {
            findings.violated(
                    Invariant.TIME, first, frame.timeNanos() + " ns follows " + timeNanos + " ns");
        }
    }

    /** Whether the frame taken last is its command's last. */
    boolean isLast() {
        return frame.last() == 1;
    }

    /** The last event of the frame taken last. */
    long sequence() {
        return sequence;
    }

    /** Log time of the frame taken last, nanoseconds since 1970. */
    long timeNanos() {
        return timeNanos;
    }
}

package io.rialto.view;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;

/**
 * Checks that frames continue each other: numbers without gap or repetition, the chain, whole
 * commands. Every projection of the stream holds one. Not thread-safe.
 */
public final class FrameSequence {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private long sequence;
    private long chain;
    private long commandSequence;
    private long commandChain;
    private long part;
    private long timeNanos;

    /**
     * Begins after a command.
     *
     * @param sequence its last event; 0 for none
     * @param chain of its last frame; 0 for none
     */
    public FrameSequence(long sequence, long chain) {
        startAt(sequence, chain);
    }

    /** Begins after another command. */
    public void startAt(long newSequence, long newChain) {
        sequence = newSequence;
        chain = newChain;
        commandSequence = newSequence;
        commandChain = newChain;
        part = 0;
    }

    /**
     * Takes the next frame and returns whether it is the last of its command. A frame that begins a
     * command while another is incomplete drops what came of that one: its source started again.
     *
     * @throws FrameInvalidException when it does not continue what was taken
     */
    public boolean accept(DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        if (header.templateId() != EventFrameDecoder.TEMPLATE_ID
                || header.schemaId() != EventFrameDecoder.SCHEMA_ID) {
            throw new FrameInvalidException("not a frame: template " + header.templateId());
        }
        frame.wrapAndApplyHeader(buffer, offset, header);
        if (frame.part() == 0) {
            startAt(commandSequence, commandChain);
        }
        check(frame.firstSequence() == sequence + 1, "does not follow event " + sequence);
        check(frame.part() == part, "is not the next of its command");
        check(frame.count() > 0, "is empty");
        check(
                frame.chain() == StreamChain.next(chain, buffer, offset, length),
                "does not continue the chain");
        sequence += frame.count();
        chain = frame.chain();
        part++;
        timeNanos = frame.timeNanos();
        if (frame.last() == 0) {
            return false;
        }
        commandSequence = sequence;
        commandChain = chain;
        part = 0;
        return true;
    }

    /** Whether a frame is the first of its command. */
    public boolean beginsCommand(DirectBuffer buffer, int offset) {
        return frame.wrapAndApplyHeader(buffer, offset, header).part() == 0;
    }

    /** The last event of the last whole command. */
    public long sequence() {
        return commandSequence;
    }

    /** The chain at that event. */
    public long chain() {
        return commandChain;
    }

    /** Log time of the frame taken last, nanoseconds since 1970. */
    public long timeNanos() {
        return timeNanos;
    }

    private void check(boolean condition, String text) {
        if (!condition) {
            throw new FrameInvalidException(
                    "the frame of event " + frame.firstSequence() + " " + text);
        }
    }
}

package io.rialto.view;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;

/**
 * Puts the frames of the stream together into commands, and checks that they continue each other:
 * numbers without gap or repetition, the chain, all parts of a command. Every projection of the
 * stream holds one. Not thread-safe.
 */
public final class CommandFrames {
    private static final int FRAME_BYTES_MIN =
            MessageHeaderDecoder.ENCODED_LENGTH + EventFrameDecoder.BLOCK_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private final FrameBuffer frames = new FrameBuffer();

    // After the last whole command.
    private long sequence;
    private long chain;

    // After the last frame.
    private long frameSequence;
    private long frameChain;
    private long part;
    private long timeNanos;
    private long actor;
    private boolean complete;

    /**
     * Begins after a command.
     *
     * @param sequence its last event; 0 for none
     * @param chain of its last frame; 0 for none
     */
    public CommandFrames(long sequence, long chain) {
        startAt(sequence, chain);
    }

    /** Begins after another command. */
    public void startAt(long newSequence, long newChain) {
        sequence = newSequence;
        chain = newChain;
        startCommand();
    }

    private void startCommand() {
        frameSequence = sequence;
        frameChain = chain;
        part = 0;
        complete = false;
        frames.clear();
    }

    /**
     * Takes the next frame and returns whether it completes its command: the command can then be
     * read until the caller gives the frame's buffer back. A frame that begins a command while
     * another is incomplete drops what came of that one: its source started again.
     *
     * @throws FrameInvalidException when it does not continue what was taken
     */
    public boolean accept(DirectBuffer buffer, int offset, int length) {
        if (length < FRAME_BYTES_MIN) {
            throw new FrameInvalidException("not a frame: " + length + " bytes");
        }
        header.wrap(buffer, offset);
        if (header.templateId() != EventFrameDecoder.TEMPLATE_ID
                || header.schemaId() != EventFrameDecoder.SCHEMA_ID
                || header.blockLength() != EventFrameDecoder.BLOCK_LENGTH) {
            throw new FrameInvalidException("not a frame: template " + header.templateId());
        }
        frame.wrapAndApplyHeader(buffer, offset, header);
        if (complete || frame.part() == 0) {
            startCommand();
        }
        check(frame.firstSequence() == frameSequence + 1, "does not follow event " + frameSequence);
        check(frame.part() == part, "is not the next of its command");
        check(frame.count() > 0, "is empty");
        check(
                frame.chain() == StreamChain.next(frameChain, buffer, offset, length),
                "does not continue the chain");
        frameSequence += frame.count();
        frameChain = frame.chain();
        part++;
        if (frame.last() == 0) {
            frames.keep(buffer, offset, length);
            return false;
        }
        frames.lend(buffer, offset, length);
        timeNanos = frame.timeNanos();
        actor = frame.actor();
        sequence = frameSequence;
        chain = frameChain;
        complete = true;
        return true;
    }

    /** Passes every frame of the command just completed to the handler, in order. */
    public void forEach(FrameSource.FrameHandler handler) {
        frames.forEach(handler);
    }

    /** The last event of the last whole command. */
    public long sequence() {
        return sequence;
    }

    /** The chain at that event. */
    public long chain() {
        return chain;
    }

    /** Log time of the command just completed, nanoseconds since 1970. */
    public long timeNanos() {
        return timeNanos;
    }

    /** The account of the user who sent the command just completed; 0 for the venue itself. */
    public long actor() {
        return actor;
    }

    private void check(boolean condition, String text) {
        if (!condition) {
            throw new FrameInvalidException(
                    "the frame of event " + frame.firstSequence() + " " + text);
        }
    }
}

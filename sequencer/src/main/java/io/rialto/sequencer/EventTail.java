package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;

import java.nio.file.Path;

/**
 * The end of the recorded event stream as it can be trusted: checked event by event over the last
 * two terms.
 *
 * @param position where the last sound frame ends
 * @param sequence number of the last event; 0 for none
 * @param chain of the last frame
 * @param reason why what follows is not trusted; empty when nothing follows
 */
record EventTail(long position, long sequence, long chain, String reason) {
    /** Checks the tail of a recording up to {@code stopPosition}, or to where writing stopped. */
    static EventTail check(Path archive, Recording recording, long stopPosition) {
        long lastTerm = recording.termBase(stopPosition);
        long from = Math.max(recording.startPosition(), lastTerm - recording.termLength());
        Checker checker = new Checker(from == 0);
        try (RecordingCursor cursor =
                new RecordingCursor(archive, recording, from).limit(stopPosition)) {
            return checker.run(cursor, stopPosition);
        }
    }

    /** Follows the chain through the frames of a recording. */
    private static final class Checker {
        private final EventFrameDecoder frame = new EventFrameDecoder();
        private boolean linked;
        private long sequence;
        private long chain;

        Checker(boolean fromTheFirst) {
            linked = fromTheFirst;
        }

        EventTail run(RecordingCursor cursor, long stopPosition) {
            long sound = cursor.position();
            while (true) {
                RecordingCursor.Found found = cursor.next();
                String reason = switch (found) {
                    case FRAGMENT -> follow(cursor);
                    case END -> "";
                    case DAMAGE -> "a damaged fragment at " + cursor.position();
                };
                if (!reason.isEmpty()) {
                    return new EventTail(sound, sequence, chain, reason);
                }
                if (found == RecordingCursor.Found.END) {
                    return end(cursor, stopPosition);
                }
                sound = cursor.position();
            }
        }

        private EventTail end(RecordingCursor cursor, long stopPosition) {
            String reason = cursor.position() < stopPosition && stopPosition != Long.MAX_VALUE
                    ? "nothing written from " + cursor.position() + " on"
                    : "";
            return new EventTail(cursor.position(), sequence, chain, reason);
        }

        /** Returns what is wrong with the fragment; nothing when it is the next frame. */
        private String follow(RecordingCursor cursor) {
            if (!isEventFrame(cursor.buffer(), cursor.offset(), cursor.length())) {
                return "no event frame before " + cursor.position();
            }
            frame.wrap(
                    cursor.buffer(),
                    cursor.offset() + MessageHeaderDecoder.ENCODED_LENGTH,
                    EventFrameDecoder.BLOCK_LENGTH,
                    EventFrameDecoder.SCHEMA_VERSION);
            if (linked) {
                long expected =
                        StreamChain.next(chain, cursor.buffer(), cursor.offset(), cursor.length());
                if (frame.firstSequence() != sequence + 1 || frame.chain() != expected) {
                    return "event " + frame.firstSequence() + " does not follow " + sequence;
                }
            }
            linked = true;
            sequence = frame.firstSequence() + frame.count() - 1;
            chain = frame.chain();
            return "";
        }
    }

    static boolean isEventFrame(DirectBuffer buffer, int offset, int length) {
        int fixed = MessageHeaderDecoder.ENCODED_LENGTH + EventFrameDecoder.BLOCK_LENGTH;
        return length >= fixed
                && buffer.getShort(
                                offset + MessageHeaderDecoder.templateIdEncodingOffset(),
                                java.nio.ByteOrder.LITTLE_ENDIAN)
                        == EventFrameDecoder.TEMPLATE_ID;
    }
}

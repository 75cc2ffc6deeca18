package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Whether a segment of the log is of the venue whose events are recorded: the cluster lets no mark
 * be put into its log, but each event frame tells the position of its command and the instant, to
 * the nanosecond, that the log gives it.
 */
final class LogMatch implements AutoCloseable {
    private static final int FRAGMENTS_MAX = 4_096;
    private static final int COMMANDS_MAX = 8;

    private final Path archive;
    private final Recording log;
    private final Recording events;
    private final RecordingCursor cursor;
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private int compared;
    private boolean isEqual;

    LogMatch(Path archive, Recording log, Recording events) {
        this.archive = archive;
        this.log = log;
        this.events = events;
        cursor = new RecordingCursor(archive, events, events.startPosition())
                .limit(events.writtenMax(archive));
    }

    /** False when none of the segment's first commands has the time that its events tell. */
    boolean isOfThisVenue(long segmentBase) {
        compared = 0;
        isEqual = false;
        long from = Math.max(segmentBase, log.startPosition());
        try (LogReader reader = new LogReader(archive, log, from)) {
            LogReader.Handler handler = new Comparing();
            for (int i = 0; i < FRAGMENTS_MAX && compared < COMMANDS_MAX && !isEqual; i++) {
                if (reader.next(handler) != RecordingCursor.Found.FRAGMENT) {
                    break;
                }
            }
        }
        return isEqual || compared == 0;
    }

    private final class Comparing implements LogReader.Handler {
        @Override
        public void onCommand(
                long clusterNanos, long logPosition, DirectBuffer buffer, int offset, int length) {
            OptionalLong told = timeAt(logPosition);
            if (told.isPresent()) {
                compared++;
                isEqual |= told.getAsLong() == clusterNanos;
            }
        }

        @Override
        public void onTimer(long clusterNanos, long logPosition) {
            // Most cause nothing.
        }
    }

    /** The time of the frame whose command ends at a position of the log. */
    private OptionalLong timeAt(long logPosition) {
        long low = events.startPosition() / events.termLength();
        long high = Math.max(low, (events.writtenMax(archive) - 1) / events.termLength());
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            cursor.seek(middle * events.termLength());
            if (isAtFrame() && frame.logPosition() <= logPosition) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        cursor.seek(Math.max(events.startPosition(), low * events.termLength()));
        while (isAtFrame()) {
            if (frame.logPosition() >= logPosition) {
                return frame.logPosition() == logPosition
                        ? OptionalLong.of(frame.timeNanos())
                        : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private boolean isAtFrame() {
        if (cursor.next() != RecordingCursor.Found.FRAGMENT) {
            return false;
        }
        frame.wrap(
                cursor.buffer(),
                cursor.offset() + MessageHeaderDecoder.ENCODED_LENGTH,
                EventFrameDecoder.BLOCK_LENGTH,
                EventFrameDecoder.SCHEMA_VERSION);
        return true;
    }

    @Override
    public void close() {
        CloseHelper.close(cursor);
    }
}

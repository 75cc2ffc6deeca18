package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import java.nio.file.Path;

/** Finds a place in a recorded event stream. */
final class EventSearch {
    private EventSearch() {}

    /**
     * Where the frame after a snapshot's last event begins.
     *
     * @param end where the recording ends
     * @throws IllegalStateException when there is no such place, or another history before it
     */
    static long positionAfter(Path archive, Recording recording, long end, SnapshotPoint point) {
        try (RecordingCursor cursor = new RecordingCursor(archive, recording, 0).limit(end)) {
            EventFrameDecoder frame = new EventFrameDecoder();
            if (point.eventRecording() == recording.id()
                    && isFirstAt(cursor, frame, point.eventPosition(), point.sequence() + 1)) {
                return point.eventPosition();
            }
            cursor.seek(termBefore(cursor, frame, recording, end, point.sequence() + 1));
            long position = cursor.position();
            while (cursor.next() == RecordingCursor.Found.FRAGMENT) {
                wrap(cursor, frame);
                if (frame.firstSequence() == point.sequence() + 1) {
                    return position;
                }
                position = cursor.position();
            }
        }
        throw new IllegalStateException(
                "No frame begins with event " + (point.sequence() + 1) + " in the recording");
    }

    /** The last term whose first event is not after the one sought. */
    private static long termBefore(
            RecordingCursor cursor,
            EventFrameDecoder frame,
            Recording recording,
            long end,
            long sought) {
        long low = recording.startPosition() / recording.termLength();
        long high = end / recording.termLength();
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            cursor.seek(middle * recording.termLength());
            if (cursor.next() == RecordingCursor.Found.FRAGMENT
                    && wrap(cursor, frame).firstSequence() <= sought) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return Math.max(recording.startPosition(), low * recording.termLength());
    }

    private static boolean isFirstAt(
            RecordingCursor cursor, EventFrameDecoder frame, long position, long first) {
        cursor.seek(position);
        return cursor.next() == RecordingCursor.Found.FRAGMENT
                && wrap(cursor, frame).firstSequence() == first;
    }

    private static EventFrameDecoder wrap(RecordingCursor cursor, EventFrameDecoder frame) {
        return frame.wrap(
                cursor.buffer(),
                cursor.offset() + MessageHeaderDecoder.ENCODED_LENGTH,
                EventFrameDecoder.BLOCK_LENGTH,
                EventFrameDecoder.SCHEMA_VERSION);
    }
}

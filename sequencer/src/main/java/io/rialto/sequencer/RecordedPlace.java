package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.sequencer.EventReader.SequencePurgedException;
import io.rialto.sequencer.EventReader.StreamDamagedException;
import io.rialto.sequencer.EventReader.StreamRewrittenException;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a consumer goes on reading in a recording: found in the archive's files by binary search
 * over the first frames of terms, which begin at frame boundaries, and a walk through one term.
 *
 * @param position where the frame begins that ends with the last event applied; where the recording
 *     begins when nothing was applied or that frame is no longer kept
 * @param isBefore whether the frame at {@code position} is one applied already, to be compared
 */
record RecordedPlace(long position, boolean isBefore) {
    private static final long READ_BYTES_MAX = 2L << 20;

    /**
     * Finds the place after an event.
     *
     * @param end up to where the recording is written
     * @return nothing when the recording does not reach that event yet
     * @throws StreamRewrittenException when no frame ends with that event
     * @throws StreamDamagedException when what is read on the way, or next, is not what was written
     * @throws SequencePurgedException when the next event is not kept
     */
    static Optional<RecordedPlace> after(
            Path archive, Recording recording, long end, long sequence) {
        try (RecordingCursor cursor =
                new RecordingCursor(archive, recording, recording.startPosition()).limit(end)) {
            return new Search(cursor, recording, end).afterChecked(sequence);
        }
    }

    private static final class Search {
        private final RecordingCursor cursor;
        private final Recording recording;
        private final long end;
        private final EventFrameDecoder frame = new EventFrameDecoder();

        Search(RecordingCursor cursor, Recording recording, long end) {
            this.cursor = cursor;
            this.recording = recording;
            this.end = end;
        }

        Optional<RecordedPlace> afterChecked(long sequence) {
            return after(sequence).map(this::checked);
        }

        private Optional<RecordedPlace> after(long sequence) {
            long start = recording.startPosition();
            if (!isFrameAt(start)) {
                boolean isBeginning = sequence == 0 && start == 0;
                return isBeginning ? Optional.of(new RecordedPlace(0, false)) : Optional.empty();
            }
            long first = frame.firstSequence();
            if (first > sequence + 1) {
                throw new SequencePurgedException(
                        "event " + (sequence + 1) + " is not kept, the first kept is " + first,
                        first);
            }
            return first == sequence + 1
                    ? Optional.of(new RecordedPlace(start, false))
                    : walk(lastTermFrom(sequence), sequence);
        }

        /** The last term whose first frame is not after {@code sequence}. */
        private long lastTermFrom(long sequence) {
            long low = recording.startPosition() / recording.termLength();
            long high = end / recording.termLength();
            while (low < high) {
                long middle = (low + high + 1) >>> 1;
                if (isFrameAt(middle * recording.termLength())
                        && frame.firstSequence() <= sequence) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return Math.max(recording.startPosition(), low * recording.termLength());
        }

        private Optional<RecordedPlace> walk(long from, long sequence) {
            long position = from;
            while (isFrameAt(position)) {
                long last = frame.firstSequence() + frame.count() - 1;
                if (last == sequence) {
                    return Optional.of(new RecordedPlace(position, true));
                }
                if (last > sequence) {
                    throw new StreamRewrittenException(
                            "no frame ends with event " + sequence + ", one with " + last);
                }
                position = cursor.position();
            }
            return Optional.empty();
        }

        /** The archive reads as much at a time, and gives nothing of it when any is damaged. */
        private RecordedPlace checked(RecordedPlace place) {
            cursor.seek(place.position);
            RecordingCursor.Found found;
            do {
                found = cursor.next();
            } while (found == RecordingCursor.Found.FRAGMENT
                    && cursor.position() - place.position < READ_BYTES_MAX);
            if (found == RecordingCursor.Found.DAMAGE) {
                throw damaged();
            }
            return place;
        }

        private StreamDamagedException damaged() {
            return new StreamDamagedException("the recorded events are damaged in "
                    + cursor.file()
                    + " at position "
                    + cursor.position());
        }

        private boolean isFrameAt(long position) {
            cursor.seek(position);
            return switch (cursor.next()) {
                case FRAGMENT -> {
                    frame.wrap(
                            cursor.buffer(),
                            cursor.offset() + MessageHeaderDecoder.ENCODED_LENGTH,
                            EventFrameDecoder.BLOCK_LENGTH,
                            EventFrameDecoder.SCHEMA_VERSION);
                    yield true;
                }
                case END -> false;
                case DAMAGE -> throw damaged();
            };
        }
    }
}

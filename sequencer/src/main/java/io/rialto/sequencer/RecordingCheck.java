package io.rialto.sequencer;

import java.nio.file.Path;
import java.util.Optional;

/** Reads a recording that no archive writes, and looks for bytes that are not what was written. */
final class RecordingCheck {
    private RecordingCheck() {}

    /**
     * What is wrong from a position on: file and position. Of a recording that was not stopped the
     * end may be torn, since {@link TailRepair} cuts that.
     */
    static Optional<String> damage(Path archive, Recording recording, long from) {
        long end = recording.isStopped() ? recording.stopPosition() : Long.MAX_VALUE;
        try (RecordingCursor cursor = new RecordingCursor(archive, recording, from).limit(end)) {
            RecordingCursor.Found found = cursor.next();
            while (found == RecordingCursor.Found.FRAGMENT) {
                found = cursor.next();
            }
            boolean isShort = cursor.position() < end && recording.isStopped();
            boolean isDamaged = recording.isStopped()
                    ? found == RecordingCursor.Found.DAMAGE || isShort
                    : TailRepair.isWholeAfter(archive, recording, cursor.position());
            return isDamaged
                    ? Optional.of(cursor.file() + " is damaged at position " + cursor.position())
                    : Optional.empty();
        }
    }
}

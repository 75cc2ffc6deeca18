package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Events that the recording no longer has: a compressed file for each segment that was purged, named
 * by its first and last event. They are kept until a policy says otherwise.
 */
final class EventArchive {
    private static final System.Logger LOG = System.getLogger(EventArchive.class.getName());
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,18})\\.events");

    private static final int FRAME_BYTES_MIN =
            MessageHeaderDecoder.ENCODED_LENGTH + EventFrameDecoder.BLOCK_LENGTH;

    private static final int FRAMES_PER_POLL = 256;

    private final Path directory;
    private final byte[] venueId;

    EventArchive(Path data, byte[] venueId) {
        directory = data.resolve("events-archive");
        this.venueId = venueId.clone();
    }

    private record Named(long first, long last, Path path) {}

    private List<Named> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(EventArchive::named)
                    .sorted(Comparator.comparingLong(Named::first))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Named> named(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches()
                ? Stream.of(new Named(
                        Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), path))
                : Stream.empty();
    }

    /** Its files, oldest first. */
    List<Path> paths() {
        return files().stream().map(Named::path).toList();
    }

    /** The first event kept; nothing when it is empty. */
    OptionalLong first() {
        return files().stream().mapToLong(Named::first).findFirst();
    }

    /**
     * The events of the file that holds the one after {@code sequence}, from that file's first on.
     *
     * @throws EventReader.StreamDamagedException when the file is not what was written
     */
    Optional<ArchivedEvents> openAfter(long sequence) {
        return files().stream()
                .filter(file -> file.first <= sequence + 1 && file.last > sequence)
                .findFirst()
                .map(file -> ArchivedEvents.open(file.path, venueId));
    }

    /**
     * What is wrong with it, a line each that names the file: each is read to its end, and its events
     * must follow each other and those of the file before.
     */
    List<String> damages() {
        List<String> damages = new ArrayList<>();
        EventFollower follower = new EventFollower();
        for (Named file : files()) {
            try (ArchivedEvents events = ArchivedEvents.open(file.path, venueId)) {
                follower.begin(file.path, file.first, damages);
                int count;
                do {
                    count = events.poll(follower, FRAMES_PER_POLL);
                } while (count > 0);
                follower.end(file.last, damages);
            } catch (EventReader.StreamDamagedException e) {
                damages.add(e.getMessage());
                follower.giveUp(file.last);
            }
        }
        return damages;
    }

    /** The last event kept; 0 when it is empty. */
    long last() {
        List<Named> files = files();
        return files.isEmpty() ? 0 : files.getLast().last;
    }

    /**
     * Stores the events of a segment, durably.
     *
     * @throws IllegalStateException when its frames are damaged or do not follow each other
     */
    void store(Path archive, Recording recording, long segmentBase) throws IOException {
        DataDirectory.createDurably(directory);
        long from = Math.max(segmentBase, recording.startPosition());
        EventFrameDecoder frame = new EventFrameDecoder();
        try (RecordingCursor cursor = new RecordingCursor(archive, recording, from)
                        .limit(segmentBase + recording.segmentLength());
                ArchivedEventsWriter writer = new ArchivedEventsWriter(directory, venueId)) {
            boolean isLinked = false;
            long chain = 0;
            long next = 0;
            RecordingCursor.Found found = cursor.next();
            while (found == RecordingCursor.Found.FRAGMENT) {
                frame.wrap(
                        cursor.buffer(),
                        cursor.offset() + MessageHeaderDecoder.ENCODED_LENGTH,
                        EventFrameDecoder.BLOCK_LENGTH,
                        EventFrameDecoder.SCHEMA_VERSION);
                if (cursor.length() < FRAME_BYTES_MIN || !isNumbered(frame, next)) {
                    throw new IllegalStateException("what stands before position "
                            + cursor.position() + " of recording " + recording.id()
                            + " is not the frame of event " + next);
                }
                next = frame.firstSequence() + frame.count();
                if (isLinked
                        && frame.chain()
                                != StreamChain.next(
                                        chain, cursor.buffer(), cursor.offset(), cursor.length())) {
                    throw new IllegalStateException(
                            "event " + frame.firstSequence() + " does not follow in the recording");
                }
                isLinked = true;
                chain = frame.chain();
                writer.append(frame, cursor.buffer(), cursor.offset(), cursor.length());
                found = cursor.next();
            }
            if (found == RecordingCursor.Found.DAMAGE || !isLinked) {
                throw new IllegalStateException("segment " + segmentBase + " of recording "
                        + recording.id() + " is damaged at " + cursor.position());
            }
            writer.finish();
        }
    }

    /** Whether a frame has events, from {@code next} on; 0 for any number. */
    private static boolean isNumbered(EventFrameDecoder frame, long next) {
        long first = frame.firstSequence();
        return frame.count() > 0
                && first > 0
                && first <= Long.MAX_VALUE - frame.count()
                && (next == 0 || first == next);
    }

    /** Deletes files whose last event is at most {@code sequence} and older than an instant. */
    void deleteBefore(long sequence, long timeNanos) throws IOException {
        for (Named file : files()) {
            if (file.last > sequence || ArchivedEvents.lastTime(file.path, venueId) >= timeNanos) {
                return;
            }
            Files.delete(file.path);
            LOG.log(Level.INFO, "Deleted events {0} to {1}, by policy", file.first, file.last);
        }
    }
}

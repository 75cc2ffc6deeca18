package io.rialto.sequencer;

import io.aeron.archive.CatalogView;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.RecordingDescriptorConsumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the archive knows of one of its recordings.
 *
 * @param stopPosition {@link AeronArchive#NULL_POSITION} while it is written, or after a crash
 */
record Recording(
        long id,
        int streamId,
        long startPosition,
        long stopPosition,
        int initialTermId,
        int segmentLength,
        int termLength,
        int mtuLength) {
    private static final Pattern SEGMENT = Pattern.compile("\\d{1,18}-\\d{1,18}\\.rec");

    /** Those in the catalog of an archive directory, oldest first; none when there is none. */
    static List<Recording> list(Path archive) {
        List<Recording> recordings = new ArrayList<>();
        if (Files.exists(archive.resolve("archive.catalog"))) {
            CatalogView.listRecordings(archive.toFile(), into(recordings));
        }
        return recordings;
    }

    /** Those that a running archive has, oldest first. */
    static List<Recording> list(AeronArchive archive) {
        List<Recording> recordings = new ArrayList<>();
        archive.listRecordings(0, Integer.MAX_VALUE, into(recordings));
        return recordings;
    }

    private static RecordingDescriptorConsumer into(List<Recording> recordings) {
        return (controlSessionId,
                correlationId,
                recordingId,
                startTimestamp,
                stopTimestamp,
                startPosition,
                stopPosition,
                initialTermId,
                segmentLength,
                termLength,
                mtuLength,
                sessionId,
                streamId,
                strippedChannel,
                originalChannel,
                sourceIdentity) -> recordings.add(new Recording(
                recordingId,
                streamId,
                startPosition,
                stopPosition,
                initialTermId,
                segmentLength,
                termLength,
                mtuLength));
    }

    boolean isStopped() {
        return stopPosition != AeronArchive.NULL_POSITION;
    }

    /** Where the segment begins that holds a position. */
    long segmentBase(long position) {
        return AeronArchive.segmentFileBasePosition(
                startPosition, position, termLength, segmentLength);
    }

    /** Where the term begins that holds a position, not before the recording. */
    long termBase(long position) {
        return Math.max(startPosition, position - (position & (termLength - 1)));
    }

    Path segmentFile(Path archive, long segmentBase) {
        return archive.resolve(id + "-" + segmentBase + ".rec");
    }

    /** Where the last segment on disk begins; negative when there is none. */
    long lastSegmentBase(Path archive) {
        List<Path> segments = segmentFiles(archive);
        return segments.isEmpty() ? -1 : segmentBase(segments.getLast());
    }

    /** Its segments on disk, in order. */
    List<Path> segmentFiles(Path archive) {
        String prefix = id + "-";
        try (Stream<Path> files = Files.list(archive)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && SEGMENT.matcher(name).matches();
                    })
                    .sorted(Comparator.comparingLong(this::segmentBase))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the segment in a file begins. */
    long segmentBase(Path segment) {
        String name = segment.getFileName().toString();
        return Long.parseLong(name.substring(name.indexOf('-') + 1, name.length() - 4));
    }

    /** A position that nothing was written after: where it stopped, or the end of its files. */
    long writtenMax(Path archive) {
        return isStopped()
                ? stopPosition
                : Math.max(startPosition, lastSegmentBase(archive) + segmentLength);
    }
}

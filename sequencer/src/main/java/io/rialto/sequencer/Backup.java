package io.rialto.sequencer;

import io.aeron.cluster.RecordingLog;
import io.rialto.sequencer.DataDirectoryException.Reason;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Copies a venue's data directory into one file, while it runs or not, as if it had been killed at
 * some instant since the copying began: the snapshots of the beginning, all events recorded when
 * their turn comes, then the log, which by then has the command of every event copied. Nothing is
 * pruned meanwhile ({@link PruneLock}).
 *
 * <p>The file is a ZIP whose last entry is a manifest: format, venue, and name, length and CRC-32C of
 * every part.
 */
@SuppressWarnings("ByteBufferBackingArray") // All of them are allocated here, on the heap.
public final class Backup implements AutoCloseable {
    static final String FORMAT = "rialto-backup 1";
    private static final int COPY_BYTES = 1 << 18;
    private static final int ALIGNMENT = 32;

    private final Path data;
    private final Path archive;
    private final LogVerifier.Progress progress;
    private final ZipOutputStream out;
    private final List<BackupPart> parts = new ArrayList<>();
    private final long bytesMax;
    private long bytesDone;

    private Backup(Path data, OutputStream out, LogVerifier.Progress progress) throws IOException {
        this.data = data;
        this.progress = progress;
        archive = data.resolve("archive");
        this.out = new ZipOutputStream(out);
        this.out.setLevel(Deflater.BEST_SPEED);
        bytesMax = bytesIn(archive) + bytesIn(data.resolve("snapshots"));
    }

    /**
     * Writes a backup; when this returns the file is whole and on disk under its name.
     *
     * @param extras other files to keep, by their name within the data directory
     * @return number of the last event in it
     * @throws DataDirectoryException when the directory is no venue's, damaged, or a mixture
     */
    public static long write(
            Path data, Path file, Map<String, Path> extras, LogVerifier.Progress progress)
            throws IOException {
        if (!Files.exists(data.resolve(DataDirectory.PROPERTIES))
                || !Files.exists(
                        data.resolve("cluster").resolve(RecordingLog.RECORDING_LOG_FILE_NAME))) {
            throw new DataDirectoryException(
                    Reason.OTHER_FORMAT, data + " is not the data directory of a venue.");
        }
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        long sequence;
        try (PruneLock held = PruneLock.take(data);
                FileChannel channel = FileChannel.open(
                        part,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE),
                        OwnerOnly.file());
                Backup backup = new Backup(data, Channels.newOutputStream(channel), progress)) {
            assert held.isTaken();
            sequence = backup.copy(extras);
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        DataDirectory.renameDurably(part, target);
        return sequence;
    }

    private static long bytesIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private long copy(Map<String, Path> extras) throws IOException {
        byte[] venueId = DataDirectory.venueId(data);
        VenueParts.check(data, venueId);
        for (Map.Entry<String, Path> extra : extras.entrySet()) {
            whole(extra.getKey(), extra.getValue());
        }
        byte[] log = stable(data.resolve("cluster").resolve(RecordingLog.RECORDING_LOG_FILE_NAME));
        byte[] catalog = Files.readAllBytes(archive.resolve("archive.catalog"));
        List<Recording> recordings = Recording.list(archive);
        small("cluster/" + RecordingLog.RECORDING_LOG_FILE_NAME, log);
        small("archive/archive.catalog", catalog);
        for (String name : List.of(
                DataDirectory.PROPERTIES,
                "bootstrapped",
                "cluster/node-state.dat",
                "cluster/venue",
                "archive/venue")) {
            if (Files.exists(data.resolve(name))) {
                small(name, Files.readAllBytes(data.resolve(name)));
            }
        }
        copySnapshots();
        for (Path file : new EventArchive(data, venueId).paths()) {
            whole("events-archive/" + file.getFileName(), file);
        }
        long sequence = 0;
        for (Recording recording : recordings) {
            if (recording.streamId() == EventChannel.STREAM_ID) {
                long end = copy(recording);
                sequence = EventTail.check(archive, recording, end).sequence();
            }
        }
        for (Recording recording : recordings) {
            // The catalog goes on naming snapshots that were purged.
            if (recording.streamId() != EventChannel.STREAM_ID
                    && !recording.segmentFiles(archive).isEmpty()) {
                copy(recording);
            }
        }
        manifest(venueId, sequence);
        return sequence;
    }

    /** The list of snapshots is appended to while we read. */
    private static byte[] stable(Path file) throws IOException {
        byte[] before = Files.readAllBytes(file);
        while (true) {
            byte[] after = Files.readAllBytes(file);
            if (Arrays.equals(before, after)) {
                return after;
            }
            before = after;
        }
    }

    private void copySnapshots() throws IOException {
        Path snapshots = data.resolve("snapshots");
        if (Files.isDirectory(snapshots)) {
            try (Stream<Path> files = Files.list(snapshots)) {
                for (Path file : files.filter(StateFiles::isNamed).sorted().toList()) {
                    whole("snapshots/" + file.getFileName(), file);
                }
            }
        }
    }

    /** Copies what is written of a recording and returns where that ends. */
    private long copy(Recording recording) throws IOException {
        long end = end(recording);
        for (Path segment : recording.segmentFiles(archive)) {
            long written = Math.min(
                    recording.segmentLength(), Math.max(0, end - recording.segmentBase(segment)));
            String name = "archive/" + segment.getFileName();
            part(name, segment, written, recording.segmentLength());
        }
        return end;
    }

    /** Reads all of a recording, so that nothing rotten is taken for a copy. */
    private long end(Recording recording) {
        long stop = recording.isStopped() ? recording.stopPosition() : Long.MAX_VALUE;
        try (RecordingCursor cursor =
                new RecordingCursor(archive, recording, recording.startPosition()).limit(stop)) {
            RecordingCursor.Found found = cursor.next();
            while (found == RecordingCursor.Found.FRAGMENT) {
                found = cursor.next();
            }
            long end = cursor.position();
            if (recording.isStopped() ? end != stop : isWholeLater(recording, cursor, end)) {
                throw new DataDirectoryException(
                        Reason.DAMAGED,
                        "Recording " + recording.id() + " in " + archive
                                + " is damaged at position " + end
                                + ". A backup of it would be of no use.");
            }
            return end;
        }
    }

    private boolean isWholeLater(Recording recording, RecordingCursor cursor, long end) {
        long last = recording.lastSegmentBase(archive) + recording.segmentLength();
        for (long p = end + 2L * TailRepair.WRITE_BYTES_MAX; p < last; p += ALIGNMENT) {
            if (cursor.isWholeAt(p)) {
                return true;
            }
        }
        return false;
    }

    private void whole(String name, Path file) throws IOException {
        long bytes = Files.size(file);
        part(name, file, bytes, bytes);
    }

    private void small(String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        parts.add(new BackupPart(name, content.length, content.length, (int) checksum.getValue()));
    }

    private void part(String name, Path file, long bytes, long fileBytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long left = bytes; left > 0; ) {
                int read = channel.read(buffer.clear().limit((int) Math.min(left, COPY_BYTES)));
                if (read < 0) {
                    throw new IOException(file + " became shorter while it was copied");
                }
                checksum.update(buffer.array(), 0, read);
                out.write(buffer.array(), 0, read);
                left -= read;
                bytesDone += read;
                progress.onProgress(bytesDone, Math.max(bytesMax, bytesDone));
            }
        }
        out.closeEntry();
        parts.add(new BackupPart(name, bytes, fileBytes, (int) checksum.getValue()));
    }

    private void manifest(byte[] venueId, long sequence) throws IOException {
        StringBuilder text = new StringBuilder(FORMAT)
                .append("\nvenue ")
                .append(HexFormat.of().formatHex(venueId))
                .append("\nsequence ")
                .append(sequence)
                .append('\n');
        parts.forEach(part -> text.append(part.line()).append('\n'));
        out.putNextEntry(new ZipEntry(BackupPart.MANIFEST));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
        out.finish();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}

package io.rialto.sequencer;

import io.rialto.sequencer.DataDirectoryException.Reason;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Makes a data directory of a {@link Backup}: all is checked before anything is written. */
@SuppressWarnings("ByteBufferBackingArray") // Allocated here, on the heap.
public final class Restore {
    private static final int COPY_BYTES = 1 << 18;
    private static final int MANIFEST_BYTES_MAX = 1 << 24;

    private final Path file;
    private final ZipFile zip;
    private final LogVerifier.Progress progress;
    private final List<BackupPart> parts;
    private final long sequence;
    private long bytesDone;

    private Restore(Path file, ZipFile zip, LogVerifier.Progress progress) throws IOException {
        this.file = file;
        this.zip = zip;
        this.progress = progress;
        ZipEntry entry = zip.getEntry(BackupPart.MANIFEST);
        if (entry == null) {
            throw damaged("it has no manifest");
        }
        List<String> lines = text(entry).lines().toList();
        if (lines.size() < 4 || !lines.getFirst().equals(Backup.FORMAT)) {
            throw damaged("its manifest does not begin with '" + Backup.FORMAT + "'");
        }
        try {
            sequence = Long.parseLong(lines.get(2).substring("sequence ".length()));
            parts = lines.stream().skip(3).map(BackupPart::parse).toList();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged("its manifest: " + e.getMessage());
        }
        List<String> names = parts.stream().map(BackupPart::name).toList();
        if (new HashSet<>(names).size() < names.size()
                || !names.contains(DataDirectory.PROPERTIES)) {
            throw damaged("its manifest does not name each part once, " + DataDirectory.PROPERTIES
                    + " among them");
        }
    }

    /**
     * Restores a directory, which must be empty or missing.
     *
     * @return number of the last event recorded in it; the log may cause more
     * @throws DataDirectoryException that names what is wrong with the file or the directory;
     *     nothing was written then
     */
    public static long from(Path file, Path data, LogVerifier.Progress progress)
            throws IOException {
        requireEmpty(data);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Restore restore = new Restore(file, zip, progress);
            restore.check();
            restore.write(data.toAbsolutePath());
            return restore.sequence;
        } catch (ZipException | EOFException e) {
            throw new DataDirectoryException(
                    Reason.DAMAGED, "The backup " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static void requireEmpty(Path data) throws IOException {
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.list(data)) {
                if (files.findAny().isPresent()) {
                    throw new DataDirectoryException(
                            Reason.UNUSABLE,
                            data + " is not empty. Restore into another directory, or move what is"
                                    + " there away.");
                }
            }
        }
    }

    private void check() throws IOException {
        Set<String> named = new HashSet<>();
        for (BackupPart part : parts) {
            named.add(part.name());
            read(part, (bytes, length) -> {});
        }
        for (ZipEntry entry : zip.stream().toList()) {
            if (!named.contains(entry.getName()) && !entry.getName().equals(BackupPart.MANIFEST)) {
                throw damaged(entry.getName() + " is not in its manifest");
            }
        }
    }

    private interface Sink {
        void take(byte[] bytes, int length) throws IOException;
    }

    private void read(BackupPart part, Sink sink) throws IOException {
        ZipEntry entry = zip.getEntry(part.name());
        if (entry == null) {
            throw damaged(part.name() + " is missing");
        }
        CRC32C checksum = new CRC32C();
        byte[] block = new byte[COPY_BYTES];
        long bytes = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                checksum.update(block, 0, read);
                sink.take(block, read);
                bytes += read;
                if (bytes > part.bytes()) {
                    throw damaged(part.name() + " is longer than what was written");
                }
                bytesDone += read;
                progress.onProgress(bytesDone, 2 * bytesMax());
            }
        } catch (ZipException | EOFException e) {
            throw damaged(part.name() + ": " + e.getMessage());
        }
        if (bytes != part.bytes() || (int) checksum.getValue() != part.checksum()) {
            throw damaged(part.name() + " is not what was written");
        }
    }

    private long bytesMax() {
        return parts.stream().mapToLong(BackupPart::bytes).sum();
    }

    private void write(Path data) throws IOException {
        Path beside = data.resolveSibling(data.getFileName() + ".restoring");
        deleteTree(beside);
        try {
            DataDirectory.createDurably(beside);
            for (BackupPart part : parts) {
                write(part, beside.resolve(part.name()));
            }
            note(beside);
            VenueParts.check(beside, DataDirectory.venueId(beside));
        } catch (IOException | RuntimeException e) {
            deleteTree(beside);
            throw e;
        }
        Files.deleteIfExists(data);
        DataDirectory.renameDurably(beside, data);
    }

    private void write(BackupPart part, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (FileChannel channel =
                FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            read(part, (bytes, length) -> {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            });
            if (part.fileBytes() > part.bytes()) {
                channel.write(ByteBuffer.allocate(1), part.fileBytes() - 1);
            }
            channel.force(true);
        }
    }

    /** Who has read the venue before finds out that its history may have become shorter. */
    private static void note(Path data) throws IOException {
        Path properties = data.resolve(DataDirectory.PROPERTIES);
        String text = Files.readString(properties, StandardCharsets.US_ASCII);
        DataDirectory.writeDurably(
                properties,
                (DataDirectory.withoutRestored(text)
                                + DataDirectory.RESTORED_KEY
                                + "="
                                + UUID.randomUUID()
                                + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static void deleteTree(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path path : files.toList().reversed()) {
                    Files.delete(path);
                }
            }
        }
    }

    private String text(ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MANIFEST_BYTES_MAX + 1);
            if (bytes.length > MANIFEST_BYTES_MAX) {
                throw damaged("its manifest is too long");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private DataDirectoryException damaged(String what) {
        return new DataDirectoryException(
                Reason.DAMAGED, "The backup " + file + " is damaged: " + what + ".");
    }
}

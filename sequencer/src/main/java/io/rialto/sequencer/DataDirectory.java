package io.rialto.sequencer;

import io.rialto.sequencer.DataDirectoryException.Reason;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * A venue's directory, held by this process: nobody else opens it until it is closed or the process
 * dies, however it dies.
 */
final class DataDirectory implements AutoCloseable {
    /** Format of the directory as a whole; a change that an older program misreads raises it. */
    static final int FORMAT = 1;

    private static final String LOCK = "lock";
    static final String PROPERTIES = "venue.properties";
    private static final String FORMAT_KEY = "format";
    private static final String VENUE_KEY = "venue";
    static final String RESTORED_KEY = "restored";
    private static final String CHECK_KEY = "crc32c";
    private static final int VENUE_ID_BYTES = 16;

    private final Path path;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final byte[] venueId;

    private DataDirectory(Path path, FileChannel lockChannel, FileLock lock) throws IOException {
        this.path = path;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.venueId = openProperties();
    }

    /**
     * Takes the directory, and makes it when it is missing.
     *
     * @throws DataDirectoryException when it is taken, not usable or of another format
     */
    static DataDirectory open(Path data) {
        try {
            Path path = createDurably(data).toRealPath();
            return take(path);
        } catch (IOException e) {
            throw new DataDirectoryException(
                    Reason.UNUSABLE,
                    "Cannot use the data directory "
                            + data
                            + ": "
                            + e
                            + ". Give the user that runs the venue the right to write there, or"
                            + " choose another directory.",
                    e);
        }
    }

    private static DataDirectory take(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw taken(path, channel);
            }
            writePid(channel);
            return new DataDirectory(path, channel, lock);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static DataDirectoryException taken(Path path, FileChannel channel) throws IOException {
        ByteBuffer holder = ByteBuffer.allocate(32);
        channel.read(holder, 0);
        String pid = new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII);
        return new DataDirectoryException(
                Reason.TAKEN,
                "The data directory "
                        + path
                        + " is in use by process "
                        + pid.strip()
                        + ". Stop that process, or choose another directory.");
    }

    private static void writePid(FileChannel channel) throws IOException {
        String pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private byte[] openProperties() throws IOException {
        Path file = path.resolve(PROPERTIES);
        if (!Files.exists(file)) {
            if (Files.exists(archive()) || Files.exists(cluster())) {
                throw new DataDirectoryException(
                        Reason.OTHER_FORMAT,
                        path
                                + " holds a log but no "
                                + PROPERTIES
                                + ". It is not a whole data directory: restore it from a backup.");
            }
            createProperties(file);
        }
        return readProperties(file);
    }

    private static void createProperties(Path file) throws IOException {
        byte[] id = new byte[VENUE_ID_BYTES];
        new SecureRandom().nextBytes(id);
        String text = "# A venue's data directory. Do not edit.\n"
                + FORMAT_KEY
                + "="
                + FORMAT
                + "\n"
                + VENUE_KEY
                + "="
                + HexFormat.of().formatHex(id)
                + "\n"
                + CHECK_KEY
                + "="
                + check(HexFormat.of().formatHex(id))
                + "\n";
        writeDurably(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String check(String venueId) {
        CRC32C crc = new CRC32C();
        crc.update(venueId.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            properties.load(reader);
            return properties;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new DataDirectoryException(
                    Reason.DAMAGED, file + " is not readable. Restore it from a backup.", e);
        }
    }

    private static byte[] readProperties(Path file) throws IOException {
        Properties properties = load(file);
        String format = properties.getProperty(FORMAT_KEY, "");
        if (!format.equals(Integer.toString(FORMAT))) {
            throw new DataDirectoryException(
                    Reason.OTHER_FORMAT,
                    file
                            + " says format '"
                            + format
                            + "', this program reads "
                            + FORMAT
                            + ". Run the release that wrote it, or choose another directory.");
        }
        try {
            String text = properties.getProperty(VENUE_KEY, "");
            byte[] id = HexFormat.of().parseHex(text);
            // Directories made before there was a check have none.
            String check = properties.getProperty(CHECK_KEY, check(text));
            if (id.length == VENUE_ID_BYTES && check.equals(check(text))) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same complaint as an id of the wrong length.
        }
        throw new DataDirectoryException(
                Reason.DAMAGED, file + " has no valid venue id. Restore it from a backup.");
    }

    /** The venue id that a directory says, which need not be held. */
    static byte[] venueId(Path data) throws IOException {
        return readProperties(data.resolve(PROPERTIES));
    }

    /** Which restoring of a backup made a directory; empty for none. */
    static String restored(Path data) throws IOException {
        return load(data.resolve(PROPERTIES)).getProperty(RESTORED_KEY, "");
    }

    /** The lines of a properties file but the one that says by which restoring it was made. */
    static String withoutRestored(String text) {
        return text.lines()
                .filter(line -> !line.startsWith(RESTORED_KEY + "="))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Removes the marks by which the archive and the cluster would think for ten seconds that a
     * killed process still lives. Only who holds the directory may say that it does not.
     */
    void removeStaleMarks() {
        try {
            Files.deleteIfExists(archive().resolve("archive-mark.dat"));
            Files.deleteIfExists(cluster().resolve("cluster-mark.dat"));
            Files.deleteIfExists(cluster().resolve("cluster-mark-service-0.dat"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The disk, or part of one, that a directory is on. */
    static FileStore fileStore(Path directory) {
        try {
            return Files.getFileStore(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses to start where the disk is all but full.
     *
     * @throws DataDirectoryException that says how much there is and what is needed
     */
    void checkRoom(long neededBytes) {
        try {
            long usable = fileStore(path).getUsableSpace();
            if (usable < neededBytes) {
                throw new DataDirectoryException(
                        Reason.NO_ROOM,
                        "There are only "
                                + (usable >> 20)
                                + " MiB free for the data directory "
                                + path
                                + ", and a start needs "
                                + (neededBytes >> 20)
                                + ". Make room and start again: nothing that was answered is lost.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a small file so that after a crash there is the whole of it or nothing. */
    static void writeDurably(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                temporary,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        renameDurably(temporary, file);
    }

    /** Renames within a directory, and syncs that. */
    static void renameDurably(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(to.toAbsolutePath().getParent());
    }

    /**
     * Makes a directory that is missing, for its owner alone, and syncs the one above, which holds its
     * name. Whichever part of a venue comes first makes its directory.
     */
    static Path createDurably(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Path above = directory.toAbsolutePath().normalize().getParent();
            createDurably(above);
            Files.createDirectories(directory, OwnerOnly.directory());
            sync(above);
        }
        return directory;
    }

    /** Syncs the names in a directory: a synced file is only found after a crash if its name is. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    Path path() {
        return path;
    }

    Path archive() {
        return path.resolve("archive");
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    /** Syncs the names of the cluster's files. */
    void syncCluster() {
        try {
            sync(cluster());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path snapshots() {
        return path.resolve("snapshots");
    }

    /** The random number, 16 bytes, that all parts of one venue carry. */
    byte[] venueId() {
        return venueId.clone();
    }

    @Override
    public void close() {
        try (lockChannel) {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

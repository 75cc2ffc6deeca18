package io.rialto.sequencer;

import io.rialto.sequencer.DataDirectoryException.Reason;

import org.agrona.IoUtil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Chooses where the media driver keeps the memory that it shares with its clients. */
final class DriverDirectory {
    /** What a node with a few gateways maps; a full shared memory would be a SIGBUS later. */
    static final long ROOM_BYTES = 96L << 20;

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final int NAME_BYTES = 6;
    private static final String NOTE = "aeron.path";

    private DriverDirectory() {}

    /**
     * The directory of a venue: in shared memory, named after its data directory, or within the
     * data directory where shared memory is missing or small, as it is in many containers.
     */
    static Path defaultFor(Path data) {
        Path absolute = data.toAbsolutePath().normalize();
        boolean roomy = Files.isWritable(SHARED_MEMORY) && usableBytes(SHARED_MEMORY) >= ROOM_BYTES;
        return roomy
                ? SHARED_MEMORY.resolve("rialto-" + shortHash(absolute))
                : absolute.resolve("aeron");
    }

    /**
     * Deletes what a predecessor that was killed has left. The driver does so too, but does not start
     * where somebody else, who tidies up, deletes at the same moment.
     */
    static void clear(Path aeronDirectory) {
        IoUtil.delete(aeronDirectory.toFile(), true);
    }

    /** Lets nobody but its owner into a directory that a driver has made. */
    static void close(Path aeronDirectory) {
        try {
            OwnerOnly.close(aeronDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes in the data directory which one the node uses, for the venue's other processes. */
    static void note(Path data, Path aeronDirectory) {
        try {
            String path = aeronDirectory.toAbsolutePath().normalize().toString();
            DataDirectory.writeDurably(data.resolve(NOTE), path.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that the node noted last; the default before it ever did. */
    static Path noted(Path data) {
        try {
            return Path.of(Files.readString(data.resolve(NOTE)));
        } catch (NoSuchFileException e) {
            return defaultFor(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses a directory without room.
     *
     * @throws DataDirectoryException that says how much there is and what is needed
     */
    static void checkRoom(Path aeronDirectory) {
        Path existing = aeronDirectory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        // What a killed predecessor left there is deleted before the driver starts.
        long usable = usableBytes(existing) + bytesIn(aeronDirectory);
        if (usable < ROOM_BYTES) {
            throw new DataDirectoryException(
                    Reason.NO_ROOM,
                    "There are only "
                            + (usable >> 20)
                            + " MiB free for "
                            + aeronDirectory
                            + ", and the venue needs "
                            + (ROOM_BYTES >> 20)
                            + ". Give it more (docker: --shm-size), or choose a directory on disk"
                            + " for the transport.");
        }
    }

    private static long usableBytes(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytesIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static String shortHash(Path path) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(path.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

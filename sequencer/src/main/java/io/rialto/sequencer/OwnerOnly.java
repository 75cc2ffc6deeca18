package io.rialto.sequencer;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What only its owner may read or enter: a venue's files tell what people have and do. Where the file
 * system knows no owners nothing is asked of it.
 */
public final class OwnerOnly {
    private static final boolean IS_POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY =
            PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** With which a file is made. */
    public static FileAttribute<?>[] file() {
        return attributes(FILE);
    }

    /** With which a directory is made. */
    static FileAttribute<?>[] directory() {
        return attributes(DIRECTORY);
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return IS_POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Makes a directory that others have made, and may have been let into, the owner's alone. */
    static void close(Path directory) throws IOException {
        if (IS_POSIX) {
            Files.setPosixFilePermissions(directory, DIRECTORY);
        }
    }
}

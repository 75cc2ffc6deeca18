package io.rialto.sequencer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in a backup.
 *
 * @param name relative to the data directory
 * @param bytes kept of it
 * @param fileBytes its length when restored: zeros follow what is kept
 * @param checksum CRC-32C of what is kept
 */
record BackupPart(String name, long bytes, long fileBytes, int checksum) {
    static final String MANIFEST = "manifest";

    /** The longest file that ends in zeros: a preallocated segment of a recording. */
    private static final long ZEROS_MAX = 1L << 30;

    private static final Pattern LINE =
            Pattern.compile("part ([0-9a-f]{8}) (\\d{1,18}) (\\d{1,18}) "
                    // No path that leads anywhere else than below the directory.
                    + "([A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)");

    String line() {
        return "part %08x %d %d %s".formatted(checksum, bytes, fileBytes, name);
    }

    /**
     * Reads a line of a manifest.
     *
     * @throws IllegalArgumentException when it is none
     */
    static BackupPart parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no part of a backup: " + line);
        }
        BackupPart part = new BackupPart(
                matcher.group(4),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Integer.parseUnsignedInt(matcher.group(1), 16));
        if (part.fileBytes < part.bytes || part.fileBytes - part.bytes > ZEROS_MAX) {
            throw new IllegalArgumentException("no length of a file: " + line);
        }
        return part;
    }
}

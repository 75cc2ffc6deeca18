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

    private static final Pattern LINE = Pattern.compile("part ([0-9a-f]{8}) (\\d+) (\\d+) (\\S+)");

    String line() {
        return "part %08x %d %d %s".formatted(checksum, bytes, fileBytes, name);
    }

    /** Reads a line of a manifest. */
    static BackupPart parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || matcher.group(4).contains("..")) {
            throw new IllegalArgumentException("no part of a backup: " + line);
        }
        return new BackupPart(
                matcher.group(4),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Integer.parseUnsignedInt(matcher.group(1), 16));
    }
}

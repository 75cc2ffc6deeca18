package io.rialto.sequencer;

import io.aeron.cluster.RecordingLog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Cuts the torn end of the list of terms and snapshots that the cluster keeps. The cluster appends a
 * term, or the two entries of a snapshot, and then syncs: a failing power may keep the second of them
 * without the first, and zeros stand in its place, which read as the term 0 of recording 0. What is
 * cut was never relied on, since it was not synced; the snapshot before it and the log are there.
 *
 * <p>The list has no checksums: zeros with more behind them than is written between two syncs are
 * left for the cluster to refuse.
 */
final class TermsRepair {
    private static final System.Logger LOG = System.getLogger(TermsRepair.class.getName());

    /** Eight to a sector, so that a sector that was not written leaves out whole entries. */
    private static final int ENTRY_BYTES = 64;

    private static final int UNSYNCED_ENTRIES_MAX = 2;

    private TermsRepair() {}

    /** Call while holding the directory; the list is there. */
    static void repair(Path clusterDirectory) {
        Path list = clusterDirectory.resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        try {
            byte[] bytes = Files.readAllBytes(list);
            int end = soundEntries(bytes) * ENTRY_BYTES;
            if (end < bytes.length && bytes.length - end <= UNSYNCED_ENTRIES_MAX * ENTRY_BYTES) {
                LOG.log(Level.WARNING, "Cutting the torn end of {0} at {1}", list, end);
                cut(list, end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int soundEntries(byte[] bytes) {
        byte[] missing = new byte[ENTRY_BYTES];
        int whole = bytes.length / ENTRY_BYTES;
        for (int i = 0; i < whole; i++) {
            int from = i * ENTRY_BYTES;
            if (Arrays.equals(bytes, from, from + ENTRY_BYTES, missing, 0, ENTRY_BYTES)) {
                return i;
            }
        }
        return whole;
    }

    private static void cut(Path list, long end) throws IOException {
        try (FileChannel channel = FileChannel.open(list, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.force(true);
        }
    }
}

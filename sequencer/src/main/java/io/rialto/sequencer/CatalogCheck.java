package io.rialto.sequencer;

import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import io.aeron.archive.codecs.RecordingState;
import io.rialto.sequencer.DataDirectoryException.Reason;

import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks the archive's catalog entry by entry, and restores what a crash explains. The archive keeps
 * a checksum of each entry, but looks at it only when its own tool is asked to.
 *
 * <p>Nor does it always keep it: when an archive opens what a killed one left, it writes into each
 * recording that was under way where that ends, and the checksum goes on saying what was there
 * before. An entry that is as its checksum says but for that end is therefore sound.
 *
 * <p>A recording is written only after its entry is synced. What is not sound behind the last entry
 * whose recording has anything in it was therefore torn by a failing power, and nobody misses it.
 */
final class CatalogCheck {
    private static final String CATALOG = "archive.catalog";
    private static final int ENTRY_HEADER_BYTES = 32;

    /** What an entry says of its end, from the entry's beginning. */
    private static final int[] END_FIELDS = {
        ENTRY_HEADER_BYTES + RecordingDescriptorDecoder.stopTimestampEncodingOffset(),
        ENTRY_HEADER_BYTES + RecordingDescriptorDecoder.stopPositionEncodingOffset()
    };

    /** In any byte order: {@link AeronArchive#NULL_POSITION}, and the timestamp that goes with it. */
    private static final long NONE = -1;

    private final Path archive;
    private final Path file;
    private final UnsafeBuffer catalog;
    private final List<Integer> endedUnchecked = new ArrayList<>();
    private long lastId = -1;
    private int end;

    private CatalogCheck(Path archive) throws IOException {
        this.archive = archive;
        file = archive.resolve(CATALOG);
        byte[] bytes = Files.readAllBytes(file);
        catalog = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        catalog.putBytes(0, bytes);
    }

    /**
     * Passes where there is no catalog yet.
     *
     * @throws DataDirectoryException that names file and place when an entry is not what was written
     */
    static void check(Path archive) {
        if (Files.exists(archive.resolve(CATALOG))) {
            try {
                new CatalogCheck(archive).check();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Checks, removes what was torn, and takes back the ends that no checksum covers: the recordings
     * are under way again, as they were when their writer was killed, and who opens them finds their
     * ends anew. Only who holds the directory may, while no archive runs.
     *
     * @throws DataDirectoryException as {@link #check(Path)} does
     */
    static void restore(Path archive) {
        if (Files.exists(archive.resolve(CATALOG))) {
            try {
                CatalogCheck catalog = new CatalogCheck(archive);
                catalog.check();
                catalog.restore();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void check() throws IOException {
        int damage = findDamage();
        if (damage >= 0 && hasBytesBehind()) {
            throw new DataDirectoryException(
                    Reason.DAMAGED,
                    file
                            + " is damaged at byte "
                            + damage
                            + ". Restore the directory from a backup.");
        }
    }

    private void restore() throws IOException {
        if (end < CatalogHeaderDecoder.BLOCK_LENGTH) {
            // Not even begun: the archive makes another.
            Files.delete(file);
            DataDirectory.sync(archive);
            return;
        }
        boolean isChanged = false;
        for (int entry : endedUnchecked) {
            for (int field : END_FIELDS) {
                catalog.putLong(entry + field, NONE);
            }
            isChanged = true;
        }
        if (!isNothing(end)) {
            catalog.setMemory(end, catalog.capacity() - end, (byte) 0);
            isChanged = true;
        }
        int nextId = CatalogHeaderDecoder.nextRecordingIdEncodingOffset();
        if (catalog.getLong(nextId, ByteOrder.LITTLE_ENDIAN) <= lastId) {
            catalog.putLong(nextId, lastId + 1, ByteOrder.LITTLE_ENDIAN);
            isChanged = true;
        }
        if (isChanged) {
            byte[] bytes = new byte[catalog.capacity()];
            catalog.getBytes(0, bytes);
            DataDirectory.writeDurably(file, bytes);
        }
    }

    /** Finds the end of the sound entries; returns where something is that is none, else -1. */
    private int findDamage() {
        boolean isBegun = catalog.capacity() >= CatalogHeaderDecoder.BLOCK_LENGTH
                && catalog.getInt(
                                CatalogHeaderDecoder.lengthEncodingOffset(),
                                ByteOrder.LITTLE_ENDIAN)
                        == CatalogHeaderDecoder.BLOCK_LENGTH;
        if (!isBegun) {
            return 0;
        }
        end = CatalogHeaderDecoder.BLOCK_LENGTH;
        while (end + ENTRY_HEADER_BYTES <= catalog.capacity()) {
            int length = catalog.getInt(
                    end + RecordingDescriptorHeaderDecoder.lengthEncodingOffset(),
                    ByteOrder.LITTLE_ENDIAN);
            if (length < RecordingDescriptorDecoder.BLOCK_LENGTH
                    || length > catalog.capacity() - end - ENTRY_HEADER_BYTES) {
                return isNothing(end) ? -1 : end;
            }
            if (!isSound(length)) {
                return end;
            }
            lastId = catalog.getLong(
                    end
                            + ENTRY_HEADER_BYTES
                            + RecordingDescriptorDecoder.recordingIdEncodingOffset(),
                    ByteOrder.LITTLE_ENDIAN);
            end += ENTRY_HEADER_BYTES + length;
        }
        return -1;
    }

    private boolean isSound(int length) {
        if (!isTold(end) || isAsWritten(end, length)) {
            return isTold(end);
        }
        long[] ends = new long[END_FIELDS.length];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = catalog.getLong(end + END_FIELDS[i]);
            catalog.putLong(end + END_FIELDS[i], NONE);
        }
        boolean isSound = isAsWritten(end, length);
        for (int i = 0; i < ends.length; i++) {
            catalog.putLong(end + END_FIELDS[i], ends[i]);
        }
        if (isSound) {
            endedUnchecked.add(end);
        }
        return isSound;
    }

    /** Whether anything was ever recorded by an entry behind the sound ones. */
    private boolean hasBytesBehind() throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            for (Path segment : files.toList()) {
                if (isBehind(segment.getFileName().toString())
                        && TailRepair.hasBytesFrom(segment, 0)) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean isBehind(String name) {
        return name.endsWith(".rec")
                && Long.parseLong(name.substring(0, name.indexOf('-'))) > lastId;
    }

    private boolean isNothing(int offset) {
        for (int i = offset; i < catalog.capacity(); i++) {
            if (catalog.getByte(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isAsWritten(int offset, int length) {
        int written = catalog.getInt(
                offset + RecordingDescriptorHeaderDecoder.checksumEncodingOffset(),
                ByteOrder.LITTLE_ENDIAN);
        return written
                == Checksums.crc32c()
                        .compute(catalog.addressOffset(), offset + ENTRY_HEADER_BYTES, length);
    }

    /**
     * Whether the archive tells of this recording as it must: what says so is in the entry's header,
     * which the checksum does not cover. Snapshots are deleted in time; the log and the events never.
     */
    private boolean isTold(int offset) {
        int stream = catalog.getInt(
                offset + ENTRY_HEADER_BYTES + RecordingDescriptorDecoder.streamIdEncodingOffset(),
                ByteOrder.LITTLE_ENDIAN);
        int state = catalog.getInt(
                offset + RecordingDescriptorHeaderDecoder.stateEncodingOffset(),
                ByteOrder.LITTLE_ENDIAN);
        boolean isKept = stream == EventChannel.STREAM_ID || stream == VenueParts.LOG_STREAM;
        return state == RecordingState.VALID.value()
                || (state == RecordingState.DELETED.value() && !isKept);
    }
}

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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the archive's catalog entry by entry. The archive keeps a checksum of each, but looks at it
 * only when its own tool is asked to.
 *
 * <p>Nor does it always keep it: when an archive opens what a killed one left, it writes into each
 * recording that was under way where that ends, and the checksum goes on saying what was there
 * before. An entry that is as its checksum says but for that end is therefore sound.
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

    private CatalogCheck() {}

    /**
     * Passes where there is no catalog yet.
     *
     * @throws DataDirectoryException that names file and place when an entry is not what was written
     */
    static void check(Path archive) {
        endedUnchecked(archive.resolve(CATALOG));
    }

    /**
     * Checks, and takes back the ends that no checksum covers: the recordings are under way again,
     * as they were when their writer was killed, and who opens them finds their ends anew. Only who
     * holds the directory may, while no archive runs.
     *
     * @throws DataDirectoryException as {@link #check} does
     */
    static void restore(Path archive) {
        Path file = archive.resolve(CATALOG);
        List<Integer> entries = endedUnchecked(file);
        if (entries.isEmpty()) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int entry : entries) {
                for (int field : END_FIELDS) {
                    ByteBuffer none = ByteBuffer.allocate(Long.BYTES).putLong(0, NONE);
                    channel.write(none, (long) entry + field);
                }
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the entries begin that were given an end after their checksum. */
    private static List<Integer> endedUnchecked(Path file) {
        List<Integer> found = new ArrayList<>();
        if (!Files.exists(file)) {
            return found;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            UnsafeBuffer catalog = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
            catalog.putBytes(0, bytes);
            check(file, catalog, found);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path file, UnsafeBuffer catalog, List<Integer> endedUnchecked) {
        int offset = catalog.capacity() < CatalogHeaderDecoder.BLOCK_LENGTH
                ? 0
                : catalog.getInt(
                        CatalogHeaderDecoder.lengthEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        if (offset != CatalogHeaderDecoder.BLOCK_LENGTH) {
            throw damaged(file, 0);
        }
        while (offset + ENTRY_HEADER_BYTES <= catalog.capacity()) {
            int length = catalog.getInt(
                    offset + RecordingDescriptorHeaderDecoder.lengthEncodingOffset(),
                    ByteOrder.LITTLE_ENDIAN);
            if (length == 0) {
                checkNothingFrom(file, catalog, offset);
                return;
            }
            if (length < RecordingDescriptorDecoder.BLOCK_LENGTH
                    || length > catalog.capacity() - offset - ENTRY_HEADER_BYTES) {
                throw damaged(file, offset);
            }
            if (!isTold(catalog, offset)) {
                throw damaged(file, offset);
            }
            if (!isAsWritten(catalog, offset, length)) {
                for (int field : END_FIELDS) {
                    catalog.putLong(offset + field, NONE);
                }
                if (!isAsWritten(catalog, offset, length)) {
                    throw damaged(file, offset);
                }
                endedUnchecked.add(offset);
            }
            offset += ENTRY_HEADER_BYTES + length;
        }
    }

    private static boolean isAsWritten(UnsafeBuffer catalog, int offset, int length) {
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
    private static boolean isTold(UnsafeBuffer catalog, int offset) {
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

    private static void checkNothingFrom(Path file, UnsafeBuffer catalog, int offset) {
        for (int i = offset; i < catalog.capacity(); i++) {
            if (catalog.getByte(i) != 0) {
                throw damaged(file, i);
            }
        }
    }

    private static DataDirectoryException damaged(Path file, int offset) {
        return new DataDirectoryException(
                Reason.DAMAGED,
                file + " is damaged at byte " + offset + ". Restore the directory from a backup.");
    }
}

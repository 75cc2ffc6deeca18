package io.rialto.sequencer;

import io.aeron.archive.checksum.Checksums;
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

/**
 * Checks the archive's catalog entry by entry. The archive keeps a checksum of each, but looks at it
 * only when its own tool is asked to.
 */
final class CatalogCheck {
    private static final int ENTRY_HEADER_BYTES = 32;

    private CatalogCheck() {}

    /**
     * Passes where there is no catalog yet.
     *
     * @throws DataDirectoryException that names file and place when an entry is not what was written
     */
    static void check(Path archive) {
        Path file = archive.resolve("archive.catalog");
        if (!Files.exists(file)) {
            return;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            UnsafeBuffer catalog = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
            catalog.putBytes(0, bytes);
            check(file, catalog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path file, UnsafeBuffer catalog) {
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
            int written = catalog.getInt(
                    offset + RecordingDescriptorHeaderDecoder.checksumEncodingOffset(),
                    ByteOrder.LITTLE_ENDIAN);
            int computed = Checksums.crc32c()
                    .compute(catalog.addressOffset(), offset + ENTRY_HEADER_BYTES, length);
            if (written != computed || !isTold(catalog, offset)) {
                throw damaged(file, offset);
            }
            offset += ENTRY_HEADER_BYTES + length;
        }
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

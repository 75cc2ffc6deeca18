package io.rialto.sequencer;

import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.checksum.Checksums;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Walks the fragments of a recording in the archive's own files and checks each one's checksum.
 * Used where no archive runs, or where the archive has stopped writing.
 */
final class RecordingCursor implements EventContinuation.Recorded {
    private static final int HEADER = DataHeaderFlyweight.HEADER_LENGTH;

    /** What stands at the cursor. */
    enum Found {
        /** A whole fragment: {@link #buffer()}, {@link #offset()}, {@link #length()}. */
        FRAGMENT,
        /** Nothing was written from here on, or the limit is reached. */
        END,
        /** Bytes that are not what was written. */
        DAMAGE
    }

    private final Path archive;
    private final Recording recording;
    private final Checksum checksum = Checksums.crc32c();
    private final UnsafeBuffer segment = new UnsafeBuffer();
    private MappedByteBuffer mapped;
    private long segmentBase = -1;
    private long position;
    private long limit = Long.MAX_VALUE;
    private int fragmentOffset;
    private int fragmentLength;
    private byte flags;
    private boolean isWithinMessage;
    private boolean isPlaceKnown;

    /** Stands before the fragment that begins at {@code position}. */
    RecordingCursor(Path archive, Recording recording, long position) {
        this.archive = archive;
        this.recording = recording;
        this.position = position;
    }

    /** Fragments from {@code position} on are not looked at. */
    RecordingCursor limit(long end) {
        limit = end;
        return this;
    }

    void seek(long newPosition) {
        position = newPosition;
        isPlaceKnown = false;
    }

    /** Steps over the next fragment, and over padding before it. */
    Found next() {
        while (position < limit) {
            if (!mapSegment()) {
                return Found.END;
            }
            int offset = (int) (position - segmentBase);
            Found found = look(offset);
            if (found != Found.FRAGMENT) {
                return found;
            }
            if (!FrameDescriptor.isPaddingFrame(segment, offset) && !isInOrder(offset)) {
                return Found.DAMAGE;
            }
            int frameLength = FrameDescriptor.frameLength(segment, offset);
            boolean padding = FrameDescriptor.isPaddingFrame(segment, offset);
            position += BitUtil.align(frameLength, FrameDescriptor.FRAME_ALIGNMENT);
            if (!padding) {
                fragmentOffset = offset + HEADER;
                fragmentLength = frameLength - HEADER;
                flags = FrameDescriptor.frameFlags(segment, offset);
                return Found.FRAGMENT;
            }
        }
        return Found.END;
    }

    @Override
    public boolean step() {
        return next() == Found.FRAGMENT;
    }

    /** Whether a whole fragment, or padding, that belongs at this position stands there. */
    boolean isWholeAt(long candidate) {
        position = candidate;
        return mapSegment() && look((int) (candidate - segmentBase)) == Found.FRAGMENT;
    }

    private Found look(int offset) {
        int capacity = segment.capacity();
        if (offset + HEADER > capacity) {
            return Found.END;
        }
        int frameLength = FrameDescriptor.frameLength(segment, offset);
        if (frameLength == 0) {
            return isZero(offset, HEADER) ? Found.END : Found.DAMAGE;
        }
        int termOffset = (int) (position & (recording.termLength() - 1));
        // Compared before it is aligned: what is near the largest number would overflow.
        if (frameLength < HEADER
                || frameLength > recording.termLength() - termOffset
                || segment.getInt(offset + DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET)
                        != termOffset
                || segment.getInt(offset + DataHeaderFlyweight.TERM_ID_FIELD_OFFSET) != termId()
                || segment.getInt(offset + DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET)
                        != recording.streamId()
                || FrameDescriptor.frameVersion(segment, offset)
                        != DataHeaderFlyweight.CURRENT_VERSION) {
            return Found.DAMAGE;
        }
        // Padding has no checksum: what has one and says that it is padding was a message.
        boolean isMessage =
                FrameDescriptor.frameType(segment, offset) == DataHeaderFlyweight.HDR_TYPE_DATA;
        boolean isPadding = FrameDescriptor.isPaddingFrame(segment, offset);
        int alignedLength = BitUtil.align(frameLength, FrameDescriptor.FRAME_ALIGNMENT);
        return (isMessage || isPadding) && isMessage == isSound(offset, alignedLength)
                ? Found.FRAGMENT
                : Found.DAMAGE;
    }

    /** The checksum does not cover the flags, but a message begins where the one before ended. */
    private boolean isInOrder(int offset) {
        byte found = FrameDescriptor.frameFlags(segment, offset);
        boolean isBegin = (found & FrameDescriptor.BEGIN_FRAG_FLAG) != 0;
        if ((found & ~FrameDescriptor.UNFRAGMENTED) != 0
                || (isPlaceKnown && isBegin == isWithinMessage)) {
            return false;
        }
        isPlaceKnown = true;
        isWithinMessage = (found & FrameDescriptor.END_FRAG_FLAG) == 0;
        return true;
    }

    /** The file that holds the position, for messages. */
    Path file() {
        return recording.segmentFile(archive, recording.segmentBase(position));
    }

    private boolean isSound(int offset, int alignedLength) {
        // The archive keeps the checksum of the payload where the session id was.
        return offset + alignedLength <= segment.capacity()
                && checksum.compute(
                                segment.addressOffset(), offset + HEADER, alignedLength - HEADER)
                        == segment.getInt(offset + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET);
    }

    private int termId() {
        return recording.initialTermId() + (int) (position / recording.termLength());
    }

    private boolean isZero(int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (segment.getByte(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean mapSegment() {
        long base = recording.segmentBase(position);
        if (base == segmentBase) {
            return true;
        }
        unmap();
        Path file = recording.segmentFile(archive, base);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        segment.wrap(mapped);
        segmentBase = base;
        return true;
    }

    private void unmap() {
        if (mapped != null) {
            segment.wrap(0, 0);
            BufferUtil.free(mapped);
            mapped = null;
            segmentBase = -1;
        }
    }

    /** Where the fragment after the current one begins. */
    long position() {
        return position;
    }

    @Override
    public DirectBuffer buffer() {
        return segment;
    }

    @Override
    public int offset() {
        return fragmentOffset;
    }

    @Override
    public int length() {
        return fragmentLength;
    }

    byte flags() {
        return flags;
    }

    @Override
    public void close() {
        unmap();
    }
}

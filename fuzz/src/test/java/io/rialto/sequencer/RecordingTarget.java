package io.rialto.sequencer;

import io.aeron.archive.client.AeronArchive;
import io.aeron.protocol.DataHeaderFlyweight;
import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;
import io.rialto.sequencer.EventReader.SequencePurgedException;
import io.rialto.sequencer.EventReader.StreamDamagedException;
import io.rialto.sequencer.EventReader.StreamRewrittenException;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Segments of recordings: any bytes, and any messages behind right headers and checksums, read as
 * events and as commands. The cursor says what it found and moves on; those who read by it name the
 * damage, or that the history is another.
 */
@SuppressWarnings("ByteBufferBackingArray") // Allocated here, on the heap.
public final class RecordingTarget implements FuzzTarget {
    private static final int LENGTH = 1 << 16;
    private static final int TERM_ID = 7;
    private static final int STREAM = 20;
    private static final int HEADER = DataHeaderFlyweight.HEADER_LENGTH;
    private static final long SEQUENCE_MAX = 100_000_000_000_000_000L;
    private static final byte RAW = 0;
    private static final byte MESSAGES = 1;

    @Override
    public void run(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        int kind = input.below(4);
        long stop = kind < 2 ? AeronArchive.NULL_POSITION : LENGTH / 2;
        Recording recording = new Recording(0, STREAM, 0, stop, TERM_ID, LENGTH, LENGTH, 1408);
        byte[] segment = kind % 2 == RAW ? input.rest() : messages(input);
        try (Scratch scratch = new Scratch()) {
            scratch.write("archive/0-0.rec", Arrays.copyOf(segment, LENGTH));
            walk(scratch, recording);
            RecordingCheck.damage(scratch.path().resolve("archive"), recording, 0);
            places(scratch, recording);
            commands(scratch, recording);
            store(scratch, recording);
        }
    }

    private static void walk(Scratch scratch, Recording recording) {
        try (RecordingCursor cursor =
                new RecordingCursor(scratch.path().resolve("archive"), recording, 0)) {
            long before = -1;
            while (cursor.next() == RecordingCursor.Found.FRAGMENT) {
                require(cursor.position() > before, "the cursor does not move");
                require(isWithin(cursor.buffer(), cursor.offset(), cursor.length()), "outside");
                before = cursor.position();
            }
        }
    }

    private static void places(Scratch scratch, Recording recording) {
        for (long sequence : new long[] {0, 1, 5, Long.MAX_VALUE - 1}) {
            try {
                RecordedPlace.after(scratch.path().resolve("archive"), recording, LENGTH, sequence);
            } catch (StreamRewrittenException
                    | StreamDamagedException
                    | SequencePurgedException refused) {
                // As documented.
            }
        }
    }

    private static void commands(Scratch scratch, Recording recording) {
        try (LogReader reader = new LogReader(scratch.path().resolve("archive"), recording, 0)) {
            LogReader.Handler handler = new LogReader.Handler() {
                @Override
                public void onCommand(
                        long nanos, long position, DirectBuffer buffer, int offset, int length) {
                    require(length <= 0 || isWithin(buffer, offset, length), "outside");
                }

                @Override
                public void onTimer(long nanos, long position) {}
            };
            while (reader.next(handler) == RecordingCursor.Found.FRAGMENT) {}
        }
    }

    private static void store(Scratch scratch, Recording recording) throws IOException {
        EventArchive archive = new EventArchive(scratch.path(), Sealed.VENUE);
        try {
            archive.store(scratch.path().resolve("archive"), recording, 0);
        } catch (IllegalStateException refused) {
            return;
        }
        long first = archive.first().orElse(SEQUENCE_MAX);
        if (first >= SEQUENCE_MAX) {
            return;
        }
        try (ArchivedEvents events = archive.openAfter(first - 1).orElseThrow()) {
            int[] frames = {0};
            while (events.poll((buffer, offset, length) -> frames[0]++, 10) > 0) {}
            require(frames[0] > 0, "what was stored is gone");
        }
    }

    private static boolean isWithin(DirectBuffer buffer, int offset, int length) {
        return offset >= 0 && length >= 0 && offset + length <= buffer.capacity();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /** Messages one after another: flags, a length of two bytes, and as many. */
    private static byte[] messages(Input input) {
        ByteBuffer segment = Sealed.allocate(LENGTH);
        while (input.hasMore()) {
            int flags = input.number();
            byte[] payload = input.take(input.number() << 8 | input.number());
            append(segment, flags, payload);
        }
        return segment.array();
    }

    private static void append(ByteBuffer segment, int flags, byte[] payload) {
        int at = segment.position();
        int length = HEADER + payload.length;
        int aligned = BitUtil.align(length, 32);
        if (aligned > segment.remaining()) {
            return;
        }
        boolean isPadding = (flags & 0x20) != 0;
        segment.putInt(at, length);
        segment.put(at + 5, (byte) flags);
        segment.putShort(at + 6, (short)
                (isPadding ? DataHeaderFlyweight.HDR_TYPE_PAD : DataHeaderFlyweight.HDR_TYPE_DATA));
        segment.putInt(at + 8, at);
        segment.putInt(at + 16, STREAM);
        segment.putInt(at + 20, TERM_ID);
        segment.put(at + HEADER, payload);
        segment.putInt(
                at + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET,
                isPadding ? 0 : checksum(segment, at + HEADER, aligned - HEADER));
        segment.position(at + aligned);
    }

    private static int checksum(ByteBuffer segment, int offset, int length) {
        return Sealed.crc(segment.array(), offset, length);
    }

    @Override
    public List<byte[]> seeds() {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        messages.write(MESSAGES);
        for (byte[] frame : new FuzzedVenue().frames()) {
            messages.write(0xC0);
            messages.write(frame.length >> 8);
            messages.write(frame.length);
            messages.writeBytes(frame);
        }
        byte[] valid = messages.toByteArray();
        byte[] whole = messages(new Input(Arrays.copyOfRange(valid, 1, valid.length)));
        byte[] raw = new byte[1 + 512];
        raw[0] = RAW;
        System.arraycopy(whole, 0, raw, 1, 512);
        byte[] stopped = valid.clone();
        stopped[0] = MESSAGES + 2;
        return List.of(
                valid, raw, stopped, new byte[] {MESSAGES, (byte) 0x80, 0, 1, 9, 0x40, 0, 0});
    }
}

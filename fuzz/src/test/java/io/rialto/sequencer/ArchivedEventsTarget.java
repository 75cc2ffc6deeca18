package io.rialto.sequencer;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;
import io.rialto.sequencer.EventReader.StreamDamagedException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Files of the event archive: any bytes, and any block behind right checksums. Refused as damaged or
 * as another venue's; what is delivered lies within its block.
 */
@SuppressWarnings("ByteBufferBackingArray") // Allocated here, on the heap.
public final class ArchivedEventsTarget implements FuzzTarget {
    private static final byte RAW = 0;
    private static final byte BLOCK = 1;
    private static final byte PACKED = 2;

    @Override
    public void run(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        int kind = input.below(3);
        byte[] content = input.rest();
        try (Scratch scratch = new Scratch()) {
            read(scratch.write(
                    "1-9.events",
                    switch (kind) {
                        case RAW -> content;
                        case BLOCK -> file(deflated(content), content.length);
                        default -> file(content, 64);
                    }));
        }
    }

    private static void read(Path file) {
        try (ArchivedEvents events = ArchivedEvents.open(file, Sealed.VENUE)) {
            int[] read = {0};
            while (events.poll(
                            (buffer, offset, length) -> {
                                buffer.checkLimit(offset + length);
                                read[0]++;
                            },
                            16)
                    > 0) {}
            if (read[0] > ArchivedEvents.BLOCK_BYTES) {
                throw new AssertionError("more frames than bytes");
            }
        } catch (StreamDamagedException | DataDirectoryException refused) {
            // As documented.
        }
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 1_024];
        int length = deflater.deflate(packed);
        deflater.end();
        return java.util.Arrays.copyOf(packed, length);
    }

    private static byte[] file(byte[] packed, int length) {
        ByteBuffer header = ArchivedEvents.header(Sealed.VENUE, 1, 9, 5);
        ByteBuffer file = Sealed.allocate(header.remaining() + 12 + packed.length + 12);
        file.put(header)
                .putInt(length)
                .putInt(packed.length)
                .putInt(Sealed.crc(packed, 0, packed.length))
                .put(packed);
        return file.array();
    }

    @Override
    public List<byte[]> seeds() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (byte[] frame : new FuzzedVenue().frames().subList(0, 4)) {
            block.writeBytes(Sealed.allocate(4).putInt(frame.length).array());
            block.writeBytes(frame);
        }
        byte[] content = block.toByteArray();
        return List.of(
                with(BLOCK, content),
                with(RAW, file(deflated(content), content.length)),
                with(PACKED, deflated(new byte[64])),
                new byte[] {BLOCK, 1, 0, 0, 0, 5, 0, 0});
    }

    private static byte[] with(byte kind, byte[] content) {
        byte[] seed = new byte[1 + content.length];
        seed[0] = kind;
        System.arraycopy(content, 0, seed, 1, content.length);
        return seed;
    }
}

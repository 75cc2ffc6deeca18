package io.rialto.sequencer;

import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The archive's catalogue: any bytes, and any entry behind a right checksum. Refused by name. */
@SuppressWarnings("ByteBufferBackingArray") // Allocated here, on the heap.
public final class CatalogTarget implements FuzzTarget {
    private static final int HEADER = CatalogHeaderDecoder.BLOCK_LENGTH;
    private static final int ENTRY_HEADER = 32;
    private static final byte RAW = 0;
    private static final byte ENTRIES = 1;

    @Override
    public void run(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        byte[] content = input.below(2) == RAW ? input.rest() : entries(input);
        try (Scratch scratch = new Scratch()) {
            scratch.write("archive.catalog", content);
            CatalogCheck.check(scratch.path());
        } catch (DataDirectoryException refused) {
            // As documented.
        }
    }

    private static byte[] entries(Input input) {
        ByteBuffer catalog = Sealed.allocate(HEADER + (1 << 14));
        catalog.putInt(0, 1).putInt(4, HEADER).position(HEADER);
        while (input.hasMore()) {
            byte[] entry = input.take(input.number());
            if (catalog.remaining() < ENTRY_HEADER + entry.length) {
                break;
            }
            int at = catalog.position();
            catalog.putInt(at, entry.length).putInt(at + 8, Sealed.crc(entry, 0, entry.length));
            catalog.put(at + ENTRY_HEADER, entry);
            catalog.position(at + ENTRY_HEADER + entry.length);
        }
        return Arrays.copyOf(catalog.array(), catalog.position());
    }

    @Override
    public List<byte[]> seeds() {
        byte[] raw = new byte[1 + HEADER + 64];
        Sealed.allocate(8).putInt(1).putInt(HEADER).flip().get(raw, 1, 8);
        return List.of(raw, new byte[] {ENTRIES, 3, 1, 2, 3, 0, 4, 5, 6, 7});
    }
}

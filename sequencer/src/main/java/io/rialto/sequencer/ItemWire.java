package io.rialto.sequencer;

import io.rialto.engine.ItemTerms;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** What messages about items have in common: the name, of fixed length. */
final class ItemWire {
    static final int NAME_BYTES = 100;

    private ItemWire() {}

    /** The terms that stand at an item's message. */
    static ItemTerms terms(
            DirectBuffer buffer,
            int nameIndex,
            int pictureIndex,
            long asset,
            long buyNowPrice,
            String description) {
        int length = NAME_BYTES;
        while (length > 0 && buffer.getByte(nameIndex + length - 1) == 0) {
            length--;
        }
        return new ItemTerms(
                WireText.text(buffer, nameIndex, length),
                description,
                OutcomeWire.hash(buffer, pictureIndex),
                (int) asset,
                buyNowPrice);
    }

    /** Writes a name; one that is too long as something that the engine denies. */
    static void putName(String name, MutableDirectBuffer buffer, int index) {
        byte[] bytes = WireText.bytes(name);
        int length = bytes.length > NAME_BYTES ? 0 : bytes.length;
        buffer.putBytes(index, bytes, 0, length);
        buffer.setMemory(index + length, NAME_BYTES - length, (byte) 0);
    }
}

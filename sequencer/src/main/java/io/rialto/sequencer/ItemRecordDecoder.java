package io.rialto.sequencer;

import io.rialto.engine.ItemStates;
import io.rialto.protocol.ItemCounterStateDecoder;
import io.rialto.protocol.ItemStateDecoder;

import org.agrona.DirectBuffer;

/** Decodes the records of items in a snapshot. */
final class ItemRecordDecoder {
    private final ItemCounterStateDecoder counter = new ItemCounterStateDecoder();
    private final ItemStateDecoder item = new ItemStateDecoder();

    void counter(DirectBuffer buffer, int body, ItemStates sink) {
        counter.wrap(
                buffer,
                body,
                ItemCounterStateDecoder.BLOCK_LENGTH,
                ItemCounterStateDecoder.SCHEMA_VERSION);
        sink.itemCounter(counter.nextListing());
    }

    void item(DirectBuffer buffer, int body, String description, ItemStates sink) {
        ItemStateDecoder from = item;
        from.wrap(buffer, body, ItemStateDecoder.BLOCK_LENGTH, ItemStateDecoder.SCHEMA_VERSION);
        sink.item(
                from.listing(),
                (int) from.universe(),
                from.seller(),
                ItemWire.terms(
                        buffer,
                        body + ItemStateDecoder.nameEncodingOffset(),
                        body + ItemStateDecoder.pictureEncodingOffset(),
                        from.asset(),
                        from.buyNowPrice(),
                        description),
                from.owner(),
                from.price());
    }
}

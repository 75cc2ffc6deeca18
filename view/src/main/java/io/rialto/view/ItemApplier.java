package io.rialto.view;

import io.rialto.protocol.ItemDeletedDecoder;
import io.rialto.protocol.ItemEditedDecoder;
import io.rialto.protocol.ItemListedDecoder;
import io.rialto.protocol.ItemSoldDecoder;
import io.rialto.protocol.ItemStateDecoder;

import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;

/** Applies what happens to items that are put up for auction. */
final class ItemApplier {
    private static final int NAME_BYTES = 100;

    private final ViewStore store;

    ItemApplier(ViewStore store) {
        this.store = store;
    }

    void listed(ItemListedDecoder event) {
        store.account(event.seller());
        put(new ItemInfo(
                event.listing(),
                (int) event.universe(),
                event.seller(),
                name(event.buffer(), event.offset() + ItemListedDecoder.nameEncodingOffset()),
                Names.text(event.buffer(), event.limit(), event.descriptionLength()),
                OutcomeApplier.hash(
                        event.buffer(), event.offset() + ItemListedDecoder.pictureEncodingOffset()),
                (int) event.asset(),
                event.buyNowPrice(),
                0,
                0));
    }

    void edited(ItemEditedDecoder event) {
        ItemInfo was = item(event.listing());
        put(new ItemInfo(
                was.listing(),
                was.universe(),
                was.seller(),
                name(event.buffer(), event.offset() + ItemEditedDecoder.nameEncodingOffset()),
                Names.text(event.buffer(), event.limit(), event.descriptionLength()),
                OutcomeApplier.hash(
                        event.buffer(), event.offset() + ItemEditedDecoder.pictureEncodingOffset()),
                (int) event.asset(),
                event.buyNowPrice(),
                was.owner(),
                was.price()));
    }

    void deleted(ItemDeletedDecoder event) {
        item(event.listing());
        store.directory.removeItem(event.listing());
    }

    void sold(ItemSoldDecoder event) {
        put(item(event.listing()).soldTo(event.owner(), event.price()));
    }

    static ItemInfo of(ItemStateDecoder state) {
        return new ItemInfo(
                state.listing(),
                (int) state.universe(),
                state.seller(),
                name(state.buffer(), state.offset() + ItemStateDecoder.nameEncodingOffset()),
                Names.text(state.buffer(), state.limit(), state.descriptionLength()),
                OutcomeApplier.hash(
                        state.buffer(), state.offset() + ItemStateDecoder.pictureEncodingOffset()),
                (int) state.asset(),
                state.buyNowPrice(),
                state.owner(),
                state.price());
    }

    private void put(ItemInfo item) {
        store.directory.put(item);
    }

    private ItemInfo item(long listing) {
        return store.directory
                .item(listing)
                .orElseThrow(() -> new FrameInvalidException("item " + listing + " is unknown"));
    }

    private static String name(DirectBuffer buffer, int index) {
        int length = NAME_BYTES;
        while (length > 0 && buffer.getByte(index + length - 1) == 0) {
            length--;
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

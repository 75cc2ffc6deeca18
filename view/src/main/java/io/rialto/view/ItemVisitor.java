package io.rialto.view;

import io.rialto.protocol.ItemDeletedDecoder;
import io.rialto.protocol.ItemEditedDecoder;
import io.rialto.protocol.ItemListedDecoder;
import io.rialto.protocol.ItemPaidDecoder;
import io.rialto.protocol.ItemSoldDecoder;

/** Takes the events about items that are put up for auction; see {@link EventVisitor}. */
public interface ItemVisitor {
    /** Takes event number {@code sequence}. */
    default void onItemListed(long sequence, ItemListedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onItemEdited(long sequence, ItemEditedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onItemDeleted(long sequence, ItemDeletedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onItemSold(long sequence, ItemSoldDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onItemPaid(long sequence, ItemPaidDecoder event) {}
}

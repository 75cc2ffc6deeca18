package io.rialto.view;

import io.rialto.protocol.ItemDeletedDecoder;
import io.rialto.protocol.ItemEditedDecoder;
import io.rialto.protocol.ItemListedDecoder;
import io.rialto.protocol.ItemPaidDecoder;
import io.rialto.protocol.ItemSoldDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.DirectBuffer;

/** Decodes the events about items for {@link EventDispatcher}. */
final class ItemDispatcher {
    private final ItemListedDecoder listed = new ItemListedDecoder();
    private final ItemEditedDecoder edited = new ItemEditedDecoder();
    private final ItemDeletedDecoder deleted = new ItemDeletedDecoder();
    private final ItemSoldDecoder sold = new ItemSoldDecoder();
    private final ItemPaidDecoder paid = new ItemPaidDecoder();

    /** Whether it was such an event, and was passed on. */
    boolean dispatch(
            DirectBuffer buffer,
            int offset,
            MessageHeaderDecoder header,
            long sequence,
            ItemVisitor visitor) {
        switch (header.templateId()) {
            case ItemListedDecoder.TEMPLATE_ID ->
                visitor.onItemListed(sequence, listed.wrapAndApplyHeader(buffer, offset, header));
            case ItemEditedDecoder.TEMPLATE_ID ->
                visitor.onItemEdited(sequence, edited.wrapAndApplyHeader(buffer, offset, header));
            case ItemDeletedDecoder.TEMPLATE_ID ->
                visitor.onItemDeleted(sequence, deleted.wrapAndApplyHeader(buffer, offset, header));
            case ItemSoldDecoder.TEMPLATE_ID ->
                visitor.onItemSold(sequence, sold.wrapAndApplyHeader(buffer, offset, header));
            case ItemPaidDecoder.TEMPLATE_ID ->
                visitor.onItemPaid(sequence, paid.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }
}

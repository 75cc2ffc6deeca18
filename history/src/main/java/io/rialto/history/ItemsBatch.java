package io.rialto.history;

import io.rialto.protocol.CodeEndedDecoder;
import io.rialto.protocol.CodeIssuedDecoder;
import io.rialto.protocol.ItemDeletedDecoder;
import io.rialto.protocol.ItemEditedDecoder;
import io.rialto.protocol.ItemListedDecoder;
import io.rialto.protocol.ItemPaidDecoder;
import io.rialto.protocol.ItemSoldDecoder;
import io.rialto.view.EventVisitor;

import org.agrona.DirectBuffer;

/** Writes down what becomes of items at auction and of codes for money. */
class ItemsBatch implements EventVisitor {
    final DealingRows rows;
    long timeNanos;
    long actor;

    ItemsBatch(DealingRows rows) {
        this.rows = rows;
    }

    void beginCommand(long newTimeNanos, long newActor) {
        timeNanos = newTimeNanos;
        actor = newActor;
    }

    @Override
    public void onItemListed(long sequence, ItemListedDecoder event) {
        item(sequence, event.listing(), ItemEvent.Kind.LISTED)
                .put(event.universe())
                .put(event.seller())
                .put(event.asset())
                .put(event.buyNowPrice())
                .put(name(event.buffer(), event.offset() + ItemListedDecoder.nameEncodingOffset()))
                .put(Texts.read(event.buffer(), event.limit(), event.descriptionLength()))
                .end();
    }

    @Override
    public void onItemEdited(long sequence, ItemEditedDecoder event) {
        item(sequence, event.listing(), ItemEvent.Kind.EDITED)
                .put(0)
                .put(0)
                .put(event.asset())
                .put(event.buyNowPrice())
                .put(name(event.buffer(), event.offset() + ItemEditedDecoder.nameEncodingOffset()))
                .put(Texts.read(event.buffer(), event.limit(), event.descriptionLength()))
                .end();
    }

    @Override
    public void onItemDeleted(long sequence, ItemDeletedDecoder event) {
        item(sequence, event.listing(), ItemEvent.Kind.DELETED)
                .put(0)
                .put(0)
                .put(0)
                .put(0)
                .put("")
                .put(Texts.read(event.buffer(), event.limit(), event.reasonLength()))
                .end();
    }

    @Override
    public void onItemSold(long sequence, ItemSoldDecoder event) {
        item(sequence, event.listing(), ItemEvent.Kind.SOLD)
                .put(0)
                .put(event.owner())
                .put(0)
                .put(event.price())
                .put("")
                .put(Texts.read(event.buffer(), event.limit(), event.reasonLength()))
                .end();
    }

    @Override
    public void onItemPaid(long sequence, ItemPaidDecoder event) {
        item(sequence, event.listing(), ItemEvent.Kind.PAID)
                .put(0)
                .put(event.account())
                .put(0)
                .put(event.amount())
                .put("")
                .put("")
                .end();
    }

    private static String name(DirectBuffer buffer, int index) {
        return Texts.padded(buffer, index, ItemListedDecoder.nameLength());
    }

    /** Begins a row; universe, account, asset, amount, name and words are to follow. */
    private Rows item(long sequence, long listing, ItemEvent.Kind kind) {
        return rows.itemEvents
                .put(sequence)
                .put(listing)
                .put(timeNanos)
                .put(actor)
                .put(kind);
    }

    @Override
    public void onCodeIssued(long sequence, CodeIssuedDecoder event) {
        code(sequence, event.codeId(), CodeEvent.Kind.ISSUED)
                .put(event.issuer())
                .put(event.asset())
                .put(event.amount())
                .put(event.expiresAt())
                .put(0)
                .put(Texts.read(event.buffer(), event.limit(), event.noteLength()))
                .end();
    }

    @Override
    public void onCodeEnded(long sequence, CodeEndedDecoder event) {
        CodeEvent.Kind kind =
                event.claimant() == 0 ? CodeEvent.Kind.EXPIRED : CodeEvent.Kind.CLAIMED;
        code(sequence, event.codeId(), kind)
                .put(0)
                .put(0)
                .put(0)
                .put(0)
                .put(event.claimant())
                .put("")
                .end();
    }

    private Rows code(long sequence, long codeId, CodeEvent.Kind kind) {
        return rows.codeEvents.put(sequence).put(codeId).put(timeNanos).put(kind);
    }
}

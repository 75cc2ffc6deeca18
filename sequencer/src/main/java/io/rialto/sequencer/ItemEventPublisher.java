package io.rialto.sequencer;

import io.rialto.engine.ItemEvents;
import io.rialto.engine.ItemTerms;
import io.rialto.protocol.ItemDeletedEncoder;
import io.rialto.protocol.ItemEditedEncoder;
import io.rialto.protocol.ItemListedEncoder;
import io.rialto.protocol.ItemPaidEncoder;
import io.rialto.protocol.ItemSoldEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes what happens to items that are put up for auction. Owned by the engine's thread. */
abstract class ItemEventPublisher extends OptionEventPublisher implements ItemEvents {
    private final FrameWriter frames;
    private final MutableDirectBuffer buffer;
    private final ItemListedEncoder listed = new ItemListedEncoder();
    private final ItemEditedEncoder edited = new ItemEditedEncoder();
    private final ItemDeletedEncoder deleted = new ItemDeletedEncoder();
    private final ItemSoldEncoder sold = new ItemSoldEncoder();
    private final ItemPaidEncoder paid = new ItemPaidEncoder();

    ItemEventPublisher(FrameWriter frames) {
        super(frames);
        this.frames = frames;
        buffer = frames.buffer();
    }

    @Override
    public void itemListed(long listing, int universe, long seller, ItemTerms terms) {
        byte[] text = WireText.bytes(terms.description());
        int body = event(
                ItemListedEncoder.BLOCK_LENGTH,
                ItemListedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        listed.wrap(buffer, body)
                .listing(listing)
                .universe(Integer.toUnsignedLong(universe))
                .seller(seller)
                .asset(terms.asset())
                .buyNowPrice(terms.buyNowPrice())
                .putPicture(OutcomeWire.hash(terms.picture()), 0, OutcomeWire.HASH_BYTES)
                .putDescription(text, 0, text.length);
        ItemWire.putName(terms.name(), buffer, body + ItemListedEncoder.nameEncodingOffset());
    }

    @Override
    public void itemEdited(long listing, ItemTerms terms) {
        byte[] text = WireText.bytes(terms.description());
        int body = event(
                ItemEditedEncoder.BLOCK_LENGTH,
                ItemEditedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        edited.wrap(buffer, body)
                .listing(listing)
                .asset(terms.asset())
                .buyNowPrice(terms.buyNowPrice())
                .putPicture(OutcomeWire.hash(terms.picture()), 0, OutcomeWire.HASH_BYTES)
                .putDescription(text, 0, text.length);
        ItemWire.putName(terms.name(), buffer, body + ItemEditedEncoder.nameEncodingOffset());
    }

    @Override
    public void itemDeleted(long listing, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                ItemDeletedEncoder.BLOCK_LENGTH,
                ItemDeletedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        deleted.wrap(buffer, body).listing(listing).putReason(text, 0, text.length);
    }

    @Override
    public void itemSold(long listing, long owner, long price, int contributors, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                ItemSoldEncoder.BLOCK_LENGTH,
                ItemSoldEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        sold.wrap(buffer, body)
                .listing(listing)
                .owner(owner)
                .price(price)
                .contributors((short) contributors)
                .putReason(text, 0, text.length);
    }

    @Override
    public void itemPaid(long listing, long account, long amount) {
        int body = event(ItemPaidEncoder.BLOCK_LENGTH, ItemPaidEncoder.TEMPLATE_ID, 0);
        paid.wrap(buffer, body).listing(listing).account(account).amount(amount);
    }

    private int event(int blockLength, int templateId, int textLength) {
        return frames.event(FrameWriter.header(blockLength, templateId), blockLength + textLength);
    }
}

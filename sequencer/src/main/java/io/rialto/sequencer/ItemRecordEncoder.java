package io.rialto.sequencer;

import io.rialto.engine.ItemTerms;
import io.rialto.protocol.ItemCounterStateEncoder;
import io.rialto.protocol.ItemStateEncoder;
import io.rialto.protocol.MessageHeaderEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes the records of items in a snapshot; each method returns the record's length. */
final class ItemRecordEncoder {
    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final ItemCounterStateEncoder counter = new ItemCounterStateEncoder();
    private final ItemStateEncoder item = new ItemStateEncoder();

    ItemRecordEncoder(MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    int counter(long nextListing) {
        return counter.wrapAndApplyHeader(buffer, 0, messageHeader)
                .nextListing(nextListing)
                .limit();
    }

    int item(long listing, int universe, long seller, ItemTerms terms, long owner, long price) {
        byte[] text = WireText.bytes(terms.description());
        item.wrapAndApplyHeader(buffer, 0, messageHeader)
                .listing(listing)
                .universe(Integer.toUnsignedLong(universe))
                .seller(seller)
                .asset(terms.asset())
                .buyNowPrice(terms.buyNowPrice())
                .putPicture(OutcomeWire.hash(terms.picture()), 0, OutcomeWire.HASH_BYTES)
                .owner(owner)
                .price(price)
                .putDescription(text, 0, text.length);
        ItemWire.putName(
                terms.name(),
                buffer,
                MessageHeaderEncoder.ENCODED_LENGTH + ItemStateEncoder.nameEncodingOffset());
        return item.limit();
    }
}

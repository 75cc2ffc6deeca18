package io.rialto.auditor;

import io.rialto.protocol.ItemEditedDecoder;
import io.rialto.protocol.ItemListedDecoder;
import io.rialto.protocol.ItemPaidDecoder;
import io.rialto.protocol.ItemSoldDecoder;
import io.rialto.protocol.ItemStateDecoder;

import org.agrona.collections.Long2ObjectHashMap;

/** Follows the items that are put up for auction: who pays whom, and that nothing is sold twice. */
final class ItemAudit {
    private static final class Item {
        final AuditedAccount seller;
        int asset;
        boolean isSold;
        long unpaid;
        int contributors;

        Item(AuditedAccount seller, int asset) {
            this.seller = seller;
            this.asset = asset;
        }
    }

    private final AuditedVenue venue;
    private final OrderAudit orders;
    private final PostingAudit postings;
    private final Long2ObjectHashMap<Item> items = new Long2ObjectHashMap<>();

    ItemAudit(AuditedVenue venue, OrderAudit orders, PostingAudit postings) {
        this.venue = venue;
        this.orders = orders;
        this.postings = postings;
    }

    void listed(long sequence, ItemListedDecoder event) {
        AuditedAccount seller = venue.accounts.get(event.seller());
        boolean isRight = seller != null
                && seller.universe == (int) event.universe()
                && venue.hasAsset((int) event.asset())
                && !items.containsKey(event.listing());
        orders.require(
                Invariant.REFERENCES, isRight, sequence, "an item", "is made twice or of nothing");
        if (isRight) {
            items.put(event.listing(), new Item(seller, (int) event.asset()));
        }
    }

    void edited(long sequence, ItemEditedDecoder event) {
        Item item = unsold(sequence, event.listing());
        if (item != null) {
            item.asset = (int) event.asset();
        }
    }

    void deleted(long sequence, long listing) {
        if (unsold(sequence, listing) != null) {
            items.remove(listing);
        }
    }

    /** The seller gets the price; who pays it follows. */
    void sold(long sequence, ItemSoldDecoder event) {
        Item item = unsold(sequence, event.listing());
        if (item != null) {
            item.isSold = true;
            item.unpaid = event.price();
            item.contributors = event.contributors();
            orders.require(
                    Invariant.SETTLEMENT,
                    item.contributors > 0 && event.price() > 0,
                    sequence,
                    "an item",
                    "is sold for nothing");
            postings.expect(venue.balance(item.seller, item.asset), event.price());
        }
    }

    void paid(long sequence, ItemPaidDecoder event) {
        Item item = items.get(event.listing());
        AuditedAccount payer = venue.accounts.get(event.account());
        boolean isRight = item != null
                && item.contributors > 0
                && payer != null
                && payer != item.seller
                && event.amount() > 0;
        orders.require(Invariant.REFERENCES, isRight, sequence, "an item", "is paid by nobody");
        if (isRight) {
            item.unpaid -= event.amount();
            item.contributors--;
            postings.expect(venue.balance(payer, item.asset), -event.amount());
            orders.require(
                    Invariant.SETTLEMENT,
                    item.contributors > 0 || item.unpaid == 0,
                    sequence,
                    "an item",
                    "is paid with something else than its price");
        }
    }

    private Item unsold(long sequence, long listing) {
        Item item = items.get(listing);
        boolean isRight = item != null && !item.isSold;
        orders.require(
                Invariant.REFERENCES, isRight, sequence, "an item", "changes that is not there");
        return isRight ? item : null;
    }

    void read(ItemStateDecoder state) {
        Item item = new Item(venue.accounts.get(state.seller()), (int) state.asset());
        item.isSold = state.owner() != 0;
        items.put(state.listing(), item);
    }
}

package io.rialto.sequencer;

import io.rialto.protocol.BuyItemEncoder;
import io.rialto.protocol.DeleteItemEncoder;
import io.rialto.protocol.EditItemEncoder;
import io.rialto.protocol.ListItemEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.SettleItemEncoder;

import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.util.Map;

/**
 * Encodes the commands about items that are put up for auction, as {@link CommandPublisher} does the
 * others. Each method writes a command and returns its length.
 */
public final class ItemPublisher {
    /** How many may pay for an item together. */
    public static final int CONTRIBUTORS_MAX = 16;

    private final CommandPublisher commands;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final ListItemEncoder list = new ListItemEncoder();
    private final EditItemEncoder edit = new EditItemEncoder();
    private final DeleteItemEncoder delete = new DeleteItemEncoder();
    private final BuyItemEncoder buy = new BuyItemEncoder();
    private final SettleItemEncoder settle = new SettleItemEncoder();

    ItemPublisher(CommandPublisher commands) {
        this.commands = commands;
    }

    /**
     * What an item is and costs. The engine checks all of it.
     *
     * @param picture SHA-256 in hexadecimal digits, or empty
     * @param buyNowPrice minor units; 0 for none
     */
    public record Terms(
            String name, String description, String picture, int asset, long buyNowPrice) {}

    /** Puts an item of the context's account up. */
    public int list(MutableDirectBuffer buffer, int offset, RequestContext context, Terms terms) {
        list.wrapAndApplyHeader(buffer, offset, messageHeader)
                .asset(terms.asset)
                .buyNowPrice(terms.buyNowPrice)
                .putPicture(OutcomeWire.hash(terms.picture), 0, OutcomeWire.HASH_BYTES);
        ItemWire.putName(terms.name, buffer, list.offset() + ListItemEncoder.nameEncodingOffset());
        int limit = CommandFields.putText(terms.description, buffer, list.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Says other terms of an item. */
    public int edit(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long listing,
            Terms terms) {
        edit.wrapAndApplyHeader(buffer, offset, messageHeader)
                .listing(listing)
                .asset(terms.asset)
                .buyNowPrice(terms.buyNowPrice)
                .putPicture(OutcomeWire.hash(terms.picture), 0, OutcomeWire.HASH_BYTES);
        ItemWire.putName(terms.name, buffer, edit.offset() + EditItemEncoder.nameEncodingOffset());
        int limit = CommandFields.putText(terms.description, buffer, edit.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Takes an item off. */
    public int delete(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long listing,
            String reason) {
        delete.wrapAndApplyHeader(buffer, offset, messageHeader).listing(listing);
        int limit = CommandFields.putText(reason, buffer, delete.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Buys an item for the context's account. */
    public int buy(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long listing,
            long price) {
        buy.wrapAndApplyHeader(buffer, offset, messageHeader).listing(listing).price(price);
        return commands.end(buffer, offset, buy.limit(), context);
    }

    /**
     * Sells an item to one owner.
     *
     * @param contributions what each account pays, minor units; at most {@link #CONTRIBUTORS_MAX}
     */
    public int settle(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long listing,
            long owner,
            Map<Long, Long> contributions,
            String reason) {
        settle.wrapAndApplyHeader(buffer, offset, messageHeader)
                .listing(listing)
                .owner(owner)
                .contributors((short) contributions.size());
        int at = settle.offset() + SettleItemEncoder.contributionsEncodingOffset();
        buffer.setMemory(at, SettleItemEncoder.contributionsLength(), (byte) 0);
        for (Map.Entry<Long, Long> each : contributions.entrySet()) {
            buffer.putLong(at, each.getKey(), ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(at + Long.BYTES, each.getValue(), ByteOrder.LITTLE_ENDIAN);
            at += 2 * Long.BYTES;
        }
        int limit = CommandFields.putText(reason, buffer, settle.limit());
        return commands.end(buffer, offset, limit, context);
    }
}

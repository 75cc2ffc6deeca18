package io.rialto.gateway;

import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.ItemPublisher;
import io.rialto.sequencer.RequestContext;

import org.agrona.MutableDirectBuffer;

import java.util.List;

/**
 * A command about an item that is put up for auction.
 *
 * @param name what a repetition under the same idempotency key must have in common
 * @param payload the same, of its fields
 */
record ItemCommand(String name, List<String> payload, Encoding encoding) implements Command.Other {
    private static final int OF_ACCOUNT = -1;
    private static final String LIST = "list-item";

    ItemCommand {
        payload = List.copyOf(payload);
    }

    @Override
    public boolean isExpensive() {
        return name.equals(LIST);
    }

    /** Puts the command's fields on the wire. */
    @FunctionalInterface
    interface Encoding {
        int encode(ItemPublisher publisher, MutableDirectBuffer buffer, RequestContext context);
    }

    static ItemCommand of(String name, Encoding encoding, Object... payload) {
        return new ItemCommand(
                name, List.of(payload).stream().map(Object::toString).toList(), encoding);
    }

    /** Puts an item up for auction. */
    static ItemCommand list(ItemPublisher.Terms terms) {
        return of(
                LIST,
                (publisher, buffer, context) -> publisher.list(buffer, 0, context, terms),
                terms);
    }

    /** Gives an item other terms. */
    static ItemCommand edit(long listing, ItemPublisher.Terms terms) {
        return of(
                "edit-item",
                (publisher, buffer, context) -> publisher.edit(buffer, 0, context, listing, terms),
                listing,
                terms);
    }

    /** Takes an item off. */
    static ItemCommand delete(long listing) {
        return of(
                "delete-item",
                (publisher, buffer, context) -> publisher.delete(buffer, 0, context, listing, ""),
                listing);
    }

    /** Buys an item at its price. */
    static ItemCommand buy(long listing, long price) {
        return of(
                "buy-item",
                (publisher, buffer, context) -> publisher.buy(buffer, 0, context, listing, price),
                listing,
                price);
    }

    @Override
    public int universe() {
        return OF_ACCOUNT;
    }

    @Override
    public void hash(PayloadHash hash) {
        hash.add(name);
        payload.forEach(hash::add);
    }

    @Override
    public int encode(
            CommandPublisher publisher, MutableDirectBuffer buffer, RequestContext context) {
        return encoding.encode(publisher.items(), buffer, context);
    }
}

package io.rialto.gateway;

import io.rialto.protocol.Instruction;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.ProtectionPublisher;
import io.rialto.sequencer.RequestContext;

import org.agrona.MutableDirectBuffer;

import java.util.List;

/**
 * A command about what protects the venue.
 *
 * @param name what a repetition under the same idempotency key must have in common
 * @param payload the same, of its fields
 */
record ProtectionCommand(String name, List<String> payload, Encoding encoding)
        implements Command.Other {
    /** No universe in particular. */
    static final int OF_ACCOUNT = -1;

    ProtectionCommand {
        payload = List.copyOf(payload);
    }

    /** Puts the command's fields on the wire. */
    @FunctionalInterface
    interface Encoding {
        int encode(
                ProtectionPublisher publisher, MutableDirectBuffer buffer, RequestContext context);
    }

    static ProtectionCommand of(String name, Encoding encoding, Object... payload) {
        return new ProtectionCommand(
                name, List.of(payload).stream().map(Object::toString).toList(), encoding);
    }

    /** Ends all orders of the account acted as after so long unless it is said again; 0 for never. */
    static ProtectionCommand deadMan(long nanos) {
        return of(
                "dead-man",
                (publisher, buffer, context) -> publisher.deadMan(buffer, 0, context, nanos),
                nanos);
    }

    /** Places an order that is told more than its terms. */
    static ProtectionCommand place(OrderRequest order, Instruction instruction) {
        if (order.isConditional() || order.budget() != 0) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID,
                    "Leave out \"condition\" and \"budget\" of an order with an instruction");
        }
        OrderTerms terms = CommandEncoder.fill(new OrderTerms(), order);
        return of(
                "place-instructed",
                (publisher, buffer, context) ->
                        publisher.place(buffer, 0, context, terms, instruction),
                instruction,
                order);
    }

    /** Lets two orders cancel each other. */
    static ProtectionCommand link(long market, long order, long other) {
        return of(
                "link",
                (publisher, buffer, context) ->
                        publisher.link(buffer, 0, context, market, order, other),
                market,
                order,
                other);
    }

    /** Pulls or releases a kill switch. */
    static ProtectionCommand kill(long market, boolean pull, String reason) {
        return of(
                "kill",
                (publisher, buffer, context) ->
                        publisher.kill(buffer, 0, context, market, pull, reason),
                market,
                pull,
                reason);
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
        return encoding.encode(publisher.protections(), buffer, context);
    }
}

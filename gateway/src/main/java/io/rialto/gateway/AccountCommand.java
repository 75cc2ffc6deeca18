package io.rialto.gateway;

import io.rialto.sequencer.AccountCommandPublisher;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.RequestContext;

import org.agrona.MutableDirectBuffer;

import java.util.List;

/**
 * A command about owning, sharing or moving money, or about a universe.
 *
 * @param name what a repetition under the same idempotency key must have in common
 * @param payload the same, of its fields
 * @param universe that it is meant for, or −1 for that of the account acted as
 */
record AccountCommand(String name, List<String> payload, int universe, Encoding encoding)
        implements Command.Other {
    private static final int OF_ACCOUNT = -1;

    AccountCommand {
        payload = List.copyOf(payload);
    }

    /** Puts the command's fields on the wire. */
    @FunctionalInterface
    interface Encoding {
        int encode(
                AccountCommandPublisher publisher,
                MutableDirectBuffer buffer,
                RequestContext context);
    }

    /** A command for the account acted as. */
    static AccountCommand of(String name, Encoding encoding, Object... payload) {
        return in(OF_ACCOUNT, name, encoding, payload);
    }

    /** A command in a universe. */
    static AccountCommand in(int universe, String name, Encoding encoding, Object... payload) {
        return new AccountCommand(
                name, List.of(payload).stream().map(Object::toString).toList(), universe, encoding);
    }

    /** Moves money of the account acted as. */
    static AccountCommand transfer(long recipient, int asset, long amount, String note) {
        return of(
                "transfer",
                (publisher, buffer, context) ->
                        publisher.transfer(buffer, 0, context, recipient, asset, amount, note),
                recipient,
                asset,
                amount,
                note);
    }

    /** Lets another user own the account acted as. */
    static AccountCommand share(long owner) {
        return of(
                "share",
                (publisher, buffer, context) -> publisher.shareAccount(buffer, 0, context, owner),
                owner);
    }

    /** Opens an account under the account acted as. */
    static AccountCommand createAlt(String name) {
        return of(
                "create-alt",
                (publisher, buffer, context) ->
                        publisher.createAltAccount(buffer, 0, context, name),
                name);
    }

    /** Credits the account acted as with what a code is worth. */
    static AccountCommand claimCode(String code) {
        byte[] hash = Authenticator.hash(code);
        return of(
                "claim-code",
                (publisher, buffer, context) -> publisher.claimCode(buffer, 0, context, hash),
                code);
    }

    @Override
    public void hash(PayloadHash hash) {
        hash.add(name).add(universe);
        payload.forEach(hash::add);
    }

    @Override
    public int encode(
            CommandPublisher publisher, MutableDirectBuffer buffer, RequestContext context) {
        return encoding.encode(publisher.accounts(), buffer, context);
    }
}

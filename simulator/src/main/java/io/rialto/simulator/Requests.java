package io.rialto.simulator;

import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.RequestContext;

import org.agrona.concurrent.UnsafeBuffer;

/** Makes requests for one actor, each under a key of its own or, at times, under none. */
final class Requests {
    private static final double KEYLESS = 0.1;

    private final CommandPublisher publisher = new CommandPublisher();
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[2 * CommandPublisher.COMMAND_BYTES_MAX]);
    private final RequestContext context = new RequestContext();
    private final Dice dice;
    private boolean isKeyed;

    /** Encodes one command and returns its length. */
    @FunctionalInterface
    interface Encoding {
        int encode(CommandPublisher publisher, UnsafeBuffer buffer, RequestContext context);
    }

    Requests(Dice dice) {
        this.dice = dice;
    }

    /** A request of an actor that acts as an account. */
    Request make(
            Request.Kind kind,
            String name,
            long actor,
            long account,
            boolean sudo,
            Encoding encoding) {
        isKeyed = kind != Request.Kind.PREVIEW && !dice.chance(KEYLESS);
        return encode(kind, name, actor, account, sudo, encoding);
    }

    /** The same, certainly under a key. */
    Request makeKeyed(
            Request.Kind kind,
            String name,
            long actor,
            long account,
            boolean sudo,
            Encoding encoding) {
        isKeyed = true;
        return encode(kind, name, actor, account, sudo, encoding);
    }

    private Request encode(
            Request.Kind kind,
            String name,
            long actor,
            long account,
            boolean sudo,
            Encoding encoding) {
        context.as(actor, account);
        context.sudo = sudo;
        if (isKeyed) {
            context.key(dice.word(), dice.word(), dice.word());
        }
        int length = encoding.encode(publisher, buffer, context);
        return new Request(kind, name, account, isKeyed, buffer, length);
    }
}

package io.rialto.simulator;

import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Optional;

/** A command that a client has asked for, over all its repetitions. */
final class Request {
    /** What its outcome can be compared with. */
    enum Kind {
        /** Places an order under a name that no other has. */
        PLACE,
        /** Issues money under a note that no other has. */
        ISSUE,
        /** Changes nothing, and is told anew each time. */
        PREVIEW,
        OTHER
    }

    private final Kind kind;
    private final String name;
    private final long account;
    private final boolean isKeyed;
    private final UnsafeBuffer command;
    private Optional<Outcome> first = Optional.empty();
    private boolean isAbandoned;

    /**
     * @param name of the order placed or of the money issued; else empty
     * @param isKeyed whether it has an idempotency key, and so can be asked again
     */
    Request(
            Kind kind,
            String name,
            long account,
            boolean isKeyed,
            DirectBuffer command,
            int length) {
        this.kind = kind;
        this.name = name;
        this.account = account;
        this.isKeyed = isKeyed;
        this.command = new UnsafeBuffer(new byte[length]);
        this.command.putBytes(0, command, 0, length);
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    /** The account acted as. */
    long account() {
        return account;
    }

    boolean isKeyed() {
        return isKeyed;
    }

    UnsafeBuffer command() {
        return command;
    }

    /** The number of its message. */
    int template() {
        return new MessageHeaderDecoder().wrap(command, 0).templateId();
    }

    boolean isAnswered() {
        return first.isPresent();
    }

    /** Its first answer. */
    Outcome first() {
        return first.orElseThrow();
    }

    void answeredFirst(Outcome outcome) {
        first = Optional.of(outcome);
    }

    /** Without a key nobody can ask what became of it. */
    void abandon() {
        isAbandoned = true;
    }

    /** Whether someone still wants to know. */
    boolean isOpen() {
        return first.isEmpty() && !isAbandoned;
    }
}

package io.rialto.sequencer;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/** A machine with its engine, spoken to in bytes, and everything that it says. */
final class VenueFixture implements MachineOutput {
    static final EngineLimits LIMITS =
            new EngineLimits(0, 1024, 64, 65_536, 8, 256, 1_000, 3_600_000_000_000L);

    final CommandPublisher publisher = new CommandPublisher();
    final RequestContext context = new RequestContext();
    final UnsafeBuffer command = new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
    final List<UnsafeBuffer> frames = new ArrayList<>();
    final List<UnsafeBuffer> answers = new ArrayList<>();
    final EngineMachine machine;

    long timeNanos = 1_000;
    long logPosition;

    VenueFixture() {
        machine = (EngineMachine) EngineMachine.factory(LIMITS).create(this);
    }

    @Override
    public void onEvents(DirectBuffer frame, int offset, int length) {
        frames.add(copy(frame, offset, length));
    }

    @Override
    public void onAnswer(DirectBuffer answer, int offset, int length) {
        answers.add(copy(answer, offset, length));
    }

    static UnsafeBuffer copy(DirectBuffer from, int offset, int length) {
        byte[] bytes = new byte[length];
        from.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Encodes a command into {@link #command}. */
    @FunctionalInterface
    interface Encoding {
        int encode(MutableDirectBuffer buffer, int offset);
    }

    /** Applies a command that is to be done, and returns the id in its answer. */
    long done(Encoding encoding) {
        AnswerDecoder answer = answerTo(encoding);
        if (answer.header().code() != Code.DONE) {
            throw new AssertionError(answer.toString());
        }
        return answer.id();
    }

    Code denied(Encoding encoding) {
        return answerTo(encoding).header().code();
    }

    /** Applies a command and returns its answer. What it caused is in {@link #frames}. */
    AnswerDecoder answerTo(Encoding encoding) {
        apply(command, 0, encoding.encode(command, 0));
        return answer();
    }

    void apply(DirectBuffer bytes, int offset, int length) {
        frames.clear();
        answers.clear();
        logPosition += 128;
        machine.onCommand(++timeNanos, logPosition, bytes, offset, length);
    }

    /** The one answer to the last command. */
    AnswerDecoder answer() {
        return new AnswerDecoder()
                .wrapAndApplyHeader(answers.getFirst(), 0, new MessageHeaderDecoder());
    }

    static EventFrameDecoder frame(DirectBuffer frame) {
        return new EventFrameDecoder().wrapAndApplyHeader(frame, 0, new MessageHeaderDecoder());
    }

    /** The events of the last command, each a message with its header. */
    List<UnsafeBuffer> events() {
        List<UnsafeBuffer> events = new ArrayList<>();
        for (UnsafeBuffer each : frames) {
            EventFrameDecoder frame = frame(each);
            frame.skipTrace();
            byte[] bytes = new byte[frame.eventsLength()];
            frame.getEvents(bytes, 0, bytes.length);
            UnsafeBuffer packed = new UnsafeBuffer(bytes);
            for (int at = 0; at < bytes.length; ) {
                int length = packed.getShort(at) & 0xFFFF;
                events.add(copy(packed, at + Short.BYTES, length));
                at += Short.BYTES + length;
            }
        }
        return events;
    }

    /** Template numbers of the events of the last command. */
    List<Integer> templates() {
        return events().stream().map(VenueFixture::template).toList();
    }

    static int template(DirectBuffer message) {
        return new MessageHeaderDecoder().wrap(message, 0).templateId();
    }

    RequestContext administrator() {
        return context.as(ADMINISTRATOR).sudo();
    }

    /** The first account that a user can have. */
    static final long ADMINISTRATOR = 4;

    void bootstrap() {
        done((b, o) -> publisher.bootstrap(b, o, context.as(0), 1, 2, new byte[32], "root"));
    }

    /** Two assets, 1 and 2, a market, and {@code users} accounts with a million of each. */
    long market(int users) {
        bootstrap();
        done((b, o) -> publisher.createAsset(b, o, administrator(), "BTC", 8, 8));
        done((b, o) -> publisher.createAsset(b, o, administrator(), "USD", 2, 2));
        for (int i = 0; i < users; i++) {
            int person = 10 + i;
            long user = done(
                    (b, o) -> publisher.createAccount(b, o, administrator(), 9, person, 0, "u"));
            for (int asset = 1; asset <= 2; asset++) {
                int each = asset;
                done((b, o) -> publisher.issue(
                        b,
                        o,
                        context.as(ADMINISTRATOR, user).sudo(),
                        each,
                        100_000_000_000_000L,
                        ""));
            }
        }
        return done((b, o) -> publisher.createMarket(b, o, administrator(), terms()));
    }

    static MarketTerms terms() {
        MarketTerms terms = new MarketTerms();
        terms.symbol = "BTC/USD";
        terms.baseAsset = 1;
        terms.quoteAsset = 2;
        terms.tick = 1_000_000_000L;
        terms.lot = 1_000_000;
        terms.priceMaximum = 1_000_000_000_000_000L;
        terms.quantityMinimum = 1_000_000;
        terms.quantityMaximum = 10_000_000_000L;
        terms.notionalMinimum = 1;
        terms.notionalMaximum = 1_000_000_000_000L;
        terms.openOrdersAccountMax = 1_000;
        terms.openOrdersMarketMax = 100_000;
        terms.makerFeePpm = -100;
        terms.takerFeePpm = 1_000;
        return terms;
    }
}

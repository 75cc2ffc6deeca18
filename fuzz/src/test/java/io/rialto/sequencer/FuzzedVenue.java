package io.rialto.sequencer;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.Code;
import io.rialto.view.VenueView;
import io.rialto.view.ViewAudit;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * A small venue with an administrator (account 4), three traders (5 to 7), a market (BTC/USD, 1) and
 * a view that follows it. Checks after every command what must be true of any.
 */
public final class FuzzedVenue implements MachineOutput {
    static final EngineLimits LIMITS =
            new EngineLimits(0, 32, 8, 256, 4, 16, 8, 3_600_000_000_000L);
    static final int HEADERS = CommandStamp.COMMAND_BYTES_MIN;
    private static final long ADMINISTRATOR = 4;
    private static final long FUNDS = 100_000_000_000L;

    final CommandPublisher publisher = new CommandPublisher();
    final RequestContext context = new RequestContext();
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[2 * CommandPublisher.COMMAND_BYTES_MAX]);
    private final VenueView view = new VenueView();
    private final List<byte[]> frames = new ArrayList<>();
    private final Machine machine = EngineMachine.factory(LIMITS).create(this);
    private long timeNanos = 1_000;
    private long logPosition;
    private int answers;
    private int code;
    private byte[] lastAnswer = {};

    /** Encodes a command at the start of a buffer and returns its length. */
    @FunctionalInterface
    public interface Encoding {
        int encode(MutableDirectBuffer buffer);
    }

    public FuzzedVenue() {
        send(b -> publisher.bootstrap(b, 0, context.as(0), 1, 2, new byte[32], "root"));
        send(b -> publisher.createAsset(b, 0, administrator(ADMINISTRATOR), "BTC", 8, 8));
        send(b -> publisher.createAsset(b, 0, administrator(ADMINISTRATOR), "USD", 2, 2));
        for (int i = 0; i < 3; i++) {
            int each = i;
            send(b -> publisher.createAccount(
                    b, 0, administrator(ADMINISTRATOR), 9, 10 + each, 0, "u"));
            for (int asset = 1; asset <= 2; asset++) {
                int of = asset;
                send(b -> publisher.issue(b, 0, administrator(5 + each), of, FUNDS, ""));
            }
        }
        send(b -> publisher.createMarket(b, 0, administrator(ADMINISTRATOR), market()));
        require(code == Code.DONE.value(), "the venue was not made");
    }

    private static MarketTerms market() {
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
        terms.openOrdersAccountMax = 20;
        terms.openOrdersMarketMax = 40;
        terms.makerFeePpm = -100;
        terms.takerFeePpm = 1_000;
        return terms;
    }

    RequestContext administrator(long account) {
        return context.as(ADMINISTRATOR, account).sudo();
    }

    @Override
    public void onEvents(DirectBuffer frame, int offset, int length) {
        byte[] bytes = new byte[length];
        frame.getBytes(offset, bytes);
        frames.add(bytes);
        view.onFrame(frame, offset, length);
    }

    @Override
    public void onAnswer(DirectBuffer answer, int offset, int length) {
        require(length >= CommandStamp.ANSWER_BYTES_MIN, "an answer has no header");
        answers++;
        code = CommandStamp.answerCode(answer, offset);
        lastAnswer = new byte[length];
        answer.getBytes(offset, lastAnswer);
    }

    public void send(Encoding encoding) {
        int length = encoding.encode(buffer);
        logPosition += 128;
        timeNanos++;
        answers = 0;
        boolean isQuiet = machine.nextDeadlineNanos() > timeNanos;
        long before = machine.sequence();
        machine.onCommand(timeNanos, logPosition, buffer, 0, length);
        require(answers == (length < HEADERS ? 0 : 1), "a command is not answered once");
        require(view.sequence() == machine.sequence(), "the view did not follow");
        if (answers == 1 && isQuiet && code == Code.COMMAND_UNKNOWN.value()) {
            require(machine.sequence() - before <= 1, "what is not known did something");
        }
    }

    /** Lets time pass. */
    void pass(long nanos) {
        timeNanos += nanos;
        logPosition += 128;
        machine.onDeadline(timeNanos, logPosition);
    }

    long timeNanos() {
        return timeNanos;
    }

    /** Every frame of events so far. */
    public List<byte[]> frames() {
        return frames;
    }

    public VenueView view() {
        return view;
    }

    /** What was answered last. */
    public byte[] lastAnswer() {
        return lastAnswer.clone();
    }

    /** The records of its state. */
    public List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        machine.writeSnapshot((record, offset, length) -> {
            byte[] bytes = new byte[length];
            record.getBytes(offset, bytes);
            records.add(bytes);
        });
        return records;
    }

    /** Audits the whole of it, and compares it with a machine made from its records. */
    public void audit() {
        ViewAudit.Report report = ViewAudit.of(view);
        require(report.isClean(), report.violations().toString());
        Machine copy = EngineMachine.factory(LIMITS).create(new Nobody());
        for (byte[] record : records()) {
            copy.readSnapshot(new UnsafeBuffer(record), 0, record.length);
        }
        require(copy.stateHash() == machine.stateHash(), "the copy has another state");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /** Nothing is said while a state is read. */
    static final class Nobody implements MachineOutput {
        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            throw new AssertionError("reading a state tells nothing");
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            throw new AssertionError("reading a state answers nothing");
        }
    }
}

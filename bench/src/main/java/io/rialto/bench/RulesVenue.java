package io.rialto.bench;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.MarketTerms;
import io.rialto.sequencer.OutcomeMarketTerms;
import io.rialto.sequencer.RequestContext;
import io.rialto.sequencer.VenueNode;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/** An engine with traders who have money and things, for benches of single commands. */
final class RulesVenue {
    static final long DOLLAR = 1_000_000_000;

    private static final long ADMINISTRATOR = 4;
    private static final long MUCH = 1L << 33;

    final CommandPublisher publisher = new CommandPublisher();
    final RequestContext context = new RequestContext();
    final UnsafeBuffer command = new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
    private final List<Long> traders = new ArrayList<>();
    private final Output output = new Output();
    private final Machine machine;
    private long position;
    private int symbols;

    RulesVenue(int traders) {
        EngineLimits limits = new EngineLimits(
                0, traders + 1_000, 1_000, 1 << 20, 16, 4_096, 10, 3600L * 1_000_000_000L);
        machine = EngineMachine.factory(limits).create(output);
        send(publisher.bootstrap(command, 0, context.as(0), 1, 1, new byte[32], "root"));
        send(publisher.activateRules(command, 0, root(0), VenueNode.RULES_VERSION));
        send(publisher.createAsset(command, 0, root(0), "USD", 2, 2));
        send(publisher.createAsset(command, 0, root(0), "THING", 2, 2));
        for (int i = 0; i < traders; i++) {
            send(publisher.createAccount(command, 0, root(0), 2, i + 1L, 0, "trader"));
            long account = output.id;
            this.traders.add(account);
            send(publisher.issue(command, 0, root(account), 1, MUCH, ""));
            send(publisher.issue(command, 0, root(account), 2, MUCH, ""));
        }
    }

    long trader(int number) {
        return traders.get(number);
    }

    RequestContext administrator() {
        return root(ADMINISTRATOR);
    }

    /** As which it pulls the switches of others than its own account. */
    RequestContext nobody() {
        return root(0);
    }

    private RequestContext root(long account) {
        return context.as(ADMINISTRATOR, account).sudo();
    }

    /** A new market of a thing, from 1 to 100 dollars. */
    long spotMarket() {
        MarketTerms terms = new MarketTerms();
        terms.symbol = "THING/USD-" + symbols++;
        terms.baseAsset = 2;
        terms.quoteAsset = 1;
        terms.tick = DOLLAR;
        terms.lot = 100;
        terms.priceMaximum = 100 * DOLLAR;
        terms.quantityMaximum = 1_000_000;
        terms.notionalMaximum = 1L << 40;
        terms.openOrdersAccountMax = 10_000;
        terms.openOrdersMarketMax = 1_000_000;
        send(publisher.createMarket(command, 0, root(0), terms));
        return output.id;
    }

    /** A new market of contracts that pay from 0 to 100 dollars. */
    long contracts() {
        OutcomeMarketTerms terms = new OutcomeMarketTerms();
        terms.symbol = "OUTCOME-" + symbols++;
        terms.quoteAsset = 1;
        terms.priceMaximum = 100 * DOLLAR;
        terms.tick = DOLLAR;
        terms.lot = 100;
        terms.quantityMaximum = 10_000;
        terms.notionalMaximum = 1L << 40;
        terms.positionMaximum = 10_000_000;
        terms.openOrdersAccountMax = 10_000;
        terms.openOrdersMarketMax = 1_000_000;
        send(publisher.outcomes().create(command, 0, context.as(ADMINISTRATOR), terms));
        return output.id;
    }

    /** Has the command in the buffer done, or throws. */
    void send(int length) {
        position++;
        machine.onCommand(position, position, command, 0, length);
        if (output.code != Code.DONE) {
            throw new IllegalStateException("a command was answered " + output.code);
        }
    }

    /** How much the last command did, as its answer counts it. */
    long count() {
        return output.count;
    }

    /** What it traded. */
    long filled() {
        return output.filled;
    }

    /** Reads answers. */
    private static final class Output implements MachineOutput {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final AnswerDecoder answer = new AnswerDecoder();
        private Code code = Code.DONE;
        private long id;
        private long count;
        private long filled;

        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            // Encoded, and thrown away.
        }

        @Override
        public void onAnswer(DirectBuffer buffer, int offset, int length) {
            answer.wrapAndApplyHeader(buffer, offset, header);
            code = answer.header().code();
            id = answer.id();
            count = answer.count();
            filled = answer.filledQuantity();
        }
    }
}

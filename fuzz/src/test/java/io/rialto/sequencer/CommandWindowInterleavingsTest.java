package io.rialto.sequencer;

import io.rialto.protocol.AnswerEncoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.CommandHeaderEncoder;
import io.rialto.protocol.MessageHeaderEncoder;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The window between threads that submit commands and the one that sends them, takes answers and
 * closes. Whoever was told that a command is taken hears of it once, as answered or as unknown;
 * commands are sent in order, each once.
 *
 * <p>A command may be overtaken by one whose submission began later (that is Vyukov's queue), so
 * what is checked is this at the end, not that each step could be one of a sequence.
 */
public class CommandWindowInterleavingsTest {
    private final CommandWindow window = new CommandWindow(1, 2, 3, new Nobody());
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final List<Long> sent = new ArrayList<>();
    private int answered;
    private boolean closed;

    public CommandWindowInterleavingsTest() {
        window.onConnected(0);
        window.doWork(0, (buffer, offset, length) -> true);
        answer(0, 1);
    }

    @Operation
    public void submit() {
        UnsafeBuffer command = new UnsafeBuffer(new byte[CommandStamp.COMMAND_BYTES_MIN]);
        CommandClient.AnswerHandler handler = new CommandClient.AnswerHandler() {
            @Override
            public void onAnswer(DirectBuffer answer, int offset, int length) {
                told.incrementAndGet();
            }

            @Override
            public void onUnknown() {
                told.incrementAndGet();
            }
        };
        if (window.submit(command, 0, command.capacity(), handler)) {
            taken.incrementAndGet();
        } else {
            refused.incrementAndGet();
        }
    }

    @Operation(nonParallelGroup = "owner")
    public void send() {
        window.doWork(0, (buffer, offset, length) -> sent.add(number(buffer, offset)));
    }

    @Operation(nonParallelGroup = "owner")
    public void answer() {
        if (answered < sent.size()) {
            answer(sent.get(answered++), 0);
        }
    }

    @Operation(nonParallelGroup = "owner", runOnce = true)
    public void close() {
        window.close();
        closed = true;
    }

    private void answer(long number, long id) {
        UnsafeBuffer buffer = new UnsafeBuffer(
                new byte[MessageHeaderEncoder.ENCODED_LENGTH + AnswerEncoder.BLOCK_LENGTH]);
        AnswerEncoder answer =
                new AnswerEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        answer.header().gatewayId(1).gatewayEpoch(number == 0 ? 0 : 1).gatewayNumber(number);
        answer.header().code(Code.DONE);
        answer.id(id);
        window.onAnswer(buffer, 0, buffer.capacity());
    }

    private static long number(DirectBuffer command, int offset) {
        return command.getLong(offset
                + MessageHeaderEncoder.ENCODED_LENGTH
                + CommandHeaderEncoder.gatewayNumberEncodingOffset());
    }

    /** Whatever happened: the owner goes on until there is nothing to do. */
    @Validate
    public void everyoneIsToldOnce() {
        send();
        while (answered < sent.size()) {
            answer();
        }
        boolean isInOrder = true;
        for (int i = 0; i < sent.size(); i++) {
            isInOrder &= sent.get(i) == i + 1;
        }
        if (!isInOrder
                || told.get() != taken.get()
                || (!closed && (refused.get() != 0 || window.inFlight() != 0))) {
            throw new IllegalStateException("taken " + taken + ", told " + told + ", refused "
                    + refused + ", sent " + sent);
        }
    }

    /** Under stress only: Lincheck 3.7 cannot model-check what reads Agrona's buffers. */
    @Test
    void shouldTellEveryoneOnce() {
        new StressOptions()
                .iterations(15)
                .invocationsPerIteration(400)
                .threads(3)
                .actorsPerThread(3)
                .verifier(EpsilonVerifier.class)
                .check(CommandWindowInterleavingsTest.class);
    }

    private static final class Nobody implements CommandClientListener {}
}

package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.Side;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

/** After warm-up a command about orders allocates nothing, from its bytes to its events' bytes. */
class MachineAllocationTest {
    private static final class Nothing implements MachineOutput {
        long bytes;

        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            bytes += length;
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            bytes += length;
        }
    }

    private static final int COMMANDS = 4_096;
    private static final int ROUNDS_MAX = 60;
    private static final long PRICE = 100_000_000_000L;
    private static final long QUANTITY = 100_000_000L;

    private final VenueFixture venue = new VenueFixture();
    private long timeNanos = 1_000_000;
    private long logPosition = 1 << 20;

    @Test
    void shouldNotAllocatePerCommand() {
        Nothing output = new Nothing();
        EngineLimits limits = VenueFixture.LIMITS;
        Machine machine = EngineMachine.factory(limits).create(output);
        long market = venue.market(4);
        venue.machine.writeSnapshot(machine::readSnapshot);
        UnsafeBuffer[] commands = new UnsafeBuffer[COMMANDS];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS_MAX && fewest > 0; round++) {
            for (int i = 0; i < COMMANDS; i++) {
                commands[i] = command(market, i, round);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (UnsafeBuffer each : commands) {
                logPosition += 64;
                machine.onCommand(++timeNanos, logPosition, each, 0, each.capacity());
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            fewest = Math.min(fewest, allocated);
        }
        assertThat(output.bytes).isPositive();
        assertThat(fewest).as("bytes for %d commands", COMMANDS).isZero();
    }

    /** Orders that rest, trade, are denied, are cancelled, and previews; the book stays small. */
    private UnsafeBuffer command(long market, int i, int round) {
        CommandPublisher publisher = venue.publisher;
        RequestContext user = venue.context.as(5 + i % 4).key(5, i, round);
        OrderTerms terms = new OrderTerms()
                .limit(
                        market,
                        i % 2 == 0 ? Side.BUY : Side.SELL,
                        PRICE + (i % 7 - 3) * 1_000_000_000L,
                        QUANTITY);
        terms.clientOrderId = "r" + round + "i" + i;
        UnsafeBuffer to = venue.command;
        int length = switch (i % 16) {
            case 11 -> publisher.cancelOrder(to, 0, user, market, 0, "unknown");
            case 12 -> publisher.previewOrder(to, 0, user, terms);
            case 13 -> publisher.placeOrder(to, 0, user, terms.market(market, Side.BUY, QUANTITY));
            case 14, 15 -> publisher.cancelAll(to, 0, user, 0);
            default -> publisher.placeOrder(to, 0, user, terms);
        };
        return VenueFixture.copy(to, 0, length);
    }
}

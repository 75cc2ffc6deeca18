package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.rialto.money.Side;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;

/** After warm-up the order path allocates nothing, whatever becomes of the orders. */
class OrderAllocationTest {

    private static final int TRADERS = 50;
    private static final int WARM_UP = 400_000;
    private static final int MEASURED = 100_000;

    private final SilentSink events = new SilentSink();
    private final Engine engine = new Engine(EngineLimits.defaults(), events);
    private final Outcome outcome = new Outcome();
    private final CommandHeader header = new CommandHeader();
    private final PlaceOrder order = new PlaceOrder();
    private final OrderTarget target = new OrderTarget();
    private final Preview preview = new Preview();
    private final SplittableRandom random = new SplittableRandom(42);
    private long time;
    private long orders;
    private long denied;

    private void prepare() {
        engine.bootstrap(new CommandHeader(), 1, 1, new byte[32], "root", outcome);
        CommandHeader administrator = Venue.asAdministrator(0);
        engine.createAsset(administrator, "BASE", 0, 0, outcome);
        engine.createAsset(administrator, "QUOTE", 9, 0, outcome);
        Terms terms = new Terms();
        terms.makerFeePpm = -1000;
        terms.takerFeePpm = 2000;
        engine.createMarket(administrator, terms.spec(), outcome);
        for (int i = 0; i < TRADERS; i++) {
            engine.createAccount(administrator, i, i + 10, 0, "trader", outcome);
            CommandHeader owner = Venue.asAdministrator(outcome.id);
            engine.issue(owner, Venue.BASE, 1L << 50, "", outcome);
            engine.issue(owner, Venue.QUOTE, 1L << 50, "", outcome);
        }
    }

    private void step() {
        engine.advance(++time);
        header.actor = 5L + random.nextInt(TRADERS);
        header.account = header.actor;
        target.market = 1;
        target.orderId = Math.max(1, orders - random.nextInt(2000));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                header.actor = 5 + target.orderId % TRADERS;
                header.account = header.actor;
                engine.cancelOrder(header, target, outcome);
            }
            case 3 ->
                engine.amendOrder(
                        header, target, 900 + random.nextInt(200), 1 + random.nextInt(9), outcome);
            case 4 -> {
                draw();
                engine.previewOrder(header, order, outcome, preview);
            }
            default -> {
                draw();
                engine.placeOrder(header, order, outcome);
                orders = Math.max(orders, outcome.id);
            }
        }
        denied += outcome.code == Code.DONE ? 0 : 1;
    }

    private void draw() {
        header.actor = 5 + (orders + 1) % TRADERS;
        header.account = header.actor;
        order.market = 1;
        order.side = random.nextBoolean() ? Side.BUY : Side.SELL;
        order.orderType = random.nextInt(20) == 0 ? OrderType.MARKET : OrderType.LIMIT;
        boolean market = order.orderType == OrderType.MARKET;
        order.timeInForce = market || random.nextInt(8) == 0 ? TimeInForce.IOC : TimeInForce.GTD;
        order.expiresAt = order.timeInForce == TimeInForce.GTD ? time + 3000 : 0;
        long away = random.nextInt(20) - 2L;
        order.price = market ? 0 : order.side == Side.BUY ? 1000 - away : 1000 + away;
        order.quantity = 1L + random.nextInt(50);
        order.clientOrderId.clear();
        if (random.nextInt(3) == 0) {
            order.clientOrderId.word(0, 0x2121_2121L + orders);
        }
    }

    @Test
    void shouldAllocateNothingAfterWarmUp() {
        prepare();
        for (int i = 0; i < WARM_UP; i++) {
            step();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long tradesBefore = events.mixed();
        long deniedBefore = denied;
        // A compiler thread may still replace a method in one round: the least of a few counts.
        for (int round = 0; round < 5 && least != 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < MEASURED; i++) {
                step();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(events.mixed()).isNotEqualTo(tradesBefore);
        assertThat(denied - deniedBefore).as("both done and denied").isBetween(100L, 90_000L);
        assertThat(least).isZero();
    }
}

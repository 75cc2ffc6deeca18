package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;
import io.rialto.engine.EngineLimits;
import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.Side;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.MarketTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.OutcomeMarketTerms;
import io.rialto.sequencer.RequestContext;
import io.rialto.sequencer.VenueNode;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what markets of contracts cost: an order there beside the same order in a spot market, in
 * turns on one machine, as a ratio of processor time; and the settlement of a market with many
 * positions, which is one command.
 */
public final class RulesBench {
    private static final long DOLLAR = 1_000_000_000;
    private static final long ADMINISTRATOR = 4;
    private static final int TRADERS = 200;
    private static final int ORDERS = 20_000;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int ROUNDS = 15;
    private static final int SETTLEMENTS = 7;
    private static final int WARM_UP_SETTLEMENTS = 2;
    private static final long MUCH = 1L << 50;

    private final int positions;
    private final PrintWriter out;
    private final Output output = new Output();
    private final CommandPublisher publisher = new CommandPublisher();
    private final RequestContext context = new RequestContext();
    private final UnsafeBuffer command =
            new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Long> traders = new ArrayList<>();
    private final SplitMix64 random = new SplitMix64(1, 0);
    private final Machine machine;
    private long position;
    private int symbols;

    private RulesBench(int positions, PrintWriter out) {
        this.positions = positions;
        this.out = out;
        EngineLimits limits = new EngineLimits(
                0, positions + 1_000, 1_000, 1 << 20, 16, 4_096, 10, 3600L * 1_000_000_000L);
        machine = EngineMachine.factory(limits).create(output);
        send(publisher.bootstrap(command, 0, context.as(0), 1, 1, new byte[32], "root"));
        send(publisher.activateRules(command, 0, root(0), VenueNode.RULES_VERSION));
        send(publisher.createAsset(command, 0, root(0), "USD", 2, 2));
        send(publisher.createAsset(command, 0, root(0), "THING", 2, 2));
    }

    /**
     * Runs the bench and prints what it finds.
     *
     * @param positions of the market that is settled
     * @return {@code rules.order} with the ratio, {@code rules.settle} with milliseconds
     */
    public static List<BenchResult> run(int positions, PrintWriter out) {
        return new RulesBench(positions, out).run();
    }

    private List<BenchResult> run() {
        for (int i = 0; i < positions; i++) {
            send(publisher.createAccount(command, 0, root(0), 2, i + 1L, 0, "trader"));
            long account = output.id;
            traders.add(account);
            send(publisher.issue(command, 0, root(account), 1, MUCH >> 17, ""));
            if (i < TRADERS) {
                send(publisher.issue(command, 0, root(account), 2, MUCH >> 17, ""));
            }
        }
        List<BenchResult> results = List.of(orders(), settlements());
        out.flush();
        return results;
    }

    private BenchResult orders() {
        long spot = spotMarket();
        long contracts = contracts();
        List<Double> ratios = new ArrayList<>();
        List<Double> spotNanos = new ArrayList<>();
        List<Double> contractNanos = new ArrayList<>();
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            long seed = random.next();
            double ofSpot = round(spot, seed);
            double ofContracts = round(contracts, seed);
            if (round >= WARM_UP_ROUNDS) {
                spotNanos.add(ofSpot);
                contractNanos.add(ofContracts);
                ratios.add(ofContracts / ofSpot);
            }
        }
        Spread ratio = Spread.of(ratios);
        out.printf(
                "an order: %.0f ns of CPU in a spot market, %.0f of contracts: %.2f times"
                        + " (%.2f to %.2f in %d rounds)%n",
                Spread.of(spotNanos).median(),
                Spread.of(contractNanos).median(),
                ratio.median(),
                ratio.min(),
                ratio.max(),
                ROUNDS);
        return result("rules.order", "limit orders, in turns", ratio, "timesSpot");
    }

    /** Processor time of an order: encoding counts too, the same in both. */
    private double round(long market, long seed) {
        SplitMix64 dice = new SplitMix64(seed, 0);
        OrderTerms terms = new OrderTerms();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < ORDERS; i++) {
            long roll = dice.next() >>> 1;
            long account = traders.get((int) (roll % TRADERS));
            Side side = (roll >>> 10) % 2 == 0 ? Side.BUY : Side.SELL;
            long price = (45 + (roll >>> 16) % 11) * DOLLAR;
            terms.limit(market, side, price, (1 + (roll >>> 24) % 5) * 100);
            send(publisher.placeOrder(command, 0, context.as(account), terms));
        }
        return (double) (threads.getCurrentThreadCpuTime() - before) / ORDERS;
    }

    private BenchResult settlements() {
        List<Double> millis = new ArrayList<>();
        List<Double> cpuMillis = new ArrayList<>();
        OrderTerms terms = new OrderTerms();
        for (int run = 0; run < WARM_UP_SETTLEMENTS + SETTLEMENTS; run++) {
            long market = contracts();
            for (int i = 0; i < positions; i++) {
                Side side = i % 2 == 0 ? Side.BUY : Side.SELL;
                terms.limit(market, side, 50 * DOLLAR, 100);
                send(publisher.placeOrder(command, 0, context.as(traders.get(i)), terms));
            }
            int length = publisher
                    .outcomes()
                    .settle(command, 0, root(ADMINISTRATOR), market, 70 * DOLLAR, "");
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long before = System.nanoTime();
            send(length);
            long nanos = System.nanoTime() - before;
            long cpuNanos = threads.getCurrentThreadCpuTime() - cpuBefore;
            checkThat(output.count == positions, "another number of positions was paid");
            if (run >= WARM_UP_SETTLEMENTS) {
                millis.add(nanos / 1e6);
                cpuMillis.add(cpuNanos / 1e6);
            }
        }
        Spread spread = Spread.of(millis);
        Spread cpu = Spread.of(cpuMillis);
        out.printf(
                "settling %,d positions: %.1f ms (%.1f to %.1f in %d runs), %.1f ms of CPU%n",
                positions, spread.median(), spread.min(), spread.max(), SETTLEMENTS, cpu.median());
        return result("rules.settle", positions + " positions", spread, "millis")
                .with("cpuMillis", cpu.median());
    }

    private static BenchResult result(String name, String workload, Spread spread, String figure) {
        return new BenchResult(
                name,
                workload,
                "",
                Rate.NONE,
                Latency.NONE,
                BenchResult.NOT_MEASURED,
                BenchResult.NOT_MEASURED,
                spread.figures(figure));
    }

    private long spotMarket() {
        MarketTerms terms = new MarketTerms();
        terms.symbol = "THING/USD";
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

    private long contracts() {
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

    private RequestContext root(long account) {
        return context.as(ADMINISTRATOR, account).sudo();
    }

    private void send(int length) {
        position++;
        machine.onCommand(position, position, command, 0, length);
        if (output.code != Code.DONE) {
            throw new IllegalStateException("a command was answered " + output.code);
        }
    }

    private static void checkThat(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Reads answers. */
    private static final class Output implements MachineOutput {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final AnswerDecoder answer = new AnswerDecoder();
        private Code code = Code.DONE;
        private long id;
        private long count;

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
        }
    }
}

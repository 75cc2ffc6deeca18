package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;
import io.rialto.protocol.Side;
import io.rialto.sequencer.OrderTerms;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures what markets of contracts cost: an order there beside the same order in a spot market, in
 * turns on one machine, as a ratio of processor time; and {@linkplain OneCommandBench single commands}
 * that reach very much.
 */
public final class RulesBench {
    private static final int TRADERS = 200;
    private static final int ORDERS = 20_000;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int ROUNDS = 15;

    private final PrintWriter out;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SplitMix64 random = new SplitMix64(1, 0);
    private final RulesVenue venue;

    private RulesBench(RulesVenue venue, PrintWriter out) {
        this.venue = venue;
        this.out = out;
    }

    /**
     * Runs the bench and prints what it finds.
     *
     * @param reached positions and orders that single commands reach, at least 200
     * @return {@code rules.order} with the ratio, {@code rules.settle}, {@code rules.uncross} and
     *     {@code rules.kill} with milliseconds
     */
    public static List<BenchResult> run(int reached, PrintWriter out) {
        if (reached < TRADERS) {
            throw new IllegalArgumentException("at least " + TRADERS + " positions are needed");
        }
        RulesVenue venue = new RulesVenue(reached);
        BenchResult orders = new RulesBench(venue, out).orders();
        List<BenchResult> others = new OneCommandBench(venue, reached, out).run();
        out.flush();
        return Stream.concat(Stream.of(orders), others.stream()).toList();
    }

    private BenchResult orders() {
        long spot = venue.spotMarket();
        long contracts = venue.contracts();
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
            long account = venue.trader((int) (roll % TRADERS));
            Side side = (roll >>> 10) % 2 == 0 ? Side.BUY : Side.SELL;
            long price = (45 + (roll >>> 16) % 11) * RulesVenue.DOLLAR;
            terms.limit(market, side, price, (1 + (roll >>> 24) % 5) * 100);
            venue.send(
                    venue.publisher.placeOrder(venue.command, 0, venue.context.as(account), terms));
        }
        return (double) (threads.getCurrentThreadCpuTime() - before) / ORDERS;
    }

    static BenchResult result(String name, String workload, Spread spread, String figure) {
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
}

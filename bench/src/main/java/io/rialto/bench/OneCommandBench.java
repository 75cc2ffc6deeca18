package io.rialto.bench;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.Side;
import io.rialto.sequencer.OrderTerms;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Measures single commands that reach very much: settling a market with many positions, an auction
 * over many orders, a kill switch over many. The venue's one thread does nothing else meanwhile.
 */
final class OneCommandBench {
    private static final int RUNS = 7;
    private static final int WARM_UP_RUNS = 2;
    private static final long LOT = 100;

    private final RulesVenue venue;
    private final int count;
    private final PrintWriter out;
    private final OrderTerms terms = new OrderTerms();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Double> millis = new ArrayList<>();
    private final List<Double> cpuMillis = new ArrayList<>();

    /**
     * @param count of positions and of orders, each of another trader
     */
    OneCommandBench(RulesVenue venue, int count, PrintWriter out) {
        this.venue = venue;
        this.count = count;
        this.out = out;
    }

    /** All of them: {@code rules.settle}, {@code rules.uncross}, {@code rules.kill}. */
    List<BenchResult> run() {
        return List.of(settlements(), auctions(), killSwitches());
    }

    private BenchResult settlements() {
        begin();
        for (int run = 0; run < WARM_UP_RUNS + RUNS; run++) {
            long market = venue.contracts();
            for (int i = 0; i < count; i++) {
                place(market, i, i % 2 == 0 ? Side.BUY : Side.SELL, 50);
            }
            measure(
                    run,
                    () -> venue.publisher
                            .outcomes()
                            .settle(
                                    venue.command,
                                    0,
                                    venue.administrator(),
                                    market,
                                    70 * RulesVenue.DOLLAR,
                                    ""));
            checkThat(venue.count() == count, "another number of positions was paid");
        }
        return result("rules.settle", "settling", "positions");
    }

    /** All trade, at one price of eleven. */
    private BenchResult auctions() {
        begin();
        long market = venue.spotMarket();
        for (int run = 0; run < WARM_UP_RUNS + RUNS; run++) {
            venue.send(venue.publisher.setMarketStatus(
                    venue.command, 0, venue.administrator(), market, MarketStatus.PRE_OPEN, ""));
            for (int i = 0; i < count; i++) {
                boolean buys = i % 2 == 0;
                long price = buys ? 50 + i / 2 % 6 : 50 - i / 2 % 6;
                place(market, i, buys ? Side.BUY : Side.SELL, price);
            }
            measure(
                    run,
                    () -> venue.publisher.uncrossMarket(
                            venue.command, 0, venue.administrator(), market));
            checkThat(venue.filled() == count / 2 * LOT, "the auction left something over");
        }
        return result("rules.uncross", "an auction over", "orders");
    }

    private BenchResult killSwitches() {
        begin();
        long market = venue.spotMarket();
        for (int run = 0; run < WARM_UP_RUNS + RUNS; run++) {
            for (int i = 0; i < count; i++) {
                boolean buys = i % 2 == 0;
                place(market, i, buys ? Side.BUY : Side.SELL, buys ? 40 + i % 10 : 51 + i % 10);
            }
            measure(run, () -> kill(market, true));
            checkThat(venue.count() == count, "another number of orders was ended");
            venue.send(kill(market, false));
        }
        return result("rules.kill", "a kill switch over", "orders");
    }

    private int kill(long market, boolean pull) {
        return venue.publisher
                .protections()
                .kill(venue.command, 0, venue.nobody(), market, pull, "");
    }

    private void place(long market, int trader, Side side, long dollars) {
        terms.limit(market, side, dollars * RulesVenue.DOLLAR, LOT);
        venue.send(venue.publisher.placeOrder(
                venue.command, 0, venue.context.as(venue.trader(trader)), terms));
    }

    private void begin() {
        millis.clear();
        cpuMillis.clear();
    }

    private void measure(int run, IntSupplier encoded) {
        int length = encoded.getAsInt();
        long cpuBefore = threads.getCurrentThreadCpuTime();
        long before = System.nanoTime();
        venue.send(length);
        long nanos = System.nanoTime() - before;
        long cpuNanos = threads.getCurrentThreadCpuTime() - cpuBefore;
        if (run >= WARM_UP_RUNS) {
            millis.add(nanos / 1e6);
            cpuMillis.add(cpuNanos / 1e6);
        }
    }

    private BenchResult result(String name, String what, String unit) {
        Spread spread = Spread.of(millis);
        Spread cpu = Spread.of(cpuMillis);
        out.printf(
                "%s %,d %s: %.1f ms (%.1f to %.1f in %d runs), %.1f ms of CPU (at most %.1f)%n",
                what,
                count,
                unit,
                spread.median(),
                spread.min(),
                spread.max(),
                RUNS,
                cpu.median(),
                cpu.max());
        return RulesBench.result(name, count + " " + unit, spread, "millis")
                .with("cpuMillis", cpu.median());
    }

    private static void checkThat(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}

package io.rialto.testkit;

import io.rialto.matching.Aggressor;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;
import io.rialto.testkit.NaiveBook.Outcome;
import io.rialto.testkit.NaiveBook.Resting;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongBinaryOperator;

/** The book does what its naive twin does, after every one of many random operations. */
class BookTwinTest {

    private static final int SEEDS = 12;
    private static final int STEPS = 1_500;
    private static final SelfTradePrevention[] MODES = SelfTradePrevention.values();

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithTheTwinAfterEveryOperation(PriceStream prices) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            int depth = seed % 3 == 0 ? 400 : 40;
            new Run(prices, seed, depth, seed % 2 == 0).steps(STEPS);
        }
    }

    /** One random stream of operations. */
    private static final class Run {

        private final PriceStream prices;
        private final long seed;
        private final int depth;
        private final SplittableRandom random;
        private final BookAndTwin books = new BookAndTwin();
        private long lastOrderId;
        private final boolean hides;
        private int step;

        Run(PriceStream prices, long seed, int depth, boolean hides) {
            this.hides = hides;
            this.prices = prices;
            this.seed = seed;
            this.depth = depth;
            this.random = new SplittableRandom(seed);
        }

        void steps(int count) {
            for (step = 0; step < count; step++) {
                try {
                    apply();
                    books.shouldAgree();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(prices + ", seed " + seed + ", step " + step, e);
                }
            }
        }

        private void apply() {
            boolean grows = books.twin().orders() < depth || random.nextInt(3) == 0;
            int choice = random.nextInt(100);
            if (books.twin().orders() == 0 || (grows && choice < 50)) {
                place(choice % 8 == 0);
            } else if (choice < 65) {
                books.remove(anyOrderId());
            } else if (choice < 75) {
                reduce();
            } else if (choice < 90) {
                amend();
            } else if (choice < 99) {
                books.match(aggressor(), affordability());
            } else {
                books.restore();
            }
        }

        /** A limit order, which matches before it rests, or collects for an auction. */
        private void place(boolean collects) {
            lastOrderId += random.nextInt(50) == 0 ? random.nextInt(1, 5_000) : 1;
            Aggressor aggressor = aggressor();
            int account = random.nextInt();
            if (!collects) {
                Outcome outcome = books.match(aggressor, NaiveBook.UNLIMITED);
                switch (outcome.end()) {
                    case FILLED, SELF_TRADE, UNAFFORDABLE -> {
                        return;
                    }
                    case BOUND, NO_MORE_LIQUIDITY -> {}
                }
            }
            books.add(new Resting(
                    lastOrderId,
                    aggressor.side,
                    aggressor.boundTicks,
                    aggressor.quantityLots,
                    account,
                    aggressor.selfTradeGroup));
            if (hides && random.nextInt(3) == 0) {
                long display = random.nextLong(1, aggressor.quantityLots + 1);
                books.hide(lastOrderId, display, display);
            }
        }

        private void reduce() {
            Resting order = books.twin().order(anyOrderId());
            if (order.lots() > 1) {
                books.reduce(order.orderId(), random.nextLong(1, order.lots()));
            }
        }

        private void amend() {
            Resting order = books.twin().order(anyOrderId());
            long price = random.nextInt(4) == 0
                    ? order.priceTicks()
                    : prices.next(random, order.side(), step);
            books.move(order.orderId(), price, quantity());
        }

        private Aggressor aggressor() {
            Aggressor aggressor = new Aggressor();
            aggressor.side = random.nextBoolean() ? Side.BUY : Side.SELL;
            aggressor.boundTicks = prices.next(random, aggressor.side, step);
            aggressor.quantityLots = quantity();
            aggressor.selfTradeGroup = random.nextInt(4);
            aggressor.selfTradePrevention = MODES[random.nextInt(MODES.length)];
            return aggressor;
        }

        private long quantity() {
            return random.nextInt(20) == 0 ? random.nextLong(1, 10_000) : random.nextLong(1, 30);
        }

        /** Mostly without end, sometimes a purse from which each fill takes its lots. */
        private LongBinaryOperator affordability() {
            if (random.nextInt(3) != 0) {
                return NaiveBook.UNLIMITED;
            }
            long purse = random.nextLong(1, 40);
            return (price, wanted) -> price % 7 == 0 ? Math.min(wanted, purse) : wanted;
        }

        private long anyOrderId() {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            List<Resting> orders = books.twin().orders(side);
            if (orders.isEmpty()) {
                orders = books.twin().orders(side.opposite());
            }
            return orders.get(random.nextInt(orders.size())).orderId();
        }
    }
}

package io.rialto.testkit;

import io.rialto.money.Side;

import java.util.SplittableRandom;

/** A way in which prices may be spread; each is hard for another part of the book. */
enum PriceStream {
    /** A handful of prices with long queues. */
    FEW {
        @Override
        long next(SplittableRandom random, Side side, int step) {
            return 1L + random.nextInt(12);
        }
    },
    /** Around a fixed middle, most near it. */
    NEAR {
        @Override
        long next(SplittableRandom random, Side side, int step) {
            return awayFrom(50_000, side, geometric(random, 10) - 3);
        }
    },
    /** Around a middle that wanders off, leaving orders behind. */
    DRIFTING {
        @Override
        long next(SplittableRandom random, Side side, int step) {
            return awayFrom(50_000 + 3L * step, side, geometric(random, 40) - 5);
        }
    },
    /** Two markets far apart that take turns. */
    JUMPING {
        @Override
        long next(SplittableRandom random, Side side, int step) {
            long middle = (step / 400) % 2 == 0 ? 1_000 : 9_000_000_000L;
            return awayFrom(middle, side, geometric(random, 30));
        }
    },
    /** Thinly over a million ticks. */
    WIDE {
        @Override
        long next(SplittableRandom random, Side side, int step) {
            return 1L + random.nextInt(1 << 20);
        }
    },
    /** Every order of magnitude, to the ends of the range. */
    EXTREME {
        @Override
        long next(SplittableRandom random, Side side, int step) {
            long magnitude = (1L << random.nextInt(1, 63)) - 1;
            long price = random.nextLong(magnitude) + 1;
            return random.nextBoolean() ? price : (1L << 62) - price;
        }
    };

    /** A price from 1 to 2^62 - 1. */
    abstract long next(SplittableRandom random, Side side, int step);

    private static long awayFrom(long middle, Side side, long distance) {
        return Math.max(1, side == Side.BUY ? middle - distance : middle + distance);
    }

    private static long geometric(SplittableRandom random, int mean) {
        long steps = 0;
        while (random.nextInt(mean) != 0) {
            steps++;
        }
        return steps;
    }
}

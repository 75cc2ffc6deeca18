package io.rialto.bench;

import io.rialto.matching.Book;
import io.rialto.money.Side;

import java.util.Arrays;

/**
 * Operations on one book of about so many resting orders, drawn from a seed; the same arguments give
 * the same operations.
 *
 * <p>{@link #A} is the book's part of mix A, {@link MixA}. {@link #B} has the shares of the file of
 * mix B, its quantities and about its distances from the touch, for books that are deeper than the
 * file's. Prices are drawn from the touch of the other side, which moves as the orders move it.
 * So that the book stays as deep as asked, one limit in five crosses while it is deeper, and every
 * second cancel is a limit instead while it is not. Every operation is applied to a book while it is
 * drawn, so that cancels name orders that rest then.
 */
enum BookMix {
    /** 45% limit, 35% cancel, 8% reduce, 5% move, 6% IOC or market, 1% FOK; mean distance 10. */
    A(new int[] {450, 60, 350, 50, 80, 10}, 10, 250, 10_000, 3),
    /** 12.8% limit, 7.3% cancel, 7.3% reduce, 70.8% move, 1.7% IOC, 0.1% FOK; mean distance 100. */
    B(new int[] {128, 17, 73, 708, 73, 1}, 100, 1_250, 30_000, 2);

    private static final long SEED = 7_702;
    private static final int ACCOUNTS = 2_000;
    private static final int LOTS_MAX = 125;
    private static final double THROUGH_MEAN = 3;
    private static final int CROSSING_ONE_IN = 5;

    /** Of each kind of {@link BookOperations}, in thousandths. */
    @SuppressWarnings("ImmutableEnumChecker") // Nobody else sees it, and nobody changes it.
    private final int[] shares;

    private final double distanceMean;
    private final int distanceMax;
    private final int midStart;
    private final int skew;

    BookMix(int[] shares, double distanceMean, int distanceMax, int midStart, int skew) {
        this.shares = shares;
        this.distanceMean = distanceMean;
        this.distanceMax = distanceMax;
        this.midStart = midStart;
        this.skew = skew;
    }

    /**
     * Draws operations.
     *
     * @param depth orders that rest when the counted operations begin, and about so many later
     * @param count operations counted, after those that fill the book
     */
    BookOperations generate(int depth, int count) {
        return new Drawing(depth, count).draw();
    }

    private final class Drawing {
        private final SplitMix64 random = new SplitMix64(SEED, 1);
        private final int depth;
        private final int count;
        private final BookOperations operations;
        private final Book book = new Book();
        private final BookDriver driver;

        /** Ids of orders that rest or have rested; those that do no longer are dropped when met. */
        private int[] candidates = new int[1024];

        private int candidateCount;
        private int lastId;

        private Drawing(int depth, int count) {
            this.depth = depth;
            this.count = count;
            operations = new BookOperations(depth + count);
            driver = new BookDriver(operations, book);
        }

        private BookOperations draw() {
            for (int at = 0; at < depth; at++) {
                enter(at, BookOperations.LIMIT, side(), false);
            }
            for (int at = depth; at < depth + count; at++) {
                draw(at, kind());
            }
            operations.countFrom(depth);
            return operations;
        }

        private byte kind() {
            int drawn = random.below(1_000);
            byte kind = 0;
            while (drawn >= shares[kind]) {
                drawn -= shares[kind];
                kind++;
            }
            boolean isTooMuch =
                    kind == BookOperations.CANCEL && book.orders() < depth && random.below(2) == 0;
            return isTooMuch ? BookOperations.LIMIT : kind;
        }

        private void draw(int at, byte kind) {
            boolean enters = kind == BookOperations.LIMIT
                    || kind == BookOperations.IMMEDIATE
                    || kind == BookOperations.FILL_OR_KILL;
            int handle = enters ? Book.NONE : resting();
            if (enters || handle == Book.NONE) {
                boolean isTooDeep = book.orders() > depth && random.below(CROSSING_ONE_IN) == 0;
                byte entered = enters ? kind : BookOperations.LIMIT;
                enter(at, entered, side(), entered != BookOperations.LIMIT || isTooDeep);
            } else {
                change(at, kind, handle);
            }
        }

        private void enter(int at, byte kind, Side side, boolean crosses) {
            lastId++;
            double drawn = Math.pow(random.fraction(), skew);
            operations.set(
                    at,
                    kind,
                    side == Side.BUY,
                    lastId,
                    random.below(ACCOUNTS),
                    crosses ? through(side) : behind(side),
                    1 + (long) (LOTS_MAX * drawn));
            driver.apply(at);
            if (kind == BookOperations.LIMIT) {
                addCandidate(lastId);
            }
        }

        private void change(int at, byte kind, int handle) {
            Side side = book.side(handle);
            long lots = kind == BookOperations.REDUCE ? (book.remainingLots(handle) + 1) / 2 : 0;
            long price = kind == BookOperations.MOVE ? behind(side) : 0;
            operations.set(
                    at,
                    kind,
                    side == Side.BUY,
                    (int) book.orderId(handle),
                    book.account(handle),
                    price,
                    lots);
            driver.apply(at);
        }

        /** The handle of an order that rests, each with the same chance, or NONE. */
        private int resting() {
            while (candidateCount > 0) {
                int place = random.below(candidateCount);
                int handle = book.handleOf(candidates[place]);
                if (handle != Book.NONE) {
                    return handle;
                }
                candidateCount--;
                candidates[place] = candidates[candidateCount];
            }
            return Book.NONE;
        }

        private void addCandidate(int id) {
            if (candidateCount == candidates.length) {
                candidates = Arrays.copyOf(candidates, candidateCount * 2);
            }
            candidates[candidateCount] = id;
            candidateCount++;
        }

        private Side side() {
            return random.below(2) == 0 ? Side.BUY : Side.SELL;
        }

        private long behind(Side side) {
            long distance = 1L + random.geometric(distanceMean, distanceMax - 1);
            return Math.max(1, touch(side) + (side == Side.BUY ? -distance : distance));
        }

        private long through(Side side) {
            long distance = random.geometric(THROUGH_MEAN, distanceMax);
            return Math.max(1, touch(side) + (side == Side.BUY ? distance : -distance));
        }

        /** The price at which an order of that side would trade. */
        private long touch(Side side) {
            long touch = book.bestPriceTicks(side.opposite());
            return touch == Book.NO_PRICE ? midStart : touch;
        }
    }
}

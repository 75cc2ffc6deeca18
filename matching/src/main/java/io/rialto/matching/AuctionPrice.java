package io.rialto.matching;

import io.rialto.money.Side;

import java.util.Arrays;

/**
 * The one price at which a book that collected orders would be matched at once (VENUE-RULES 3). Of
 * all prices of the market, in this order:
 *
 * <ol>
 *   <li>the most lots are executed;
 *   <li>the fewest are left over on either side among those that accept the price;
 *   <li>where what is left over wants to buy at all that remain, the highest, where to sell, the
 *       lowest;
 *   <li>the nearest to the reference; without one, the middle of those that remain, rounded down.
 * </ol>
 *
 * <p>What remains after the second is one range: going up, fewer lots want to buy and more to sell.
 * Looking costs O(levels that cross), changes nothing and allocates only by growth.
 */
public final class AuctionPrice {
    private long[] bidTicks = new long[64];
    private long[] bidLots = new long[64];
    private int bids;

    /** The price; {@link Book#NO_PRICE} where nobody would trade. */
    private long priceTicks;

    private long executableLots;
    private long surplusLots;

    // The range of prices that tie so far, and their surplus at its lower and its upper end.
    private long lowTicks;
    private long highTicks;
    private long lowSurplus;
    private long highSurplus;

    /** Makes one that is reused from look to look. */
    public AuctionPrice() {}

    /** The price in ticks, or {@link Book#NO_PRICE}. */
    public long priceTicks() {
        return priceTicks;
    }

    /** What would be executed there. */
    public long executableLots() {
        return executableLots;
    }

    /** What would be left over there: positive to buy, negative to sell; 0 where there is no price. */
    public long surplusLots() {
        return surplusLots;
    }

    /**
     * Looks at a book.
     *
     * @param referenceTicks 0 for none
     */
    public void find(Book book, long referenceTicks) {
        priceTicks = Book.NO_PRICE;
        executableLots = 0;
        surplusLots = 0;
        long bestBid = book.bestPriceTicks(Side.BUY);
        long bestAsk = book.bestPriceTicks(Side.SELL);
        if (bestBid == Book.NO_PRICE || bestAsk == Book.NO_PRICE || bestBid < bestAsk) {
            return;
        }
        long demand = collectBids(book, bestAsk);
        sweep(book, bestAsk, bestBid, demand);
        priceTicks = choose(referenceTicks);
        boolean isAtLow = priceTicks == lowTicks;
        surplusLots = isAtLow ? lowSurplus : surplusAt(book, priceTicks);
    }

    /** The bids that accept the best ask, best first; returns their lots together. */
    private long collectBids(Book book, long bestAsk) {
        long demand = 0;
        bids = 0;
        for (long ticks = book.bestPriceTicks(Side.BUY);
                ticks != Book.NO_PRICE && ticks >= bestAsk;
                ticks = book.nextPriceTicks(Side.BUY, ticks)) {
            if (bids == bidTicks.length) {
                bidTicks = Arrays.copyOf(bidTicks, bids * 2);
                bidLots = Arrays.copyOf(bidLots, bids * 2);
            }
            bidTicks[bids] = ticks;
            bidLots[bids++] = book.levelLots(Side.BUY, ticks);
            demand += bidLots[bids - 1];
        }
        return demand;
    }

    /** Goes up from the best ask to the best bid, over every level and what lies between two. */
    private void sweep(Book book, long from, long to, long demandAtFrom) {
        long demand = demandAtFrom;
        long supply = 0;
        long ask = from;
        int bid = bids - 1;
        long ticks = from;
        while (ticks <= to) {
            if (ask == ticks) {
                supply += book.levelLots(Side.SELL, ask);
                ask = book.nextPriceTicks(Side.SELL, ask);
            }
            consider(ticks, ticks, demand, supply);
            if (bid >= 0 && bidTicks[bid] == ticks) {
                demand -= bidLots[bid--];
            }
            long nextBid = bid >= 0 ? bidTicks[bid] : Long.MAX_VALUE;
            long next = Math.min(nextBid, ask == Book.NO_PRICE ? Long.MAX_VALUE : ask);
            if (next > to) {
                return;
            }
            if (next > ticks + 1) {
                consider(ticks + 1, next - 1, demand, supply);
            }
            ticks = next;
        }
    }

    private void consider(long from, long to, long demand, long supply) {
        long lots = Math.min(demand, supply);
        long surplus = demand - supply;
        long least = executableLots == 0 ? Long.MAX_VALUE : Math.abs(lowSurplus);
        boolean isBetter =
                lots > executableLots || (lots == executableLots && Math.abs(surplus) < least);
        if (isBetter) {
            executableLots = lots;
            lowTicks = from;
            highTicks = to;
            lowSurplus = surplus;
            highSurplus = surplus;
        } else if (lots == executableLots && Math.abs(surplus) == least) {
            highTicks = to;
            highSurplus = surplus;
        }
    }

    private long choose(long referenceTicks) {
        if (lowSurplus > 0 && highSurplus > 0) {
            return highTicks;
        }
        if (lowSurplus < 0 && highSurplus < 0) {
            return lowTicks;
        }
        return referenceTicks == Book.NO_PRICE
                ? lowTicks + (highTicks - lowTicks) / 2
                : Math.clamp(referenceTicks, lowTicks, highTicks);
    }

    private static long surplusAt(Book book, long ticks) {
        long surplus = 0;
        for (long each = book.bestPriceTicks(Side.BUY);
                each != Book.NO_PRICE && each >= ticks;
                each = book.nextPriceTicks(Side.BUY, each)) {
            surplus += book.levelLots(Side.BUY, each);
        }
        for (long each = book.bestPriceTicks(Side.SELL);
                each != Book.NO_PRICE && each <= ticks;
                each = book.nextPriceTicks(Side.SELL, each)) {
            surplus -= book.levelLots(Side.SELL, each);
        }
        return surplus;
    }
}

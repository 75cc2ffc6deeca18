package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Arrays;

/**
 * The last trades of a market, as far as one can be undone: {@link #CAPACITY} of them, the oldest
 * forgotten first. Their numbers follow each other without gaps. One cache line each.
 */
final class TradeTape {
    /** How many trades back a market remembers. */
    static final int CAPACITY = 1024;

    private static final int AT_FIRST = 16;
    private static final int RECORD_SHIFT = 3;

    private static final int BUYER = 0;
    private static final int SELLER = 1;
    private static final int PRICE = 2;
    private static final int LOTS = 3;
    private static final int NOTIONAL = 4;
    private static final int BUYER_FEE = 5;
    private static final int SELLER_FEE = 6;
    private static final int BUSTED = 7;

    private long[] words = new long[0];
    private long first = 1;
    private long next = 1;

    /** The last trade that was not busted; 0 if none is remembered. */
    private long standing;

    /** The oldest trade that is remembered, if one is. */
    long first() {
        return first;
    }

    boolean isEmpty() {
        return first == next;
    }

    /** The number after that of the last trade remembered. */
    long next() {
        return next;
    }

    boolean remembers(long trade) {
        return trade >= first && trade < next;
    }

    /** Remembers a trade whose number is one above the last, or the first of all. */
    void add(
            long trade,
            int buyerSeat,
            int sellerSeat,
            long price,
            long lots,
            long notional,
            long buyerFee,
            long sellerFee) {
        if (first == next) {
            first = trade;
            next = trade;
        }
        Check.that(trade == next, "trades follow each other");
        next = trade + 1;
        if (next - first > CAPACITY) {
            first++;
        } else if ((next - first) << RECORD_SHIFT > words.length) {
            grow();
        }
        int at = at(trade);
        words[at + BUYER] = buyerSeat;
        words[at + SELLER] = sellerSeat;
        words[at + PRICE] = price;
        words[at + LOTS] = lots;
        words[at + NOTIONAL] = notional;
        words[at + BUYER_FEE] = buyerFee;
        words[at + SELLER_FEE] = sellerFee;
        words[at + BUSTED] = 0;
        standing = trade;
    }

    private void grow() {
        long[] before = words;
        words = new long[Math.max(AT_FIRST << RECORD_SHIFT, before.length * 2)];
        int mask = (before.length >> RECORD_SHIFT) - 1;
        for (long trade = first; trade < next - 1; trade++) {
            int from = ((int) trade & mask) << RECORD_SHIFT;
            System.arraycopy(before, from, words, at(trade), 1 << RECORD_SHIFT);
        }
    }

    int buyerSeat(long trade) {
        return (int) words[at(trade) + BUYER];
    }

    int sellerSeat(long trade) {
        return (int) words[at(trade) + SELLER];
    }

    /** 1e-9 of quote. */
    long price(long trade) {
        return words[at(trade) + PRICE];
    }

    long lots(long trade) {
        return words[at(trade) + LOTS];
    }

    /** Quote minor units. */
    long notional(long trade) {
        return words[at(trade) + NOTIONAL];
    }

    long buyerFee(long trade) {
        return words[at(trade) + BUYER_FEE];
    }

    long sellerFee(long trade) {
        return words[at(trade) + SELLER_FEE];
    }

    boolean isBusted(long trade) {
        return words[at(trade) + BUSTED] != 0;
    }

    void bust(long trade) {
        words[at(trade) + BUSTED] = 1;
        while (standing >= first && isBusted(standing)) {
            standing--;
        }
    }

    /** Whether a trade is remembered that stands. */
    boolean hasStanding() {
        return standing >= first && !isEmpty();
    }

    /** Price of the last trade that stands, or 0 where none is remembered. */
    long lastPrice() {
        return hasStanding() ? price(standing) : 0;
    }

    /** Forgets everything: of a market that is void nothing can be undone again. */
    void clear() {
        Arrays.fill(words, 0);
        first = next;
        standing = 0;
    }

    private int at(long trade) {
        return ((int) trade & ((words.length >> RECORD_SHIFT) - 1)) << RECORD_SHIFT;
    }
}

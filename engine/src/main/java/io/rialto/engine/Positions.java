package io.rialto.engine;

import java.util.Arrays;

/**
 * The positions of one market of contracts, each with what bounds its worst case: made when its
 * account first has an order accepted or comes to a position there, kept as long as the engine. One
 * cache line each. Lots may be negative: a short position.
 *
 * <p>{@code low} is {@code min·(x + B) − VB} and {@code high} is {@code max·(x − O) + VO} of
 * VENUE-RULES 4, in quote minor units.
 */
final class Positions {

    static final int NONE = -1;

    private static final int RECORD_SHIFT = 3;

    private static final int SEAT = 0;
    private static final int LOTS = 1;
    private static final int OFFERED_LOTS = 2;
    private static final int LOW = 3;
    private static final int HIGH = 4;
    private static final int OPEN_FEES = 5;
    private static final int SPENT = 6;
    private static final int FEES_PAID = 7;

    private long[] words = new long[0];
    private int count;

    int count() {
        return count;
    }

    int add(int seat) {
        int position = count++;
        if (count << RECORD_SHIFT > words.length) {
            words = Arrays.copyOf(words, Math.max(8 << RECORD_SHIFT, words.length * 2));
        }
        words[at(position) + SEAT] = seat;
        return position;
    }

    int seat(int position) {
        return (int) words[at(position) + SEAT];
    }

    long lots(int position) {
        return words[at(position) + LOTS];
    }

    /** What its open orders to sell would still sell. */
    long offeredLots(int position) {
        return words[at(position) + OFFERED_LOTS];
    }

    long low(int position) {
        return words[at(position) + LOW];
    }

    long high(int position) {
        return words[at(position) + HIGH];
    }

    /** What its open orders could still cost in fees. */
    long openFees(int position) {
        return words[at(position) + OPEN_FEES];
    }

    /** What was paid for the position in all less what was received, without fees. */
    long spent(int position) {
        return words[at(position) + SPENT];
    }

    /** Fees charged on its trades. */
    long feesPaid(int position) {
        return words[at(position) + FEES_PAID];
    }

    /** The least that position and open orders can come to. */
    long worst(int position) {
        int at = at(position);
        return Math.min(words[at + LOW], words[at + HIGH]) - words[at + OPEN_FEES];
    }

    /** Changes a position; {@code spent} and {@code fees} are what that cost. */
    void trade(int position, long lots, long low, long high, long spent, long fees) {
        int at = at(position);
        words[at + LOTS] += lots;
        words[at + LOW] += low;
        words[at + HIGH] += high;
        words[at + SPENT] += spent;
        words[at + FEES_PAID] += fees;
    }

    /** Changes what open orders may do to a position. */
    void open(int position, long offeredLots, long low, long high, long fees) {
        int at = at(position);
        words[at + OFFERED_LOTS] += offeredLots;
        words[at + LOW] += low;
        words[at + HIGH] += high;
        words[at + OPEN_FEES] += fees;
    }

    /** It bounds nothing any more; what it was stays. */
    void end(int position) {
        int at = at(position);
        words[at + LOW] = 0;
        words[at + HIGH] = 0;
    }

    /** What the worst case would be after a change of the position alone. */
    long worstWith(int position, long low, long high) {
        int at = at(position);
        return Math.min(words[at + LOW] + low, words[at + HIGH] + high) - words[at + OPEN_FEES];
    }

    /** Whether anything was ever traded that still counts. */
    boolean anyTraded() {
        for (int position = 0; position < count; position++) {
            int at = at(position);
            if ((words[at + LOTS] | words[at + SPENT] | words[at + FEES_PAID]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** It counts no more: nothing is owned, and nothing was paid. */
    void forget(int position) {
        int at = at(position);
        words[at + LOTS] = 0;
        words[at + LOW] = 0;
        words[at + HIGH] = 0;
        words[at + SPENT] = 0;
        words[at + FEES_PAID] = 0;
    }

    private static int at(int position) {
        return position << RECORD_SHIFT;
    }
}

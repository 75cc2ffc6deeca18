package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;

import java.util.Arrays;

/**
 * What the venue keeps of a market's resting orders beside what the book keeps, under the book's
 * handles. A record is two cache lines of one array; it is written whole when an order comes to
 * rest, so a handle may be used again without clearing.
 */
final class OrderSlab {

    private static final int RECORD_SHIFT = 4;
    private static final int RECORDS_AT_FIRST = 16;

    private static final int FILLED_LOTS = 0;
    private static final int HELD = 1;
    private static final int MAKER_NOTIONAL = 2;
    private static final int TAKER_NOTIONAL = 3;
    private static final int MAKER_FEES = 4;
    private static final int TAKER_FEES = 5;
    private static final int RATES = 6;
    private static final int SEAT_AND_TERMS = 7;
    private static final int EXPIRES_AT = 8;
    private static final int ACCEPTED_AT = 9;
    private static final int NEIGHBOURS = 10;
    private static final int CLIENT_ORDER_ID = 11;
    private static final int UNCHARGED_NOTIONAL = 12;

    private static final int POST_ONLY_BIT = 1 << 16;

    private long[] words = new long[RECORDS_AT_FIRST << RECORD_SHIFT];

    /** Makes room for a handle. */
    void reserve(int handle) {
        int needed = (handle + 1) << RECORD_SHIFT;
        if (needed > words.length) {
            words = Arrays.copyOf(words, Math.max(needed, words.length * 2));
        }
    }

    long filledLots(int handle) {
        return words[at(handle) + FILLED_LOTS];
    }

    void filledLots(int handle, long value) {
        words[at(handle) + FILLED_LOTS] = value;
    }

    /** Still held for it: quote minor units for a buy, base for a sell. */
    long held(int handle) {
        return words[at(handle) + HELD];
    }

    void held(int handle, long value) {
        words[at(handle) + HELD] = value;
    }

    long makerNotional(int handle) {
        return words[at(handle) + MAKER_NOTIONAL];
    }

    long takerNotional(int handle) {
        return words[at(handle) + TAKER_NOTIONAL];
    }

    /** Of what traded in auctions, where who is due a rebate gets none. */
    long unchargedNotional(int handle) {
        return words[at(handle) + UNCHARGED_NOTIONAL];
    }

    void unchargedNotional(int handle, long value) {
        words[at(handle) + UNCHARGED_NOTIONAL] = value;
    }

    /** All that it traded, of which fees are charged on a part. */
    long feeNotional(int handle) {
        return makerNotional(handle) + takerNotional(handle) + unchargedNotional(handle);
    }

    long makerFees(int handle) {
        return words[at(handle) + MAKER_FEES];
    }

    long takerFees(int handle) {
        return words[at(handle) + TAKER_FEES];
    }

    void makerFigures(int handle, long notional, long fees) {
        words[at(handle) + MAKER_NOTIONAL] = notional;
        words[at(handle) + MAKER_FEES] = fees;
    }

    void takerFigures(int handle, long notional, long fees) {
        words[at(handle) + TAKER_NOTIONAL] = notional;
        words[at(handle) + TAKER_FEES] = fees;
    }

    int makerFeePpm(int handle) {
        return high(words[at(handle) + RATES]);
    }

    int takerFeePpm(int handle) {
        return (int) words[at(handle) + RATES];
    }

    void rates(int handle, int makerFeePpm, int takerFeePpm) {
        words[at(handle) + RATES] = pair(makerFeePpm, takerFeePpm);
    }

    /** The owner's seat in this market. */
    int seat(int handle) {
        return high(words[at(handle) + SEAT_AND_TERMS]);
    }

    TimeInForce timeInForce(int handle) {
        return TimeInForce.of((int) words[at(handle) + SEAT_AND_TERMS] & 0xFF);
    }

    SelfTradePrevention selfTradePrevention(int handle) {
        return prevention(((int) words[at(handle) + SEAT_AND_TERMS] >>> 8) & 0xFF);
    }

    boolean postOnly(int handle) {
        return ((int) words[at(handle) + SEAT_AND_TERMS] & POST_ONLY_BIT) != 0;
    }

    void seatAndTerms(
            int handle,
            int seat,
            TimeInForce timeInForce,
            SelfTradePrevention prevention,
            boolean postOnly) {
        int terms = timeInForce.number() | (number(prevention) << 8);
        words[at(handle) + SEAT_AND_TERMS] = pair(seat, terms | (postOnly ? POST_ONLY_BIT : 0));
    }

    /** 0 for an order that stands until it is cancelled. */
    long expiresAt(int handle) {
        return words[at(handle) + EXPIRES_AT];
    }

    long acceptedAt(int handle) {
        return words[at(handle) + ACCEPTED_AT];
    }

    void times(int handle, long expiresAt, long acceptedAt) {
        words[at(handle) + EXPIRES_AT] = expiresAt;
        words[at(handle) + ACCEPTED_AT] = acceptedAt;
    }

    /** The next order of the same seat, in no order that means anything. */
    int next(int handle) {
        return (int) words[at(handle) + NEIGHBOURS];
    }

    int previous(int handle) {
        return high(words[at(handle) + NEIGHBOURS]);
    }

    void neighbours(int handle, int previous, int next) {
        words[at(handle) + NEIGHBOURS] = pair(previous, next);
    }

    /** Where {@link ClientOrderIds} keeps its client's id, or NONE. */
    int clientOrderId(int handle) {
        return (int) words[at(handle) + CLIENT_ORDER_ID];
    }

    void clientOrderId(int handle, int entry) {
        words[at(handle) + CLIENT_ORDER_ID] = entry;
    }

    private static int number(SelfTradePrevention prevention) {
        return switch (prevention) {
            case NONE -> 0;
            case CANCEL_NEWEST -> 1;
            case CANCEL_OLDEST -> 2;
            case CANCEL_BOTH -> 3;
            case DECREMENT -> 4;
        };
    }

    private static SelfTradePrevention prevention(int number) {
        return switch (number) {
            case 1 -> SelfTradePrevention.CANCEL_NEWEST;
            case 2 -> SelfTradePrevention.CANCEL_OLDEST;
            case 3 -> SelfTradePrevention.CANCEL_BOTH;
            case 4 -> SelfTradePrevention.DECREMENT;
            default -> SelfTradePrevention.NONE;
        };
    }

    private static int at(int handle) {
        return handle << RECORD_SHIFT;
    }

    private static int high(long word) {
        return (int) (word >> 32);
    }

    private static long pair(int high, int low) {
        return ((long) high << 32) | (low & 0xFFFF_FFFFL);
    }
}

package io.rialto.engine;

import java.util.Map;
import java.util.TreeMap;

/** A market of contracts as the {@linkplain MixedTwin naive twin} knows it. */
final class MixedMarket {
    static final long NONE = Long.MIN_VALUE;

    final long id;
    long minimum;
    long maximum;
    MarketStatus status = MarketStatus.OPEN;
    boolean settled;

    /** It was undone, withdrawn or reset. */
    boolean isVoid;

    /** Of an option that ended before what it is on. */
    boolean hasLapsed;

    long settlementPrice;
    FundTerms fund;
    OptionTerms option;
    final Map<Long, MixedTwin.Option> contracts = new TreeMap<>();
    long redemption;
    final long[] positions = new long[MixedTwin.ACCOUNTS_MAX];

    /** Whether positions changed since they were summed up. */
    boolean isMoved;

    /** What accounts paid for them less what they got, and their fees. */
    final long[] spent = new long[MixedTwin.ACCOUNTS_MAX];

    final long[] fees = new long[MixedTwin.ACCOUNTS_MAX];

    /** By account, shares of a fund. */
    final Map<Long, Long> redeemed = new TreeMap<>();

    // Of the worst cases that are being worked out.
    final long[] low = new long[MixedTwin.ACCOUNTS_MAX];
    final long[] high = new long[MixedTwin.ACCOUNTS_MAX];
    final long[] openFees = new long[MixedTwin.ACCOUNTS_MAX];
    final long[] bids = new long[MixedTwin.ACCOUNTS_MAX];
    final long[] offers = new long[MixedTwin.ACCOUNTS_MAX];

    // The touch of all orders, and of those that follow no other.
    long bid;
    long ask;
    long followedBid;
    long followedAsk;

    MixedMarket(long id) {
        this.id = id;
    }

    void move(long account, long quantity) {
        positions[(int) account] += quantity;
        isMoved = true;
    }

    /** Nobody trades any more, and no position is open. */
    boolean hasEnded() {
        return settled || isVoid;
    }

    long worst(int account) {
        return Math.min(low[account], high[account]) / MixedTwin.UNITS - openFees[account];
    }

    /** What is left to reduce of a position when all that is open on a side trades. */
    long reducible(int account, boolean buys) {
        return buys ? -positions[account] - bids[account] : positions[account] - offers[account];
    }

    /** An order rests. */
    void addToBook(MixedOrder order) {
        if (order.buys) {
            bids[order.account] += order.remaining;
            bid = Math.max(bid, order.price);
            followedBid = order.follows ? followedBid : Math.max(followedBid, order.price);
        } else {
            offers[order.account] += order.remaining;
            ask = lower(ask, order.price);
            followedAsk = order.follows ? followedAsk : lower(followedAsk, order.price);
        }
    }

    private static long lower(long price, long other) {
        return price == NONE ? other : Math.min(price, other);
    }

    /** Whether what redemptions made is being taken back. */
    boolean isEnding() {
        return status == MarketStatus.VOID && !isVoid;
    }

    long floor() {
        return Math.min(0, minimum);
    }
}

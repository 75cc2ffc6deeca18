package io.rialto.matching;

import java.util.Arrays;

/**
 * Tells what matching would do where orders show a part of themselves at a time, and changes nothing.
 * An order whose part is taken goes to the tail of its price, so a price is gone round, and each time
 * every order of it trades its next part. After the first time only those that hid something are
 * visited again. One serves a book; it allocates only to grow.
 */
final class Rehearsal {
    private static final int AT_FIRST = 16;

    private final Slab slab;
    private final Icebergs icebergs;
    private Aggressor aggressor;
    private MatchListener listener;

    /** The orders of a price that have more parts, in the order of the queue. */
    private int[] hiding = new int[AT_FIRST];

    private int hidingCount;

    Rehearsal(Slab slab, Icebergs icebergs) {
        this.slab = slab;
        this.icebergs = icebergs;
    }

    /** See {@link Book#simulate}. */
    MatchEnd match(Ladder makers, Aggressor wanting, MatchListener told) {
        aggressor = wanting;
        listener = told;
        long bound = Math.min(makers.rank(aggressor.boundTicks), Ladder.NO_RANK - 1);
        long rank = makers.bestRank();
        while (rank <= bound) {
            MatchEnd end = goAlong(makers, rank);
            for (int round = 1; end == null && hidingCount > 0; round++) {
                end = goRound(makers.priceTicks(rank), round);
            }
            if (end != null) {
                return end;
            }
            rank = makers.nextRank(rank);
        }
        return rank == Ladder.NO_RANK ? MatchEnd.NO_MORE_LIQUIDITY : MatchEnd.BOUND;
    }

    /** What is shown at a price trades. Why matching ends there, or null. */
    private MatchEnd goAlong(Ladder makers, long rank) {
        long priceTicks = makers.priceTicks(rank);
        hidingCount = 0;
        int maker = slab.next(makers.level(rank));
        for (; maker >= 0; maker = slab.next(maker)) {
            if (maker == aggressor.ignoredHandle) {
                continue;
            }
            long turn = icebergs.turn(maker, slab.lots(maker));
            MatchEnd end = isOwn(maker) ? avoid(maker, turn) : fill(maker, priceTicks, turn);
            if (end != null) {
                return end;
            }
            if (turn < slab.lots(maker)
                    && !(isOwn(maker)
                            && aggressor.selfTradePrevention != SelfTradePrevention.DECREMENT)) {
                hide(maker);
            }
        }
        return null;
    }

    /** The next parts of those that hid something trade. Why matching ends there, or null. */
    private MatchEnd goRound(long priceTicks, int round) {
        int left = 0;
        for (int i = 0; i < hidingCount; i++) {
            int maker = hiding[i];
            long turn = icebergs.turn(maker, slab.lots(maker), round);
            if (turn == 0) {
                continue;
            }
            hiding[left++] = maker;
            MatchEnd end = isOwn(maker) ? avoid(maker, turn) : fill(maker, priceTicks, turn);
            if (end != null) {
                return end;
            }
        }
        hidingCount = left;
        return null;
    }

    private boolean isOwn(int maker) {
        return aggressor.avoidsItsOwn() && slab.group(maker) == aggressor.selfTradeGroup;
    }

    private MatchEnd fill(int maker, long priceTicks, long turn) {
        long wanted = Math.min(aggressor.quantityLots, turn);
        long lots = listener.affordableLots(priceTicks, wanted);
        if (lots > 0) {
            listener.onFill(maker, priceTicks, lots);
            aggressor.quantityLots -= lots;
        }
        if (lots < wanted) {
            return MatchEnd.UNAFFORDABLE;
        }
        return aggressor.quantityLots == 0 ? MatchEnd.FILLED : null;
    }

    private MatchEnd avoid(int maker, long turn) {
        if (aggressor.selfTradePrevention == SelfTradePrevention.DECREMENT) {
            long lots = Math.min(aggressor.quantityLots, turn);
            listener.onSelfTradeDecrement(maker, lots);
            aggressor.quantityLots -= lots;
            return aggressor.quantityLots == 0 ? MatchEnd.FILLED : null;
        }
        if (aggressor.selfTradePrevention == SelfTradePrevention.CANCEL_NEWEST) {
            return MatchEnd.SELF_TRADE;
        }
        listener.onSelfTradeCancel(maker);
        return aggressor.selfTradePrevention == SelfTradePrevention.CANCEL_BOTH
                ? MatchEnd.SELF_TRADE
                : null;
    }

    private void hide(int maker) {
        if (hidingCount == hiding.length) {
            hiding = Arrays.copyOf(hiding, 2 * hidingCount);
        }
        hiding[hidingCount++] = maker;
    }
}

package io.rialto.matching;

/**
 * Tells what matching would do where orders show a part of themselves at a time, and changes nothing.
 * An order whose part is taken goes to the tail of its price, so a price is gone round, and each time
 * every order of it trades its next part.
 */
final class Rehearsal {
    private final Slab slab;
    private final Ladder makers;
    private final Icebergs icebergs;

    Rehearsal(Slab slab, Ladder makers, Icebergs icebergs) {
        this.slab = slab;
        this.makers = makers;
        this.icebergs = icebergs;
    }

    /** See {@link Book#simulate}. */
    MatchEnd match(Aggressor aggressor, MatchListener listener) {
        long bound = Math.min(makers.rank(aggressor.boundTicks), Ladder.NO_RANK - 1);
        long rank = makers.bestRank();
        while (rank <= bound) {
            int round = 0;
            boolean isMore = true;
            while (isMore) {
                long before = aggressor.quantityLots;
                MatchEnd end = goRound(aggressor, listener, rank, round);
                if (end != null) {
                    return end;
                }
                isMore = aggressor.quantityLots < before || round == 0;
                round++;
            }
            rank = makers.nextRank(rank);
        }
        return rank == Ladder.NO_RANK ? MatchEnd.NO_MORE_LIQUIDITY : MatchEnd.BOUND;
    }

    /** Why matching ends within a round, or null. */
    private MatchEnd goRound(Aggressor aggressor, MatchListener listener, long rank, int round) {
        long priceTicks = makers.priceTicks(rank);
        int maker = slab.next(makers.level(rank));
        for (; maker >= 0; maker = slab.next(maker)) {
            long turn = icebergs.turn(maker, slab.lots(maker), round);
            if (turn == 0 || maker == aggressor.ignoredHandle) {
                continue;
            }
            long wanted = Math.min(aggressor.quantityLots, turn);
            boolean isOwn =
                    aggressor.avoidsItsOwn() && slab.group(maker) == aggressor.selfTradeGroup;
            if (!isOwn) {
                long lots = listener.affordableLots(priceTicks, wanted);
                if (lots > 0) {
                    listener.onFill(maker, priceTicks, lots);
                    aggressor.quantityLots -= lots;
                }
                if (lots < wanted) {
                    return MatchEnd.UNAFFORDABLE;
                }
            } else if (aggressor.selfTradePrevention == SelfTradePrevention.DECREMENT) {
                listener.onSelfTradeDecrement(maker, wanted);
                aggressor.quantityLots -= wanted;
            } else if (aggressor.selfTradePrevention == SelfTradePrevention.CANCEL_NEWEST) {
                return MatchEnd.SELF_TRADE;
            } else if (round == 0) {
                listener.onSelfTradeCancel(maker);
                if (aggressor.selfTradePrevention == SelfTradePrevention.CANCEL_BOTH) {
                    return MatchEnd.SELF_TRADE;
                }
            }
            if (aggressor.quantityLots == 0) {
                return MatchEnd.FILLED;
            }
        }
        return null;
    }
}

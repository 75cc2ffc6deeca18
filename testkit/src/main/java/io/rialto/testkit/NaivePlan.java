package io.rialto.testkit;

import io.rialto.engine.MarketStatus;
import io.rialto.matching.SelfTradePrevention;

import java.util.ArrayList;
import java.util.List;

/** What an order would do to a book, found by walking it from the best price on; changes nothing. */
final class NaivePlan {
    /** What happens to a resting order. */
    enum Kind {
        FILL,
        SELF_TRADE_CANCEL,
        SELF_TRADE_DECREMENT
    }

    /** Why it goes no further. */
    enum End {
        DONE,
        NOTHING_LEFT_TO_MEET,
        BUDGET_SPENT,
        SELF_TRADE,
        OUTSIDE_THE_BAND
    }

    /** One meeting with a resting order. */
    record Step(Kind kind, NaiveOrder maker, long quantity) {}

    /** An order as it would be when so much had happened. */
    private static final class Standing {
        final NaiveOrder maker;
        long left;
        long turn;

        Standing(NaiveOrder maker, long left, long turn) {
            this.maker = maker;
            this.left = left;
            this.turn = turn;
        }

        /** It loses something of its turn; what it shows next goes behind all of its price. */
        void lose(long quantity, List<Standing> queue) {
            left -= quantity;
            turn -= quantity;
            if (left > 0 && turn == 0) {
                turn = Math.min(maker.display, left);
                int place = 0;
                while (place < queue.size() && queue.get(place).maker.price == maker.price) {
                    place++;
                }
                queue.add(place, this);
            }
        }
    }

    final List<Step> steps = new ArrayList<>();
    End end = End.NOTHING_LEFT_TO_MEET;

    static NaivePlan of(
            NaiveOrder taker,
            NaiveMarket market,
            NaiveOrder ignored,
            NaiveProtections protections) {
        NaivePlan plan = new NaivePlan();
        if (market.status == MarketStatus.OPEN) {
            plan.walk(taker, market, ignored, protections);
        }
        return plan;
    }

    private void walk(
            NaiveOrder taker,
            NaiveMarket market,
            NaiveOrder ignored,
            NaiveProtections protections) {
        long left = taker.byBudgetAlone() ? market.spec.quantityMaximum() : taker.remaining();
        SelfTradePrevention prevention = taker.prevention;
        if (taker.byBudgetAlone() && prevention == SelfTradePrevention.DECREMENT) {
            prevention = SelfTradePrevention.CANCEL_NEWEST;
        }
        List<Standing> queue = new ArrayList<>();
        market.side(taker.side.opposite()).stream()
                .filter(maker -> maker != ignored)
                .forEach(maker -> queue.add(new Standing(maker, maker.remaining(), maker.turn())));
        while (!queue.isEmpty()) {
            Standing standing = queue.removeFirst();
            NaiveOrder maker = standing.maker;
            if (!taker.reaches(maker.price)) {
                return;
            }
            if (protections.isOutside(market, taker.side, maker.price)) {
                end = End.OUTSIDE_THE_BAND;
                return;
            }
            if (maker.group == taker.group && prevention != SelfTradePrevention.NONE) {
                if (prevention == SelfTradePrevention.CANCEL_NEWEST) {
                    end = End.SELF_TRADE;
                    return;
                }
                if (prevention == SelfTradePrevention.DECREMENT) {
                    long both = Math.min(left, standing.turn);
                    steps.add(new Step(Kind.SELF_TRADE_DECREMENT, maker, both));
                    left -= both;
                    standing.lose(both, queue);
                } else {
                    steps.add(new Step(Kind.SELF_TRADE_CANCEL, maker, 0));
                    if (prevention == SelfTradePrevention.CANCEL_BOTH) {
                        end = End.SELF_TRADE;
                        return;
                    }
                }
            } else {
                long wanted = Math.min(left, standing.turn);
                long affordable = affordable(taker, market, maker.price, wanted);
                if (affordable > 0) {
                    steps.add(new Step(Kind.FILL, maker, affordable));
                }
                if (affordable < wanted) {
                    end = End.BUDGET_SPENT;
                    return;
                }
                left -= wanted;
                standing.lose(wanted, queue);
            }
            if (left == 0) {
                end = End.DONE;
                return;
            }
        }
    }

    private long affordable(NaiveOrder taker, NaiveMarket market, long price, long wanted) {
        if (taker.budget == 0) {
            return wanted;
        }
        long spendable = NaiveFees.affordable(taker.budget, taker.takerPpm) - notional(market);
        long lots = spendable / market.notional(price, market.spec.lot());
        return Math.min(wanted, lots * market.spec.lot());
    }

    long filled() {
        return steps.stream()
                .filter(s -> s.kind == Kind.FILL)
                .mapToLong(Step::quantity)
                .sum();
    }

    long notional(NaiveMarket market) {
        return steps.stream()
                .filter(step -> step.kind == Kind.FILL)
                .mapToLong(step -> market.notional(step.maker.price, step.quantity))
                .sum();
    }

    /** Whether a fill-or-kill order would be done whole. */
    boolean isWhole(NaiveOrder taker) {
        if (steps.stream().anyMatch(step -> step.kind == Kind.SELF_TRADE_DECREMENT)) {
            return false;
        }
        return end == End.DONE
                || (end == End.BUDGET_SPENT && taker.byBudgetAlone() && filled() > 0);
    }
}

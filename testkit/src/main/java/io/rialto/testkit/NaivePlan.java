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
        for (NaiveOrder maker : market.side(taker.side.opposite())) {
            if (maker == ignored) {
                continue;
            }
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
                    long both = Math.min(left, maker.remaining());
                    steps.add(new Step(Kind.SELF_TRADE_DECREMENT, maker, both));
                    left -= both;
                } else {
                    steps.add(new Step(Kind.SELF_TRADE_CANCEL, maker, 0));
                    if (prevention == SelfTradePrevention.CANCEL_BOTH) {
                        end = End.SELF_TRADE;
                        return;
                    }
                }
            } else {
                long wanted = Math.min(left, maker.remaining());
                long affordable = affordable(taker, market, maker.price, wanted);
                if (affordable > 0) {
                    steps.add(new Step(Kind.FILL, maker, affordable));
                }
                if (affordable < wanted) {
                    end = End.BUDGET_SPENT;
                    return;
                }
                left -= wanted;
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

package io.rialto.engine;

/**
 * Whether what the venue is to do with an order makes sense. Precedence, after {@link Form}:
 * TIME_IN_FORCE_NOT_ALLOWED (of one that cannot rest), PEG_INVALID, DISPLAY_INVALID; PEG_WITHOUT_PRICE
 * after the steps.
 */
final class ManagedForm {
    /** The parts that an order may be shown in: each is a turn that matching has to give it. */
    static final int PARTS_MAX = 100;

    private ManagedForm() {}

    static boolean passes(PlaceOrder terms, Market market, Outcome outcome) {
        boolean isPegged = terms.peg != Peg.NONE;
        if (!terms.mayRest() && (isPegged || terms.displayQuantity != 0)) {
            outcome.deny(Code.TIME_IN_FORCE_NOT_ALLOWED);
            return false;
        }
        boolean isAlone = terms.displayQuantity == 0 && terms.instruction == Instruction.NONE;
        long reach = market.priceMaximumTicks * market.tick;
        boolean isOffset = terms.pegOffset % market.tick == 0
                && terms.pegOffset >= -reach
                && terms.pegOffset <= reach;
        if (isPegged ? !isAlone || !isOffset : terms.pegOffset != 0) {
            outcome.deny(Code.PEG_INVALID);
            return false;
        }
        return terms.displayQuantity == 0
                || passesDisplay(market, terms.displayQuantity, terms.quantity, outcome);
    }

    /** Whether so much of so much may be shown at a time. */
    static boolean passesDisplay(Market market, long display, long quantity, Outcome outcome) {
        long least = Math.max(
                market.spec.quantityMinimum(),
                quantity / PARTS_MAX + (quantity % PARTS_MAX == 0 ? 0 : 1));
        if (display < least || display > quantity || display % market.lot != 0) {
            outcome.deny(Code.DISPLAY_INVALID, least, display);
            return false;
        }
        return true;
    }

    /** Takes over what is to be done with an order. */
    static void take(WorkingOrder order, PlaceOrder terms) {
        Market market = order.market;
        order.displayLots = terms.displayQuantity / market.lot;
        order.peg = terms.peg;
        order.pegOffsetTicks = terms.pegOffset / market.tick;
        order.pegLimitTicks = order.limitTicks;
        order.reduceOnly = terms.instruction == Instruction.REDUCE_ONLY && terms.mayRest();
    }
}

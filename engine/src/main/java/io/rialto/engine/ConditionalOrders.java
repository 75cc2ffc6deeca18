package io.rialto.engine;

/** The commands about orders that wait for a price; {@link Triggers} lets them enter. */
final class ConditionalOrders {
    private final Orders orders;
    private final Decision decision;
    private final Triggers triggers;
    private final PreviewDesk previews;
    private final LogTime time;

    ConditionalOrders(
            Orders orders,
            Decision decision,
            Triggers triggers,
            PreviewDesk previews,
            LogTime time) {
        this.orders = orders;
        this.decision = decision;
        this.triggers = triggers;
        this.previews = previews;
        this.time = time;
    }

    /**
     * Takes in an order that waits. After the rights and the market: those of {@link Conditions}, TICK
     * to QUANTITY_MAXIMUM, NOTIONAL_MINIMUM, NOTIONAL_MAXIMUM, CLIENT_ORDER_ID_TAKEN to
     * POSITION_MAXIMUM, USER_MAXIMUM, VENUE_FULL, INSUFFICIENT_FUNDS, TRIGGER_REACHED.
     */
    void place(CommandHeader header, ConditionalOrder wanted, Outcome outcome) {
        WaitingOrder waiting = triggers.spare();
        if (decide(waiting, header, wanted, outcome)) {
            // After this point the command must succeed.
            triggers.accept(waiting, time.now, outcome);
        } else {
            triggers.giveBack(waiting);
        }
    }

    /** What {@link #place} would do. Changes nothing. */
    void preview(CommandHeader header, ConditionalOrder wanted, Outcome outcome, Preview preview) {
        WaitingOrder waiting = triggers.spare();
        boolean possible = decide(waiting, header, wanted, outcome);
        previews.fillWaiting(waiting.order, possible, outcome, preview);
        triggers.giveBack(waiting);
    }

    /** Gives a waiting order another limit or bound, or quantity; see {@link Orders#amend}. */
    void amend(WaitingOrder waiting, long price, long quantity, Outcome outcome) {
        WorkingOrder order = waiting.order;
        Market market = order.market;
        if (isExit(waiting)) {
            outcome.deny(Code.EXIT_UNAMENDABLE);
            return;
        }
        long newPrice = price == 0 ? market.price(order.limitTicks) : price;
        long newQuantity = quantity == 0 ? market.quantity(order.quantityLots) : quantity;
        if (!Orders.isAmendment(order, newPrice, newQuantity, outcome)) {
            return;
        }
        long heldBefore = order.held;
        long lotsBefore = order.quantityLots;
        if (decision.amend(waiting, newPrice, newQuantity, outcome)) {
            // After this point the command must succeed.
            waiting.isProtected &= price == 0;
            triggers.amend(waiting, heldBefore, lotsBefore, outcome);
        }
    }

    private static boolean isExit(WaitingOrder waiting) {
        WaitingOrders others = waiting.order.market.waiting;
        int partner = others.find(waiting.order.market.links.partner(waiting.order.orderId));
        return waiting.isShared()
                || (partner != WaitingOrders.NONE && others.at(partner).isShared());
    }

    private boolean decide(
            WaitingOrder waiting, CommandHeader header, ConditionalOrder wanted, Outcome outcome) {
        if (!orders.begin(waiting.order, header, wanted.terms.market, outcome)) {
            return false;
        }
        if (waiting.order.market.ofContracts) {
            outcome.deny(Code.CONDITION_NOT_ALLOWED);
            return false;
        }
        orders.seat(waiting.order);
        return decision.await(waiting, wanted, outcome);
    }
}

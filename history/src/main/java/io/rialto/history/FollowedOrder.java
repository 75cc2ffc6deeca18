package io.rialto.history;

/** An order on its way from when it was accepted to a moment of the past. */
final class FollowedOrder {
    private final PastOrder terms;
    private long price;
    private long quantity;
    private long filled;
    private long trigger;

    /** Begins with what it was before the first change known, if that is not its acceptance. */
    FollowedOrder(PastOrder terms, long price, long quantity, long filled, long trigger) {
        this.terms = terms;
        this.price = price;
        this.quantity = quantity;
        this.filled = filled;
        this.trigger = trigger;
    }

    /** Takes in its next change, as {@link OrderEvent} has it. */
    void apply(OrderEvent.Kind kind, long newPrice, long newQuantity) {
        switch (kind) {
            case ACCEPTED, AMENDED -> {
                price = newPrice;
                quantity = newQuantity;
            }
            case RESTED -> price = newPrice;
            case REDUCED -> quantity = newQuantity;
            case WAITING, MOVED -> trigger = newPrice;
            case TRIGGERED -> {
                price = newPrice;
                trigger = 0;
            }
            case TRADED -> filled += newQuantity;
            case MANAGED, LINKED, SHOWN, CLOSED -> {
                // Neither price nor quantity change by it.
            }
        }
    }

    /** As it is now on its way. */
    PastAccount.Order order() {
        return new PastAccount.Order(terms, price, quantity, filled, trigger);
    }
}

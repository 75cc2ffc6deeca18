package io.rialto.engine;

import java.util.ArrayList;
import java.util.List;

/** Writes the orders of a state down, one line each. */
final class StateLines extends StateVisitor {

    private final List<String> orders = new ArrayList<>();

    List<String> orders() {
        return orders;
    }

    @Override
    public void waitingOrder(WaitingRecord order) {
        orders.add(Transcript.terms(order.terms)
                + " waits "
                + order.condition
                + " @"
                + order.triggerPrice
                + " held "
                + order.held);
    }

    @Override
    public void order(OrderRecord order) {
        orders.add(Transcript.terms(order.terms)
                + " left "
                + order.remaining
                + " filled "
                + order.filled
                + " held "
                + order.held);
    }
}

package io.rialto.testkit;

import io.rialto.engine.Condition;
import io.rialto.engine.StateVisitor;
import io.rialto.money.Side;

import java.util.ArrayList;
import java.util.List;

/** The balances and open orders of a state as lines of text. */
final class Lines extends StateVisitor {
    final List<String> balances = new ArrayList<>();
    final List<String> orders = new ArrayList<>();
    final List<String> waiting = new ArrayList<>();
    final List<String> managed = new ArrayList<>();

    static String balanceLine(long account, int asset, long cash, long held) {
        return account + " asset " + asset + " cash " + cash + " held " + held;
    }

    static String order(
            long market,
            long order,
            Side side,
            long price,
            long remaining,
            long filled,
            long held) {
        return market + ":" + order + " " + side + " " + price + " remaining " + remaining
                + " filled " + filled + " held " + held;
    }

    @Override
    public void balance(long account, int asset, long cash, long held) {
        balances.add(balanceLine(account, asset, cash, held));
    }

    @Override
    public void order(OrderRecord order) {
        orders.add(order(
                order.terms.market,
                order.terms.order,
                order.terms.side,
                order.terms.price,
                order.remaining,
                order.filled,
                order.held));
    }

    static String managed(long order, long display, long shown) {
        return order + " shows " + shown + " of at most " + display;
    }

    @Override
    public void managedOrder(ManagedRecord order) {
        managed.add(managed(order.order(), order.display(), order.shown()));
    }

    static String waiting(long order, Condition condition, long trigger, long held) {
        return order + " waits for " + condition + " " + trigger + " held " + held;
    }

    @Override
    public void waitingOrder(WaitingRecord order) {
        waiting.add(waiting(order.terms.order, order.condition, order.triggerPrice, order.held));
    }
}

package io.rialto.simulator;

import io.rialto.protocol.OrderState;
import io.rialto.protocol.Side;
import io.rialto.view.AccountInfo;
import io.rialto.view.Balance;
import io.rialto.view.MarketInfo;
import io.rialto.view.OrderInfo;
import io.rialto.view.OrderTrigger;
import io.rialto.view.VenueView;

import java.util.ArrayList;
import java.util.List;

/** All that two views of the same state must agree on, wherever each of them began. */
final class ViewFacts {
    private static final int ALL = Integer.MAX_VALUE;
    private static final int MAIN_UNIVERSE = 0;

    private ViewFacts() {}

    static List<Object> of(VenueView view) {
        List<Object> facts = new ArrayList<>();
        facts.add(view.sequence());
        facts.add(view.chain());
        facts.add(view.directory().assets());
        facts.add(view.directory().accounts());
        facts.add(view.markets());
        facts.add(view.directory().items(MAIN_UNIVERSE, ALL));
        for (MarketInfo market : view.directory().markets()) {
            facts.add(view.book(market.market(), ALL));
            facts.add(view.bookOrders(market.market(), Side.BUY));
            facts.add(view.bookOrders(market.market(), Side.SELL));
            facts.add(view.marketPositions(market.market()));
        }
        for (AccountInfo account : view.directory().accounts()) {
            facts.add(view.directory().tokens(account.account()));
            facts.add(view.balances(account.account()).stream()
                    .filter(ViewFacts::isWorthARecord)
                    .toList());
            facts.add(view.optionContracts(account.account()));
            for (OrderInfo order : view.openOrders(account.account())) {
                facts.add(unchanged(order));
            }
        }
        return facts;
    }

    /** A snapshot has no record of nothing, where a view may have seen something come and go. */
    private static boolean isWorthARecord(Balance balance) {
        return balance.cash() != 0 || balance.held() != 0 || balance.backing() != 0;
    }

    /**
     * A snapshot does not say when an order last changed, what it waited for before it entered, nor
     * with which order that has ended it was linked.
     */
    private static OrderInfo unchanged(OrderInfo order) {
        return new OrderInfo(
                order.market(),
                order.order(),
                order.account(),
                order.clientOrderId(),
                order.side(),
                order.orderType(),
                order.timeInForce(),
                order.selfTradePrevention(),
                order.postOnly(),
                order.price(),
                order.quantity(),
                order.budget(),
                order.expiresAt(),
                order.makerFeePpm(),
                order.takerFeePpm(),
                order.remaining(),
                order.filled(),
                order.filledNotional(),
                order.fees(),
                order.held(),
                order.state(),
                order.state() == OrderState.WAITING ? order.trigger() : OrderTrigger.NONE,
                order.management(),
                order.management().linked(),
                order.closeReason(),
                order.acceptedAt(),
                0,
                0);
    }

    /** The first thing that two lists of facts differ in. */
    static String difference(List<Object> left, List<Object> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return left.get(i) + " and " + right.get(i);
            }
        }
        return left.size() + " facts and " + right.size();
    }
}

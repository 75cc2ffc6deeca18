package io.rialto.testkit;

import io.rialto.engine.AccountKind;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.Outcome;
import io.rialto.engine.StateSink;
import io.rialto.money.Side;

import java.util.ArrayList;
import java.util.List;

/** The balances and open orders of a state as lines of text. */
final class Lines implements StateSink {
    final List<String> balances = new ArrayList<>();
    final List<String> orders = new ArrayList<>();

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

    @Override
    public void header(
            int rulesVersion,
            int shard,
            long timeNanos,
            long nextAsset,
            long nextAccount,
            long nextMarket,
            long nextToken) {}

    @Override
    public void asset(int asset, String symbol, int scale, int displayScale) {}

    @Override
    public void account(
            long account,
            int universe,
            AccountKind kind,
            boolean administrator,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {}

    @Override
    public void token(long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {}

    @Override
    public void market(
            long market,
            int universe,
            MarketSpec spec,
            long lastPrice,
            long nextOrder,
            long nextTrade,
            long update) {}

    @Override
    public void gateway(
            int gatewayId, int epoch, long instanceHigh, long instanceLow, long lastNumber) {}

    @Override
    public void gatewayOutcome(int gatewayId, long number, Outcome outcome) {}

    @Override
    public void key(
            long actor,
            long keyHigh,
            long keyLow,
            long payloadHash,
            long rememberedAt,
            Outcome outcome) {}

    @Override
    public void end() {}
}

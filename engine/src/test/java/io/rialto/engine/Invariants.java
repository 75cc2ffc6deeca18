package io.rialto.engine;

import io.rialto.money.Check;
import io.rialto.money.Side;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What holds of every state between two commands: money sums to zero per asset, nothing is negative
 * that may not be, what is held is what the open orders hold, priority is kept, no book is crossed,
 * and what is available follows from the worst cases of all positions.
 */
public final class Invariants extends StateVisitor {

    private record Order(long market, long order) {}

    private record Balance(long account, int asset) {}

    private final Map<Balance, Long> held = new HashMap<>();
    /** What waits and holds nothing. */
    private final Set<Order> sharing = new HashSet<>();

    private final Map<Integer, Long> cash = new HashMap<>();
    private final Map<Long, MarketSpec> specs = new HashMap<>();
    private long market;
    private Side side = Side.BUY;
    private long lastPrice;
    private long bestBid;

    private final WorstCases worstCases = new WorstCases();
    private final ContractNetting netting = new ContractNetting();

    private Invariants() {}

    public static void check(Engine engine) {
        Invariants invariants = new Invariants();
        engine.writeState(invariants);
        invariants.conclude();
        invariants.worstCases.check(engine);
        invariants.netting.check();
    }

    private void conclude() {
        Check.that(held.values().stream().allMatch(x -> x == 0), "held is what open orders hold");
        Check.that(sharing.isEmpty(), "what holds nothing has a partner that holds for both");
        Check.that(cash.values().stream().allMatch(x -> x == 0), "money sums to zero");
    }

    @Override
    public void balance(long account, int asset, long owned, long reserved) {
        cash.merge(asset, owned, Long::sum);
        held.merge(new Balance(account, asset), reserved, Long::sum);
        worstCases.balance(account, asset, owned - reserved);
        Check.that(reserved >= 0, "held is not negative");
    }

    @Override
    public void market(
            long id,
            int universe,
            MarketSpec spec,
            long last,
            long nextOrder,
            long nextTrade,
            long update) {
        specs.put(id, spec);
    }

    @Override
    public void outcomeMarket(long id, OutcomeTerms terms, boolean settled, long settlementPrice) {
        worstCases.market(id, specs.get(id), terms, settled);
        netting.market(id, terms, settled);
    }

    @Override
    public void position(long id, long account, long quantity, long spent, long feesPaid) {
        worstCases.position(id, account, quantity);
        netting.position(id, account, quantity);
    }

    @Override
    public void optionContract(long id, long contract, long holder, long writer, long quantity) {
        netting.contract(id, holder, writer, quantity);
    }

    @Override
    public void account(
            long account,
            int universe,
            AccountKind kind,
            boolean administrator,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {
        if (kind.mayOwe()) {
            worstCases.exempt(account);
        }
    }

    @Override
    public void waitingOrder(WaitingRecord order) {
        EventSink.OrderAccepted terms = order.terms;
        MarketSpec spec = specs.get(terms.market);
        int asset = terms.side == Side.BUY ? spec.quoteAsset() : spec.baseAsset();
        held.merge(new Balance(terms.account, asset), -order.held, Long::sum);
        Check.that(terms.quantity > 0, "a waiting order wants something");
        if (order.held == 0) {
            sharing.add(new Order(terms.market, terms.order));
        }
    }

    @Override
    public void link(long of, long order, long other) {
        sharing.remove(new Order(of, order));
        sharing.remove(new Order(of, other));
    }

    @Override
    public void order(OrderRecord order) {
        EventSink.OrderAccepted terms = order.terms;
        MarketSpec spec = specs.get(terms.market);
        if (spec.baseAsset() == OutcomeTerms.NO_ASSET) {
            worstCases.order(order);
        } else {
            int asset = terms.side == Side.BUY ? spec.quoteAsset() : spec.baseAsset();
            held.merge(new Balance(terms.account, asset), -order.held, Long::sum);
        }
        Check.that(order.remaining > 0, "an open order has something left");
        Check.that(order.filled + order.remaining == terms.quantity, "a quantity is its parts");
        if (terms.market != market) {
            market = terms.market;
            bestBid = Long.MIN_VALUE;
            lastPrice = terms.side == Side.BUY ? Long.MAX_VALUE : Long.MIN_VALUE;
        } else if (terms.side != side) {
            lastPrice = Long.MIN_VALUE;
        }
        side = terms.side;
        if (side == Side.BUY) {
            Check.that(terms.price <= lastPrice, "bids come from the highest");
            bestBid = Math.max(bestBid, terms.price);
        } else {
            Check.that(terms.price >= lastPrice, "asks come from the lowest");
            boolean isMatched = !spec.status().matches() || terms.price > bestBid;
            Check.that(isMatched, "the book is not crossed");
        }
        lastPrice = terms.price;
    }
}

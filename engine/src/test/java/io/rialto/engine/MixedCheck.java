package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Map;

/** Works out anew, from what the {@linkplain MixedTwin naive twin} knows, what must hold after every command. */
final class MixedCheck {
    private static final long MILLION = 1_000_000;

    private final MixedTwin twin;
    private final long[] available = new long[MixedTwin.ACCOUNTS_MAX];

    MixedCheck(MixedTwin twin) {
        this.twin = twin;
    }

    long available(int account) {
        return available[account];
    }

    void of(Engine engine) {
        Check.that(twin.toBePaid.isEmpty(), "every position of a settled market is paid at once");
        twin.sums.values().forEach(sum -> Check.that(sum == 0, "money sums to zero per universe"));
        twin.sums.clear();
        twin.due
                .values()
                .forEach(left -> Check.that(left == 0, "strikes and items are paid at once"));
        twin.due.clear();
        for (int account = 1; account <= twin.accounts(); account++) {
            available[account] = twin.cash[account] - twin.held[account];
        }
        twin.markets().values().forEach(this::beginWorstCases);
        twin.orders().values().forEach(this::addOrder);
        twin.markets().values().forEach(this::addWorstCases);
        for (int account = 1; account <= twin.accounts(); account++) {
            Check.that(
                    engine.available(account, twin.asset) == available[account],
                    "available is what a full recomputation says");
            boolean exempt = twin.kinds[account].mayOwe();
            Check.that(exempt || available[account] >= 0, "available is not negative");
        }
        twin.markets().values().forEach(this::checkRedemption);
        checkCredits(engine);
        twin.spot().check(engine);
        if (engine.nextDeadlineNanos() > engine.timeNanos()) {
            twin.managed().check();
        }
    }

    private void beginWorstCases(MixedMarket market) {
        if (market.hasEnded() && !market.isMoved) {
            return;
        }
        market.isMoved = false;
        long sum = 0;
        for (int account = 1; account <= twin.accounts(); account++) {
            sum += market.positions[account];
            market.low[account] = market.minimum * market.positions[account];
            market.high[account] = market.maximum * market.positions[account];
            market.openFees[account] = 0;
            market.bids[account] = 0;
            market.offers[account] = 0;
        }
        market.bid = MixedMarket.NONE;
        market.ask = MixedMarket.NONE;
        market.followedBid = MixedMarket.NONE;
        market.followedAsk = MixedMarket.NONE;
        Check.that(sum == 0, "positions sum to zero");
    }

    private void addOrder(MixedOrder order) {
        MixedMarket market = twin.markets().get(order.market);
        if (market == null || !order.rests) {
            return;
        }
        long value = order.price * order.remaining;
        if (order.buys) {
            market.low[order.account] += market.minimum * order.remaining - value;
        } else {
            market.high[order.account] += value - market.maximum * order.remaining;
        }
        market.openFees[order.account] += fees(market, order);
        market.addToBook(order);
    }

    private void addWorstCases(MixedMarket market) {
        if (market.hasEnded()) {
            return;
        }
        if (market.option != null) {
            checkContracts(market);
        }
        for (int account = 1; account <= twin.accounts(); account++) {
            available[account] += market.worst(account);
        }
    }

    /** Of an option one holds or has written, and it nets to one's position. */
    private void checkContracts(MixedMarket market) {
        long[] longs = new long[twin.accounts() + 1];
        long[] written = new long[twin.accounts() + 1];
        market.contracts.values().forEach(contract -> {
            longs[(int) contract.holder()] += contract.quantity();
            written[(int) contract.writer()] += contract.quantity();
        });
        for (int account = 1; account <= twin.accounts(); account++) {
            Check.that(longs[account] == 0 || written[account] == 0, "nobody holds and owes");
            Check.that(
                    longs[account] - written[account] == market.positions[account],
                    "contracts net to the position");
        }
    }

    /** The most that what is left of an order could cost. */
    static long fees(MixedMarket market, MixedOrder order) {
        int highest = Math.max(order.makerPpm, order.takerPpm);
        long rest = (order.price - market.floor()) * order.remaining / MixedTwin.UNITS;
        if (highest <= 0 || rest == 0) {
            return 0;
        }
        long millionths = rest * highest
                + order.makerNotional * order.makerPpm
                + order.takerNotional * order.takerPpm;
        return Math.ceilDiv(millionths, MILLION) + 1 - order.charged;
    }

    private void checkRedemption(MixedMarket market) {
        if (market.fund != null && market.hasEnded()) {
            Check.that(
                    twin.cash[(int) market.redemption] == 0, "a redemption account ends at zero");
        }
    }

    private void checkCredits(Engine engine) {
        twin.owners.forEach((account, count) -> {
            if (count > 1) {
                long owed = 0;
                for (Map.Entry<MixedTwin.Owed, Long> credit : twin.credits.entrySet()) {
                    boolean counts = credit.getKey().account() == account
                            && credit.getKey().asset() == twin.asset;
                    owed += counts ? credit.getValue() : 0;
                }
                Check.that(
                        owed == engine.cash(account, twin.asset),
                        "what owners are owed sums to the account's cash");
            }
        });
    }
}

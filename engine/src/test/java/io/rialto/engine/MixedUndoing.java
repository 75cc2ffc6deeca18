package io.rialto.engine;

import io.rialto.engine.EventSink.Traded;
import io.rialto.money.Check;
import io.rialto.money.Side;

import java.util.HashMap;
import java.util.Map;

/** What corrections must post, worked out from what was traded, redeemed and settled before. */
final class MixedUndoing {
    private static final long UNITS = 100;

    /** One trade: what it moved from the seller to the buyer, and what each paid. */
    private record Trade(
            long buyer, long seller, long quantity, long notional, long buyerFee, long sellerFee) {}

    private record TradeNumber(long market, long trade) {}

    private final MixedTwin twin;
    private final Map<TradeNumber, Trade> trades = new HashMap<>();
    private final Map<Long, Long> lastTrades = new HashMap<>();
    private long busts;
    private long voids;
    private long corrections;
    private long resets;

    MixedUndoing(MixedTwin twin) {
        this.twin = twin;
    }

    long busts() {
        return busts;
    }

    /** How many markets were undone in which there was something to undo. */
    long voids() {
        return voids;
    }

    long corrections() {
        return corrections;
    }

    long resets() {
        return resets;
    }

    /** The number of the last trade in a market. */
    long last(long market) {
        return lastTrades.getOrDefault(market, 0L);
    }

    void reset() {
        resets++;
    }

    void traded(Traded trade) {
        boolean buys = trade.takerSide == Side.BUY;
        lastTrades.put(trade.market, trade.trade);
        trades.put(
                new TradeNumber(trade.market, trade.trade),
                new Trade(
                        buys ? trade.takerAccount : trade.makerAccount,
                        buys ? trade.makerAccount : trade.takerAccount,
                        trade.quantity,
                        trade.notional,
                        buys ? trade.takerFee : trade.makerFee,
                        buys ? trade.makerFee : trade.takerFee));
    }

    /** Of a void fund it is taken back, all of it. */
    void redeemed(MixedMarket fund, long account, long quantity, long fee) {
        long before = fund.redeemed.getOrDefault(account, 0L);
        Check.that(
                !fund.isEnding() || (quantity == -before && fee == 0),
                "what was redeemed of a void fund is taken back");
        fund.redeemed.put(account, before + quantity);
        fund.fees[(int) account] += fee;
    }

    /** Somebody has more of a settled market than was paid. */
    void settles(long market, long account, long quantity) {
        twin.due(account, quantity * twin.market(market).settlementPrice / UNITS);
    }

    void busted(long id, long number, long notional) {
        busts++;
        Trade trade = trades.remove(new TradeNumber(id, number));
        Check.that(trade != null && trade.notional == notional, "a trade is undone once");
        twin.due(trade.buyer, trade.notional + trade.buyerFee);
        twin.due(trade.seller, trade.sellerFee - trade.notional);
        twin.due(twin.feesAccount(trade.buyer), -trade.buyerFee - trade.sellerFee);
        MixedMarket market = twin.market(id);
        if (market != null) {
            change(market, trade.buyer, -1, trade);
            change(market, trade.seller, 1, trade);
        }
    }

    private void change(MixedMarket market, long account, int sign, Trade trade) {
        market.move(account, sign * trade.quantity);
        market.spent[(int) account] += sign * trade.notional;
        market.fees[(int) account] -= sign < 0 ? trade.buyerFee : trade.sellerFee;
        if (market.settled) {
            settles(market.id, account, sign * trade.quantity);
        }
    }

    void voided(MixedMarket market, VoidCause cause) {
        market.redeemed
                .values()
                .forEach(left -> Check.that(
                        left == 0 || cause == VoidCause.RESET,
                        "redemptions are undone with their fund"));
        for (int account = 1; account <= twin.accounts(); account++) {
            boolean any =
                    (market.positions[account] | market.spent[account] | market.fees[account]) != 0;
            Check.that(!any || cause != VoidCause.WITHDRAWN, "what is withdrawn never traded");
            if (any && cause == VoidCause.UNDONE) {
                undo(market, account);
            }
            market.positions[account] = 0;
            market.spent[account] = 0;
            market.fees[account] = 0;
        }
        market.redeemed.clear();
        market.contracts.clear();
        market.isVoid = true;
        voids += cause == VoidCause.UNDONE ? 1 : 0;
        if (cause == VoidCause.UNDONE) {
            twin.markets().values().forEach(other -> checkFollows(market, other));
        }
    }

    private void undo(MixedMarket market, int account) {
        long fees = market.fees[account];
        twin.due(account, market.spent[account] + fees);
        twin.due(twin.feesAccount(account), -fees);
        if (market.settled) {
            settles(market.id, account, -market.positions[account]);
        }
    }

    private static void checkFollows(MixedMarket market, MixedMarket other) {
        boolean isOn = other.option != null && other.option.underlying() == market.id;
        boolean isOf = other.fund != null
                && other.fund.constituents().stream().anyMatch(e -> e.market() == market.id);
        Check.that(!(isOn || isOf) || other.isVoid, "what is made of it is undone before");
    }

    void corrected(MixedMarket market, long previous, long price) {
        corrections++;
        Check.that(market.settled && market.settlementPrice == previous, "it was settled so");
        market.settlementPrice = price;
        if (market.option != null) {
            MixedMarket on = twin.market(market.option.underlying());
            Check.that(
                    !market.hasLapsed && price == market.option.worth(on.settlementPrice),
                    "an option is corrected to what it is worth");
        }
        if (market.fund != null) {
            long sum = 0;
            for (Constituent each : market.fund.constituents()) {
                sum += each.multiplier() * twin.market(each.market()).settlementPrice;
            }
            Check.that(sum == price, "a fund is corrected to the weighted sum");
        }
        for (int account = 1; account <= twin.accounts(); account++) {
            long more = price - previous;
            twin.due(account, market.positions[account] * more / UNITS);
        }
    }
}

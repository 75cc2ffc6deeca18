package io.rialto.auditor;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.PositionStateDecoder;
import io.rialto.protocol.SettlementCorrectedDecoder;
import io.rialto.protocol.Side;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.TradeStateDecoder;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.VoidCause;

/** Follows what is undone: each correction must post exactly what it takes back. */
final class CorrectionAudit {
    private static final int TRADES_KEPT = 1024;

    private final AuditedVenue venue;
    private final OrderAudit orders;
    private final PostingAudit postings;

    CorrectionAudit(AuditedVenue venue, OrderAudit orders, PostingAudit postings) {
        this.venue = venue;
        this.orders = orders;
        this.postings = postings;
    }

    // What may be undone later.

    void traded(TradedDecoder event) {
        AuditedMarket market = venue.markets.get(event.market());
        if (market == null) {
            return;
        }
        boolean takerBuys = event.takerSide() == Side.BUY;
        keep(
                market,
                event.trade(),
                new AuditedTrade(
                        takerBuys ? event.takerAccount() : event.makerAccount(),
                        takerBuys ? event.makerAccount() : event.takerAccount(),
                        event.price(),
                        event.quantity(),
                        event.notional(),
                        takerBuys ? event.takerFee() : event.makerFee(),
                        takerBuys ? event.makerFee() : event.takerFee()));
        market.trades.remove(event.trade() - TRADES_KEPT);
    }

    private static void keep(AuditedMarket market, long number, AuditedTrade trade) {
        market.trades.put(number, trade);
        flow(market, trade, 1);
    }

    private static void flow(AuditedMarket market, AuditedTrade trade, int sign) {
        market.flow(trade.buyer())
                .add(sign * trade.quantity(), sign * trade.notional(), sign * trade.buyerFee());
        market.flow(trade.seller())
                .add(-sign * trade.quantity(), -sign * trade.notional(), sign * trade.sellerFee());
    }

    /** Of a snapshot: in contracts positions say what was paid, elsewhere the trades do. */
    void read(TradeStateDecoder state) {
        AuditedMarket market = venue.markets.get(state.market());
        AuditedTrade trade = new AuditedTrade(
                state.buyer(),
                state.seller(),
                state.price(),
                state.quantity(),
                state.notional(),
                state.buyerFee(),
                state.sellerFee());
        if (state.busted() == 0) {
            market.trades.put(state.trade(), trade);
            if (!market.ofContracts) {
                flow(market, trade, 1);
            }
        }
    }

    /** Of a snapshot. */
    void read(PositionStateDecoder state) {
        venue.markets
                .get(state.market())
                .flow(state.account())
                .add(state.quantity(), state.spent(), state.feesPaid());
    }

    // Undoing.

    /** Trades from before the rules that undo any are not remembered. */
    void begin() {
        venue.markets.values().forEach(market -> market.trades.clear());
    }

    void busted(long sequence, TradeBustedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market == null) {
            return;
        }
        AuditedTrade trade = new AuditedTrade(
                event.buyer(),
                event.seller(),
                event.price(),
                event.quantity(),
                event.notional(),
                event.buyerFee(),
                event.sellerFee());
        AuditedTrade known = market.trades.remove(event.trade());
        boolean isKnown = trade.equals(known);
        orders.require(
                Invariant.CORRECTIONS, isKnown, sequence, market, "undoes a trade that was not so");
        if (!isKnown) {
            return;
        }
        flow(market, trade, -1);
        long last = market.lastStanding();
        orders.require(
                Invariant.CORRECTIONS,
                event.lastPrice() == last,
                sequence,
                market,
                "says another last price than that of the last trade that stands");
        market.undone(event.lastPrice());
        takeBack(market, trade.buyer(), trade.quantity(), trade.notional(), trade.buyerFee());
        takeBack(market, trade.seller(), -trade.quantity(), -trade.notional(), trade.sellerFee());
        postings.expect(venue.fees(market), -trade.buyerFee() - trade.sellerFee());
    }

    /** One side of a trade: what it bought, paid for it, and paid as fees. */
    private void takeBack(AuditedMarket market, long account, long bought, long paid, long fee) {
        AuditedBalance quote = balance(account, market.quoteAsset);
        postings.expect(quote, paid + fee);
        if (!market.ofContracts) {
            postings.expect(balance(account, market.baseAsset), -bought);
            return;
        }
        AuditedPosition position = venue.position(market, quote);
        if (market.isSettled) {
            postings.expect(quote, -value(market, market.settlementPrice, bought));
        }
        position.quantity -= bought;
        market.positionSum -= bought;
        venue.touch(position);
    }

    void voided(long sequence, MarketVoidedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market == null) {
            return;
        }
        boolean undone = event.cause() == VoidCause.UNDONE;
        boolean isRight = event.cause() != VoidCause.WITHDRAWN || market.lastTrade == 0;
        orders.require(
                Invariant.CORRECTIONS, isRight, sequence, market, "is withdrawn though it traded");
        if (undone) {
            orders.require(
                    Invariant.CORRECTIONS,
                    !isLived(market),
                    sequence,
                    market,
                    "is undone, and what comes of it is not");
            market.flows.forEachLong((account, flow) -> undo(market, account, flow));
        }
        for (AuditedPosition position : market.positions.values()) {
            position.quantity = 0;
            position.held = 0;
            position.written = 0;
            venue.touch(position);
        }
        if (market.option != null) {
            market.option.contracts.clear();
        }
        if (market.fund != null) {
            market.fund.redeemed().clear();
        }
        market.positionSum = 0;
        market.forget();
    }

    /** Whether a fund of it or an option on it is not void. */
    private boolean isLived(AuditedMarket market) {
        return venue.markets.values().stream()
                .filter(each -> each.status != MarketStatus.VOID)
                .anyMatch(each -> (each.fund != null && each.fund.isMadeOf(market))
                        || (each.option != null && each.option.underlying == market));
    }

    private void undo(AuditedMarket market, long account, AuditedFlow flow) {
        AuditedBalance quote = balance(account, market.quoteAsset);
        postings.expect(quote, flow.spent + flow.fees);
        postings.expect(venue.fees(market), -flow.fees);
        if (!market.ofContracts) {
            postings.expect(balance(account, market.baseAsset), -flow.quantity);
        } else if (market.isSettled) {
            long quantity = venue.position(market, quote).quantity;
            postings.expect(quote, -value(market, market.settlementPrice, quantity));
        }
    }

    void corrected(long sequence, SettlementCorrectedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market == null) {
            return;
        }
        boolean isRight = market.isSettled
                && event.previousPrice() == market.settlementPrice
                && event.price() >= market.priceMinimum
                && event.price() <= market.priceMaximum;
        orders.require(
                Invariant.CORRECTIONS, isRight, sequence, market, "cannot be settled otherwise so");
        for (AuditedPosition position : market.positions.values()) {
            long before = position.value(market.settlementPrice);
            postings.expect(position.balance, position.value(event.price()) - before);
        }
        market.settlementPrice = event.price();
    }

    /** All money of a universe is taken back: nothing that was before can be undone. */
    void reset(int universe) {
        for (AuditedMarket market : venue.markets.values()) {
            if (market.universe == universe) {
                market.forget();
            }
        }
    }

    private AuditedBalance balance(long account, int asset) {
        return venue.balance(venue.accounts.get(account), asset);
    }

    private static long value(AuditedMarket market, long price, long quantity) {
        return Arithmetic.notional(price, quantity, market.notionalDivisor);
    }
}

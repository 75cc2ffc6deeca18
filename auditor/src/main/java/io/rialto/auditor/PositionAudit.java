package io.rialto.auditor;

import io.rialto.protocol.MarketSettledDecoder;
import io.rialto.protocol.OutcomeMarketCreatedDecoder;

/** Follows the markets of contracts: their positions, worst cases and settlements. */
final class PositionAudit {
    private final AuditedVenue venue;
    private final Findings findings;
    private final OrderAudit orders;
    private final PostingAudit postings;
    private final OptionAudit options;
    private final FundAudit funds;

    PositionAudit(
            AuditedVenue venue,
            Findings findings,
            OrderAudit orders,
            PostingAudit postings,
            FundAudit funds,
            OptionAudit options) {
        this.funds = funds;
        this.options = options;
        this.venue = venue;
        this.findings = findings;
        this.orders = orders;
        this.postings = postings;
    }

    void created(long sequence, OutcomeMarketCreatedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market != null) {
            boolean isRight = market.ofContracts && event.priceMinimum() < event.priceMaximum();
            orders.require(
                    Invariant.REFERENCES,
                    isRight,
                    sequence,
                    market,
                    "has no bounds or no contracts");
            market.priceMinimum = event.priceMinimum();
            market.priceMaximum = event.priceMaximum();
        }
    }

    /** A trade changes two positions and moves no asset but the quote. */
    void traded(long sequence, AuditedOrder buyer, AuditedOrder seller, long price, long quantity) {
        AuditedMarket market = buyer.market;
        boolean isInside = price >= market.priceMinimum && price <= market.priceMaximum;
        orders.require(Invariant.TRADES, isInside, sequence, market, "trades outside its bounds");
        change(market, buyer, quantity);
        change(market, seller, -quantity);
    }

    private void change(AuditedMarket market, AuditedOrder order, long quantity) {
        AuditedPosition position = venue.position(market, order.quote);
        position.quantity += quantity;
        market.positionSum += quantity;
        venue.touch(position);
    }

    /** Every position must be paid what it comes to at the price. */
    void settled(long sequence, MarketSettledDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market == null) {
            return;
        }
        boolean isRight = market.ofContracts
                && !market.isSettled
                && event.price() >= market.priceMinimum
                && event.price() <= market.priceMaximum;
        orders.require(Invariant.POSITIONS, isRight, sequence, market, "cannot be settled so");
        market.isSettled = true;
        market.settlementPrice = event.price();
        funds.settled(sequence, market);
        options.settled(sequence, event);
        long positions = 0;
        for (AuditedPosition position : market.positions.values()) {
            positions += position.quantity == 0 ? 0 : 1;
            postings.expect(position.balance, position.value(event.price()));
            venue.touch(position);
        }
        orders.require(
                Invariant.POSITIONS,
                positions == event.positions(),
                sequence,
                market,
                "settles another number of positions");
    }

    /** Recomputes the worst cases of what the command touched. */
    void commandEnds(long sequence) {
        for (int i = 0; i < venue.touchedOrders.size(); i++) {
            AuditedOrder order = venue.touchedOrders.get(i);
            if (order.market.ofContracts) {
                count(order);
            }
        }
        for (int i = 0; i < venue.touchedPositions.size(); i++) {
            AuditedPosition position = venue.touchedPositions.get(i);
            position.back();
            venue.touch(position.balance);
            checkSum(sequence, position.market);
            options.check(sequence, position);
        }
    }

    void count(AuditedOrder order) {
        AuditedPosition position = venue.position(order.market, order.quote);
        position.count(order);
        venue.touch(position);
    }

    void checkSum(long sequence, AuditedMarket market) {
        if (!findings.holds(Invariant.POSITIONS, market.positionSum == 0)) {
            findings.violated(
                    Invariant.POSITIONS,
                    sequence,
                    "the positions of %s sum to %d".formatted(market, market.positionSum));
            market.positionSum = 0;
        }
    }
}

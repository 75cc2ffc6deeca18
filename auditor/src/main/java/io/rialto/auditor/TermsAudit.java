package io.rialto.auditor;

import io.rialto.protocol.BracketStateDecoder;
import io.rialto.protocol.CloseReason;
import io.rialto.protocol.ExitsPlacedDecoder;
import io.rialto.protocol.FeeTierSetDecoder;
import io.rialto.protocol.FeeTierStateDecoder;
import io.rialto.protocol.LinkStateDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.MarketFigureSetDecoder;
import io.rialto.protocol.MarketStateDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.OrdersLinkedDecoder;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.TradedVolumeStateDecoder;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Follows the terms by which orders are accepted and end: the rates in force for their account, the
 * price band, and that of two linked orders the other ends before anything else is done.
 */
final class TermsAudit {
    private final AuditedVenue venue;
    private final OrderAudit orders;
    private final LongSupplier timeNanos;

    /** Accepted or amended in this command beyond the band, unless they wait for a price. */
    private final Set<AuditedOrder> outside = new LinkedHashSet<>();

    /** To end in this command, and in the next at the latest. */
    private final Set<AuditedOrder> ending = new LinkedHashSet<>();

    private final Set<AuditedOrder> due = new LinkedHashSet<>();

    TermsAudit(AuditedVenue venue, OrderAudit orders, LongSupplier timeNanos) {
        this.venue = venue;
        this.orders = orders;
        this.timeNanos = timeNanos;
    }

    // The terms.

    void created(MarketCreatedDecoder event) {
        AuditedMarket market = venue.markets.get(event.market());
        if (market != null) {
            market.terms.own = new AuditedTerms.Rates(event.makerFeePpm(), event.takerFeePpm());
            market.terms.priceBandPpm = event.priceBandPpm();
            market.terms.referencePrice = event.referencePrice();
        }
    }

    void read(MarketStateDecoder state) {
        AuditedTerms terms = venue.markets.get(state.market()).terms;
        terms.own = new AuditedTerms.Rates(state.makerFeePpm(), state.takerFeePpm());
        terms.priceBandPpm = state.priceBandPpm();
        terms.referencePrice = state.referencePrice();
    }

    void read(FeeTierStateDecoder state) {
        venue.markets
                .get(state.market())
                .terms
                .tier(
                        state.volume(),
                        new AuditedTerms.Rates(state.makerFeePpm(), state.takerFeePpm()));
    }

    void read(TradedVolumeStateDecoder state) {
        venue.markets
                .get(state.market())
                .terms
                .traded(state.account(), state.day(), state.volume());
    }

    void read(LinkStateDecoder state) {
        link(venue.markets.get(state.market()), state.order(), state.other());
    }

    void read(BracketStateDecoder state) {
        AuditedMarket market = venue.markets.get(state.market());
        if (state.takeProfit() != 0) {
            bracket(market, state.entry(), state.takeProfit(), state.stop());
        }
    }

    /** After {@link BracketAudit#exits}: where both may have been reached before they were placed. */
    void exits(ExitsPlacedDecoder event) {
        AuditedMarket market = venue.markets.get(event.market());
        if (market == null) {
            return;
        }
        link(market, event.takeProfit(), event.stop());
        bracket(market, event.entry(), event.takeProfit(), event.stop());
        outside.remove(market.open.get(event.takeProfit()));
        outside.remove(market.open.get(event.stop()));
    }

    private static void bracket(AuditedMarket market, long entry, long takeProfit, long stop) {
        if (market.open.containsKey(entry)) {
            market.terms.exits(entry, takeProfit, stop);
        }
    }

    private static void link(AuditedMarket market, long order, long other) {
        market.terms.links.put(order, other);
        market.terms.links.put(other, order);
    }

    void feesChanged(long sequence, MarketFeesChangedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market != null) {
            market.terms.own = new AuditedTerms.Rates(event.makerFeePpm(), event.takerFeePpm());
        }
    }

    void tierSet(long sequence, FeeTierSetDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market == null) {
            return;
        }
        if (event.removed() == 1) {
            market.terms.removeTier(event.volume());
        } else {
            market.terms.tier(
                    event.volume(),
                    new AuditedTerms.Rates(event.makerFeePpm(), event.takerFeePpm()));
        }
    }

    void figureSet(long sequence, MarketFigureSetDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market != null && event.figure() == MarketFigure.PRICE_BAND_PPM) {
            market.terms.priceBandPpm = event.value();
        }
    }

    // The orders.

    /** After {@link OrderAudit#accepted}. */
    void accepted(long sequence, OrderAcceptedDecoder event) {
        AuditedOrder order = order(event.market(), event.order());
        if (order == null) {
            return;
        }
        AuditedTerms.Rates rates = order.market.terms.rates(order.account.id, day());
        boolean isRight = order.makerFeePpm == rates.makerFeePpm()
                && order.takerFeePpm == rates.takerFeePpm();
        orders.require(Invariant.TERMS, isRight, sequence, order, "is accepted at other rates");
        if (order.orderType == OrderType.LIMIT) {
            checkBand(order);
        }
    }

    private void checkBand(AuditedOrder order) {
        AuditedMarket market = order.market;
        if (!market.ofContracts && !market.terms.allows(order.price, market.lastPrice)) {
            outside.add(order);
        }
    }

    /** After {@link OrderAudit#amended}. */
    void amended(OrderAmendedDecoder event) {
        AuditedOrder order = order(event.market(), event.order());
        if (order != null) {
            checkBand(order);
        }
    }

    /** After {@link TradeAudit#traded}. */
    void traded(TradedDecoder event) {
        AuditedMarket market = venue.markets.get(event.market());
        if (market == null) {
            return;
        }
        long notional = event.notional() - market.feeFloor(event.quantity());
        count(market, event.makerOrder(), notional);
        count(market, event.takerOrder(), notional);
        endOther(market, event.makerOrder());
        endOther(market, event.takerOrder());
    }

    /** Nobody takes in an auction: what trades there for nothing buys no tier. */
    private void count(AuditedMarket market, long id, long notional) {
        AuditedOrder order = order(market.id, id);
        if (order != null && (!market.isUncrossing || order.makerFeePpm > 0)) {
            market.terms.traded(order.account.id, day(), notional);
        }
    }

    /** Before {@link OrderAudit#closed}. */
    void closed(long sequence, OrderClosedDecoder event) {
        AuditedMarket market = venue.markets.get(event.market());
        if (market == null) {
            return;
        }
        boolean isLinked = event.reason() == CloseReason.LINKED;
        orders.require(
                Invariant.TERMS,
                !isLinked
                        || market.terms.links.containsKey(event.order())
                        || market.terms.isEntry(event.order())
                        // Its link ended with the other of the two.
                        || due.contains(market.open.get(event.order())),
                sequence,
                market,
                "ends an order for another that it is not linked to");
        if (!isLinked) {
            endOther(market, event.order());
        }
        market.terms.ended(event.order());
        Long other = market.terms.links.remove(event.order());
        if (other != null) {
            market.terms.links.remove(other);
        }
    }

    private void endOther(AuditedMarket market, long id) {
        end(market, market.terms.links.get(id));
        end(market, market.terms.entry(id));
    }

    private void end(AuditedMarket market, Long other) {
        AuditedOrder order = other == null ? null : market.open.get(other);
        if (order != null) {
            ending.add(order);
        }
    }

    void linked(long sequence, OrdersLinkedDecoder event) {
        AuditedOrder order = orders.open(sequence, event.market(), event.order());
        AuditedOrder other = orders.open(sequence, event.market(), event.other());
        if (order == null || other == null) {
            return;
        }
        boolean isPair = order.account == other.account
                && order.filled == 0
                && other.filled == 0
                && order.isWaiting != other.isWaiting
                && !order.market.terms.links.containsKey(order.id)
                && !order.market.terms.links.containsKey(other.id);
        orders.require(Invariant.TERMS, isPair, sequence, order, "is linked to what cannot be");
        link(order.market, order.id, other.id);
    }

    void commandEnds(long sequence) {
        for (AuditedOrder order : outside) {
            orders.require(
                    Invariant.TERMS,
                    order.isWaiting,
                    sequence,
                    order,
                    "is accepted beyond the price band");
        }
        outside.clear();
        for (AuditedOrder order : due) {
            orders.require(
                    Invariant.TERMS,
                    !order.isOpen,
                    sequence,
                    order,
                    "is open though the other of the two has traded or ended");
        }
        due.clear();
        due.addAll(ending);
        ending.clear();
    }

    private AuditedOrder order(long market, long order) {
        AuditedMarket of = venue.markets.get(market);
        return of == null ? null : of.open.get(order);
    }

    private long day() {
        return timeNanos.getAsLong() / AuditedTerms.DAY_NANOS;
    }
}

package io.rialto.auditor;

import io.rialto.protocol.MarketUncrossedDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.TradedDecoder;

import java.util.HashSet;
import java.util.Set;

/**
 * How much of what a test is about a tape has.
 *
 * @param trades those of auctions that a command asked for: nothing else trades in its frame
 * @param withRebate orders' parts in them of orders with a rate below zero
 * @param byTier orders accepted at the taker's rate that only tiers have
 */
record AuctionCount(int trades, int withRebate, int byTier) {
    private record Order(long market, long order) {}

    static AuctionCount of(Tape tape, int tiersTakerFeePpm) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
        TradedDecoder traded = new TradedDecoder();
        Set<Order> rebates = new HashSet<>();
        int trades = 0;
        int withRebate = 0;
        int byTier = 0;
        for (Tape.Frame frame : tape.frames) {
            boolean isAuction = frame.has(MarketUncrossedDecoder.TEMPLATE_ID);
            for (var event : frame.events) {
                if (Tape.templateOf(event) == OrderAcceptedDecoder.TEMPLATE_ID) {
                    accepted.wrapAndApplyHeader(event, 0, header);
                    byTier += accepted.takerFeePpm() == tiersTakerFeePpm ? 1 : 0;
                    if (accepted.makerFeePpm() < 0) {
                        rebates.add(new Order(accepted.market(), accepted.order()));
                    }
                } else if (isAuction && Tape.templateOf(event) == TradedDecoder.TEMPLATE_ID) {
                    traded.wrapAndApplyHeader(event, 0, header);
                    long market = traded.market();
                    trades++;
                    withRebate += rebates.contains(new Order(market, traded.makerOrder())) ? 1 : 0;
                    withRebate += rebates.contains(new Order(market, traded.takerOrder())) ? 1 : 0;
                }
            }
        }
        return new AuctionCount(trades, withRebate, byTier);
    }
}

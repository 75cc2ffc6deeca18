package io.rialto.auditor;

import io.rialto.auditor.Lies.Planted;
import io.rialto.protocol.FeeTierSetDecoder;
import io.rialto.protocol.FeeTierSetEncoder;
import io.rialto.protocol.FundRedeemedDecoder;
import io.rialto.protocol.FundRedeemedEncoder;
import io.rialto.protocol.MarketFigureSetDecoder;
import io.rialto.protocol.MarketFigureSetEncoder;
import io.rialto.protocol.MarketSettledDecoder;
import io.rialto.protocol.MarketSettledEncoder;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketStatusSetEncoder;
import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.MarketVoidedEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAcceptedEncoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrdersLinkedDecoder;
import io.rialto.protocol.OrdersLinkedEncoder;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.stream.Stream;

/** Lies about the terms of orders, about links and about funds: {@link Session#playTermsAndFunds}. */
final class TermsLies {
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

    /** Bob's second order, the first that a tier is for. */
    private static final int CHEAPER = 5;

    /** What closes the waiting one of Ann's two orders is after two orders that were filled. */
    private static final int CLOSED_AS_LINKED = 3;

    private TermsLies() {}

    static Stream<Planted> all() {
        return Stream.concat(terms(), funds());
    }

    private static Stream<Planted> terms() {
        return Stream.of(
                new Planted("an order at another rate", Invariant.TERMS, tape -> {
                    UnsafeBuffer event = tape.event(OrderAcceptedDecoder.TEMPLATE_ID, CHEAPER);
                    new OrderAcceptedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .takerFeePpm(1_000);
                    return tape.sequenceOf(event);
                }),
                new Planted("a tier from another volume on", Invariant.TERMS, tape -> {
                    UnsafeBuffer event = tape.event(FeeTierSetDecoder.TEMPLATE_ID, 0);
                    new FeeTierSetEncoder().wrapAndApplyHeader(event, 0, HEADER).volume(5_000_000);
                    // Ann has traded enough for it as well.
                    return tape.sequenceOf(tape.event(OrderAcceptedDecoder.TEMPLATE_ID, 2));
                }),
                new Planted("an order beyond the band", Invariant.TERMS, tape -> {
                    UnsafeBuffer event = tape.event(MarketFigureSetDecoder.TEMPLATE_ID, 0);
                    new MarketFigureSetEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .value(20_000);
                    // 105, where the last trade was at 101.
                    return lastOf(tape, tape.event(OrderAcceptedDecoder.TEMPLATE_ID, 2));
                }),
                new Planted("orders that are not linked", Invariant.TERMS, tape -> {
                    UnsafeBuffer event = tape.event(OrdersLinkedDecoder.TEMPLATE_ID, 0);
                    new OrdersLinkedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .other(5);
                    return tape.sequenceOf(event);
                }),
                new Planted("an order ended for none", Invariant.TERMS, tape -> {
                    UnsafeBuffer event = tape.event(OrdersLinkedDecoder.TEMPLATE_ID, 0);
                    nothingInstead(tape, tape.frameOf(event));
                    return tape.sequenceOf(
                            tape.event(OrderClosedDecoder.TEMPLATE_ID, CLOSED_AS_LINKED));
                }),
                new Planted("the other of two left open", Invariant.TERMS, tape -> {
                    UnsafeBuffer event =
                            tape.event(OrderClosedDecoder.TEMPLATE_ID, CLOSED_AS_LINKED);
                    Tape.Frame frame = tape.frameOf(event);
                    nothingInstead(tape, frame);
                    return tape.lastOf(frame);
                }));
    }

    private static Stream<Planted> funds() {
        return Stream.of(
                new Planted("more shares redeemed", Invariant.SETTLEMENT, tape -> {
                    redeemed(tape, 0).quantity(400);
                    return lastOf(tape, tape.event(MarketSettledDecoder.TEMPLATE_ID, 0));
                }),
                new Planted("another fee for redeeming", Invariant.SETTLEMENT, tape -> {
                    redeemed(tape, 0).fee(24);
                    return lastOf(tape, tape.event(FundRedeemedDecoder.TEMPLATE_ID, 0));
                }),
                new Planted("a fund settled at another sum", Invariant.POSITIONS, tape -> {
                    UnsafeBuffer event = tape.event(MarketSettledDecoder.TEMPLATE_ID, 2);
                    new MarketSettledEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .price(11 * Session.TICK);
                    return tape.sequenceOf(event);
                }),
                new Planted("redemptions taken back in part", Invariant.POSITIONS, tape -> {
                    redeemed(tape, 2).quantity(-200);
                    return tape.sequenceOf(tape.event(FundRedeemedDecoder.TEMPLATE_ID, 2));
                }),
                new Planted("redemptions of nobody taken back", Invariant.POSITIONS, tape -> {
                    redeemed(tape, 3).account(Session.ADMINISTRATOR);
                    return tape.sequenceOf(tape.event(FundRedeemedDecoder.TEMPLATE_ID, 3));
                }),
                new Planted("shares redeemed while the fund is paused", Invariant.POSITIONS, t -> {
                    UnsafeBuffer event = t.event(MarketStatusSetDecoder.TEMPLATE_ID, 0);
                    new MarketStatusSetEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .market(Session.FUND)
                            .status(MarketStatus.PAUSED);
                    Tape.Frame settling = t.frameOf(event);
                    settling.events.remove(event);
                    t.frameOf(t.event(FundRedeemedDecoder.TEMPLATE_ID, 0))
                            .events
                            .addFirst(event);
                    return t.sequenceOf(t.event(FundRedeemedDecoder.TEMPLATE_ID, 0));
                }),
                new Planted("a constituent undone without its fund", Invariant.CORRECTIONS, t -> {
                    UnsafeBuffer event = t.event(MarketVoidedDecoder.TEMPLATE_ID, 0);
                    new MarketVoidedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .market(Session.RAIN);
                    UnsafeBuffer status = lastStatus(t);
                    new MarketStatusSetEncoder()
                            .wrapAndApplyHeader(status, 0, HEADER)
                            .market(Session.RAIN);
                    t.frameOf(event)
                            .events
                            .removeIf(each ->
                                    Tape.templateOf(each) == FundRedeemedDecoder.TEMPLATE_ID);
                    return t.sequenceOf(event);
                }));
    }

    /** Something that is so already. */
    private static void nothingInstead(Tape tape, Tape.Frame frame) {
        UnsafeBuffer other = tape.event(MarketFigureSetDecoder.TEMPLATE_ID, 0);
        frame.events.clear();
        frame.events.add(new UnsafeBuffer(other.byteArray().clone()));
    }

    private static UnsafeBuffer lastStatus(Tape tape) {
        Tape.Frame frame = tape.frameOf(tape.event(MarketVoidedDecoder.TEMPLATE_ID, 0));
        return frame.events.stream()
                .filter(each -> Tape.templateOf(each) == MarketStatusSetDecoder.TEMPLATE_ID)
                .findFirst()
                .orElseThrow();
    }

    private static FundRedeemedEncoder redeemed(Tape tape, int number) {
        UnsafeBuffer event = tape.event(FundRedeemedDecoder.TEMPLATE_ID, number);
        return new FundRedeemedEncoder().wrapAndApplyHeader(event, 0, HEADER);
    }

    private static long lastOf(Tape tape, UnsafeBuffer event) {
        return tape.lastOf(tape.frameOf(event));
    }
}

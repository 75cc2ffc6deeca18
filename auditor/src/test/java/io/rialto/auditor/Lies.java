package io.rialto.auditor;

import io.rialto.protocol.CodeEndedDecoder;
import io.rialto.protocol.CodeEndedEncoder;
import io.rialto.protocol.CodeIssuedDecoder;
import io.rialto.protocol.CodeIssuedEncoder;
import io.rialto.protocol.CreditChangedDecoder;
import io.rialto.protocol.CreditChangedEncoder;
import io.rialto.protocol.IssuedDecoder;
import io.rialto.protocol.IssuedEncoder;
import io.rialto.protocol.ItemListedDecoder;
import io.rialto.protocol.ItemListedEncoder;
import io.rialto.protocol.ItemPaidDecoder;
import io.rialto.protocol.ItemPaidEncoder;
import io.rialto.protocol.MarketSettledDecoder;
import io.rialto.protocol.MarketSettledEncoder;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MarketStatusChangedDecoder;
import io.rialto.protocol.MarketStatusChangedEncoder;
import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.MarketVoidedEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OptionContractChangedDecoder;
import io.rialto.protocol.OptionContractChangedEncoder;
import io.rialto.protocol.OptionExercisedDecoder;
import io.rialto.protocol.OptionExercisedEncoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAcceptedEncoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderAmendedEncoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderClosedEncoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderReducedEncoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.OrderRestedEncoder;
import io.rialto.protocol.OutcomeMarketCreatedDecoder;
import io.rialto.protocol.OutcomeMarketCreatedEncoder;
import io.rialto.protocol.PostedDecoder;
import io.rialto.protocol.PostedEncoder;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.SettlementCorrectedDecoder;
import io.rialto.protocol.SettlementCorrectedEncoder;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.TradeBustedEncoder;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.TradedEncoder;
import io.rialto.protocol.TransferredDecoder;
import io.rialto.protocol.TransferredEncoder;
import io.rialto.protocol.VoidCause;
import io.rialto.protocol.WithdrawnDecoder;
import io.rialto.protocol.WithdrawnEncoder;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lies that an auditor must not believe: a true tape, changed at one place. */
final class Lies {
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

    /** The only one of its command. */
    private static final int LAST_TRADE = 2;

    private Lies() {}

    /**
     * A lie and where it must be found.
     *
     * @param plant changes a true tape and returns the number of the event that must be named
     */
    record Planted(String what, Invariant invariant, Function<Tape, Long> plant) {
        @Override
        public String toString() {
            return invariant + ": " + what;
        }
    }

    static Stream<Planted> all() {
        return Stream.of(postings(), orders(), trades(), places(), frames(), contracts())
                .flatMap(s -> s);
    }

    private static Stream<Planted> postings() {
        return Stream.of(
                event(
                        "a balance off by one",
                        Invariant.BALANCES,
                        posting(PostingCause.TRADE),
                        (e, n) -> {
                            posted(e).cash(n.cash() + 1);
                        }),
                event(
                        "a hold off by one",
                        Invariant.BALANCES,
                        posting(PostingCause.HOLD),
                        (e, n) -> {
                            posted(e).held(n.held() + 1);
                        }),
                command(
                        "money out of nothing",
                        Invariant.ZERO_SUM,
                        posting(PostingCause.ISSUE),
                        (e, n) -> {
                            posted(e).cashDelta(n.cashDelta() + 1).cash(n.cash() + 1);
                        }),
                event(
                        "a withdrawal beyond all",
                        Invariant.NOT_NEGATIVE,
                        posting(PostingCause.WITHDRAWAL),
                        (e, n) -> {
                            posted(e).cashDelta(-1 - n.cash() + n.cashDelta()).cash(-1);
                        }),
                command("too little held", Invariant.HOLDS, posting(PostingCause.HOLD), (e, n) -> {
                    posted(e).heldDelta(n.heldDelta() - 1).held(n.held() - 1);
                }),
                event("a fee to somebody", Invariant.FEES, posting(PostingCause.FEE), (e, n) -> {
                    posted(e).account(3);
                }),
                event(
                        "a posting to nobody",
                        Invariant.REFERENCES,
                        posting(PostingCause.TRADE),
                        (e, n) -> {
                            posted(e).account(77);
                        }),
                event(
                        "a hold that moves cash",
                        Invariant.SETTLEMENT,
                        posting(PostingCause.HOLD),
                        (e, n) -> {
                            posted(e).cashDelta(1).cash(n.cash() + 1);
                        }),
                new Planted("a trade settled short", Invariant.SETTLEMENT, tape -> {
                    settleShort(tape);
                    return lastOfCommand(tape, tape.event(TradedDecoder.TEMPLATE_ID, LAST_TRADE));
                }),
                new Planted("an owner owed more than there is", Invariant.CREDITS, tape -> {
                    UnsafeBuffer event = tape.event(CreditChangedDecoder.TEMPLATE_ID, 0);
                    new CreditChangedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .credit(701);
                    return lastOfCommand(tape, event);
                }),
                new Planted("another transfer than posted", Invariant.SETTLEMENT, tape -> {
                    UnsafeBuffer event = tape.event(TransferredDecoder.TEMPLATE_ID, 0);
                    new TransferredEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .amount(5);
                    return lastOfCommand(tape, event);
                }),
                new Planted("a code that holds nothing", Invariant.HOLDS, tape -> {
                    UnsafeBuffer event = tape.event(CodeIssuedDecoder.TEMPLATE_ID, 0);
                    new CodeIssuedEncoder().wrapAndApplyHeader(event, 0, HEADER).amount(5);
                    return lastOfCommand(tape, event);
                }),
                new Planted("a code that ends twice", Invariant.REFERENCES, tape -> {
                    UnsafeBuffer event = tape.event(CodeEndedDecoder.TEMPLATE_ID, 0);
                    new CodeEndedEncoder().wrapAndApplyHeader(event, 0, HEADER).codeId(7);
                    return tape.sequenceOf(event);
                }),
                new Planted("a hold not posted", Invariant.HOLDS, tape -> {
                    UnsafeBuffer hold = find(tape, posting(PostingCause.HOLD));
                    Tape.Frame frame = tape.frameOf(hold);
                    frame.events.remove(hold);
                    return tape.lastOf(frame);
                }),
                new Planted("another deposit than posted", Invariant.SETTLEMENT, tape -> {
                    UnsafeBuffer event = tape.event(IssuedDecoder.TEMPLATE_ID, 1);
                    new IssuedEncoder().wrapAndApplyHeader(event, 0, HEADER).amount(5);
                    return lastOfCommand(tape, event);
                }),
                new Planted("another withdrawal than posted", Invariant.SETTLEMENT, tape -> {
                    UnsafeBuffer event = tape.event(WithdrawnDecoder.TEMPLATE_ID, 0);
                    new WithdrawnEncoder().wrapAndApplyHeader(event, 0, HEADER).amount(5);
                    return lastOfCommand(tape, event);
                }));
    }

    private static Stream<Planted> orders() {
        return Stream.of(
                accepted("of nobody", Invariant.REFERENCES, e -> e.account(77)),
                accepted("with a number left out", Invariant.MARKET_NUMBERS, e -> e.order(2)),
                accepted("that wants nothing", Invariant.ORDERS, e -> e.quantity(0)),
                rested("with more than is left", Invariant.ORDERS, e -> e.remaining(1)),
                rested("at another price", Invariant.ORDERS, e -> e.price(Session.TICK)),
                rested("with an update left out", Invariant.MARKET_NUMBERS, e -> e.update(2)),
                new Planted("an order reduced to another remainder", Invariant.ORDERS, tape -> {
                    UnsafeBuffer event = tape.event(OrderReducedDecoder.TEMPLATE_ID, 0);
                    new OrderReducedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .remaining(1);
                    return tape.sequenceOf(event);
                }),
                new Planted("an order amended beyond what is filled", Invariant.ORDERS, tape -> {
                    UnsafeBuffer event = tape.event(OrderAmendedDecoder.TEMPLATE_ID, 0);
                    new OrderAmendedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .remaining(0);
                    return tape.sequenceOf(event);
                }),
                new Planted("an order closed with more filled", Invariant.ORDERS, tape -> {
                    UnsafeBuffer event = tape.event(OrderClosedDecoder.TEMPLATE_ID, 0);
                    new OrderClosedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .filled(1);
                    return tape.sequenceOf(event);
                }),
                new Planted("an order closed that is not open", Invariant.REFERENCES, tape -> {
                    UnsafeBuffer event = tape.event(OrderClosedDecoder.TEMPLATE_ID, 0);
                    new OrderClosedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .order(99);
                    return tape.sequenceOf(event);
                }),
                new Planted("an order that neither rests nor ends", Invariant.ORDERS, tape -> {
                    UnsafeBuffer event = tape.event(OrderRestedDecoder.TEMPLATE_ID, 0);
                    Tape.Frame frame = tape.frameOf(event);
                    frame.events.remove(event);
                    return tape.lastOf(frame);
                }));
    }

    private static Stream<Planted> trades() {
        return Stream.of(
                traded(
                        "at another price than the maker's",
                        Invariant.TRADES,
                        e -> e.price(Session.TICK)),
                traded("for another notional", Invariant.TRADES, e -> e.notional(1)),
                traded("of another account", Invariant.TRADES, e -> e.takerAccount(Session.ANN)),
                traded("out of turn", Invariant.PRIORITY, e -> e.makerOrder(2)),
                traded("with a fee too high", Invariant.FEES, e -> e.takerFee(1_000)),
                traded("with a rebate of nobody's", Invariant.FEES, e -> e.makerFee(-1)),
                traded("with a number left out", Invariant.MARKET_NUMBERS, e -> e.trade(2)),
                traded("that leaves the maker more", Invariant.ORDERS, e -> e.makerRemaining(1)),
                traded("of an order that is not open", Invariant.REFERENCES, e -> e.makerOrder(9)));
    }

    private static Stream<Planted> places() {
        return Stream.of(
                new Planted("a crossed book", Invariant.BOOK, tape -> {
                    // Ann's last offer, as if it had come in below Bob's bid and not met it.
                    UnsafeBuffer accepted = tape.event(OrderAcceptedDecoder.TEMPLATE_ID, 6);
                    new OrderAcceptedEncoder()
                            .wrapAndApplyHeader(accepted, 0, HEADER)
                            .price(90 * Session.TICK);
                    Tape.Frame frame = tape.frameOf(accepted);
                    UnsafeBuffer rested = frame.events.stream()
                            .filter(e -> Tape.templateOf(e) == OrderRestedDecoder.TEMPLATE_ID)
                            .findFirst()
                            .orElseThrow();
                    new OrderRestedEncoder()
                            .wrapAndApplyHeader(rested, 0, HEADER)
                            .price(90 * Session.TICK);
                    return tape.lastOf(frame);
                }),
                new Planted("an order in a paused market", Invariant.STATUS, tape -> {
                    status(
                            tape.event(MarketStatusChangedDecoder.TEMPLATE_ID, 1),
                            MarketStatus.PAUSED);
                    return tape.sequenceOf(tape.event(OrderAcceptedDecoder.TEMPLATE_ID, 6));
                }),
                new Planted("a closed market with an order", Invariant.STATUS, tape -> {
                    UnsafeBuffer event = tape.event(MarketStatusChangedDecoder.TEMPLATE_ID, 2);
                    Tape.Frame frame = tape.frameOf(event);
                    frame.events.retainAll(List.of(event));
                    return tape.lastOf(frame);
                }));
    }

    private static Stream<Planted> contracts() {
        return Stream.of(
                new Planted("a position left out", Invariant.POSITIONS, tape -> {
                    UnsafeBuffer event = tape.event(MarketSettledDecoder.TEMPLATE_ID, 0);
                    new MarketSettledEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .positions(1);
                    return tape.sequenceOf(event);
                }),
                new Planted("an item paid with less than its price", Invariant.SETTLEMENT, tape -> {
                    UnsafeBuffer event = tape.event(ItemPaidDecoder.TEMPLATE_ID, 1);
                    new ItemPaidEncoder().wrapAndApplyHeader(event, 0, HEADER).amount(299);
                    return tape.sequenceOf(event);
                }),
                new Planted("an item of nobody", Invariant.REFERENCES, tape -> {
                    UnsafeBuffer event = tape.event(ItemListedDecoder.TEMPLATE_ID, 0);
                    new ItemListedEncoder().wrapAndApplyHeader(event, 0, HEADER).seller(999);
                    return tape.sequenceOf(event);
                }),
                new Planted("a contract that nobody traded", Invariant.CONTRACTS, tape -> {
                    UnsafeBuffer event = tape.event(OptionContractChangedDecoder.TEMPLATE_ID, 0);
                    new OptionContractChangedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .quantity(400);
                    return lastOfCommand(tape, event);
                }),
                new Planted("an option exercised for less", Invariant.CONTRACTS, tape -> {
                    UnsafeBuffer event = tape.event(OptionExercisedDecoder.TEMPLATE_ID, 0);
                    new OptionExercisedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .paid(19);
                    return tape.sequenceOf(event);
                }),
                new Planted("an option that pays something else", Invariant.CONTRACTS, tape -> {
                    UnsafeBuffer event = tape.event(MarketSettledDecoder.TEMPLATE_ID, 2);
                    new MarketSettledEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .price(14 * Session.TICK);
                    return tape.sequenceOf(event);
                }),
                new Planted("a position paid too much", Invariant.SETTLEMENT, tape -> {
                    UnsafeBuffer event = tape.event(MarketSettledDecoder.TEMPLATE_ID, 0);
                    new MarketSettledEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .price(26 * Session.TICK);
                    return lastOfCommand(tape, event);
                }),
                new Planted("a correction to another price", Invariant.SETTLEMENT, tape -> {
                    UnsafeBuffer event = tape.event(SettlementCorrectedDecoder.TEMPLATE_ID, 0);
                    new SettlementCorrectedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .price(23 * Session.TICK);
                    return lastOfCommand(tape, event);
                }),
                new Planted("a correction of another price", Invariant.CORRECTIONS, tape -> {
                    UnsafeBuffer event = tape.event(SettlementCorrectedDecoder.TEMPLATE_ID, 0);
                    new SettlementCorrectedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .previousPrice(23 * Session.TICK);
                    return tape.sequenceOf(event);
                }),
                new Planted("another trade undone", Invariant.CORRECTIONS, tape -> {
                    UnsafeBuffer event = tape.event(TradeBustedDecoder.TEMPLATE_ID, 0);
                    new TradeBustedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .trade(99);
                    return tape.sequenceOf(event);
                }),
                new Planted("a trade undone for more", Invariant.CORRECTIONS, tape -> {
                    UnsafeBuffer event = tape.event(TradeBustedDecoder.TEMPLATE_ID, 0);
                    new TradeBustedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .notional(1);
                    return tape.sequenceOf(event);
                }),
                new Planted("a last price that is another's", Invariant.CORRECTIONS, tape -> {
                    UnsafeBuffer event = tape.event(TradeBustedDecoder.TEMPLATE_ID, 0);
                    new TradeBustedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .lastPrice(1);
                    return tape.sequenceOf(event);
                }),
                new Planted("a withdrawn market that traded", Invariant.CORRECTIONS, tape -> {
                    UnsafeBuffer event = tape.event(MarketVoidedDecoder.TEMPLATE_ID, 0);
                    new MarketVoidedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .cause(VoidCause.WITHDRAWN);
                    return tape.sequenceOf(event);
                }),
                new Planted("contracts that nobody could pay", Invariant.WORST_CASES, tape -> {
                    UnsafeBuffer event = tape.event(OutcomeMarketCreatedDecoder.TEMPLATE_ID, 0);
                    new OutcomeMarketCreatedEncoder()
                            .wrapAndApplyHeader(event, 0, HEADER)
                            .priceMaximum(1_000_000 * Session.TICK);
                    return tape.lastOf(tape.frameOf(tape.event(
                            OrderAcceptedDecoder.TEMPLATE_ID, Session.ORDERS_BEFORE_CONTRACTS)));
                }));
    }

    private static Stream<Planted> frames() {
        return Stream.of(
                new Planted("time that goes back", Invariant.TIME, tape -> {
                    tape.frames.get(4).timeNanos = 5;
                    return tape.sequenceOf(tape.frames.get(4).events.getFirst());
                }),
                new Planted("a part of a command left out", Invariant.NUMBERS, tape -> {
                    tape.frames.get(4).part = 1;
                    return tape.sequenceOf(tape.frames.get(4).events.getFirst());
                }),
                new Planted("an event of no known kind", Invariant.FORMAT, tape -> {
                    UnsafeBuffer event = tape.frames.get(4).events.getFirst();
                    new MessageHeaderEncoder().wrap(event, 0).templateId(999);
                    return tape.lastOf(tape.frames.get(4));
                }));
    }

    // How the lies are told.

    private static Planted event(
            String what,
            Invariant invariant,
            Predicate<UnsafeBuffer> which,
            BiConsumer<UnsafeBuffer, PostedDecoder> change) {
        return new Planted(what, invariant, tape -> {
            UnsafeBuffer event = find(tape, which);
            change.accept(event, read(event));
            return tape.sequenceOf(event);
        });
    }

    private static Planted command(
            String what,
            Invariant invariant,
            Predicate<UnsafeBuffer> which,
            BiConsumer<UnsafeBuffer, PostedDecoder> change) {
        return new Planted(what, invariant, tape -> {
            UnsafeBuffer event = find(tape, which);
            change.accept(event, read(event));
            return lastOfCommand(tape, event);
        });
    }

    private static Planted accepted(
            String what, Invariant invariant, Consumer<OrderAcceptedEncoder> change) {
        return new Planted("an order " + what, invariant, tape -> {
            UnsafeBuffer event = tape.event(OrderAcceptedDecoder.TEMPLATE_ID, 0);
            change.accept(new OrderAcceptedEncoder().wrapAndApplyHeader(event, 0, HEADER));
            return tape.sequenceOf(event);
        });
    }

    private static Planted rested(
            String what, Invariant invariant, Consumer<OrderRestedEncoder> change) {
        return new Planted("an order rests " + what, invariant, tape -> {
            UnsafeBuffer event = tape.event(OrderRestedDecoder.TEMPLATE_ID, 0);
            change.accept(new OrderRestedEncoder().wrapAndApplyHeader(event, 0, HEADER));
            return tape.sequenceOf(event);
        });
    }

    private static Planted traded(
            String what, Invariant invariant, Consumer<TradedEncoder> change) {
        return new Planted("a trade " + what, invariant, tape -> {
            UnsafeBuffer event = tape.event(TradedDecoder.TEMPLATE_ID, 0);
            change.accept(new TradedEncoder().wrapAndApplyHeader(event, 0, HEADER));
            return tape.sequenceOf(event);
        });
    }

    private static PostedEncoder posted(UnsafeBuffer event) {
        return new PostedEncoder().wrapAndApplyHeader(event, 0, HEADER);
    }

    private static void status(UnsafeBuffer event, MarketStatus status) {
        new MarketStatusChangedEncoder().wrapAndApplyHeader(event, 0, HEADER).status(status);
    }

    /** What a posting says before it is changed. */
    private static PostedDecoder read(UnsafeBuffer event) {
        byte[] copy = Arrays.copyOf(event.byteArray(), event.capacity());
        return new PostedDecoder()
                .wrap(
                        new UnsafeBuffer(copy),
                        MessageHeaderEncoder.ENCODED_LENGTH,
                        PostedDecoder.BLOCK_LENGTH,
                        PostedDecoder.SCHEMA_VERSION);
    }

    private static Predicate<UnsafeBuffer> posting(PostingCause cause) {
        return event -> Tape.templateOf(event) == PostedDecoder.TEMPLATE_ID
                && read(event).cause() == cause;
    }

    private static UnsafeBuffer find(Tape tape, Predicate<UnsafeBuffer> which) {
        return tape.frames.stream()
                .flatMap(frame -> frame.events.stream())
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    private static long lastOfCommand(Tape tape, UnsafeBuffer event) {
        int index = tape.frames.indexOf(tape.frameOf(event));
        while (!tape.frames.get(index).last) {
            index++;
        }
        return tape.lastOf(tape.frames.get(index));
    }

    /** The buyer of the last trade gets a lot less, the seller gives one less. */
    private static void settleShort(Tape tape) {
        Tape.Frame frame = tape.frameOf(tape.event(TradedDecoder.TEMPLATE_ID, LAST_TRADE));
        frame.events.stream()
                .filter(posting(PostingCause.TRADE))
                .filter(event -> read(event).asset() == Session.BTC)
                .limit(2)
                .forEach(event -> {
                    PostedDecoder was = read(event);
                    long less = was.cashDelta() > 0 ? -Session.LOT : Session.LOT;
                    posted(event).cashDelta(was.cashDelta() + less).cash(was.cash() + less);
                });
    }
}

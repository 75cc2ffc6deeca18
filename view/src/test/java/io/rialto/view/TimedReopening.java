package io.rialto.view;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.Condition;
import io.rialto.protocol.Instruction;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.Peg;
import io.rialto.protocol.Side;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.ManagedTerms;
import io.rialto.sequencer.MarketTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.OutcomeMarketTerms;
import io.rialto.sequencer.RequestContext;
import io.rialto.sequencer.VenueNode;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The real engine in a market that halts by itself, for tests: when it is time, an auction opens it, and
 * a stop that the halting trade reached takes what is left, all in what one passing of time causes.
 */
public final class TimedReopening implements MachineOutput {
    public static final long MARKET = 1;
    public static final long CONTRACTS = 2;

    /** Bob's order that trades in the auction and then with the stop, and of which one is left. */
    static final long MAKER = 2;

    /** Dan's. */
    static final long STOP = 3;

    private static final long ADMINISTRATOR = 4;
    public static final long BOB = 5;
    public static final long CAT = 6;
    public static final long DAN = 7;
    public static final long EVE = 8;
    private static final int BTC = 1;
    private static final int USD = 2;
    private static final long TICK = 1_000_000_000;
    private static final long LOT = 1_000_000;
    private static final long CONTRACT = 100;
    private static final long HALT_NANOS = 60_000_000_000L;

    private final Machine machine =
            EngineMachine.factory(EngineLimits.defaults()).create(this);
    private final CommandPublisher publisher = new CommandPublisher();
    private final RequestContext context = new RequestContext();
    private final OrderTerms order = new OrderTerms();
    private final MutableDirectBuffer command =
            new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
    private final FrameSource.FrameHandler out;
    private long timeNanos = 1_000_000;

    public TimedReopening(FrameSource.FrameHandler out) {
        this.out = out;
    }

    @Override
    public void onEvents(DirectBuffer frame, int offset, int length) {
        out.onFrame(frame, offset, length);
    }

    @Override
    public void onAnswer(DirectBuffer answer, int offset, int length) {
        // What was answered shows in the events.
    }

    public Machine machine() {
        return machine;
    }

    /**
     * Trades one at 104, which halts the market.
     *
     * @param makerFeePpm below zero a rebate
     */
    public void halt(int makerFeePpm) {
        apply(publisher.bootstrap(command, 0, context.as(0), 1, 2, new byte[32], "root"));
        apply(publisher.activateRules(command, 0, administrator(), VenueNode.RULES_VERSION));
        apply(publisher.createAsset(command, 0, administrator(), "BTC", 8, 4));
        apply(publisher.createAsset(command, 0, administrator(), "USD", 2, 2));
        for (long account = BOB; account <= DAN; account++) {
            apply(publisher.createAccount(command, 0, administrator(), 9, account, 0, "user"));
            issue(account, BTC, 1_000 * LOT);
            issue(account, USD, 1_000_000_00);
        }
        apply(publisher.createMarket(command, 0, administrator(), terms(makerFeePpm)));
        // Nobody reaches it: volumes are kept where there are tiers.
        apply(publisher
                .protections()
                .setFeeTier(
                        command,
                        0,
                        administrator(),
                        MARKET,
                        1_000_000_00,
                        makerFeePpm,
                        10_000,
                        false,
                        "as usual"));
        setFigure(MarketFigure.BREAKER_PPM, 50_000);
        setFigure(MarketFigure.HALT_NANOS, HALT_NANOS);
        place(BOB, Side.SELL, 104, 1);
        place(BOB, Side.SELL, 110, 3);
        order.limit(MARKET, Side.BUY, 110 * TICK, LOT);
        apply(publisher
                .conditional()
                .place(command, 0, context.as(DAN), order, Condition.STOP, 103 * TICK, 0));
        place(CAT, Side.BUY, 110, 2);
    }

    /** Cat's other is traded in the auction; Dan's stop takes what is left once the market is open. */
    public void reopen() {
        timeNanos += 2 * HALT_NANOS;
        machine.onDeadline(timeNanos, timeNanos);
    }

    /** Apart from that: Bob sells Cat two of three contracts that may pay less than nothing. */
    public void tradeBelowNothing() {
        OutcomeMarketTerms contracts = new OutcomeMarketTerms();
        contracts.symbol = "FROST";
        contracts.quoteAsset = USD;
        contracts.priceMinimum = -20 * TICK;
        contracts.priceMaximum = 50 * TICK;
        contracts.tick = TICK;
        contracts.lot = CONTRACT;
        contracts.quantityMinimum = CONTRACT;
        contracts.quantityMaximum = 1_000 * CONTRACT;
        contracts.notionalMaximum = 1_000_000_000_000L;
        contracts.positionMaximum = 1_000 * CONTRACT;
        contracts.openOrdersAccountMax = 100;
        contracts.openOrdersMarketMax = 1_000;
        contracts.takerFeePpm = 10_000;
        contracts.makerFeePpm = 10_000;
        contracts.words.title = "How cold it gets";
        apply(publisher.outcomes().create(command, 0, context.as(BOB), contracts));
        order.limit(CONTRACTS, Side.SELL, -5 * TICK, 3 * CONTRACT);
        apply(publisher.placeOrder(command, 0, context.as(BOB), order));
        order.limit(CONTRACTS, Side.BUY, -5 * TICK, 2 * CONTRACT);
        apply(publisher.placeOrder(command, 0, context.as(CAT), order));
    }

    /** Apart from that: Bob has an iceberg and a stop, of which one ends the other. */
    void linkIceberg() {
        order.limit(MARKET, Side.SELL, 120 * TICK, 10 * LOT);
        ManagedTerms iceberg = new ManagedTerms(Instruction.NONE, 2 * LOT, Peg.NONE, 0);
        apply(publisher.conditional().place(command, 0, context.as(BOB), order, iceberg));
        order.limit(MARKET, Side.SELL, 80 * TICK, 10 * LOT);
        apply(publisher
                .conditional()
                .place(command, 0, context.as(BOB), order, Condition.STOP, 85 * TICK, 0));
        apply(publisher
                .protections()
                .link(command, 0, context.as(BOB), MARKET, STOP + 2, STOP + 3));
    }

    /** Eve comes, with money and nothing else. */
    public void welcome() {
        apply(publisher.createAccount(command, 0, administrator(), 9, EVE, 0, "user"));
        issue(EVE, USD, 1_000_00);
    }

    /** Eve has the contract that is left of Bob's. */
    public void takeLast() {
        order.limit(CONTRACTS, Side.BUY, -5 * TICK, CONTRACT);
        apply(publisher.placeOrder(command, 0, context.as(EVE), order));
    }

    private void apply(int length) {
        timeNanos += 1_000;
        machine.onCommand(timeNanos, timeNanos, command, 0, length);
    }

    private RequestContext administrator() {
        return context.as(ADMINISTRATOR).sudo();
    }

    private void issue(long account, int asset, long amount) {
        RequestContext as = context.as(ADMINISTRATOR, account).sudo();
        apply(publisher.issue(command, 0, as, asset, amount, "welcome"));
    }

    private void setFigure(MarketFigure figure, long value) {
        apply(publisher
                .protections()
                .setFigure(command, 0, administrator(), MARKET, figure, value, "as usual"));
    }

    private void place(long account, Side side, long ticks, long lots) {
        order.limit(MARKET, side, ticks * TICK, lots * LOT);
        apply(publisher.placeOrder(command, 0, context.as(account), order));
    }

    private static MarketTerms terms(int makerFeePpm) {
        MarketTerms terms = new MarketTerms();
        terms.symbol = "BTC/USD";
        terms.baseAsset = BTC;
        terms.quoteAsset = USD;
        terms.tick = TICK;
        terms.lot = LOT;
        terms.priceMaximum = 100_000 * TICK;
        terms.quantityMinimum = LOT;
        terms.quantityMaximum = 10_000 * LOT;
        terms.notionalMinimum = 1;
        terms.notionalMaximum = 1_000_000_000_000L;
        terms.openOrdersAccountMax = 100;
        terms.openOrdersMarketMax = 1_000;
        terms.makerFeePpm = makerFeePpm;
        terms.takerFeePpm = 20_000;
        terms.referencePrice = 100 * TICK;
        return terms;
    }
}

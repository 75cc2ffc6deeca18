package io.rialto.auditor;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.Condition;
import io.rialto.protocol.Instruction;
import io.rialto.protocol.MarketCreators;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.Peg;
import io.rialto.protocol.Side;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.CorrectionPublisher;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.FundConstituent;
import io.rialto.sequencer.ItemPublisher;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.ManagedTerms;
import io.rialto.sequencer.MarketTerms;
import io.rialto.sequencer.OptionMarketTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.OutcomeMarketTerms;
import io.rialto.sequencer.ProtectionPublisher;
import io.rialto.sequencer.RequestContext;
import io.rialto.sequencer.VenueNode;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A short session of the real engine in which about everything happens once, on a tape. */
final class Session implements MachineOutput {
    static final long ADMINISTRATOR = 4;
    static final long ANN = 5;
    static final long BOB = 6;
    static final long MARKET = 1;
    static final long CONTRACTS = 2;
    static final long UNDERLYING = 3;
    static final long OPTIONS = 4;
    static final long RAIN = 2;
    static final long SNOW = 3;
    static final long FUND = 4;
    static final long TICK = 1_000_000_000;
    static final long LOT = 1_000_000;

    /** Orders accepted in the spot market. */
    static final int ORDERS_BEFORE_CONTRACTS = 8;

    static final int BTC = 1;
    static final int USD = 2;

    final Tape tape = new Tape();
    final Machine machine = EngineMachine.factory(EngineLimits.defaults()).create(this);
    private final CommandPublisher publisher = new CommandPublisher();
    private final RequestContext context = new RequestContext();
    private final OrderTerms order = new OrderTerms();
    private final MutableDirectBuffer command =
            new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
    private long timeNanos = 1_000_000;

    /** Plays it. */
    static Session play() {
        Session session = new Session();
        session.open();
        session.trade();
        session.end();
        session.share();
        session.tradeContracts();
        session.sellItem();
        return session;
    }

    /** Ann offers twice what she has, of which she would show more than she has, to reduce it. */
    static Session playIcebergThatOnlyReduces() {
        Session session = new Session();
        session.open();
        session.offerMoreThanThereIs();
        return session;
    }

    /** Rates by volume, a price band, two linked orders; a fund that is redeemed, settled and undone. */
    static Session playTermsAndFunds() {
        Session session = new Session();
        session.open();
        session.apply(session.publisher.activateRules(
                session.command, 0, session.administrator(), VenueNode.RULES_VERSION));
        session.tradeByTerms();
        session.redeemFund();
        session.cancelOneOfTwo();
        return session;
    }

    /** Bob pays less from his second order on; his third ends the other of Ann's two. */
    private void tradeByTerms() {
        ProtectionPublisher protections = publisher.protections();
        apply(protections.setFigure(
                command,
                0,
                administrator(),
                MARKET,
                MarketFigure.PRICE_BAND_PPM,
                200_000,
                "as usual"));
        apply(protections.setFeeTier(
                command, 0, administrator(), MARKET, 500, 100, 200, false, "for many"));
        place(ANN, Side.SELL, 101, 10);
        place(BOB, Side.BUY, 101, 10);
        place(ANN, Side.SELL, 105, 10);
        order.limit(MARKET, Side.SELL, 94 * TICK, LOT);
        apply(publisher
                .conditional()
                .place(command, 0, context.as(ANN), order, Condition.STOP, 95 * TICK, 0));
        place(ANN, Side.SELL, 110, 1);
        apply(protections.link(command, 0, context.as(ANN), MARKET, 3, 4));
        place(BOB, Side.BUY, 105, 2);
        place(BOB, Side.BUY, 99, 1);
    }

    /** Ann redeems shares and sells what they bring; both markets pay; then the fund is undone. */
    private void redeemFund() {
        OutcomeMarketTerms terms = contracts("RAIN");
        apply(publisher.outcomes().create(command, 0, context.as(ANN), terms));
        terms.symbol = "SNOW";
        apply(publisher.outcomes().create(command, 0, context.as(ANN), terms));
        terms.symbol = "WEATHER";
        List<FundConstituent> parts =
                List.of(new FundConstituent(RAIN, 2), new FundConstituent(SNOW, -1));
        apply(publisher.funds().create(command, 0, context.as(ANN), terms, 25, parts));
        apply(publisher.funds().redeem(command, 0, context.as(ANN), FUND, 300));
        apply(publisher.funds().redeem(command, 0, context.as(BOB), FUND, -100));
        order.limit(RAIN, Side.BUY, 40 * TICK, 200);
        apply(publisher.placeOrder(command, 0, context.as(BOB), order));
        order.limit(RAIN, Side.SELL, 40 * TICK, 200);
        apply(publisher.placeOrder(command, 0, context.as(ANN), order));
        for (long market = RAIN; market <= SNOW; market++) {
            apply(publisher
                    .outcomes()
                    .settle(command, 0, context.as(ANN), market, market * 10 * TICK, "so"));
        }
        apply(publisher.corrections().undo(command, 0, administrator(), FUND, "nobody came"));
    }

    /** The other of Ann's two ends with the next command. */
    private void cancelOneOfTwo() {
        place(ANN, Side.SELL, 112, 1);
        order.limit(MARKET, Side.SELL, 94 * TICK, LOT);
        apply(publisher
                .conditional()
                .place(command, 0, context.as(ANN), order, Condition.STOP, 95 * TICK, 0));
        apply(publisher.protections().link(command, 0, context.as(ANN), MARKET, 8, 9));
        apply(publisher.cancelOrder(command, 0, context.as(ANN), MARKET, 8, ""));
        place(BOB, Side.BUY, 90, 1);
    }

    /** A class in which contracts went to and fro begins anew; the one trade after that is undone. */
    static Session playNewBeginning() {
        Session session = new Session();
        session.open();
        session.beginAnew();
        return session;
    }

    private void beginAnew() {
        long ann = 10;
        long bob = 11;
        apply(publisher.activateRules(command, 0, administrator(), VenueNode.RULES_VERSION));
        apply(publisher
                .accounts()
                .createUniverse(command, 0, context.as(ADMINISTRATOR, ANN).sudo(), "class"));
        apply(publisher
                .accounts()
                .setCohort(
                        command,
                        0,
                        inClass(ANN, ANN),
                        USD,
                        1_000_00,
                        USD,
                        false,
                        false,
                        MarketCreators.MEMBERS));
        for (long user = ANN; user <= BOB; user++) {
            apply(publisher
                    .accounts()
                    .createUniverseAccount(command, 0, inClass(ANN, ANN), user, 0, 0, "member"));
        }
        apply(publisher.outcomes().create(command, 0, inClass(ANN, ann), contracts("RAIN")));
        tradeInClass(ann, bob, 40);
        tradeInClass(bob, ann, 40);
        apply(publisher.accounts().resetUniverse(command, 0, inClass(ANN, ANN), "again"));
        tradeInClass(ann, bob, 50);
        apply(publisher.corrections().bust(command, 0, administrator(), RAIN, 3, "a slip"));
    }

    private RequestContext inClass(long user, long account) {
        RequestContext by = context.as(user, account);
        by.universe = 1;
        return by;
    }

    private void tradeInClass(long buyer, long seller, long ticks) {
        order.limit(RAIN, Side.SELL, ticks * TICK, 200);
        apply(publisher.placeOrder(command, 0, context.as(seller - 5, seller), order));
        order.limit(RAIN, Side.BUY, ticks * TICK, 200);
        apply(publisher.placeOrder(command, 0, context.as(buyer - 5, buyer), order));
    }

    private static OutcomeMarketTerms contracts(String symbol) {
        OutcomeMarketTerms terms = new OutcomeMarketTerms();
        terms.symbol = symbol;
        terms.quoteAsset = USD;
        terms.priceMaximum = 100 * TICK;
        terms.tick = TICK;
        terms.lot = 100;
        terms.quantityMaximum = 100_000;
        terms.notionalMaximum = 1_000_000_000;
        terms.positionMaximum = 1_000_000;
        terms.openOrdersAccountMax = 100;
        terms.openOrdersMarketMax = 1_000;
        return terms;
    }

    @Override
    public void onEvents(DirectBuffer frame, int offset, int length) {
        tape.record(frame, offset, length);
    }

    @Override
    public void onAnswer(DirectBuffer answer, int offset, int length) {
        // An auditor knows events only.
    }

    private void apply(int length) {
        timeNanos += 1_000;
        machine.onCommand(timeNanos, timeNanos, command, 0, length);
    }

    private RequestContext administrator() {
        return context.as(ADMINISTRATOR).sudo();
    }

    private void open() {
        apply(publisher.bootstrap(command, 0, context.as(0), 1, 2, new byte[32], "root"));
        apply(publisher.createAsset(command, 0, administrator(), "BTC", 8, 4));
        apply(publisher.createAsset(command, 0, administrator(), "USD", 2, 2));
        apply(publisher.createAccount(command, 0, administrator(), 9, 1, 0, "Ann"));
        apply(publisher.createAccount(command, 0, administrator(), 9, 2, 0, "Bob"));
        for (long account = ANN; account <= BOB; account++) {
            issue(account, BTC, 1_000 * LOT);
            issue(account, USD, 1_000_000_00);
        }
        apply(publisher.createMarket(command, 0, administrator(), terms()));
    }

    private void issue(long account, int asset, long amount) {
        RequestContext as = context.as(ADMINISTRATOR, account).sudo();
        apply(publisher.issue(command, 0, as, asset, amount, "welcome"));
    }

    private static MarketTerms terms() {
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
        terms.makerFeePpm = 500;
        terms.takerFeePpm = 1_000;
        return terms;
    }

    private void place(long account, Side side, long ticks, long lots) {
        order.limit(MARKET, side, ticks * TICK, lots * LOT);
        apply(publisher.placeOrder(command, 0, context.as(account), order));
    }

    private void offerMoreThanThereIs() {
        apply(publisher.activateRules(command, 0, administrator(), VenueNode.RULES_VERSION));
        order.limit(MARKET, Side.SELL, 105 * TICK, 2_000 * LOT);
        ManagedTerms more = new ManagedTerms(Instruction.REDUCE_ONLY, 1_500 * LOT, Peg.NONE, 0);
        apply(publisher.conditional().place(command, 0, context.as(ANN), order, more));
        place(BOB, Side.BUY, 105, 1_000);
    }

    /** Bob comes to own what Ann made, and both pay in; a code is claimed. */
    private void share() {
        long pool = BOB + 1;
        apply(publisher.activateRules(command, 0, administrator(), 2));
        apply(publisher.accounts().createAltAccount(command, 0, context.as(ANN), "pool"));
        apply(publisher.accounts().shareAccount(command, 0, context.as(ANN, pool), BOB));
        apply(publisher.accounts().transfer(command, 0, context.as(ANN), pool, USD, 700, ""));
        apply(publisher.accounts().transfer(command, 0, context.as(BOB), pool, USD, 300, ""));
        issue(ADMINISTRATOR, USD, 500);
        byte[] hash = new byte[32];
        apply(publisher.accounts().issueCode(command, 0, administrator(), hash, USD, 500, 0, ""));
        apply(publisher.accounts().claimCode(command, 0, context.as(BOB), hash));
    }

    /** Ann's orders 1 and 2 wait at one price; Bob's 4 takes the first and part of the second. */
    private void trade() {
        place(ANN, Side.SELL, 101, 10);
        place(ANN, Side.SELL, 101, 10);
        place(ANN, Side.SELL, 103, 10);
        place(BOB, Side.BUY, 101, 15);
        place(BOB, Side.BUY, 99, 20);
        place(BOB, Side.BUY, 98, 20);
        apply(publisher.amendOrder(command, 0, context.as(BOB), MARKET, 5, "", 0, 10 * LOT));
        apply(publisher.amendOrder(
                command, 0, context.as(BOB), MARKET, 6, "", 97 * TICK, 20 * LOT));
        apply(publisher.cancelOrder(command, 0, context.as(ANN), MARKET, 3, ""));
    }

    private void end() {
        apply(publisher.withdraw(
                command, 0, context.as(ADMINISTRATOR, BOB).sudo(), USD, 100, "away"));
        setStatus(MarketStatus.PAUSED);
        setStatus(MarketStatus.OPEN);
        place(ANN, Side.SELL, 105, 1);
        order.market(MARKET, Side.SELL, 5 * LOT);
        apply(publisher.placeOrder(command, 0, context.as(ANN), order));
        setStatus(MarketStatus.CLOSED);
    }

    /** Bob sells Ann contracts that may pay nothing, and they pay a quarter. */
    private void tradeContracts() {
        OutcomeMarketTerms terms = contracts("RAIN");
        apply(publisher.activateRules(command, 0, administrator(), VenueNode.RULES_VERSION));
        apply(publisher.outcomes().create(command, 0, context.as(ANN), terms));
        order.limit(CONTRACTS, Side.SELL, 40 * TICK, 500);
        apply(publisher.placeOrder(command, 0, context.as(BOB), order));
        order.limit(CONTRACTS, Side.BUY, 40 * TICK, 500);
        apply(publisher.placeOrder(command, 0, context.as(ANN), order));
        apply(publisher
                .outcomes()
                .settle(command, 0, context.as(ANN), CONTRACTS, 25 * TICK, "measured"));
        CorrectionPublisher corrections = publisher.corrections();
        apply(corrections.correct(command, 0, administrator(), CONTRACTS, 24 * TICK, "misread"));
        apply(corrections.bust(command, 0, administrator(), CONTRACTS, 1, "a slip"));
        apply(corrections.undo(command, 0, administrator(), CONTRACTS, "nobody came"));
        tradeOptions(terms);
    }

    /** Ann's bicycle is paid by Bob and the administrator together. */
    private void sellItem() {
        ItemPublisher.Terms bicycle = new ItemPublisher.Terms("a bicycle", "", "", USD, 0);
        issue(ADMINISTRATOR, USD, 100);
        apply(publisher.items().list(command, 0, context.as(ANN), bicycle));
        apply(publisher
                .items()
                .settle(
                        command,
                        0,
                        administrator(),
                        1,
                        BOB,
                        new TreeMap<>(Map.of(BOB, 300L, ADMINISTRATOR, 100L)),
                        "the highest bid"));
    }

    /** Bob writes Ann calls; she exercises two, and the others pay when their underlying does. */
    private void tradeOptions(OutcomeMarketTerms terms) {
        terms.symbol = "HAIL";
        apply(publisher.outcomes().create(command, 0, context.as(ANN), terms));
        OptionMarketTerms option = new OptionMarketTerms();
        option.market.symbol = "HAIL-CALL";
        option.market.quoteAsset = USD;
        option.market.tick = terms.tick;
        option.market.lot = terms.lot;
        option.market.quantityMaximum = terms.quantityMaximum;
        option.market.notionalMaximum = terms.notionalMaximum;
        option.market.positionMaximum = terms.positionMaximum;
        option.market.openOrdersAccountMax = terms.openOrdersAccountMax;
        option.market.openOrdersMarketMax = terms.openOrdersMarketMax;
        option.underlying = UNDERLYING;
        option.call = true;
        option.strike = 10 * TICK;
        apply(publisher.options().create(command, 0, context.as(ANN), option));
        order.limit(OPTIONS, Side.SELL, 3 * TICK, 500);
        apply(publisher.placeOrder(command, 0, context.as(BOB), order));
        order.limit(OPTIONS, Side.BUY, 3 * TICK, 500);
        apply(publisher.placeOrder(command, 0, context.as(ANN), order));
        apply(publisher.options().exercise(command, 0, context.as(ANN), OPTIONS, 1, 200));
        apply(publisher
                .outcomes()
                .settle(command, 0, context.as(ANN), UNDERLYING, 25 * TICK, "measured"));
        apply(publisher
                .corrections()
                .correct(command, 0, administrator(), UNDERLYING, 24 * TICK, "misread"));
    }

    private void setStatus(MarketStatus status) {
        apply(publisher.setMarketStatus(command, 0, administrator(), MARKET, status, "as usual"));
    }
}

package io.rialto.sequencer;

import io.rialto.protocol.AccountStatus;
import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Condition;
import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.Instruction;
import io.rialto.protocol.MarketCreators;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.Peg;
import io.rialto.protocol.PreviewAnswerDecoder;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A short session with a venue in which every message of the schema occurs: where the examples of
 * the protocol's pages come from.
 */
final class ExampleSession {
    private static final long START_NANOS = 1_767_225_600_000_000_000L;
    private static final int GATEWAY = 1;
    private static final long PRICE = 100_000_000_000L;
    private static final long DOLLAR = 1_000_000_000L;
    private static final long QUANTITY = 100_000_000L;

    /** A command with everything that it led to. */
    record Step(
            long timeNanos, UnsafeBuffer command, UnsafeBuffer answer, List<UnsafeBuffer> frames) {}

    private final VenueFixture venue = new VenueFixture();
    private final CommandPublisher publisher = venue.publisher;
    private final List<Step> steps = new ArrayList<>();
    private long number;

    /** Who sells what waits for prices. */
    private long seller;

    private ExampleSession() {
        venue.timeNanos = START_NANOS;
    }

    /** The session as the publishers encode it now. */
    static ExampleSession play() {
        ExampleSession session = new ExampleSession();
        session.setUp();
        session.hide();
        session.trade();
        session.manage();
        session.tradeContracts();
        session.correct();
        session.tradeOptions();
        session.tidyUp();
        session.auction();
        session.protect();
        session.share();
        session.play(1);
        session.redeem();
        session.sellItems();
        session.waitForPrices();
        return session;
    }

    List<Step> steps() {
        return steps;
    }

    /** Of each command the first that occurred. */
    Map<Integer, UnsafeBuffer> commands() {
        Map<Integer, UnsafeBuffer> first = new LinkedHashMap<>();
        steps.forEach(step -> first.putIfAbsent(VenueFixture.template(step.command), step.command));
        return first;
    }

    /** The answer to the first order that traded, and the first preview. */
    Map<Integer, UnsafeBuffer> answers() {
        Map<Integer, UnsafeBuffer> answers = new LinkedHashMap<>();
        for (Step step : steps) {
            int template = VenueFixture.template(step.answer);
            boolean isPlain = template == AnswerDecoder.TEMPLATE_ID;
            if (isPlain ? filled(step.answer) > 0 : template == PreviewAnswerDecoder.TEMPLATE_ID) {
                answers.putIfAbsent(template, step.answer);
            }
        }
        return answers;
    }

    private static long filled(DirectBuffer answer) {
        return new AnswerDecoder()
                .wrapAndApplyHeader(answer, 0, new io.rialto.protocol.MessageHeaderDecoder())
                .filledQuantity();
    }

    /** Of each event the first that occurred, and the frame of an order that rested. */
    Map<Integer, UnsafeBuffer> events() {
        Map<Integer, UnsafeBuffer> first = new LinkedHashMap<>();
        for (Step step : steps) {
            venue.frames.clear();
            venue.frames.addAll(step.frames);
            for (UnsafeBuffer event : venue.events()) {
                first.putIfAbsent(VenueFixture.template(event), event);
            }
            if (VenueFixture.template(step.command) == 20) {
                first.putIfAbsent(EventFrameDecoder.TEMPLATE_ID, step.frames.getFirst());
            }
        }
        return first;
    }

    /** The state at the end. */
    Machine machine() {
        return venue.machine;
    }

    /** Of each record of the state at the end the first. */
    Map<Integer, UnsafeBuffer> records() {
        Map<Integer, UnsafeBuffer> first = new LinkedHashMap<>();
        venue.machine.writeSnapshot((record, offset, length) -> first.putIfAbsent(
                VenueFixture.template(VenueFixture.copy(record, offset, length)),
                VenueFixture.copy(record, offset, length)));
        return first;
    }

    /** Applies commands to an empty venue in the place of those that the publishers encode. */
    static ExampleSession replay(List<Step> of, Map<Integer, UnsafeBuffer> commands) {
        ExampleSession session = new ExampleSession();
        for (Step step : of) {
            UnsafeBuffer command = step.command;
            UnsafeBuffer replacement = commands.get(VenueFixture.template(command));
            boolean isFirst = session.steps.stream()
                    .noneMatch(each ->
                            VenueFixture.template(each.command) == VenueFixture.template(command));
            session.venue.timeNanos = step.timeNanos() - 1;
            session.apply(isFirst ? replacement : command);
        }
        return session;
    }

    private void setUp() {
        apply(0, publisher.openGateway(venue.command, 0, GATEWAY, 0x1122, 0x3344));
        send((b, o) -> publisher.bootstrap(b, o, as(0), 1, 2, hash(1), "Ada"));
        send((b, o) -> publisher.createAsset(b, o, sudo(4), "BTC", 8, 6));
        send((b, o) -> publisher.createAsset(b, o, sudo(4), "USD", 2, 2));
        send((b, o) -> publisher.createMarket(b, o, sudo(4), VenueFixture.terms()));
        send((b, o) -> publisher.createAccount(b, o, sudo(4), 3, 4, 0, "Bob"));
        send((b, o) -> publisher.createAccount(b, o, sudo(4), 5, 6, 0, "Eve"));
        send((b, o) -> publisher.issueToken(b, o, sudo(5), hash(2), 0, "laptop"));
        send((b, o) -> publisher.issueToken(b, o, sudo(6), hash(3), 0, "phone"));
        send((b, o) -> publisher.issue(b, o, sudo(5), 2, 1_000_000, "first deposit"));
        send((b, o) -> publisher.issue(b, o, sudo(6), 1, 10 * QUANTITY, ""));
        send((b, o) -> publisher.withdraw(b, o, sudo(6), 1, QUANTITY, "to the bank"));
        send((b, o) -> publisher.setSelfTradeGroup(b, o, sudo(6), 6));
        send((b, o) -> publisher.setMarketFees(b, o, sudo(4), 1, 0, 2_000));
        send((b, o) ->
                publisher.setMarketStatus(b, o, sudo(4), 1, MarketStatus.PAUSED, "rules change"));
        send((b, o) -> publisher.activateRules(b, o, sudo(4), VenueNode.RULES_VERSION));
        send((b, o) ->
                publisher.setMarketStatus(b, o, sudo(4), 1, MarketStatus.OPEN, "rules changed"));
    }

    private void hide() {
        send((b, o) -> publisher.setMarketViewer(b, o, sudo(5), 1, true, "on the list"));
        send((b, o) -> publisher.setMarketViewer(b, o, sudo(6), 1, true, "on the list"));
        send((b, o) -> publisher.setMarketVisibility(b, o, sudo(4), 1, true, true, "a club"));
        send((b, o) -> publisher.setMarketVisibility(b, o, sudo(4), 1, false, true, "open house"));
    }

    private void trade() {
        OrderTerms sell = new OrderTerms().limit(1, Side.SELL, PRICE, 3 * QUANTITY);
        sell.clientOrderId = "eve-1";
        RequestContext traced = as(6).key(0x0102, 0x0304, 0x0506);
        traced.sessionId = 77;
        traced.traced = true;
        Arrays.fill(traced.trace, (byte) 0xAB);
        traced.trace[RequestContext.TRACE_BYTES - 1] = 1;
        send((b, o) -> publisher.placeOrder(b, o, traced, sell));
        OrderTerms buy = new OrderTerms().limit(1, Side.BUY, PRICE, QUANTITY);
        buy.timeInForce = TimeInForce.IOC;
        send((b, o) -> publisher.previewOrder(b, o, as(5), buy));
        send((b, o) -> publisher.placeOrder(b, o, as(5), buy));
        send((b, o) -> publisher.amendOrder(b, o, as(6), 1, 1, "", 0, 2 * QUANTITY));
        send((b, o) -> publisher.amendOrder(b, o, as(6), 1, 0, "eve-1", 2 * PRICE, 0));
        OrderTerms next = new OrderTerms().limit(1, Side.SELL, 3 * PRICE, QUANTITY);
        next.clientOrderId = "eve-2";
        send((b, o) ->
                publisher.replaceOrder(b, o, as(6), 0, "eve-1", ReplaceMode.STOP_ON_FAILURE, next));
        send((b, o) -> publisher.cancelOrder(b, o, as(6), 1, 3, ""));
        send((b, o) -> publisher.cancelOrder(b, o, as(6), 1, 3, ""));
        send((b, o) -> publisher.placeOrder(b, o, as(6), next));
        send((b, o) -> publisher.cancelAll(b, o, as(6), 1, Side.SELL));
        send((b, o) -> publisher.placeOrder(b, o, as(6).key(7, 8, 9), next));
    }

    private static OutcomeMarketTerms contracts(String symbol, String title) {
        OutcomeMarketTerms terms = new OutcomeMarketTerms();
        terms.symbol = symbol;
        terms.quoteAsset = 2;
        terms.priceMaximum = 100 * DOLLAR;
        terms.tick = DOLLAR / 100;
        terms.lot = 100;
        terms.quantityMaximum = 100_000;
        terms.notionalMaximum = 1_000_000_000;
        terms.positionMaximum = 1_000_000;
        terms.openOrdersAccountMax = 100;
        terms.openOrdersMarketMax = 1_000;
        terms.words.title = title;
        return terms;
    }

    private void redeem() {
        OutcomeMarketTerms snow = contracts("SNOW", "Centimetres of snow on Saturday");
        send((b, o) -> publisher.outcomes().create(b, o, as(5), snow));
        long market = id(steps.getLast().answer);
        OutcomeMarketTerms shares = contracts("WINTER", "Twice the snow");
        List<FundConstituent> twice = List.of(new FundConstituent(market, 2));
        send((b, o) -> publisher.funds().create(b, o, as(5), shares, 25, twice));
        long fund = id(steps.getLast().answer);
        send((b, o) -> publisher.funds().redeem(b, o, as(5), fund, 100));
    }

    private void tradeContracts() {
        OutcomeMarketTerms terms = contracts("RAIN", "Millimetres of rain on Saturday");
        terms.words.type = "WEATHER";
        send((b, o) -> publisher.outcomes().create(b, o, as(5), terms));
        terms.words.group = "SATURDAY";
        send((b, o) -> publisher.outcomes().edit(b, o, sudo(4), 2, true, terms.words));
        OrderTerms buy = new OrderTerms().limit(2, Side.BUY, 40 * DOLLAR, 500);
        send((b, o) -> publisher.placeOrder(b, o, as(5), buy));
        OrderTerms sell = new OrderTerms().limit(2, Side.SELL, 40 * DOLLAR, 500);
        send((b, o) -> publisher.issue(b, o, sudo(6), 2, 1_000_000, ""));
        send((b, o) -> publisher.placeOrder(b, o, as(6), sell));
        send((b, o) -> publisher.outcomes().settle(b, o, as(5), 2, 12 * DOLLAR, "measured"));
    }

    private void tradeOptions() {
        OutcomeMarketTerms terms = contracts("FROST", "Degrees of frost on Saturday");
        send((b, o) -> publisher.outcomes().create(b, o, as(5), terms));
        long underlying = id(steps.getLast().answer);
        OptionMarketTerms option = new OptionMarketTerms();
        option.market.symbol = "FROST-CALL";
        option.market.quoteAsset = terms.quoteAsset;
        option.market.tick = terms.tick;
        option.market.lot = terms.lot;
        option.market.quantityMaximum = terms.quantityMaximum;
        option.market.notionalMaximum = terms.notionalMaximum;
        option.market.positionMaximum = terms.positionMaximum;
        option.market.openOrdersAccountMax = terms.openOrdersAccountMax;
        option.market.openOrdersMarketMax = terms.openOrdersMarketMax;
        option.market.words.title = "More than ten degrees";
        option.underlying = underlying;
        option.call = true;
        option.strike = 10 * DOLLAR;
        send((b, o) -> publisher.options().create(b, o, as(5), option));
        long market = id(steps.getLast().answer);
        OrderTerms sell = new OrderTerms().limit(market, Side.SELL, 3 * DOLLAR, 500);
        send((b, o) -> publisher.placeOrder(b, o, as(6), sell));
        OrderTerms buy = new OrderTerms().limit(market, Side.BUY, 3 * DOLLAR, 500);
        send((b, o) -> publisher.placeOrder(b, o, as(5), buy));
        send((b, o) -> publisher.options().exercise(b, o, as(5), market, 0, 200));
    }

    private void sellItems() {
        ItemPublisher items = publisher.items();
        ItemPublisher.Terms bicycle =
                new ItemPublisher.Terms("a bicycle", "blue, little used", "", 2, 12_500);
        send((b, o) -> items.list(b, o, as(5), bicycle));
        send((b, o) -> items.edit(b, o, as(5), 1, bicycle));
        send((b, o) -> items.buy(b, o, as(6), 1, 12_500));
        send((b, o) -> items.list(b, o, as(5), bicycle));
        Map<Long, Long> contributions = Map.of(6L, 10_000L);
        send((b, o) -> items.settle(b, o, sudo(4), 2, 6, contributions, "the highest bid"));
        send((b, o) -> items.list(b, o, as(5), bicycle));
        send((b, o) -> items.delete(b, o, as(5), 3, "changed my mind"));
    }

    private void correct() {
        CorrectionPublisher corrections = publisher.corrections();
        send((b, o) -> corrections.correct(b, o, sudo(4), 2, 11 * DOLLAR, "misread"));
        OutcomeMarketTerms terms = contracts("SLEET", "Millimetres of sleet on Saturday");
        send((b, o) -> publisher.outcomes().create(b, o, as(5), terms));
        OrderTerms buy = new OrderTerms().limit(3, Side.BUY, 40 * DOLLAR, 500);
        send((b, o) -> publisher.placeOrder(b, o, as(5), buy));
        OrderTerms sell = new OrderTerms().limit(3, Side.SELL, 40 * DOLLAR, 500);
        send((b, o) -> publisher.placeOrder(b, o, as(6), sell));
        send((b, o) -> corrections.bust(b, o, sudo(4), 3, 1, "a slip of the finger"));
        send((b, o) -> corrections.undo(b, o, sudo(4), 3, "nobody else traded"));
        OutcomeMarketTerms never = contracts("HAIL", "Millimetres of hail on Saturday");
        send((b, o) -> publisher.outcomes().create(b, o, as(5), never));
        send((b, o) -> corrections.withdraw(b, o, sudo(4), 4, "a summer"));
    }

    /** An order that shows a part, until that is taken; another that follows a price and stays. */
    private void manage() {
        OrderTerms sell = new OrderTerms().limit(1, Side.SELL, PRICE, QUANTITY);
        ManagedTerms iceberg = new ManagedTerms(Instruction.NONE, QUANTITY / 2, Peg.NONE, 0);
        send((b, o) -> publisher.conditional().preview(b, o, as(6), sell, iceberg));
        send((b, o) -> publisher.conditional().place(b, o, as(6), sell, iceberg));
        ProtectionPublisher protections = publisher.protections();
        send((b, o) ->
                protections.setFeeTier(b, o, sudo(4), 1, 100_000, 0, 1_000, false, "for makers"));
        OrderTerms buy = new OrderTerms().limit(1, Side.BUY, PRICE, QUANTITY / 2);
        send((b, o) -> publisher.placeOrder(b, o, as(5), buy));
    }

    /** An order that buys with its exits, of which none is reached, and one that stays without. */
    private void bracket() {
        OrderTerms buy = new OrderTerms().limit(1, Side.BUY, PRICE, QUANTITY);
        ExitTerms exits = new ExitTerms(3 * PRICE, 0, PRICE / 2, PRICE / 2);
        send((b, o) -> publisher.conditional().preview(b, o, as(5), buy, exits));
        send((b, o) -> publisher.conditional().place(b, o, as(5), buy, exits));
        OrderTerms sell = new OrderTerms().limit(1, Side.SELL, PRICE, QUANTITY / 2);
        sell.timeInForce = TimeInForce.IOC;
        send((b, o) -> publisher.placeOrder(b, o, as(seller), sell));
    }

    /** An order that follows a price, and stays. */
    private void follow() {
        OrderTerms follows = new OrderTerms().limit(1, Side.SELL, 2 * PRICE, QUANTITY / 10);
        ManagedTerms peg = new ManagedTerms(Instruction.NONE, 0, Peg.ASK, PRICE / 100);
        send((b, o) -> publisher.conditional().place(b, o, as(seller), follows, peg));
    }

    private void tidyUp() {
        send((b, o) -> publisher.revokeToken(b, o, sudo(4), 2));
        send((b, o) -> publisher.setAdministrator(b, o, sudo(5), true));
        send((b, o) ->
                publisher.setMarketStatus(b, o, sudo(4), 1, MarketStatus.PAUSED, "maintenance"));
    }

    private void share() {
        AccountCommandPublisher accounts = publisher.accounts();
        send((b, o) -> accounts.createAltAccount(b, o, as(5), "Bob's bot"));
        send((b, o) -> accounts.transfer(b, o, as(5), 7, 2, 500, "for the bot"));
        send((b, o) -> accounts.shareAccount(b, o, venue.context.as(5, 7), 6));
        send((b, o) -> accounts.revokeOwner(b, o, sudo(7), 6, false));
        send((b, o) -> accounts.shareAccount(b, o, venue.context.as(5, 7), 6));
        send((b, o) -> accounts.setProfile(b, o, as(5), 0x22_66_AA, "Bobby"));
        send((b, o) ->
                accounts.setAccountStatus(b, o, sudo(6), AccountStatus.FROZEN, "lost her phone"));
        send((b, o) -> accounts.gift(b, o, sudo(4), 2, 1_000, "for the prizes"));
        send((b, o) -> accounts.issueCode(b, o, sudo(4), hash(4), 2, 300, 0, "first prize"));
        send((b, o) -> accounts.issueCode(b, o, sudo(4), hash(5), 2, 200, 0, ""));
        send((b, o) -> accounts.claimCode(b, o, as(5), hash(4)));
    }

    private void play(int universe) {
        AccountCommandPublisher accounts = publisher.accounts();
        send((b, o) -> accounts.createUniverse(b, o, sudo(5), "class of 2026"));
        send((b, o) -> accounts.setCohort(
                b, o, in(universe), 2, 10_000, 2, true, false, MarketCreators.OWNER));
        send((b, o) -> accounts.createUniverseAccount(b, o, in(universe), 6, 0, 0, "Eve"));
        send((b, o) -> accounts.postMessage(b, o, in(universe), "welcome"));
        send((b, o) -> accounts.resetUniverse(b, o, in(universe), "the second round"));
    }

    private RequestContext in(int universe) {
        RequestContext context = as(5);
        context.universe = universe;
        return context;
    }

    private void auction() {
        send((b, o) ->
                publisher.setMarketStatus(b, o, sudo(4), 1, MarketStatus.PRE_OPEN, "auction"));
        OrderTerms buy = new OrderTerms().limit(1, Side.BUY, PRICE, QUANTITY);
        send((b, o) -> publisher.placeOrder(b, o, as(5), buy));
        OrderTerms sell = new OrderTerms().limit(1, Side.SELL, PRICE, QUANTITY);
        send((b, o) -> publisher.placeOrder(b, o, as(6), sell));
        venue.timeNanos += 200_000_000;
        send((b, o) -> publisher.uncrossMarket(b, o, sudo(4), 1));
    }

    private void protect() {
        ProtectionPublisher protections = publisher.protections();
        send((b, o) -> protections.setFigure(
                b, o, sudo(4), 1, MarketFigure.ORDER_RATE, 1_000_000, "no flood"));
        send((b, o) -> protections.deadMan(b, o, as(5), 1));
        send((b, o) -> protections.deadMan(b, o, as(6), 86_400_000_000_000L));
        send((b, o) -> protections.kill(b, o, sudo(6), 0, true, "a bot went wild"));
    }

    /** The last: what a market has traded is only in the state until the next command. */
    private void waitForPrices() {
        ConditionalPublisher conditional = publisher.conditional();
        send((b, o) -> publisher.createAccount(b, o, sudo(4), 7, 8, 0, "Fay"));
        seller = id(steps.getLast().answer);
        send((b, o) -> publisher.issue(b, o, sudo(seller), 1, 10 * QUANTITY, ""));
        tradeForNothing();
        tradeAt(PRICE);
        OrderTerms trailing = new OrderTerms().market(1, Side.SELL, QUANTITY);
        trailing.clientOrderId = "eve-stop";
        long trail = PRICE / 10;
        send((b, o) ->
                conditional.place(b, o, as(seller), trailing, Condition.TRAILING_STOP, 0, trail));
        link(seller, Side.SELL, 2 * PRICE, id(steps.getLast().answer));
        OrderTerms stop = new OrderTerms().limit(1, Side.BUY, PRICE * 8 / 5, QUANTITY);
        long trigger = PRICE * 3 / 2;
        send((b, o) -> conditional.preview(b, o, as(5), stop, Condition.STOP, trigger, 0));
        send((b, o) -> conditional.place(b, o, as(5), stop, Condition.STOP, trigger, 0));
        long order = id(steps.getLast().answer);
        send((b, o) -> publisher.amendOrder(b, o, as(5), 1, order, "", 0, 2 * QUANTITY));
        link(5, Side.BUY, PRICE / 2, order);
        follow();
        bracket();
        tradeAt(PRICE * 6 / 5);
        tradeAt(trigger);
        OrderTerms last = new OrderTerms().limit(1, Side.SELL, PRICE * 8 / 5, QUANTITY);
        last.timeInForce = TimeInForce.IOC;
        send((b, o) -> publisher.placeOrder(b, o, as(seller), last));
    }

    /** In an auction of another market, where makers are due a rebate. */
    private void tradeForNothing() {
        MarketTerms terms = VenueFixture.terms();
        terms.symbol = "BTC/USD.R";
        terms.makerFeePpm = -100;
        send((b, o) -> publisher.createMarket(b, o, sudo(4), terms));
        long market = id(steps.getLast().answer);
        send((b, o) ->
                publisher.setMarketStatus(b, o, sudo(4), market, MarketStatus.PRE_OPEN, "auction"));
        OrderTerms buy = new OrderTerms().limit(market, Side.BUY, PRICE, 2 * QUANTITY);
        send((b, o) -> publisher.placeOrder(b, o, as(5), buy));
        OrderTerms sell = new OrderTerms().limit(market, Side.SELL, PRICE, QUANTITY);
        send((b, o) -> publisher.placeOrder(b, o, as(seller), sell));
        send((b, o) -> publisher.uncrossMarket(b, o, sudo(4), market));
    }

    /** An order that waits, or one that slides and rests. */
    private void link(long account, Side side, long price, long waiting) {
        OrderTerms terms = new OrderTerms().limit(1, side, price, QUANTITY);
        ProtectionPublisher protections = publisher.protections();
        send((b, o) -> protections.place(b, o, as(account), terms, Instruction.SLIDE));
        long resting = id(steps.getLast().answer);
        send((b, o) -> protections.link(b, o, as(account), 1, resting, waiting));
    }

    private void tradeAt(long price) {
        OrderTerms sell = new OrderTerms().limit(1, Side.SELL, price, QUANTITY);
        send((b, o) -> publisher.placeOrder(b, o, as(seller), sell));
        OrderTerms buy = new OrderTerms().limit(1, Side.BUY, price, QUANTITY);
        buy.timeInForce = TimeInForce.IOC;
        send((b, o) -> publisher.placeOrder(b, o, as(5), buy));
    }

    private static long id(DirectBuffer answer) {
        return new AnswerDecoder()
                .wrapAndApplyHeader(answer, 0, new io.rialto.protocol.MessageHeaderDecoder())
                .id();
    }

    private RequestContext as(long user) {
        return venue.context.as(user);
    }

    private RequestContext sudo(long account) {
        return venue.context.as(4, account).sudo();
    }

    private void send(VenueFixture.Encoding encoding) {
        number++;
        apply(number, encoding.encode(venue.command, 0));
    }

    private void apply(long stamp, int length) {
        if (stamp > 0) {
            CommandStamp.stamp(venue.command, 0, GATEWAY, 1, stamp);
        }
        apply(VenueFixture.copy(venue.command, 0, length));
    }

    private void apply(UnsafeBuffer command) {
        venue.apply(command, 0, command.capacity());
        steps.add(new Step(
                venue.timeNanos, command, venue.answers.getFirst(), List.copyOf(venue.frames)));
    }

    private static byte[] hash(int seed) {
        byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (i * seed + 16);
        }
        return hash;
    }
}

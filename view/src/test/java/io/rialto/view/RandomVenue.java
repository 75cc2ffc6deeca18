package io.rialto.view;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.Instruction;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.Peg;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.CorrectionPublisher;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.FundConstituent;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.ManagedTerms;
import io.rialto.sequencer.MarketTerms;
import io.rialto.sequencer.OptionMarketTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.OutcomeMarketTerms;
import io.rialto.sequencer.RequestContext;
import io.rialto.sequencer.VenueNode;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The real engine under random commands, and the view of its events, for tests. */
public final class RandomVenue implements MachineOutput {
    private static final EngineLimits LIMITS =
            new EngineLimits(0, 1_024, 64, 65_536, 8, 256, 1_000, 3_600_000_000_000L);
    private static final long ADMINISTRATOR = 4;
    private static final int USERS = 6;
    private static final long TICK = 1_000_000_000;
    private static final long LOT = 1_000_000;
    private static final long CONTRACT = 100;

    /** Reached one after the other while commands go on. */
    private static final long[] TIER_VOLUMES = {100_00, 500_00, 1_000_00, 2_000_00, 4_000_00};

    /** What a put lives: some thousand commands. */
    private static final long PUT_NANOS = 50_000_000;

    private final Machine machine = EngineMachine.factory(LIMITS).create(this);
    private final CommandPublisher publisher = new CommandPublisher();
    private final RequestContext context = new RequestContext();
    private final OrderTerms order = new OrderTerms();
    private final MutableDirectBuffer command =
            new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
    private final VenueView view = new VenueView();
    private final Random random;
    private final FrameSource.FrameHandler out;
    private long timeNanos = 1_000_000;
    private long logPosition;
    private long fund;
    private final List<Long> markets = new ArrayList<>();
    private int exercises;
    private boolean hasIcebergs;
    private boolean contractsLast;
    private boolean hasTiers;

    /** Frames go to {@code out} after the venue's own view has taken them. */
    public RandomVenue(long seed, FrameSource.FrameHandler out) {
        random = new Random(seed);
        this.out = out;
    }

    /**
     * From now on every second order shows a part of itself at a time, and pauses last, so that they
     * end with auctions.
     */
    public RandomVenue withIcebergs() {
        hasIcebergs = true;
        return this;
    }

    /**
     * Options are exercised in whole lots only, so that most of it is done, and markets of contracts
     * mostly stay settled.
     */
    public RandomVenue withLastingContracts() {
        contractsLast = true;
        return this;
    }

    /**
     * Who has traded some gets a rebate in every market that there is at first; and there are auctions,
     * which pay none.
     */
    public RandomVenue withTiers() {
        hasTiers = true;
        return this;
    }

    @Override
    public void onEvents(DirectBuffer frame, int offset, int length) {
        view.onFrame(frame, offset, length);
        out.onFrame(frame, offset, length);
    }

    @Override
    public void onAnswer(DirectBuffer answer, int offset, int length) {
        // What was answered is not the view's business.
    }

    private void apply(int length) {
        timeNanos += 1_000;
        logPosition += 128;
        machine.onCommand(timeNanos, logPosition, command, 0, length);
    }

    /** What all its events so far must have led to. */
    public VenueView view() {
        return view;
    }

    /** Its engine. */
    public Machine machine() {
        return machine;
    }

    /** The markets that it trades in. */
    public List<Long> markets() {
        return markets;
    }

    private RequestContext administrator() {
        return context.as(ADMINISTRATOR).sudo();
    }

    /** Creates assets, accounts and markets, and gives every user money. */
    public void open() {
        apply(publisher.bootstrap(command, 0, context.as(0), 1, 2, hash(0), "root"));
        apply(publisher.activateRules(command, 0, administrator(), VenueNode.RULES_VERSION));
        apply(publisher.createAsset(command, 0, administrator(), "BTC", 8, 4));
        apply(publisher.createAsset(command, 0, administrator(), "USD", 2, 2));
        for (int user = 1; user <= USERS; user++) {
            // Two of them share a group.
            long group = user == USERS ? ADMINISTRATOR + 1 : 0;
            apply(publisher.createAccount(command, 0, administrator(), 9, user, group, "ü"));
            long account = ADMINISTRATOR + user;
            apply(publisher.issueToken(
                    command, 0, context.as(ADMINISTRATOR, account).sudo(), hash(user), 0, "bot"));
            issue(account, 1, 2_000_000_000L);
            issue(account, 2, 30_000_00);
        }
        apply(publisher.createMarket(command, 0, administrator(), terms("BTC/USD", -100)));
        apply(publisher.createMarket(command, 0, administrator(), terms("BTC/USD.2", 300)));
        apply(publisher.outcomes().create(command, 0, context.as(5), outcome("RAIN", 0, 0, 100)));
        apply(publisher.outcomes().create(command, 0, context.as(6), outcome("FROST", 9, -20, 50)));
        openOptions(context.as(5), "RAIN", 3, 100);
        openFund();
        markets.clear();
        view.directory().markets().forEach(market -> markets.add(market.market()));
        apply(publisher.revokeToken(command, 0, administrator(), 2));
        for (int i = 0; hasTiers && i < markets.size(); i++) {
            for (int tier = 0; tier < TIER_VOLUMES.length; tier++) {
                setTier(markets.get(i), TIER_VOLUMES[tier], -100 * (1 + tier));
            }
        }
    }

    private void setTier(long market, long volume, int makerFeePpm) {
        apply(publisher
                .protections()
                .setFeeTier(
                        command,
                        0,
                        administrator(),
                        market,
                        volume,
                        makerFeePpm,
                        600,
                        false,
                        "for many"));
    }

    /** A fund of one of each outcome in which there is trade now; that before it is void. */
    private void openFund() {
        List<FundConstituent> parts = view.directory().markets().stream()
                .map(MarketInfo::market)
                .filter(id -> isOutcome(id)
                        && view.market(id).orElseThrow().info().status() == MarketStatus.OPEN)
                .map(id -> new FundConstituent(id, 1))
                .toList();
        if (!parts.isEmpty()) {
            OutcomeMarketTerms terms =
                    outcome("FUND-" + view.directory().markets().size(), 0, 0, 1);
            apply(publisher.funds().create(command, 0, context.as(5), terms, 25, parts));
            markets.remove(fund);
            fund = view.directory().markets().stream()
                    .mapToLong(MarketInfo::market)
                    .max()
                    .orElseThrow();
            markets.add(fund);
        }
    }

    private boolean isOutcome(long market) {
        return contracts(market) != null
                && view.directory().option(market).isEmpty()
                && view.directory().fund(market).isEmpty();
    }

    private void issue(long account, int asset, long amount) {
        RequestContext as = context.as(ADMINISTRATOR, account).sudo();
        apply(publisher.issue(command, 0, as, asset, amount, "welcome"));
    }

    private static byte[] hash(int number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        hash[31] = 1;
        return hash;
    }

    private static MarketTerms terms(String symbol, int makerFeePpm) {
        MarketTerms terms = new MarketTerms();
        terms.symbol = symbol;
        terms.baseAsset = 1;
        terms.quoteAsset = 2;
        terms.tick = TICK;
        terms.lot = LOT;
        terms.priceMaximum = 1_000_000 * TICK;
        terms.quantityMinimum = LOT;
        terms.quantityMaximum = 10_000 * LOT;
        terms.notionalMinimum = 1;
        terms.notionalMaximum = 1_000_000_000_000L;
        terms.openOrdersAccountMax = 1_000;
        terms.openOrdersMarketMax = 100_000;
        terms.makerFeePpm = makerFeePpm;
        terms.takerFeePpm = 1_000;
        return terms;
    }

    private static OutcomeMarketTerms outcome(String symbol, int fees, long from, long to) {
        OutcomeMarketTerms terms = new OutcomeMarketTerms();
        terms.symbol = symbol;
        terms.quoteAsset = 2;
        terms.priceMinimum = from * TICK;
        terms.priceMaximum = to * TICK;
        terms.tick = TICK;
        terms.lot = CONTRACT;
        terms.quantityMaximum = 1_000 * CONTRACT;
        terms.notionalMaximum = 1_000_000_000_000L;
        terms.positionMaximum = 10_000 * CONTRACT;
        terms.openOrdersAccountMax = 1_000;
        terms.openOrdersMarketMax = 100_000;
        terms.makerFeePpm = 1_000 * fees;
        terms.takerFeePpm = 5_000 * fees;
        return terms;
    }

    /** On an outcome from 0 to a bound: a call without an end, and a put that lapses. */
    private void openOptions(RequestContext owner, String name, long underlying, long to) {
        OptionMarketTerms call = option(name + "-CALL", underlying, true, to);
        apply(publisher.options().create(command, 0, owner, call));
        OptionMarketTerms put = option(name + "-PUT", underlying, false, to);
        put.expiresAt = timeNanos + PUT_NANOS;
        apply(publisher.options().create(command, 0, owner, put));
    }

    /** Struck in the middle. */
    private static OptionMarketTerms option(String symbol, long underlying, boolean call, long to) {
        OptionMarketTerms option = new OptionMarketTerms();
        OutcomeMarketTerms like = outcome(symbol, 0, 0, to);
        option.market.symbol = symbol;
        option.market.quoteAsset = like.quoteAsset;
        option.market.tick = like.tick;
        option.market.lot = like.lot;
        option.market.quantityMaximum = like.quantityMaximum;
        option.market.notionalMaximum = like.notionalMaximum;
        option.market.positionMaximum = like.positionMaximum;
        option.market.openOrdersAccountMax = like.openOrdersAccountMax;
        option.market.openOrdersMarketMax = like.openOrdersMarketMax;
        option.underlying = underlying;
        option.call = call;
        option.strike = to / 2 * TICK;
        return option;
    }

    /** One random command. */
    public void step() {
        long account = ADMINISTRATOR + 1 + random.nextInt(USERS);
        long market = markets.get(random.nextInt(markets.size()));
        RequestContext as = context.as(account);
        List<OrderInfo> mine = view.openOrders(account, market);
        int dice = random.nextInt(100);
        if (dice < 60 || (mine.isEmpty() && dice < 88)) {
            randomOrder(market);
            apply(place(as));
        } else if (dice < 70) {
            OrderInfo target = pick(mine);
            apply(publisher.cancelOrder(command, 0, as, market, target.order(), ""));
        } else if (dice < 80) {
            OrderInfo target = pick(mine);
            long price = random.nextBoolean() ? noPrice(market) : price(market, target.side());
            long lot = lot(market);
            long quantity = Math.max(lot, target.quantity() + (random.nextInt(9) - 5) * lot);
            apply(publisher.amendOrder(
                    command, 0, as, market, target.order(), "", price, quantity));
        } else if (dice < 88) {
            randomOrder(market);
            ReplaceMode mode =
                    random.nextBoolean() ? ReplaceMode.ALLOW_FAILURE : ReplaceMode.STOP_ON_FAILURE;
            apply(publisher.replaceOrder(command, 0, as, pick(mine).order(), "", mode, order));
        } else {
            rareStep(account, market, dice);
        }
    }

    private int place(RequestContext as) {
        boolean hides = hasIcebergs && order.budget == 0 && random.nextBoolean();
        long lot = lot(order.market);
        long display = Math.max(lot, order.quantity / lot / 4 * lot);
        return hides
                ? publisher
                        .conditional()
                        .place(
                                command,
                                0,
                                as,
                                order,
                                new ManagedTerms(Instruction.NONE, display, Peg.NONE, 0))
                : publisher.placeOrder(command, 0, as, order);
    }

    private void rareStep(long account, long market, int dice) {
        switch (dice) {
            case 88 -> apply(publisher.cancelAll(command, 0, context.as(account), 0));
            case 89 -> {
                setStatus(market, MarketStatus.CLOSED);
                setStatus(market, MarketStatus.OPEN);
            }
            case 90 -> {
                setStatus(market, MarketStatus.PAUSED);
                for (int i = 0; hasIcebergs && i < 20; i++) {
                    randomOrder(market);
                    apply(place(context.as(ADMINISTRATOR + 1 + random.nextInt(USERS))));
                }
                setStatus(market, MarketStatus.OPEN);
                if (hasTiers) {
                    auction(market);
                }
            }
            case 91 ->
                apply(publisher.setMarketFees(
                        command, 0, administrator(), market, random.nextInt(200), 700));
            case 92 -> {
                timeNanos += 5_000_000;
                logPosition += 128;
                machine.onDeadline(timeNanos, logPosition);
            }
            case 93 ->
                apply(publisher.withdraw(
                        command,
                        0,
                        context.as(ADMINISTRATOR, account).sudo(),
                        2,
                        1 + random.nextInt(100),
                        "away"));
            case 94 -> bust(market);
            case 95 -> endContracts(market);
            case 96 -> {
                for (int user = 1; user <= USERS; user++) {
                    exercise(ADMINISTRATOR + user);
                }
            }
            case 97 ->
                apply(publisher
                        .funds()
                        .redeem(
                                command,
                                0,
                                context.as(account),
                                fund,
                                (random.nextInt(41) - 20) * CONTRACT));
            default -> issue(account, 1 + random.nextInt(2), 1 + random.nextInt(20_000));
        }
    }

    /** Orders collect for a while, and trade with each other at one price. */
    private void auction(long market) {
        setStatus(market, MarketStatus.PRE_OPEN);
        for (int i = 0; i < 20; i++) {
            randomOrder(market);
            apply(place(context.as(ADMINISTRATOR + 1 + random.nextInt(USERS))));
        }
        apply(publisher.uncrossMarket(command, 0, administrator(), market));
    }

    private void bust(long market) {
        List<Trade> trades = view.marketTrades(market, 20);
        if (!trades.isEmpty()) {
            long trade = trades.get(random.nextInt(trades.size())).trade();
            apply(publisher.corrections().bust(command, 0, administrator(), market, trade, "slip"));
        }
    }

    private void exercise(long account) {
        List<OptionContract> mine = view.optionContracts(account).stream()
                .filter(contract -> contract.holder() == account)
                .toList();
        if (!mine.isEmpty()) {
            OptionContract contract = mine.get(random.nextInt(mine.size()));
            // One in eight asks for what is no whole lot.
            long lot = contractsLast || random.nextInt(8) != 0 ? CONTRACT : 1;
            apply(publisher
                    .options()
                    .exercise(
                            command,
                            0,
                            context.as(account),
                            contract.market(),
                            contract.contract(),
                            lot * (1 + random.nextLong(contract.quantity() / lot))));
            exercises += view.optionContracts(account).contains(contract) ? 0 : 1;
        }
    }

    /** How many times options were exercised so far. */
    public int exercises() {
        return exercises;
    }

    /** Settles a market of contracts, corrects that, undoes all of it; others follow. */
    private void endContracts(long market) {
        OutcomeInfo outcome = contracts(market);
        CorrectionPublisher to = publisher.corrections();
        if (market == fund && random.nextInt(3) == 0) {
            apply(to.undo(command, 0, administrator(), fund, "a mistake"));
            openFund();
        }
        if (!isOutcome(market) || random.nextInt(3) != 0) {
            return;
        }
        long from = outcome.priceMinimum() / TICK;
        long until = outcome.priceMaximum() / TICK;
        if (random.nextInt(4) != 0) {
            long price = price(market, Side.BUY);
            apply(publisher
                    .outcomes()
                    .settle(command, 0, owner(outcome), market, price, "measured"));
            price = price(market, Side.BUY);
            apply(to.correct(command, 0, administrator(), market, price, "misread"));
            bust(market);
        }
        if (!contractsLast || random.nextInt(4) == 0) {
            apply(to.undo(command, 0, administrator(), market, "a mistake"));
        }
        String symbol = "NEXT-" + view.directory().markets().size();
        int fees = random.nextInt(3);
        apply(publisher
                .outcomes()
                .create(command, 0, owner(outcome), outcome(symbol, fees, from, until)));
        replace(market);
        long next = markets.getLast();
        List<Long> options =
                markets.stream().filter(each -> isOptionOn(each, market)).toList();
        if (!options.isEmpty()) {
            openOptions(owner(outcome), symbol, next, until);
            markets.removeAll(options);
            view.directory().markets().stream()
                    .map(MarketInfo::market)
                    .filter(each -> isOptionOn(each, next))
                    .forEach(markets::add);
        }
        openFund();
    }

    private boolean isOptionOn(long market, long underlying) {
        return view.directory()
                .option(market)
                .filter(option -> option.underlying() == underlying)
                .isPresent();
    }

    private RequestContext owner(OutcomeInfo outcome) {
        return context.as(outcome.owner());
    }

    /** Trades in the newest market instead. */
    private void replace(long market) {
        markets.remove(market);
        long next = markets.stream().mapToLong(Long::longValue).max().orElseThrow();
        markets.add(view.directory().markets().stream()
                .mapToLong(MarketInfo::market)
                .filter(id -> id > next)
                .max()
                .orElse(market));
    }

    private void setStatus(long market, MarketStatus status) {
        apply(publisher.setMarketStatus(command, 0, administrator(), market, status, "as usual"));
    }

    private OrderInfo pick(List<OrderInfo> orders) {
        return orders.get(random.nextInt(orders.size()));
    }

    private OutcomeInfo contracts(long market) {
        return view.directory().outcome(market).orElse(null);
    }

    private long noPrice(long market) {
        return contracts(market) == null ? 0 : Long.MIN_VALUE;
    }

    private long lot(long market) {
        return contracts(market) == null ? LOT : CONTRACT;
    }

    private long price(long market, Side side) {
        OutcomeInfo outcome = contracts(market);
        if (outcome != null) {
            long ticks = (outcome.priceMaximum() - outcome.priceMinimum()) / TICK;
            return outcome.priceMinimum() + random.nextLong(ticks + 1) * TICK;
        }
        return (side == Side.BUY ? 970 : 1_010) * TICK + random.nextInt(60) * TICK;
    }

    private void randomOrder(long market) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        order.limit(market, side, price(market, side), (1 + random.nextInt(40)) * lot(market));
        order.clientOrderId = random.nextBoolean() ? "" : "id-" + random.nextInt(1_000_000);
        order.selfTradePrevention = SelfTradePrevention.get((short) (1 + random.nextInt(6)));
        switch (random.nextInt(10)) {
            case 0 -> order.timeInForce = TimeInForce.IOC;
            case 1 -> order.timeInForce = TimeInForce.FOK;
            case 2 -> {
                order.timeInForce = TimeInForce.GTD;
                order.expiresAt = timeNanos + 10_000 + random.nextInt(1_000_000);
            }
            case 3 -> order.postOnly = true;
            case 4 -> {
                order.orderType = OrderType.MARKET;
                order.timeInForce = TimeInForce.IOC;
                order.price = noPrice(market);
            }
            case 5 -> budgetOrder(market);
            default -> {
                // A limit order that stands until cancelled.
            }
        }
    }

    private void budgetOrder(long market) {
        order.side = Side.BUY;
        order.orderType = OrderType.MARKET;
        order.timeInForce = TimeInForce.IOC;
        order.price = noPrice(market);
        order.budget = 1L + random.nextInt(200_00);
        order.quantity = random.nextBoolean() ? 0 : order.quantity;
    }
}

package io.rialto.bench;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.MarketTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.RequestContext;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * Mix A of the benchmarks: 45% limit orders, 35% cancels, 8% reductions, 5% price amendments, 5%
 * IOC, 1% market, 1% FOK. The mid price of each market walks at random; a limit stands behind it by
 * a geometric number of ticks with mean 10, at most 250, but crosses it at times while the book is
 * deeper than asked; quantities are 1–125 lots, small ones more
 * often.
 *
 * <p>Every command is applied to a venue while it is made, so that cancels name orders that are open
 * then. Any venue that starts empty and gets the same commands does the same; the same options give
 * the same commands.
 */
public final class MixA {
    /** What a command of the mix can be; {@code setup} is what comes before it. */
    static final String[] KINDS = {
        "limit", "cancel", "reduce", "amend", "ioc", "market", "fok", "setup"
    };

    private static final int LIMIT = 0;
    private static final int CANCEL = 1;
    private static final int REDUCE = 2;
    private static final int AMEND = 3;
    private static final int IOC = 4;
    private static final int MARKET = 5;
    private static final int FOK = 6;
    private static final int SETUP = 7;
    private static final int[] PERCENT = {45, 35, 8, 5, 5, 1, 1};

    private static final int GATEWAY = 1;
    private static final long START_NANOS = 1_700_000_000_000_000_000L;
    private static final long STEP_NANOS = 10_000;
    private static final long STEP_POSITION = 256;

    private static final long TICK = 10_000_000;
    private static final long LOT = 10_000;
    private static final int MID_START = 10_000;
    private static final int MID_STEP_COMMANDS = 64;
    private static final int CROSSING_ONE_IN = 5;
    private static final double DISTANCE_MEAN = 10;
    private static final int DISTANCE_MAX = 250;
    private static final double THROUGH_MEAN = 3;
    private static final int LOTS_MAX = 125;
    private static final int BASES_MAX = 8;

    /** Asset 1 is the quote of every market. */
    static final int ASSETS_MAX = 1 + BASES_MAX;

    // Tried out: with these about a tenth of the commands is denied.
    private static final double TIGHT = 0.1;
    private static final int TIGHT_LOTS_MIN = 40;

    private static final long RICH = 1_000_000_000_000L;
    private static final int KEYS_WINDOW = 1 << 16;

    private final MixOptions options;
    private final EngineLimits limits;
    private final SplitMix64 kindStream;
    private final SplitMix64 marketStream;
    private final SplitMix64 accountStream;
    private final SplitMix64 priceStream;
    private final SplitMix64 quantityStream;
    private final SplitMix64 targetStream;
    private final SplitMix64 walkStream;
    private final SplitMix64 keyStream;
    private final WeightedChoice marketChoice;
    private final WeightedChoice accountChoice;

    private final CommandPublisher publisher = new CommandPublisher();
    private final RequestContext context = new RequestContext();
    private final OrderTerms terms = new OrderTerms();
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
    private final CommandTape setup = new CommandTape();
    private final CommandTape commands = new CommandTape();
    private final MixOrders orders = new MixOrders();
    private final AnswerDecoder answer = new AnswerDecoder();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final Machine machine;

    private final long[] accountIds;
    private final long[] marketIds;
    private final int[] mids;
    private long number;
    private long applied;
    private long administrator;
    private long hash;

    private MixA(MixOptions options) {
        this.options = options;
        limits = limits(options);
        kindStream = new SplitMix64(options.seed(), 1);
        marketStream = new SplitMix64(options.seed(), 2);
        accountStream = new SplitMix64(options.seed(), 3);
        priceStream = new SplitMix64(options.seed(), 4);
        quantityStream = new SplitMix64(options.seed(), 5);
        targetStream = new SplitMix64(options.seed(), 6);
        walkStream = new SplitMix64(options.seed(), 7);
        keyStream = new SplitMix64(options.seed(), 8);
        marketChoice = new WeightedChoice(options.markets(), 1);
        accountChoice = new WeightedChoice(options.accounts(), 1.1);
        accountIds = new long[options.accounts()];
        marketIds = new long[options.markets()];
        mids = new int[options.markets()];
        machine = EngineMachine.factory(limits).create(new Output());
    }

    /** Makes the commands. */
    public static MixA generate(MixOptions options) {
        return begin(options).whole();
    }

    /**
     * Makes the commands, after a set-up in which every account has used as many keys as are
     * remembered of it; so each measured one is remembered in place of an older one.
     */
    static MixA generateWithFullWindow(MixOptions options) {
        return begin(options, options.keys()).whole();
    }

    private MixA whole() {
        more(options.commands());
        hash = machine.stateHash();
        return this;
    }

    /** Makes the set-up only; {@link #more} makes commands, as many as memory need not hold. */
    static MixA begin(MixOptions options) {
        return begin(options, false);
    }

    private static MixA begin(MixOptions options, boolean fillsWindow) {
        MixA mix = new MixA(options);
        mix.open();
        if (fillsWindow) {
            mix.fillWindow();
        }
        mix.deepen();
        mix.orders.clearCounts();
        return mix;
    }

    /** Replaces the commands by the next ones. */
    void more(int count) {
        commands.clear();
        for (int i = 0; i < count; i++) {
            command(kind());
        }
    }

    /** The declared limits of the venue that takes the mix: an empty one, for it alone. */
    public EngineLimits limits() {
        return limits;
    }

    /** The first market, the busiest of them. */
    long market() {
        return marketIds[0];
    }

    /** What makes an empty venue ready: gateway, people, money, markets, and the resting orders. */
    public CommandTape setup() {
        return setup;
    }

    /** What is measured. */
    public CommandTape commands() {
        return commands;
    }

    /** Log time of the command at that place, counting the set-up first. */
    public static long timeNanos(long index) {
        return START_NANOS + index * STEP_NANOS;
    }

    /** Log position of the command at that place, counting the set-up first. */
    public static long logPosition(long index) {
        return (index + 1) * STEP_POSITION;
    }

    /** Hash of the state after all commands, at the times that {@link #timeNanos} gives them. */
    public long stateHash() {
        return hash;
    }

    /** Trades of the measured commands. */
    public long trades() {
        return orders.trades();
    }

    /** Measured commands that were denied. */
    public long denials() {
        return orders.denials();
    }

    /** Events of the measured commands. */
    public long events() {
        return orders.events();
    }

    /** Orders that rest at the end. */
    public int resting() {
        return orders.resting();
    }

    /** Number of the last event of a venue that applied set-up and commands. */
    public long sequence() {
        return machine.sequence();
    }

    static EngineLimits limits(MixOptions options) {
        return new EngineLimits(
                0,
                options.accounts() + 16,
                options.markets() + 1,
                Math.max(1 << 20, 4 * options.depth()),
                8,
                4096,
                Math.max(8, KEYS_WINDOW / options.accounts()),
                24L * 3600 * 1_000_000_000L);
    }

    private void open() {
        send(publisher.openGateway(buffer, 0, GATEWAY, 1, 1));
        administrator = stamped(
                publisher.bootstrap(buffer, 0, context.as(0), 1, 1, new byte[32], "administrator"));
        stamped(publisher.createAsset(buffer, 0, root(administrator), "USD", 2, 2));
        int bases = Math.min(BASES_MAX, options.markets());
        for (int base = 0; base < bases; base++) {
            stamped(publisher.createAsset(buffer, 0, root(administrator), "B" + base, 4, 4));
        }
        for (int i = 0; i < marketIds.length; i++) {
            MarketTerms market = market(i, 2 + i % bases);
            marketIds[i] = stamped(publisher.createMarket(buffer, 0, root(administrator), market));
            mids[i] = MID_START;
        }
        for (int i = 0; i < accountIds.length; i++) {
            String name = "user " + i;
            long account =
                    stamped(publisher.createAccount(buffer, 0, root(administrator), 2, i, 0, name));
            accountIds[i] = account;
            stamped(publisher.issue(buffer, 0, root(account), 1, funds(i) * MID_START, ""));
            for (int base = 0; base < bases; base++) {
                stamped(publisher.issue(buffer, 0, root(account), 2 + base, funds(i) * LOT, ""));
            }
        }
    }

    /** Lots that an account can buy or sell at about the first mid price. */
    private long funds(int account) {
        if (!options.tight()) {
            return RICH / MID_START;
        }
        double lots =
                TIGHT * (options.depth() + 400.0) * LOTS_MAX / 4 * accountChoice.share(account);
        return TIGHT_LOTS_MIN + (long) lots;
    }

    private static MarketTerms market(int index, int base) {
        MarketTerms market = new MarketTerms();
        market.symbol = "M" + index + "/USD";
        market.baseAsset = base;
        market.quoteAsset = 1;
        market.tick = TICK;
        market.lot = LOT;
        market.priceMaximum = 1_000_000 * TICK;
        market.quantityMinimum = LOT;
        market.quantityMaximum = 1_000 * LOT;
        market.notionalMinimum = 1;
        market.notionalMaximum = 1_000_000_000_000L;
        market.openOrdersAccountMax = 2_000_000;
        market.openOrdersMarketMax = 4_000_000;
        market.makerFeePpm = -20;
        market.takerFeePpm = 50;
        market.selfTradePrevention = SelfTradePrevention.CANCEL_NEWEST;
        return market;
    }

    /** Account after account cancels an order that never was, once for each key remembered of it. */
    private void fillWindow() {
        for (int key = 0; key < limits.keysPerActorMax(); key++) {
            for (long account : accountIds) {
                as(account);
                length =
                        publisher.cancelOrder(buffer, 0, context, marketIds[0], Long.MAX_VALUE, "");
                send(stamp(length), SETUP);
            }
        }
    }

    /** Places limits until the books are as deep as asked, or too many are denied. */
    private void deepen() {
        for (long i = 0; orders.resting() < options.depth() && i < 3L * options.depth(); i++) {
            encodeOrder(LIMIT, marketChoice.choose(marketStream));
            send(stamp(length), SETUP);
        }
    }

    private int kind() {
        int drawn = kindStream.below(100);
        int kind = 0;
        while (drawn >= PERCENT[kind]) {
            drawn -= PERCENT[kind];
            kind++;
        }
        return kind;
    }

    private int length;

    private void command(int drawn) {
        int market = marketChoice.choose(marketStream);
        if (walkStream.below(MID_STEP_COMMANDS) == 0) {
            mids[market] += walkStream.below(2) == 0 ? 1 : -1;
            mids[market] = Math.max(mids[market], MID_START / 2);
        }
        int open = orders.resting(marketIds[market]);
        int kind = drawn;
        if (kind != CANCEL && kind != REDUCE && kind != AMEND) {
            encodeOrder(kind, market);
        } else if (open == 0) {
            kind = LIMIT;
            encodeOrder(LIMIT, market);
        } else {
            MixOrders.Order target = orders.resting(marketIds[market], targetStream.below(open));
            kind = kind == REDUCE && target.remaining < 2 * LOT ? CANCEL : kind;
            encodeChange(kind, market, target);
        }
        send(stamp(length), kind);
    }

    private void encodeOrder(int kind, int market) {
        Side side = priceStream.below(2) == 0 ? Side.BUY : Side.SELL;
        double skew = quantityStream.fraction();
        long lots = 1 + (long) (LOTS_MAX * skew * skew * skew);
        boolean isPassive = kind == LIMIT && !isTooDeep(market);
        int ticks = isPassive ? behind(market, side) : through(market, side);
        terms.limit(marketIds[market], side, ticks * TICK, lots * LOT);
        if (kind == IOC || kind == FOK) {
            terms.timeInForce = kind == IOC ? TimeInForce.IOC : TimeInForce.FOK;
        } else if (kind == MARKET) {
            terms.market(marketIds[market], side, lots * LOT);
        }
        as(accountIds[accountChoice.choose(accountStream)]);
        length = publisher.placeOrder(buffer, 0, context, terms);
    }

    /** True for one limit in five while a book is deeper than asked, so that it stays about so. */
    private boolean isTooDeep(int market) {
        return orders.resting(marketIds[market]) > options.depth() * marketChoice.share(market)
                && priceStream.below(CROSSING_ONE_IN) == 0;
    }

    private void encodeChange(int kind, int market, MixOrders.Order target) {
        as(target.account);
        long id = marketIds[market];
        length = switch (kind) {
            case CANCEL -> publisher.cancelOrder(buffer, 0, context, id, target.id, "");
            case REDUCE -> {
                long less = target.remaining / LOT / 2 * LOT;
                yield publisher.amendOrder(
                        buffer, 0, context, id, target.id, "", 0, target.quantity - less);
            }
            default ->
                publisher.amendOrder(
                        buffer,
                        0,
                        context,
                        id,
                        target.id,
                        "",
                        behind(market, target.side) * TICK,
                        0);
        };
    }

    private int behind(int market, Side side) {
        int distance = 1 + priceStream.geometric(DISTANCE_MEAN, DISTANCE_MAX - 1);
        return side == Side.BUY ? mids[market] - distance : mids[market] + distance;
    }

    private int through(int market, Side side) {
        int distance = 1 + priceStream.geometric(THROUGH_MEAN, DISTANCE_MAX - 1);
        return side == Side.BUY ? mids[market] + distance : mids[market] - distance;
    }

    private void as(long account) {
        context.as(account);
        context.sessionId = account;
        if (options.keys()) {
            context.key(keyStream.next(), keyStream.next(), keyStream.next());
        }
    }

    private RequestContext root(long account) {
        return context.as(administrator, account).sudo();
    }

    /** As a gateway's client would. */
    private int stamp(int bytes) {
        int header = MessageHeaderDecoder.ENCODED_LENGTH;
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        buffer.putInt(header + CommandHeaderDecoder.gatewayIdEncodingOffset(), GATEWAY, order);
        buffer.putInt(header + CommandHeaderDecoder.gatewayEpochEncodingOffset(), 1, order);
        number++;
        buffer.putLong(header + CommandHeaderDecoder.gatewayNumberEncodingOffset(), number, order);
        return bytes;
    }

    private long stamped(int bytes) {
        return send(stamp(bytes));
    }

    private long send(int bytes) {
        send(bytes, SETUP);
        if (answer.header().code() != Code.DONE) {
            throw new IllegalStateException("the set-up was denied: " + answer);
        }
        return answer.id();
    }

    private void send(int bytes, int kind) {
        (kind == SETUP ? setup : commands).add(buffer, bytes, kind);
        machine.onCommand(timeNanos(applied), logPosition(applied), buffer, 0, bytes);
        applied++;
    }

    private final class Output implements MachineOutput {
        private final UnsafeBuffer last = new UnsafeBuffer(new byte[FRAME_BYTES_MAX]);

        @Override
        public void onEvents(DirectBuffer frame, int offset, int bytes) {
            orders.onFrame(frame, offset);
        }

        @Override
        public void onAnswer(DirectBuffer from, int offset, int bytes) {
            last.putBytes(0, from, offset, bytes);
            answer.wrapAndApplyHeader(last, 0, messageHeader);
        }
    }
}

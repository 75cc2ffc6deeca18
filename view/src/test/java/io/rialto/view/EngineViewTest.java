package io.rialto.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.ReplaceMode;
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
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The real engine under random commands: its events are enough to know its state. */
class EngineViewTest {
    private static final EngineLimits LIMITS =
            new EngineLimits(0, 1_024, 64, 65_536, 8, 256, 1_000, 3_600_000_000_000L);
    private static final int ALL = Integer.MAX_VALUE;
    private static final long ADMINISTRATOR = 4;
    private static final int USERS = 6;
    private static final long TICK = 1_000_000_000;
    private static final long LOT = 1_000_000;
    private static final int COMMANDS = 6_000;

    /** The engine, the view of its events, and a view that begins with a snapshot now and then. */
    private static final class Venue implements MachineOutput {
        private final Machine machine = EngineMachine.factory(LIMITS).create(this);
        private final CommandPublisher publisher = new CommandPublisher();
        private final RequestContext context = new RequestContext();
        private final OrderTerms order = new OrderTerms();
        private final MutableDirectBuffer command =
                new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
        private final VenueView view = new VenueView();
        private VenueView restored = new VenueView();
        private final Random random;
        private long timeNanos = 1_000_000;
        private long logPosition;
        private final List<Long> markets = new ArrayList<>();

        Venue(long seed) {
            random = new Random(seed);
        }

        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            view.onFrame(frame, offset, length);
            restored.onFrame(frame, offset, length);
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

        private void restore() {
            restored = new VenueView();
            machine.writeSnapshot(restored::onStateRecord);
        }

        private RequestContext administrator() {
            return context.as(ADMINISTRATOR).sudo();
        }

        void open() {
            apply(publisher.bootstrap(command, 0, context.as(0), 1, 2, hash(0), "root"));
            apply(publisher.createAsset(command, 0, administrator(), "BTC", 8, 4));
            apply(publisher.createAsset(command, 0, administrator(), "USD", 2, 2));
            for (int user = 1; user <= USERS; user++) {
                // Two of them share a group.
                long group = user == USERS ? ADMINISTRATOR + 1 : 0;
                apply(publisher.createAccount(command, 0, administrator(), 9, user, group, "ü"));
                long account = ADMINISTRATOR + user;
                apply(publisher.issueToken(
                        command,
                        0,
                        context.as(ADMINISTRATOR, account).sudo(),
                        hash(user),
                        0,
                        "bot"));
                issue(account, 1, 2_000_000_000L);
                issue(account, 2, 30_000_00);
            }
            apply(publisher.createMarket(command, 0, administrator(), terms("BTC/USD", -100)));
            apply(publisher.createMarket(command, 0, administrator(), terms("BTC/USD.2", 300)));
            view.directory().markets().forEach(market -> markets.add(market.market()));
            apply(publisher.revokeToken(command, 0, administrator(), 2));
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

        void step() {
            long account = ADMINISTRATOR + 1 + random.nextInt(USERS);
            long market = markets.get(random.nextInt(markets.size()));
            RequestContext as = context.as(account);
            List<OrderInfo> mine = view.openOrders(account, market);
            int dice = random.nextInt(100);
            if (dice < 60 || (mine.isEmpty() && dice < 88)) {
                randomOrder(market);
                apply(publisher.placeOrder(command, 0, as, order));
            } else if (dice < 70) {
                OrderInfo target = pick(mine);
                apply(publisher.cancelOrder(command, 0, as, market, target.order(), ""));
            } else if (dice < 80) {
                OrderInfo target = pick(mine);
                long price = random.nextBoolean() ? 0 : price(target.side());
                long quantity = Math.max(LOT, target.quantity() + (random.nextInt(9) - 5) * LOT);
                apply(publisher.amendOrder(
                        command, 0, as, market, target.order(), "", price, quantity));
            } else if (dice < 88) {
                randomOrder(market);
                ReplaceMode mode = random.nextBoolean()
                        ? ReplaceMode.ALLOW_FAILURE
                        : ReplaceMode.STOP_ON_FAILURE;
                apply(publisher.replaceOrder(command, 0, as, pick(mine).order(), "", mode, order));
            } else {
                rareStep(account, market, dice);
            }
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
                    setStatus(market, MarketStatus.OPEN);
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
                default -> issue(account, 1 + random.nextInt(2), 1 + random.nextInt(20_000));
            }
        }

        private void setStatus(long market, MarketStatus status) {
            apply(publisher.setMarketStatus(
                    command, 0, administrator(), market, status, "as usual"));
        }

        private OrderInfo pick(List<OrderInfo> orders) {
            return orders.get(random.nextInt(orders.size()));
        }

        private long price(Side side) {
            return (side == Side.BUY ? 970 : 1_010) * TICK + random.nextInt(60) * TICK;
        }

        private void randomOrder(long market) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            order.limit(market, side, price(side), (1 + random.nextInt(40)) * LOT);
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
                    order.price = 0;
                }
                case 5 -> budgetOrder();
                default -> {
                    // A limit order that stands until cancelled.
                }
            }
        }

        private void budgetOrder() {
            order.side = Side.BUY;
            order.orderType = OrderType.MARKET;
            order.timeInForce = TimeInForce.IOC;
            order.price = 0;
            order.budget = 1L + random.nextInt(200_00);
            order.quantity = random.nextBoolean() ? 0 : order.quantity;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldKnowFromEventsWhatTheEngineKnows(long seed) {
        Venue venue = new Venue(seed);
        venue.open();
        for (int i = 0; i < COMMANDS; i++) {
            if (i % 500 == 0) {
                venue.restore();
                assertSame(venue.restored, venue.view);
                assertThat(ViewAudit.of(venue.view).violations())
                        .as("seed %d", seed)
                        .isEmpty();
            }
            venue.step();
        }
        assertSame(venue.restored, venue.view);
        VenueView last = new VenueView();
        venue.machine.writeSnapshot(last::onStateRecord);
        assertSame(last, venue.view);
        assertThat(ViewAudit.of(last).violations()).isEmpty();
        assertThat(venue.view.openOrderCount()).isPositive();
        assertThat(venue.view.marketTrades(venue.markets.getFirst(), ALL)).hasSizeGreaterThan(500);
        assertThat(last.sequence()).isEqualTo(venue.machine.sequence());
        assertThat(last.chain()).isEqualTo(venue.machine.chain());
    }

    private static void assertSame(VenueView actual, VenueView expected) {
        assertThat(actual.sequence()).isEqualTo(expected.sequence());
        assertThat(actual.chain()).isEqualTo(expected.chain());
        assertThat(actual.directory().assets()).isEqualTo(expected.directory().assets());
        assertThat(actual.directory().accounts()).isEqualTo(expected.directory().accounts());
        assertThat(actual.directory().tokensByHash())
                .isEqualTo(expected.directory().tokensByHash());
        assertThat(actual.markets()).isEqualTo(expected.markets());
        for (MarketInfo market : expected.directory().markets()) {
            long id = market.market();
            assertThat(actual.book(id, ALL)).isEqualTo(expected.book(id, ALL));
            for (Side side : new Side[] {Side.BUY, Side.SELL}) {
                assertThat(actual.bookOrders(id, side)).isEqualTo(expected.bookOrders(id, side));
            }
        }
        for (AccountInfo account : expected.directory().accounts()) {
            long id = account.account();
            assertThat(actual.balances(id)).isEqualTo(expected.balances(id));
            assertThat(actual.openOrders(id))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                            "changedAt", "changedSequence")
                    .isEqualTo(expected.openOrders(id));
        }
    }
}

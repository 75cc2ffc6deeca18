package io.rialto.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.Side;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class VenueViewTest {
    private static final int ALL = Integer.MAX_VALUE;

    private static void apply(VenueView view, byte[] frame) {
        view.onFrame(new UnsafeBuffer(frame), 0, frame.length);
    }

    private static void load(VenueView view, List<byte[]> records) {
        records.forEach(record -> view.onStateRecord(new UnsafeBuffer(record), 0, record.length));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1", "3, 3", "4, 1000", "5, 7"})
    void shouldShowWhatTheVenueKeepsAfterEveryCommand(long seed, int eventsPerFrame) {
        VenueView view = new VenueView();
        ToyVenue venue = new ToyVenue(seed, 6, eventsPerFrame, frame -> apply(view, frame));
        venue.open();
        for (int i = 0; i < 1_500; i++) {
            venue.step();
            assertThat(view.sequence()).isEqualTo(venue.writer().sequence());
            assertBookIsThatOf(venue, view);
            assertMoneyIsThatOf(venue, view);
        }
        assertOrdersAreThoseOf(venue, view);
        assertThat(view.marketTrades(ToyVenue.MARKET, ALL).reversed())
                .as("seed %d", seed)
                .isEqualTo(venue.trades.subList(
                        Math.max(0, venue.trades.size() - 1_000), venue.trades.size()));
        assertThat(ViewAudit.of(view).violations()).isEmpty();
    }

    private static void assertBookIsThatOf(ToyVenue venue, VenueView view) {
        BookSnapshot book = view.book(ToyVenue.MARKET, ALL).orElseThrow();
        assertThat(book.update()).isEqualTo(venue.update);
        assertThat(book.bids()).isEqualTo(levels(venue.resting(Side.BUY)));
        assertThat(book.asks()).isEqualTo(levels(venue.resting(Side.SELL)));
        for (Side side : new Side[] {Side.BUY, Side.SELL}) {
            assertThat(view.bookOrders(ToyVenue.MARKET, side).stream().map(BookOrder::order))
                    .containsExactlyElementsOf(venue.resting(side).stream()
                            .map(ToyVenue.ToyOrder::id)
                            .toList());
        }
    }

    private static List<BookLevel> levels(List<ToyVenue.ToyOrder> orders) {
        List<BookLevel> levels = new ArrayList<>();
        for (ToyVenue.ToyOrder order : orders) {
            if (levels.isEmpty() || levels.getLast().price() != order.price) {
                levels.add(new BookLevel(order.price, 0, 0));
            }
            BookLevel level = levels.removeLast();
            levels.add(new BookLevel(
                    level.price(), level.quantity() + order.remaining(), level.orders() + 1));
        }
        return levels;
    }

    private static void assertMoneyIsThatOf(ToyVenue venue, VenueView view) {
        venue.balances.forEach((key, balance) -> assertThat(
                        view.balance(key.getFirst(), (int) (long) key.getLast()))
                .isEqualTo(new Balance(
                        key.getFirst(), (int) (long) key.getLast(), balance[0], balance[1])));
    }

    private static void assertOrdersAreThoseOf(ToyVenue venue, VenueView view) {
        assertThat(view.openOrderCount()).isEqualTo(venue.open.size());
        for (ToyVenue.ToyOrder order : venue.open) {
            OrderInfo info = view.order(ToyVenue.MARKET, order.id()).orElseThrow();
            assertThat(info.remaining()).isEqualTo(order.remaining());
            assertThat(info.price()).isEqualTo(order.price);
            assertThat(info.held()).isEqualTo(order.held);
            assertThat(info.isOpen()).isTrue();
            assertIsThatOf(order, info);
            assertThat(view.openOrders(info.account(), ToyVenue.MARKET)).contains(info);
            if (!info.clientOrderId().isEmpty()) {
                assertThat(view.orderByClientOrderId(info.account(), info.clientOrderId()))
                        .contains(info);
            }
        }
        for (ToyVenue.ToyOrder order : venue.closed) {
            OrderInfo info = view.order(ToyVenue.MARKET, order.id()).orElseThrow();
            assertThat(info.isOpen()).isFalse();
            assertThat(info.remaining()).isZero();
            assertThat(info.held()).isZero();
            assertIsThatOf(order, info);
        }
    }

    private static void assertIsThatOf(ToyVenue.ToyOrder order, OrderInfo info) {
        assertThat(info.filled()).isEqualTo(order.filled);
        assertThat(info.filledNotional()).isEqualTo(order.notional);
        assertThat(info.fees()).isEqualTo(order.fees);
        assertThat(info.quantity()).isEqualTo(order.quantity);
        assertThat(info.account()).isEqualTo(order.terms.account());
        assertThat(info.clientOrderId()).isEqualTo(order.terms.clientOrderId());
    }

    @ParameterizedTest
    @CsvSource({"11, 4", "12, 1000", "13, 2"})
    void shouldBeTheSameFromSnapshotAndRestAsFromAllEvents(long seed, int eventsPerFrame) {
        VenueView whole = new VenueView();
        VenueView[] restored = new VenueView[1];
        ToyVenue venue = new ToyVenue(seed, 8, eventsPerFrame, frame -> {
            apply(whole, frame);
            if (restored[0] != null) {
                apply(restored[0], frame);
            }
        });
        venue.open();
        for (int i = 0; i < 1_200; i++) {
            if (i % 300 == 0) {
                restored[0] = new VenueView();
                load(restored[0], StateWriter.recordsOf(whole));
            }
            venue.step();
        }
        assertSame(restored[0], whole);
        assertThat(ViewAudit.of(restored[0])).isEqualTo(ViewAudit.of(whole));
    }

    private static void assertSame(VenueView actual, VenueView expected) {
        assertThat(actual.sequence()).isEqualTo(expected.sequence());
        assertThat(actual.chain()).isEqualTo(expected.chain());
        assertThat(actual.timeNanos()).isEqualTo(expected.timeNanos());
        assertThat(actual.directory().assets()).isEqualTo(expected.directory().assets());
        assertThat(actual.directory().accounts()).isEqualTo(expected.directory().accounts());
        assertThat(actual.directory().tokensByHash())
                .isEqualTo(expected.directory().tokensByHash());
        assertThat(actual.markets()).isEqualTo(expected.markets());
        assertThat(actual.book(ToyVenue.MARKET, ALL))
                .isEqualTo(expected.book(ToyVenue.MARKET, ALL));
        for (Side side : new Side[] {Side.BUY, Side.SELL}) {
            assertThat(actual.bookOrders(ToyVenue.MARKET, side))
                    .isEqualTo(expected.bookOrders(ToyVenue.MARKET, side));
        }
        for (AccountInfo account : expected.directory().accounts()) {
            long id = account.account();
            assertThat(actual.balances(id)).isEqualTo(expected.balances(id));
            // When an order changed last is not part of the state.
            assertThat(actual.openOrders(id))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                            "changedAt", "changedSequence")
                    .isEqualTo(expected.openOrders(id));
        }
    }

    @Test
    void shouldTellListenersWhatEveryCommandTouched() {
        VenueView view = new VenueView();
        Mirror mirror = new Mirror();
        view.addListener(mirror);
        ToyVenue venue = new ToyVenue(21, 5, 3, frame -> apply(view, frame));
        venue.open();
        for (int i = 0; i < 1_500; i++) {
            venue.step();
            BookSnapshot book = view.book(ToyVenue.MARKET, ALL).orElseThrow();
            assertThat(mirror.bids.descendingMap().values()).containsExactlyElementsOf(book.bids());
            assertThat(mirror.asks.values()).containsExactlyElementsOf(book.asks());
            assertThat(mirror.update).isEqualTo(book.update());
        }
        venue.balances.forEach((key, balance) -> assertThat(mirror.balances.get(key))
                .isEqualTo(view.balance(key.getFirst(), (int) (long) key.getLast())));
        for (ToyVenue.ToyOrder order : venue.open) {
            assertThat(mirror.orders.get(order.id()))
                    .isEqualTo(view.order(ToyVenue.MARKET, order.id()).orElseThrow());
        }
        assertThat(mirror.trades).isEqualTo(venue.trades);
        assertThat(mirror.sequence).isEqualTo(view.sequence());
    }

    /** Keeps everything from what listeners are told alone. */
    private static final class Mirror implements FrameListener {
        private final TreeMap<Long, BookLevel> bids = new TreeMap<>();
        private final TreeMap<Long, BookLevel> asks = new TreeMap<>();
        private final Map<List<Long>, Balance> balances =
                new TreeMap<>((left, right) -> left.toString().compareTo(right.toString()));
        private final Map<Long, OrderInfo> orders = new TreeMap<>();
        private final List<Trade> trades = new ArrayList<>();
        private long update;
        private long sequence;

        @Override
        public void onApplied(VenueView view, AppliedCommand command) {
            assertThat(command.firstSequence()).isEqualTo(sequence + 1);
            assertThat(command.sequence()).isEqualTo(view.sequence());
            assertThat(command.timeNanos()).isEqualTo(view.timeNanos());
            assertThat(command.sessionId()).isEqualTo(command.actor() * 10);
            assertThat(command.trace()).hasSize(25);
            command.forEachEvent(new EventVisitor() {
                @Override
                public void onPosted(long number, io.rialto.protocol.PostedDecoder event) {
                    assertThat(number).isGreaterThan(sequence);
                }
            });
            sequence = command.sequence();
            for (int i = 0; i < command.balances(); i++) {
                Balance balance = command.balance(i);
                assertThat(command.balanceAccount(i)).isEqualTo(balance.account());
                balances.put(List.of(balance.account(), (long) balance.asset()), balance);
            }
            for (int i = 0; i < command.orders(); i++) {
                OrderInfo order = command.order(i);
                assertThat(command.orderAccount(i)).isEqualTo(order.account());
                orders.put(order.order(), order);
            }
            trades.addAll(command.trades());
            for (int i = 0; i < command.markets(); i++) {
                BookDelta delta = command.bookDelta(i);
                assertThat(command.market(i)).isEqualTo(delta.market());
                assertThat(delta.previousUpdate()).isEqualTo(update);
                update = delta.update();
                apply(bids, delta.bids());
                apply(asks, delta.asks());
            }
        }

        private static void apply(Map<Long, BookLevel> levels, List<BookLevel> changes) {
            assertThat(changes.stream().map(BookLevel::price)).doesNotHaveDuplicates();
            for (BookLevel change : changes) {
                if (change.quantity() == 0) {
                    levels.remove(change.price());
                } else {
                    levels.put(change.price(), change);
                }
            }
        }
    }

    @Test
    void shouldKnowDirectoryAndTokens() {
        VenueView view = new VenueView();
        List<byte[]> frames = new ArrayList<>();
        ToyVenue venue = new ToyVenue(1, 1, 10, frame -> apply(view, frame));
        venue.open();
        Directory directory = view.directory();
        long trader = ToyVenue.FIRST_TRADER;
        TokenInfo token = directory.token(ToyVenue.hash(trader)).orElseThrow();
        assertThat(token.account()).isEqualTo(trader);
        assertThat(directory.tokens(trader)).containsExactly(token);
        assertThat(directory.token(new byte[32])).isEmpty();
        assertThat(directory.administrators())
                .extracting(AccountInfo::account)
                .containsExactly(ToyVenue.ADMINISTRATOR);
        assertThat(directory.account(SystemAccounts.FEES)).isPresent();
        assertThat(directory.assetBySymbol("BTC").orElseThrow().asset()).isEqualTo(ToyVenue.BTC);
        assertThat(directory.marketBySymbol(0, "BTC-USD").orElseThrow().takerFeePpm())
                .isEqualTo(1_000);
        assertThat(directory.marketBySymbol(1, "BTC-USD")).isEmpty();
        FrameWriter writer = venue.writer();
        frames.addAll(writer.begin(4).tokenRevoked(trader, trader).end());
        frames.addAll(writer.begin(4).administratorChanged(4, false).end());
        frames.addAll(writer.begin(4).selfTradeGroupChanged(trader, 9).end());
        frames.addAll(writer.begin(4).marketFeesChanged(ToyVenue.MARKET, -5, 70).end());
        frames.forEach(frame -> apply(view, frame));
        assertThat(directory.token(ToyVenue.hash(trader))).isEmpty();
        assertThat(directory.administrators()).isEmpty();
        assertThat(directory.account(trader).orElseThrow().selfTradeGroup()).isEqualTo(9);
        assertThat(directory.market(ToyVenue.MARKET).orElseThrow().makerFeePpm())
                .isEqualTo(-5);
    }

    @Test
    void shouldForgetClosedOrdersAndTradesBeyondItsLimits() {
        VenueView view = new VenueView(new ViewLimits(10, 20, 25));
        ToyVenue venue = new ToyVenue(31, 4, 1_000, frame -> apply(view, frame));
        venue.open();
        for (int i = 0; i < 1_000; i++) {
            venue.step();
        }
        int closed = 0;
        int trades = 0;
        for (long account = 5; account < 9; account++) {
            assertThat(view.closedOrders(account, ALL)).hasSizeLessThanOrEqualTo(10);
            assertThat(view.accountTrades(account, ALL)).hasSizeLessThanOrEqualTo(10);
            closed += view.closedOrders(account, ALL).size();
            trades += view.accountTrades(account, ALL).size();
        }
        assertThat(closed).isBetween(1, 25);
        assertThat(trades).isBetween(1, 25);
        assertThat(view.marketTrades(ToyVenue.MARKET, ALL)).hasSize(20);
        ToyVenue.ToyOrder last = venue.closed.getLast();
        OrderInfo remembered = view.closedOrders(last.terms.account(), 1).getFirst();
        assertThat(remembered.order()).isEqualTo(last.id());
        assertThat(remembered.closeReason()).isNotEqualTo(CloseReason.NULL_VAL);
        assertThat(remembered.state()).isNotEqualTo(OrderState.OPEN);
        assertThat(view.order(ToyVenue.MARKET, venue.closed.getFirst().id())).isEmpty();
        assertThat(view.store().market(ToyVenue.MARKET).orders)
                .hasSize(closed + view.openOrderCount());
    }

    @Test
    void shouldRefuseFramesThatDoNotContinueTheStream() {
        List<byte[]> frames = new ArrayList<>();
        ToyVenue venue = new ToyVenue(41, 2, 2, frames::add);
        venue.open();
        VenueView gap = new VenueView();
        apply(gap, frames.get(0));
        assertThatThrownBy(() -> apply(gap, frames.get(3)))
                .isInstanceOf(FrameInvalidException.class)
                .hasMessageContaining("does not follow event");
        byte[] changed = frames.get(0).clone();
        changed[changed.length - 1]++;
        assertThatThrownBy(() -> apply(new VenueView(), changed))
                .isInstanceOf(FrameInvalidException.class)
                .hasMessageContaining("chain");
        VenueView twice = new VenueView();
        frames.forEach(frame -> apply(twice, frame));
        assertThatThrownBy(() -> apply(twice, frames.getFirst()))
                .isInstanceOf(FrameInvalidException.class);
    }

    @Test
    void shouldShowACommandWholeOrNotAtAllAndTakeItAgainFromItsBeginning() {
        List<byte[]> frames = new ArrayList<>();
        ToyVenue venue = new ToyVenue(42, 2, 2, frames::add);
        venue.open();
        VenueView view = new VenueView();
        // The first command has three events in two frames.
        apply(view, frames.get(0));
        assertThat(view.sequence()).isZero();
        assertThat(view.directory().account(ToyVenue.ADMINISTRATOR)).isEmpty();
        apply(view, frames.get(0));
        apply(view, frames.get(1));
        assertThat(view.sequence()).isEqualTo(3);
        assertThat(view.directory().administrators()).hasSize(1);
        frames.subList(2, frames.size()).forEach(frame -> apply(view, frame));
        assertThat(view.sequence()).isEqualTo(venue.writer().sequence());
    }

    @Test
    void shouldRefusePostingsThatAreWrongAndStayBroken() {
        VenueView view = new VenueView();
        ToyVenue venue = new ToyVenue(43, 2, 100, frame -> apply(view, frame));
        venue.open();
        FrameWriter writer = venue.writer();
        byte[] oneSided = writer.begin(4)
                .posted(new Balance(5, 1, 50_000_01, 0), PostingCause.ISSUE, 1, 0, 0, 0)
                .end()
                .getFirst();
        assertThatThrownBy(() -> apply(view, oneSided))
                .isInstanceOf(FrameInvalidException.class)
                .hasMessageContaining("sum to zero");
        byte[] next = writer.begin(4).selfTradeGroupChanged(5, 5).end().getFirst();
        assertThatThrownBy(() -> apply(view, next)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseAnOrderThatIsClosedAndStillHolds() {
        VenueView view = new VenueView();
        ToyVenue venue = new ToyVenue(44, 2, 100, frame -> apply(view, frame));
        venue.open();
        OrderInfo order = venue.terms(5, Side.BUY, 100, 1, false);
        long cash = view.balance(5, 2).cash();
        byte[] frame = venue.writer()
                .begin(5)
                .orderAccepted(order)
                .posted(
                        new Balance(5, 2, cash, 10),
                        PostingCause.HOLD,
                        0,
                        10,
                        order.market(),
                        order.order())
                .orderClosed(order.market(), order.order(), 5, 0, 1, 0, CloseReason.CANCELLED)
                .end()
                .getFirst();
        assertThatThrownBy(() -> apply(view, frame))
                .isInstanceOf(FrameInvalidException.class)
                .hasMessageContaining("is closed and still holds funds");
    }

    @Test
    void shouldRefuseABalanceThatDoesNotFollowFromItsDelta() {
        VenueView view = new VenueView();
        ToyVenue venue = new ToyVenue(44, 2, 100, frame -> apply(view, frame));
        venue.open();
        byte[] frame = venue.writer()
                .begin(4)
                .posted(new Balance(5, 1, 7, 0), PostingCause.ISSUE, 1, 0, 0, 0)
                .posted(new Balance(6, 1, 7, 0), PostingCause.ISSUE, -1, 0, 0, 0)
                .end()
                .getFirst();
        assertThatThrownBy(() -> apply(view, frame))
                .isInstanceOf(FrameInvalidException.class)
                .hasMessageContaining("does not follow from the balance");
    }
}

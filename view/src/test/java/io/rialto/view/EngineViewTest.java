package io.rialto.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.Side;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** The real engine under random commands: its events are enough to know its state. */
class EngineViewTest {
    private static final int ALL = Integer.MAX_VALUE;
    private static final int COMMANDS = 6_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldKnowFromEventsWhatTheEngineKnows(long seed) {
        VenueView[] restored = {new VenueView()};
        RandomVenue venue = new RandomVenue(
                seed, (frame, offset, length) -> restored[0].onFrame(frame, offset, length));
        venue.open();
        for (int i = 0; i < COMMANDS; i++) {
            if (i % 500 == 0) {
                restored[0] = restored(venue);
                assertSame(restored[0], venue.view());
                assertThat(ViewAudit.of(venue.view()).violations())
                        .as("seed %d", seed)
                        .isEmpty();
            }
            venue.step();
        }
        assertSame(restored[0], venue.view());
        VenueView last = restored(venue);
        assertSame(last, venue.view());
        assertThat(ViewAudit.of(last).violations()).isEmpty();
        assertThat(venue.view().openOrderCount()).isPositive();
        // Markets of contracts end and are followed by others.
        assertThat(venue.markets().subList(0, 2))
                .allSatisfy(market ->
                        assertThat(venue.view().marketTrades(market, ALL)).hasSizeGreaterThan(100));
        assertThat(last.sequence()).isEqualTo(venue.machine().sequence());
        assertThat(last.chain()).isEqualTo(venue.machine().chain());
    }

    /** A view that has lived through auctions against one that begins with the engine's state. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldKnowWhatCountsForFeesWhereAuctionsPayNoRebates(long seed) {
        RandomVenue venue = new RandomVenue(seed, (frame, offset, length) -> {}).withTiers();
        venue.open();
        int rebates = 0;
        for (int i = 0; i < COMMANDS; i++) {
            venue.step();
            if (i % 100 == 0) {
                rebates += assertSameFees(restored(venue), venue.view());
            }
        }
        assertThat(rebates).as("accounts with a rebate").isPositive();
    }

    private static int assertSameFees(VenueView actual, VenueView expected) {
        int rebates = 0;
        for (AccountInfo account : expected.directory().accounts()) {
            long id = account.account();
            assertThat(actual.positions(id)).isEqualTo(expected.positions(id));
            assertSameOpenOrders(actual, expected, id);
            for (MarketInfo market : expected.directory().markets()) {
                AccountFees fees = expected.fees(market.market(), id);
                assertThat(actual.fees(market.market(), id)).isEqualTo(fees);
                rebates += fees.tier().makerFeePpm() < 0 ? 1 : 0;
            }
        }
        return rebates;
    }

    private static VenueView restored(RandomVenue venue) {
        VenueView view = new VenueView();
        venue.machine().writeSnapshot(view::onStateRecord);
        return view;
    }

    /** A fund's account has none any more where all that it stood against is undone. */
    private static List<Balance> balances(VenueView view, long account) {
        return view.balances(account).stream()
                .filter(each -> each.cash() != 0 || each.held() != 0 || each.backing() != 0)
                .toList();
    }

    private static void assertSameOpenOrders(VenueView actual, VenueView expected, long account) {
        assertThat(actual.openOrders(account))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                        "changedAt", "changedSequence", "pairedWith")
                .isEqualTo(expected.openOrders(account));
    }

    private static void assertSame(VenueView actual, VenueView expected) {
        assertThat(actual.sequence()).isEqualTo(expected.sequence());
        assertThat(actual.chain()).isEqualTo(expected.chain());
        assertThat(actual.directory().assets()).isEqualTo(expected.directory().assets());
        assertThat(actual.directory().accounts()).isEqualTo(expected.directory().accounts());
        assertThat(actual.directory().tokensByHash())
                .isEqualTo(expected.directory().tokensByHash());
        for (MarketInfo market : expected.directory().markets()) {
            assertThat(actual.directory().outcome(market.market()))
                    .isEqualTo(expected.directory().outcome(market.market()));
        }
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
            assertThat(balances(actual, id)).isEqualTo(balances(expected, id));
            assertThat(actual.positions(id)).isEqualTo(expected.positions(id));
            assertSameOpenOrders(actual, expected, id);
        }
    }
}

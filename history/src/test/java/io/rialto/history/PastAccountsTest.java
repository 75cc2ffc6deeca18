package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.Side;
import io.rialto.view.Balance;
import io.rialto.view.OrderInfo;
import io.rialto.view.ToyVenue;
import io.rialto.view.Trade;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Accounts of the past, compared with what the live view told of them at the time. */
@Timeout(300)
class PastAccountsTest implements Stores {
    private static final int ACCOUNTS = 3;

    @TempDir
    private Path directory;

    private final Recorded recorded = new Recorded(31, 0, 5);
    private final List<Seen> seen = new ArrayList<>();

    /** An account as it was, once. */
    private record Seen(
            long account,
            long sequence,
            long timeNanos,
            List<Balance> balances,
            List<String> orders,
            List<Trade> trades,
            long position) {}

    @BeforeEach
    void trade() {
        Random random = new Random(31);
        for (int i = 0; i < 900; i++) {
            recorded.steps(1);
            if (random.nextInt(15) == 0) {
                seen.add(seen(ToyVenue.FIRST_TRADER + random.nextInt(ACCOUNTS)));
            }
        }
        store(directory).migrate();
        try (HistoryWriter writer = new HistoryWriter(store(directory))) {
            recorded.sourceAfter(0).poll(writer::append, Integer.MAX_VALUE);
            writer.commit();
        }
    }

    private Seen seen(long account) {
        List<Trade> trades = recorded.view.accountTrades(account, Integer.MAX_VALUE);
        return new Seen(
                account,
                recorded.view.sequence(),
                recorded.view.timeNanos(),
                known(recorded.view.balances(account)),
                recorded.view.openOrders(account).stream()
                        .sorted(Comparator.comparingLong(OrderInfo::order))
                        .map(PastAccountsTest::words)
                        .toList(),
                trades,
                position(account, trades));
    }

    private static List<Balance> known(List<Balance> balances) {
        return balances.stream()
                .filter(balance -> balance.cash() != 0 || balance.held() != 0)
                .sorted(Comparator.comparingInt(Balance::asset))
                .toList();
    }

    private static String words(OrderInfo order) {
        return "%d: %s %d of %d at %d"
                .formatted(
                        order.order(),
                        order.side(),
                        order.filled(),
                        order.quantity(),
                        order.price());
    }

    private static String words(PastAccount.Order order) {
        return "%d: %s %d of %d at %d"
                .formatted(
                        order.terms().info().order(),
                        order.side(),
                        order.filled(),
                        order.quantity(),
                        order.price());
    }

    /** The trades of the market taken for trades of contracts. */
    private static long position(long account, List<Trade> trades) {
        long position = 0;
        for (Trade trade : trades) {
            long bought = trade.takerSide() == Side.BUY ? trade.quantity() : -trade.quantity();
            position += trade.takerAccount() == account ? bought : 0;
            position -= trade.makerAccount() == account ? bought : 0;
        }
        return position;
    }

    private Held now(long account) {
        long position = position(account, recorded.view.accountTrades(account, Integer.MAX_VALUE));
        return new Held(account, recorded.sequence(), Map.of(), Map.of(ToyVenue.MARKET, position));
    }

    @Test
    void shouldTellBalancesOrdersPositionsAndFillsOfRandomPastEventsAndInstants() {
        assertThat(seen).hasSizeGreaterThan(30);
        assertThat(seen).anyMatch(each -> each.orders().size() > 2);
        try (var readers = store(directory).openReaders()) {
            HistoryQueries queries = new HistoryQueries(readers);
            for (Seen then : seen) {
                Held now = now(then.account());
                assertSame(
                        then,
                        queries.account(now, new Moment.After(then.sequence())).orElseThrow());
                assertSame(
                        then,
                        queries.account(now, new Moment.At(then.timeNanos())).orElseThrow());
            }
        }
    }

    private static void assertSame(Seen then, PastAccount found) {
        assertThat(known(found.balances())).isEqualTo(then.balances());
        assertThat(found.orders().stream().map(PastAccountsTest::words)).isEqualTo(then.orders());
        assertThat(found.fills())
                .containsExactlyElementsOf(then.trades()
                        .subList(
                                0,
                                Math.min(PastAccounts.FILLS_MAX, then.trades().size())));
        assertThat(found.unexplained()).isEmpty();
        assertThat(found.positions()
                        .getOrDefault(ToyVenue.MARKET, PastAccount.Position.NONE)
                        .quantity())
                .isEqualTo(then.position());
        assertThat(found.sequence()).isLessThanOrEqualTo(then.sequence());
        assertThat(found.timeNanos()).isLessThanOrEqualTo(then.timeNanos());
    }

    @Test
    void shouldNameAMarketWhosePositionTradesDoNotMakeUpAndKnowNothingBeforeTheFirstEvent() {
        long account = ToyVenue.FIRST_TRADER;
        try (var readers = store(directory).openReaders()) {
            HistoryQueries queries = new HistoryQueries(readers);
            Held now = now(account);
            Held redeemed = new Held(
                    account,
                    now.sequence(),
                    Map.of(),
                    Map.of(ToyVenue.MARKET, now.positions().get(ToyVenue.MARKET) + 1));

            PastAccount found =
                    queries.account(redeemed, new Moment.After(now.sequence())).orElseThrow();
            PastAccount before = queries.account(now, new Moment.After(1)).orElseThrow();

            assertThat(found.unexplained()).containsExactly(ToyVenue.MARKET);
            assertThat(found.positions()).isEmpty();
            assertThat(before)
                    .isEqualTo(new PastAccount(
                            0, 0, List.of(), List.of(), Map.of(), Set.of(), List.of()));
        }
    }
}

package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.marketdata.Interval;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.Side;
import io.rialto.view.Balance;
import io.rialto.view.ToyVenue;
import io.rialto.view.Trade;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What accounts had, compared with going through everything for each moment anew. */
@Timeout(300)
class HoldingsTest implements Stores {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long BEGIN = 20_000 * DAY;

    @TempDir
    private Path directory;

    private final Recorded recorded = new Recorded(11, 0, 100);

    /** 300 steps, mostly within seconds, now and then days apart. */
    private void trade(long seed) {
        Random random = new Random(seed);
        recorded.venue.writer().later(BEGIN);
        for (int i = 0; i < 300; i++) {
            recorded.venue
                    .writer()
                    .later(
                            random.nextInt(20) == 0
                                    ? random.nextLong(5 * DAY)
                                    : random.nextLong(2 * SECOND));
            recorded.venue.step();
        }
        store(directory).migrate();
        try (HistoryWriter writer = new HistoryWriter(store(directory))) {
            recorded.sourceAfter(0).poll(writer::append, Integer.MAX_VALUE);
            writer.commit();
        }
    }

    private List<Trade> trades() {
        return recorded.view.marketTrades(ToyVenue.MARKET, Integer.MAX_VALUE);
    }

    /** The trades of the market taken for trades of contracts. */
    private long position(long account, long before) {
        long position = 0;
        for (Trade trade : trades()) {
            if (trade.timeNanos() < before) {
                long bought = trade.takerSide() == Side.BUY ? trade.quantity() : -trade.quantity();
                position += trade.takerAccount() == account ? bought : 0;
                position -= trade.makerAccount() == account ? bought : 0;
            }
        }
        return position;
    }

    private Map<Long, Long> price(long before) {
        return trades().stream()
                .filter(trade -> trade.timeNanos() < before)
                .findFirst()
                .map(trade -> Map.of(ToyVenue.MARKET, trade.price()))
                .orElse(Map.of());
    }

    private static Map<Integer, Long> cash(List<Posting> newestFirst, long before) {
        Map<Integer, Long> cash = new HashMap<>();
        newestFirst.stream()
                .filter(posting -> posting.timeNanos() < before)
                .forEach(posting -> cash.putIfAbsent(posting.asset(), posting.cash()));
        cash.values().removeIf(amount -> amount == 0);
        return cash;
    }

    private Held now(long account, long position) {
        Map<Integer, Long> cash = new HashMap<>();
        for (Balance balance : recorded.view.balances(account)) {
            cash.put(balance.asset(), balance.cash());
        }
        return new Held(account, recorded.sequence(), cash, Map.of(ToyVenue.MARKET, position));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldAgreeWithAddingUpEverythingForEachMoment(long seed) {
        trade(seed);
        long end = recorded.view.timeNanos() + 1;
        try (var readers = store(directory).openReaders()) {
            HistoryQueries queries = new HistoryQueries(readers);
            for (Interval interval :
                    List.of(Interval.MINUTES_3, Interval.HOUR, Interval.DAY, Interval.WEEK)) {
                long from = interval == Interval.MINUTES_3 ? end - DAY / 4 : BEGIN - 7 * DAY;
                Timeline timeline =
                        new Timeline(interval, Timeline.moments(interval, from, end, 10_000));
                for (long account = ToyVenue.FIRST_TRADER;
                        account < ToyVenue.FIRST_TRADER + 2;
                        account++) {
                    assertAgrees(queries, account, timeline, position(account, end));
                }
            }
        }
    }

    private void assertAgrees(
            HistoryQueries queries, long account, Timeline timeline, long position) {
        List<Posting> postings = queries.postings(account, Page.first(Page.LIMIT_MAX));
        assertThat(postings).hasSizeBetween(50, Page.LIMIT_MAX - 1);
        List<PastHoldings> all =
                queries.holdings().holdings(now(account, position), timeline, Set.of());
        assertThat(all).hasSize(timeline.size());
        for (PastHoldings held : all) {
            long moment = held.timeNanos();
            assertThat(held.cash()).isEqualTo(cash(postings, moment));
            assertThat(held.positions().getOrDefault(ToyVenue.MARKET, 0L))
                    .isEqualTo(position(account, moment));
            assertThat(held.prices()).isEqualTo(price(moment));
            assertThat(held.unexplained()).isEmpty();
        }
    }

    @Test
    void shouldNotTellAPositionThatTradesDoNotMakeUp() {
        trade(4);
        long account = ToyVenue.FIRST_TRADER;
        long end = recorded.view.timeNanos() + 1;
        Timeline timeline = new Timeline(Interval.WEEK, List.of(end));
        try (var readers = store(directory).openReaders()) {
            Held now = now(account, position(account, end) + 1);
            PastHoldings held = new HistoryQueries(readers)
                    .holdings()
                    .holdings(now, timeline, Set.of())
                    .getFirst();
            assertThat(held.unexplained()).containsExactly(ToyVenue.MARKET);
            assertThat(held.positions()).isEmpty();
        }
    }

    private static Map<Integer, Long> changes(
            List<Posting> postings, ExportRange range, PostingCause cause) {
        Map<Integer, Long> sums = new HashMap<>();
        postings.stream()
                .filter(each -> each.cause() == cause && each.cashDelta() != 0)
                .filter(each -> each.timeNanos() >= range.from())
                .filter(each -> each.timeNanos() < range.before())
                .forEach(each -> sums.merge(each.asset(), each.cashDelta(), Long::sum));
        return sums;
    }

    @Test
    void shouldTellStatementsToTheLastUnit() {
        trade(5);
        long end = recorded.view.timeNanos() + 1;
        Random random = new Random(9);
        long account = ToyVenue.FIRST_TRADER;
        try (var readers = store(directory).openReaders()) {
            HistoryQueries queries = new HistoryQueries(readers);
            List<Posting> postings = queries.postings(account, Page.first(Page.LIMIT_MAX));
            for (int i = 0; i < 30; i++) {
                long from = i == 0 ? 0 : BEGIN + random.nextLong(end - BEGIN);
                ExportRange range = new ExportRange(from, from + 1 + random.nextLong(end - from));
                AccountStatement statement =
                        queries.statements().statement(account, range).orElseThrow();
                Map<Integer, Long> opening = new HashMap<>();
                Map<Integer, Long> closing = new HashMap<>();
                for (AccountStatement.OfAsset each : statement.assets()) {
                    opening.put(each.asset(), each.opening());
                    closing.put(each.asset(), each.closing());
                    for (PostingCause cause : PostingCause.values()) {
                        AccountStatement.Change change = each.changes().get(cause);
                        assertThat(change == null ? null : change.amount())
                                .isEqualTo(changes(postings, range, cause).get(each.asset()));
                    }
                }
                opening.values().removeIf(amount -> amount == 0);
                closing.values().removeIf(amount -> amount == 0);
                assertThat(opening).isEqualTo(cash(postings, range.from()));
                assertThat(closing).isEqualTo(cash(postings, range.before()));
            }
        }
    }
}

package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.marketdata.Interval;
import io.rialto.protocol.MarketStatus;
import io.rialto.view.AccountInfo;
import io.rialto.view.Balance;
import io.rialto.view.MarketInfo;
import io.rialto.view.OrderInfo;
import io.rialto.view.PositionInfo;
import io.rialto.view.RandomVenue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A history that begins with a state says of what came later what one of all events says. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BegunHistoryTest implements Stores {
    private static final int COMMANDS = 2_500;
    private static final int CHECKPOINTS = 6;

    private final List<byte[]> frames = new ArrayList<>();
    private final RandomVenue venue = new RandomVenue(41, (frame, offset, length) -> {
                byte[] bytes = new byte[length];
                frame.getBytes(offset, bytes);
                frames.add(bytes);
            })
            .withLastingContracts();

    /** Events and instants, the first two those of the beginning. */
    private final List<Moment> moments = new ArrayList<>();

    private final List<Long> instants = new ArrayList<>();
    private final Set<Long> openThen = new HashSet<>();
    private final Set<Long> endedThen = new HashSet<>();
    private Path wholeDirectory;
    private Path begunDirectory;

    @BeforeAll
    void project(@TempDir Path whole, @TempDir Path begun) {
        wholeDirectory = whole;
        begunDirectory = begun;
        venue.open();
        steps(COMMANDS);
        for (MarketInfo market : venue.view().directory().markets()) {
            boolean hasEnded =
                    market.status() == MarketStatus.SETTLED || market.status() == MarketStatus.VOID;
            (hasEnded ? endedThen : openThen).add(market.market());
        }
        note();
        int before = frames.size();
        store(begun).migrate();
        try (HistoryWriter writer = new HistoryWriter(store(begun))) {
            writer.begin(records -> venue.machine().writeSnapshot(records::onFrame));
            for (int i = 0; i < CHECKPOINTS; i++) {
                steps(COMMANDS / CHECKPOINTS);
                note();
            }
            write(writer, frames.subList(before, frames.size()));
        }
        store(whole).migrate();
        try (HistoryWriter writer = new HistoryWriter(store(whole))) {
            write(writer, frames);
        }
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            venue.step();
        }
    }

    private void note() {
        moments.add(new Moment.After(venue.view().sequence()));
        moments.add(new Moment.At(venue.view().timeNanos()));
        instants.add(venue.view().timeNanos() + 1);
    }

    private static void write(HistoryWriter writer, List<byte[]> frames) {
        frames.forEach(frame -> writer.append(new UnsafeBuffer(frame), 0, frame.length));
        writer.commit();
    }

    /** Asks both, the whole one first. */
    private void ask(BiConsumer<HistoryQueries, HistoryQueries> questions) {
        try (var whole = store(wholeDirectory).openReaders();
                var begun = store(begunDirectory).openReaders()) {
            questions.accept(new HistoryQueries(whole), new HistoryQueries(begun));
        }
    }

    private List<Long> accounts() {
        return venue.view().directory().accounts().stream()
                .map(AccountInfo::account)
                .toList();
    }

    /** What an account has in the end. */
    private Held now(long account) {
        Map<Integer, Long> cash = new HashMap<>();
        for (Balance balance : venue.view().balances(account)) {
            cash.put(balance.asset(), balance.cash());
        }
        Map<Long, Long> positions = new TreeMap<>();
        for (MarketInfo market : venue.view().directory().markets()) {
            if (venue.view().directory().outcome(market.market()).isPresent()) {
                positions.put(market.market(), 0L);
            }
        }
        for (PositionInfo position : venue.view().positions(account)) {
            positions.put(position.market(), position.quantity());
        }
        return new Held(account, venue.view().sequence(), cash, positions);
    }

    @Test
    void shouldTellWhatBecameOfOrdersThatWereOpen() {
        ask((whole, begun) -> {
            int known = 0;
            for (long account : accounts()) {
                for (PastOrder order : begun.orders(account, Page.first(Page.LIMIT_MAX))) {
                    OrderInfo info = order.info();
                    known += order.acceptedSequence() <= first() ? 1 : 0;
                    assertThat(info)
                            .usingRecursiveComparison()
                            .ignoringFields("changedAt", "changedSequence")
                            .isEqualTo(whole.order(info.market(), info.order())
                                    .orElseThrow()
                                    .info());
                }
            }
            assertThat(known).isGreaterThan(20);
        });
    }

    /** The event that it began with. */
    private long first() {
        return ((Moment.After) moments.getFirst()).sequence();
    }

    @Test
    void shouldTellOrdersAsTheyWereThenAndLater() {
        ask((whole, begun) -> {
            int filled = 0;
            for (long account : accounts()) {
                for (Moment moment : moments) {
                    List<String> expected = orders(whole, account, moment);
                    assertThat(orders(begun, account, moment))
                            .as("of %d %s", account, moment)
                            .containsExactlyElementsOf(expected);
                    boolean isFirst = moments.indexOf(moment) < 2;
                    filled += isFirst
                            ? (int) expected.stream()
                                    .filter(each -> !each.contains(": 0 of"))
                                    .count()
                            : 0;
                }
            }
            assertThat(filled).isGreaterThan(5);
        });
    }

    private List<String> orders(HistoryQueries queries, long account, Moment moment) {
        return queries.account(now(account), moment).orElseThrow().orders().stream()
                .map(order -> "%d of %d: %d of %d at %d, from %d"
                        .formatted(
                                order.terms().info().order(),
                                order.terms().info().market(),
                                order.filled(),
                                order.quantity(),
                                order.price(),
                                order.trigger()))
                .toList();
    }

    @Test
    void shouldTakeMarketsThatHadEndedForEnded() {
        Timeline timeline = new Timeline(Interval.SECOND, instants);
        Set<Long> paid = new HashSet<>();
        ask((whole, begun) -> {
            for (long account : accounts()) {
                Held now = now(account);
                now.positions().forEach((market, quantity) -> {
                    if (quantity != 0 && endedThen.contains(market)) {
                        paid.add(market);
                    }
                });
                List<PastHoldings> expected = whole.holdings().holdings(now, timeline, Set.of());
                List<PastHoldings> found = begun.holdings().holdings(now, timeline, Set.of());
                assertThat(found).hasSameSizeAs(expected);
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).cash()).isEqualTo(expected.get(i).cash());
                    assertThat(found.get(i).positions())
                            .isEqualTo(expected.get(i).positions());
                    assertThat(found.get(i).unexplained()).isEmpty();
                }
                for (Moment moment : moments) {
                    PastAccount then = begun.account(now, moment).orElseThrow();
                    assertThat(then.unexplained()).doesNotContainAnyElementsOf(endedThen);
                }
            }
        });
        assertThat(paid).isNotEmpty();
    }
}

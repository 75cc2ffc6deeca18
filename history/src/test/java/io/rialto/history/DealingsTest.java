package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.marketdata.Interval;
import io.rialto.marketdata.ProfitAndLoss;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.Side;
import io.rialto.view.AccountInfo;
import io.rialto.view.OptionContract;
import io.rialto.view.PositionInfo;
import io.rialto.view.RandomVenue;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Positions, contracts and what was made of them, compared with the view of the real engine. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DealingsTest implements Stores {
    private static final int COMMANDS = 6_000;
    private static final int CHECKPOINTS = 12;

    /** A price of 1e-9 of quote for a hundredth of a contract, in cents. */
    private static final int VALUE_SCALE = 9 + 2 - 2;

    private final Map<Moment, Map<Long, Map<Long, Long>>> seen = new HashMap<>();

    /** By instant the markets that were not paid or undone then. */
    private final TreeMap<Long, Set<Long>> lasting = new TreeMap<>();

    /** By moment and account what there was in markets that last. */
    private final Map<Moment, Map<Long, Map<Long, PastAccount.Position>>> accounts =
            new HashMap<>();

    private final List<byte[]> frames = new ArrayList<>();
    private final RandomVenue venue = recorded(31, frames);
    private Path directory;

    private static RandomVenue recorded(long seed, List<byte[]> to) {
        return new RandomVenue(seed, (frame, offset, length) -> {
                    byte[] bytes = new byte[length];
                    frame.getBytes(offset, bytes);
                    to.add(bytes);
                })
                .withLastingContracts();
    }

    /** Records a venue, and projects it by writers that stop and begin again at random. */
    @BeforeAll
    void project(@TempDir Path where) {
        directory = where;
        venue.open();
        for (int i = 0; i < CHECKPOINTS; i++) {
            steps(venue, COMMANDS / CHECKPOINTS);
            seen.put(new Moment.After(venue.view().sequence()), positions(venue.view()));
            seen.put(new Moment.At(venue.view().timeNanos()), positions(venue.view()));
            lasting.put(venue.view().timeNanos(), lasting(venue.view()));
            accounts.put(new Moment.After(venue.view().sequence()), byAccount(venue.view()));
            accounts.put(new Moment.At(venue.view().timeNanos()), byAccount(venue.view()));
        }
        Random stops = new Random(1);
        store(where).migrate();
        int next = 0;
        while (next < frames.size()) {
            int until = Math.min(frames.size(), next + 1 + stops.nextInt(1_500));
            try (HistoryWriter writer = new HistoryWriter(store(where))) {
                write(writer, frames.subList(next, until));
            }
            next = until;
        }
    }

    private static void write(HistoryWriter writer, List<byte[]> frames) {
        frames.forEach(frame -> writer.append(new UnsafeBuffer(frame), 0, frame.length));
        writer.commit();
    }

    private static void steps(RandomVenue of, int count) {
        for (int i = 0; i < count; i++) {
            of.step();
        }
    }

    private void ask(Path of, Consumer<HistoryQueries> questions) {
        try (var readers = store(of).openReaders()) {
            questions.accept(new HistoryQueries(readers));
        }
    }

    private static Set<Long> lasting(VenueView view) {
        Set<Long> lasting = new TreeSet<>();
        view.directory().markets().stream()
                .filter(market -> market.status() != MarketStatus.SETTLED)
                .filter(market -> market.status() != MarketStatus.VOID)
                .forEach(market -> lasting.add(market.market()));
        return lasting;
    }

    private static Map<Long, Map<Long, Long>> positions(VenueView view) {
        Map<Long, Map<Long, Long>> positions = new TreeMap<>();
        view.directory().markets().stream()
                .filter(market -> view.directory().outcome(market.market()).isPresent())
                .forEach(market -> positions.put(market.market(), new TreeMap<>()));
        for (long account : accounts(view)) {
            for (PositionInfo position : view.positions(account)) {
                if (position.quantity() != 0) {
                    positions.get(position.market()).put(account, position.quantity());
                }
            }
        }
        return positions;
    }

    /** Those that redemptions go against among them. */
    private static Set<Long> accounts(VenueView view) {
        Set<Long> accounts = new TreeSet<>();
        view.directory().accounts().forEach(account -> accounts.add(account.account()));
        view.directory().markets().stream()
                .flatMap(market -> view.directory().fund(market.market()).stream())
                .forEach(fund -> accounts.add(fund.redemptionAccount()));
        return accounts;
    }

    private static Map<Long, Map<Long, Long>> positions(
            HistoryQueries queries, Set<Long> markets, Moment moment) {
        Map<Long, Map<Long, Long>> positions = new TreeMap<>();
        for (long market : markets) {
            Map<Long, Long> there = new TreeMap<>();
            PositionQueries.Part part;
            do {
                part = queries.positions()
                        .positions(market, moment, there.size(), 2)
                        .orElseThrow();
                assertThat(part.positions()).hasSizeLessThanOrEqualTo(2);
                part.positions().forEach(each -> there.put(each.account(), each.quantity()));
            } while (!part.positions().isEmpty());
            assertThat(part.participants()).isEqualTo(there.size());
            positions.put(market, there);
        }
        return positions;
    }

    @Test
    void shouldTellEverybodysPositionsOfAnyMoment() {
        ask(
                directory,
                queries -> seen.forEach((moment, expected) -> {
                    assertThat(positions(queries, expected.keySet(), moment))
                            .as("%s", moment)
                            .isEqualTo(expected);
                    expected.values()
                            .forEach(each -> assertThat(each.values().stream()
                                            .mapToLong(Long::longValue)
                                            .sum())
                                    .isZero());
                }));
        assertThat(causes()).isEqualTo(EnumSet.allOf(PositionChange.Cause.class));
    }

    private static Map<Long, Map<Long, PastAccount.Position>> byAccount(VenueView view) {
        Map<Long, Map<Long, PastAccount.Position>> all = new TreeMap<>();
        Set<Long> lasting = lasting(view);
        for (long account : accounts(view)) {
            Map<Long, PastAccount.Position> there = new TreeMap<>();
            for (PositionInfo each : view.positions(account)) {
                there.put(
                        each.market(),
                        new PastAccount.Position(each.quantity(), each.spent(), each.feesPaid()));
            }
            there.keySet().retainAll(lasting);
            there.values().removeIf(PastAccount.Position.NONE::equals);
            all.put(account, there);
        }
        return all;
    }

    /** Redemptions, exercises and undone trades are among what made them. */
    @Test
    void shouldTellWhatAnAccountsPositionsOfAnyMomentWereAndCost() {
        ask(
                directory,
                queries -> accounts.forEach((moment, expected) ->
                        expected.forEach((account, positions) -> {
                            Map<Long, Long> last = new TreeMap<>();
                            positions(venue.view())
                                    .forEach((market, all) ->
                                            last.put(market, all.getOrDefault(account, 0L)));
                            Held now = new Held(account, venue.view().sequence(), Map.of(), last);
                            PastAccount then = queries.account(now, moment).orElseThrow();
                            assertThat(then.unexplained()).isEmpty();
                            assertThat(then.positions())
                                    .as("%s of %d", moment, account)
                                    .isEqualTo(positions);
                        })));
    }

    /** What the equity curve counts: options and shares of funds are among it. */
    @Test
    void shouldTellWhatEachAccountHeldUntilItWasPaid() {
        List<Long> moments = lasting.keySet().stream().map(nanos -> nanos + 1).toList();
        Timeline timeline = new Timeline(Interval.SECOND, moments);
        ask(directory, queries -> {
            for (long account : accounts(venue.view())) {
                Map<Long, Long> positions = new TreeMap<>();
                positions(venue.view())
                        .forEach((market, all) ->
                                positions.put(market, all.getOrDefault(account, 0L)));
                Held now = new Held(account, venue.view().sequence(), Map.of(), positions);
                List<PastHoldings> all = queries.holdings().holdings(now, timeline, Set.of());
                assertThat(all).hasSameSizeAs(moments);
                for (PastHoldings held : all) {
                    assertThat(held.unexplained()).isEmpty();
                    assertThat(held.positions()).isEqualTo(held(account, held.timeNanos() - 1));
                }
            }
        });
    }

    private Map<Long, Long> held(long account, long nanos) {
        Map<Long, Long> held = new HashMap<>();
        seen.get(new Moment.At(nanos)).forEach((market, all) -> {
            if (all.containsKey(account) && lasting.get(nanos).contains(market)) {
                held.put(market, all.get(account));
            }
        });
        return held;
    }

    private Set<PositionChange.Cause> causes() {
        try (var readers = store(directory).openReaders()) {
            List<PositionChange.Cause> causes = new Lists(readers)
                    .list(
                            "SELECT DISTINCT cause FROM position_changes",
                            row -> PositionChange.Cause.valueOf(row.getString(1)));
            return EnumSet.copyOf(causes);
        }
    }

    @Test
    void shouldWriteTheSameWhereverTheWriterStops() {
        HistoryStore interrupted = store(directory);
        assertThat(HistoryFiles.content(interrupted).rows())
                .extractingByKeys(
                        "position_changes", "redemptions", "contract_events", "settlements")
                .allSatisfy(rows -> assertThat(rows).isGreaterThan(5L));
        HistoryFiles.putAside(interrupted);
        interrupted.migrate();
        try (HistoryWriter writer = new HistoryWriter(interrupted)) {
            write(writer, frames);
        }
        assertThat(HistoryFiles.compare(interrupted).differences()).isEmpty();
    }

    @Test
    void shouldTellPositionsFromTheSnapshotOnThatItBeganWith(@TempDir Path later) {
        List<byte[]> recorded = new ArrayList<>();
        RandomVenue other = recorded(32, recorded);
        other.open();
        steps(other, COMMANDS / 4);
        recorded.clear();
        long began = other.view().sequence();
        Map<Long, Map<Long, Long>> then = positions(other.view());
        store(later).migrate();
        try (HistoryWriter writer = new HistoryWriter(store(later))) {
            writer.begin(records -> other.machine().writeSnapshot(records::onFrame));
            steps(other, COMMANDS / 4);
            write(writer, recorded);
        }
        long now = other.view().sequence();
        Map<Long, Map<Long, Long>> last = positions(other.view());
        ask(later, queries -> {
            assertThat(positions(queries, then.keySet(), new Moment.After(began)))
                    .isEqualTo(then);
            assertThat(positions(queries, last.keySet(), new Moment.After(now))).isEqualTo(last);
            assertThat(queries.positions().positions(3, new Moment.After(began - 1), 0, 1))
                    .isEmpty();
            assertContracts(other.view(), queries);
        });
    }

    /** The contracts that the pages of each account come to are those that there are. */
    private static void assertContracts(VenueView view, HistoryQueries queries) {
        for (AccountInfo account : view.directory().accounts()) {
            Map<List<Long>, OptionContract> last = new HashMap<>();
            for (ContractEvent event : all(queries, account.account())) {
                last.putIfAbsent(
                        List.of(event.market(), event.contract()),
                        new OptionContract(
                                event.market(),
                                event.contract(),
                                event.holder(),
                                event.writer(),
                                event.remaining()));
            }
            last.values()
                    .removeIf(each -> each.quantity() == 0
                            || (each.holder() != account.account()
                                    && each.writer() != account.account()));
            assertThat(last.values())
                    .containsExactlyInAnyOrderElementsOf(view.optionContracts(account.account()));
        }
    }

    private static List<ContractEvent> all(HistoryQueries queries, long account) {
        List<ContractEvent> all = new ArrayList<>();
        Page page = Page.first(7);
        List<ContractEvent> part;
        do {
            part = queries.dealings().contractEvents(account, 0, new Wanted(ExportRange.ALL, page));
            all.addAll(part);
            page = part.isEmpty() ? page : new Page(part.getLast().sequence(), 7);
        } while (!part.isEmpty());
        return all;
    }

    @Test
    void shouldTellWhatBecameOfContracts() {
        ask(directory, queries -> {
            assertContracts(venue.view(), queries);
            Set<ContractEvent.Kind> kinds = new TreeSet<>();
            for (AccountInfo account : venue.view().directory().accounts()) {
                all(queries, account.account()).forEach(event -> kinds.add(event.kind()));
            }
            assertThat(kinds)
                    .contains(
                            ContractEvent.Kind.WRITTEN,
                            ContractEvent.Kind.PASSED,
                            ContractEvent.Kind.REDUCED,
                            ContractEvent.Kind.EXERCISED,
                            ContractEvent.Kind.SETTLED);
        });
    }

    /**
     * Whatever is closed first: positions and fees are those of the view, and what was made, less
     * what is tied up, is the money that came by trades, redemptions and exercises.
     */
    @ParameterizedTest
    @EnumSource(ProfitAndLoss.Method.class)
    void shouldMakeWhatTradesRedemptionsAndExercisesBrought(ProfitAndLoss.Method method) {
        Set<Long> contracts = positions(venue.view()).keySet();
        Set<Long> told = new HashSet<>();
        Set<PositionChange.Cause> counted = EnumSet.noneOf(PositionChange.Cause.class);
        ask(directory, queries -> {
            for (AccountInfo account : venue.view().directory().accounts()) {
                Map<Long, ProfitAndLoss> made = new HashMap<>();
                queries.positions()
                        .forEachChange(
                                account.account(),
                                trade -> count(made, method, account.account(), trade),
                                change -> {
                                    // What was redeemed of a void fund was taken back.
                                    if (!isVoid(change.source()) && !isVoid(change.market())) {
                                        counted.add(change.cause());
                                        count(made, method, change);
                                    }
                                });
                made.keySet().retainAll(contracts);
                made.keySet().removeIf(this::isVoid);
                BigInteger cash = BigInteger.ZERO;
                BigInteger spent = BigInteger.ZERO;
                for (PositionInfo position : venue.view().positions(account.account())) {
                    ProfitAndLoss profit = made.get(position.market());
                    if (profit != null) {
                        told.add(position.market());
                        assertThat(profit.position()).isEqualTo(position.quantity());
                        assertThat(profit.fees()).isEqualTo(position.feesPaid());
                        // Worth nothing: what is left is the money.
                        cash = cash.add(profit.realised()).add(profit.unrealised(BigInteger.ZERO));
                        spent = spent.add(BigInteger.valueOf(position.spent()));
                    }
                }
                assertThat(cash).as("of account %d", account.account()).isEqualTo(spent.negate());
            }
        });
        assertThat(told).hasSizeGreaterThan(5);
        assertThat(counted)
                .containsExactlyInAnyOrder(
                        PositionChange.Cause.REDEEMED, PositionChange.Cause.EXERCISED);
    }

    private boolean isVoid(long market) {
        return venue.view().directory().market(market).orElseThrow().status() == MarketStatus.VOID;
    }

    private static ProfitAndLoss of(
            Map<Long, ProfitAndLoss> made, ProfitAndLoss.Method method, long market) {
        return made.computeIfAbsent(market, _ -> new ProfitAndLoss(method));
    }

    private static void count(
            Map<Long, ProfitAndLoss> made, ProfitAndLoss.Method method, long account, Trade trade) {
        boolean takerBuys = trade.takerSide() == Side.BUY;
        ProfitAndLoss profit = of(made, method, trade.market());
        if (trade.takerAccount() == account) {
            profit.add(takerBuys, trade.quantity(), trade.notional(), trade.takerFee());
        }
        if (trade.makerAccount() == account) {
            profit.add(!takerBuys, trade.quantity(), trade.notional(), trade.makerFee());
        }
    }

    private static void count(
            Map<Long, ProfitAndLoss> made, ProfitAndLoss.Method method, PositionChange change) {
        long size = Math.abs(change.quantity());
        BigInteger value = BigDecimal.valueOf(change.price(), VALUE_SCALE)
                .multiply(BigDecimal.valueOf(size))
                .toBigIntegerExact();
        of(made, method, change.market()).add(change.quantity() > 0, size, value, change.fee());
    }
}

package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.protocol.Code;
import io.rialto.protocol.PostingCause;
import io.rialto.view.AccountInfo;
import io.rialto.view.OrderInfo;
import io.rialto.view.StateWriter;
import io.rialto.view.ToyVenue;
import io.rialto.view.Trade;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToLongFunction;

@Timeout(300)
class HistoryTest implements Stores {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final List<String> TABLES = List.of(
            "projection",
            "orders",
            "order_events",
            "books",
            "trades",
            "postings",
            "balance_snapshots",
            "transfers",
            "market_events",
            "denials",
            "candles");

    @TempDir
    private Path directory;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Every row of every table, as text. */
    private List<String> dump(Path where) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(where)) {
            for (String table : TABLES) {
                rows.addAll(rows(connection, table));
            }
        }
        return rows;
    }

    /** Every row of a table, as text. */
    static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder(table);
                for (int i = 1; i <= columns; i++) {
                    text.append(' ').append(text(row, i));
                }
                rows.add(text.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes)
                : row.getString(column);
    }

    private History started(Path where, Recorded recorded) {
        History history = History.open(store(where));
        history.start(recorded.sourceAfter(history.sequence()), failure::set);
        return history;
    }

    private static <T> List<T> allPages(Function<Page, List<T>> query, ToLongFunction<T> cursor) {
        List<T> all = new ArrayList<>();
        Page page = Page.first(7);
        List<T> part = query.apply(page);
        while (!part.isEmpty()) {
            all.addAll(part);
            page = new Page(cursor.applyAsLong(part.getLast()), 7);
            part = query.apply(page);
        }
        return all;
    }

    /** A table that is neither guarded nor among those that change is an oversight. */
    @Test
    void shouldLetNobodyChangeWhatWasWrittenDownOnceAndForAll() throws SQLException {
        Set<String> changing = Set.of(
                "projection",
                "orders",
                "order_events",
                "books",
                "candles",
                "denials",
                "market_events",
                "balance_snapshots",
                "order_snapshots",
                "position_snapshots",
                "ended_markets",
                "retention",
                "pruned_traders",
                "contract_markets",
                "funds",
                "options");
        store(directory).migrate();
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            boolean isSqlite = connection.getMetaData().getDatabaseProductName().equals("SQLite");
            Map<String, Integer> guards = new TreeMap<>();
            ResultSet row = statement.executeQuery(
                    isSqlite ? "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'" : """
                            SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                            WHERE t.tgname LIKE '%refuse%' AND NOT c.relispartition""");
            while (row.next()) {
                guards.merge(row.getString(1), 1, Integer::sum);
            }
            List<String> guarded = new ArrayList<>(store(directory).tables(connection));
            guarded.removeAll(changing);
            assertThat(guards.keySet()).containsExactlyInAnyOrderElementsOf(guarded);
            // Against updates and against deletes; in PostgreSQL those, and truncates.
            assertThat(guards.values()).containsOnly(2);
        }
    }

    @Test
    void shouldAgreeWithTheView() throws Exception {
        Recorded recorded = new Recorded(1, 700, 4);
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
            HistoryQueries queries = history.queries();
            for (AccountInfo account : recorded.view.directory().accounts()) {
                assertAgrees(recorded, queries, account.account());
                RebuiltBalances rebuilt =
                        history.rebuildBalances(account.account(), recorded.sequence(), LONG);
                assertThat(rebuilt.balances()).isEqualTo(recorded.view.balances(account.account()));
                assertThat(rebuilt.postingsReplayed())
                        .isEqualTo(allPages(
                                        page -> queries.postings(account.account(), page),
                                        Posting::sequence)
                                .size());
            }
            assertThat(allPages(page -> queries.marketTrades(ToyVenue.MARKET, page), Trade::trade))
                    .isEqualTo(recorded.view.marketTrades(ToyVenue.MARKET, Integer.MAX_VALUE));
        }
        assertThat(failure.get()).isNull();
    }

    private static void assertAgrees(Recorded recorded, HistoryQueries queries, long account) {
        List<OrderInfo> expected =
                new ArrayList<>(recorded.view.closedOrders(account, Integer.MAX_VALUE));
        expected.addAll(recorded.view.openOrders(account));
        List<PastOrder> orders =
                allPages(page -> queries.orders(account, page), PastOrder::acceptedSequence);
        Comparator<OrderInfo> number =
                Comparator.comparingLong(OrderInfo::market).thenComparingLong(OrderInfo::order);
        // Both in one order: to look for each among all takes as long as the rest of this module's
        // tests.
        assertThat(orders.stream().map(PastOrder::info).sorted(number))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                        "changedAt", "changedSequence")
                .containsExactlyElementsOf(expected.stream().sorted(number).toList());
        assertThat(orders)
                .isSortedAccordingTo((left, right) ->
                        Long.compare(right.acceptedSequence(), left.acceptedSequence()));
        assertThat(allPages(page -> queries.accountTrades(account, page), Trade::sequence))
                .isEqualTo(recorded.view.accountTrades(account, Integer.MAX_VALUE));
    }

    @Test
    void shouldTellTheStoryOfAnOrder() throws Exception {
        Recorded recorded = new Recorded(2, 800, 100);
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
            Trade trade = recorded.view.marketTrades(ToyVenue.MARKET, 1).getFirst();
            List<OrderEvent> events =
                    history.queries().orderEvents(ToyVenue.MARKET, trade.makerOrder());
            assertThat(events.getFirst().kind()).isEqualTo(OrderEvent.Kind.ACCEPTED);
            assertThat(events).extracting(OrderEvent::kind).contains(OrderEvent.Kind.RESTED);
            assertThat(events).anySatisfy(event -> {
                assertThat(event.kind()).isEqualTo(OrderEvent.Kind.TRADED);
                assertThat(event.trade()).isEqualTo(trade.trade());
                assertThat(event.quantity()).isEqualTo(trade.quantity());
                assertThat(event.sequence()).isEqualTo(trade.sequence());
            });
            Optional<PastOrder> order =
                    history.queries().order(ToyVenue.MARKET, trade.makerOrder());
            assertThat(order.orElseThrow().acceptedSequence())
                    .isEqualTo(events.getFirst().sequence());
            assertThat(history.queries().order(ToyVenue.MARKET, 1_000_000)).isEmpty();
        }
    }

    @Test
    void shouldKeepDepositsDenialsAndMarketEvents() throws Exception {
        Recorded recorded = new Recorded(3, 600, 100);
        long trader = ToyVenue.FIRST_TRADER;
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
            HistoryQueries queries = history.queries();
            Transfer first = allPages(
                            page -> queries.transfers(trader, new Wanted(ExportRange.ALL, page)),
                            Transfer::sequence)
                    .getLast();
            assertThat(first.amount()).isEqualTo(50_000_00);
            assertThat(first.kind()).isEqualTo(Transfer.Kind.DEPOSIT);
            assertThat(first.actor()).isEqualTo(ToyVenue.ADMINISTRATOR);
            assertThat(first.note()).isEqualTo("welcome");
            Posting posting = allPages(page -> queries.postings(trader, page), Posting::sequence)
                    .getLast();
            assertThat(posting.cause()).isEqualTo(PostingCause.ISSUE);
            assertThat(posting.cash()).isEqualTo(50_000_00);
            Denial denial = queries.denials(trader, Wanted.first(1)).getFirst();
            assertThat(denial.code()).isEqualTo(Code.INSUFFICIENT_FUNDS);
            assertThat(denial.needed()).isEqualTo(120_00);
            assertThat(denial.available()).isEqualTo(95_50);
            MarketEvent created = allPages(
                            page -> queries.marketEvents(ToyVenue.MARKET, page),
                            MarketEvent::sequence)
                    .getLast();
            assertThat(created.kind()).isEqualTo(MarketEvent.Kind.CREATED);
            assertThat(created.takerFeePpm()).isEqualTo(1_000);
        }
    }

    @Test
    void shouldLoseAndRepeatNothingWhenItCrashesBetweenWritingAndCommitting(
            @TempDir Path undisturbed) throws Exception {
        Recorded recorded = new Recorded(4, 900, 3);
        store(directory).migrate();
        Random random = new Random(4);
        int crashes = 0;
        long stored = 0;
        while (stored < recorded.sequence()) {
            int commitsUntilCrash = 1 + random.nextInt(4);
            int[] commits = {0};
            HistoryWriter writer = new HistoryWriter(store(directory), Retention.NONE, () -> {
                if (++commits[0] == commitsUntilCrash) {
                    throw new IllegalStateException("crash");
                }
            });
            assertThat(writer.committedSequence()).isGreaterThanOrEqualTo(stored);
            stored = writer.committedSequence();
            try {
                appendInBatches(writer, recorded, stored, random);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("crash");
                crashes++;
                assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
            }
            stored = writer.committedSequence();
            writer.close();
        }
        assertThat(crashes).isGreaterThan(5);
        try (History history = started(undisturbed, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
        }
        assertThat(dump(directory)).isEqualTo(dump(undisturbed));
    }

    private static void appendInBatches(
            HistoryWriter writer, Recorded recorded, long after, Random random) {
        var source = recorded.sourceAfter(after);
        while (source.poll(writer::append, 1 + random.nextInt(60)) > 0) {
            writer.commit();
        }
        writer.commit();
    }

    @Test
    void shouldNeverStoreAPartOfACommand() {
        Recorded recorded = new Recorded(5, 0, 1);
        store(directory).migrate();
        // The first command has three events, here in three frames.
        try (HistoryWriter writer = new HistoryWriter(store(directory))) {
            append(writer, recorded.frames.get(0));
            append(writer, recorded.frames.get(1));
            writer.commit();
            assertThat(writer.committedSequence()).isZero();
        }
        try (HistoryWriter writer = new HistoryWriter(store(directory))) {
            append(writer, recorded.frames.get(0));
            append(writer, recorded.frames.get(1));
            append(writer, recorded.frames.get(2));
            append(writer, recorded.frames.get(3));
            writer.commit();
            assertThat(writer.committedSequence()).isEqualTo(4);
        }
    }

    private static void append(HistoryWriter writer, byte[] frame) {
        writer.append(new UnsafeBuffer(frame), 0, frame.length);
    }

    @Test
    void shouldBeMadeAnewFromTheEvents() throws Exception {
        Recorded recorded = new Recorded(6, 400, 5);
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
        }
        List<String> before = dump(directory);
        History.drop(store(directory));
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
        }
        assertThat(dump(directory)).isEqualTo(before).hasSizeGreaterThan(1_000);
    }

    @Test
    void shouldTellARebuiltHistoryFromOneThatIsWrong() throws Exception {
        Recorded recorded = new Recorded(8, 300, 5);
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
            assertThatThrownBy(() -> HistoryFiles.putAside(store(directory)))
                    .isInstanceOf(HistoryException.class);
        }
        HistoryFiles.Content before = HistoryFiles.content(store(directory));
        assertThat(HistoryFiles.putAside(store(directory))).isTrue();
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
        }
        assertThat(HistoryFiles.content(store(directory))).isEqualTo(before);
        assertThat(before.rows()).containsKeys("orders", "books", "candles", "postings");
        assertThat(HistoryFiles.compare(store(directory)).differences()).isEmpty();
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE orders SET filled = filled + 1 WHERE order_id = 3");
            statement.execute("DELETE FROM order_events WHERE order_id = 4");
        }
        assertThat(HistoryFiles.compare(store(directory)).differences())
                .containsKeys("orders", "order_events");
        assertThat(HistoryFiles.compare(store(directory)).differences())
                .containsEntry("orders", 2L)
                .hasSize(2);
        HistoryFiles.bringBack(store(directory));
        assertThat(HistoryFiles.content(store(directory))).isEqualTo(before);
    }

    @Test
    void shouldLoseNothingOfWhatAnInterruptedRebuildPutAside() throws Exception {
        Recorded recorded = new Recorded(8, 300, 5);
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
        }
        HistoryFiles.Content whole = HistoryFiles.content(store(directory));
        HistoryFiles.putAside(store(directory));
        Recorded part = new Recorded(8, 50, 5);
        try (History history = started(directory, part)) {
            history.awaitSequence(part.sequence(), LONG);
        }
        // The rebuild was killed there; another begins.
        assertThat(HistoryFiles.recover(store(directory))).isTrue();
        assertThat(HistoryFiles.recover(store(directory))).isFalse();
        HistoryFiles.putAside(store(directory));
        HistoryFiles.bringBack(store(directory));
        assertThat(HistoryFiles.content(store(directory))).isEqualTo(whole);

        // One that began with a snapshot does not take the place of what knows more.
        HistoryFiles.putAside(store(directory));
        List<byte[]> records = StateWriter.recordsOf(recorded.view);
        try (History history = History.open(store(directory))) {
            history.begin(handler -> records.forEach(
                    record -> handler.onFrame(new UnsafeBuffer(record), 0, record.length)));
        }
        assertThatThrownBy(() -> HistoryFiles.putAside(store(directory)))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("before knows more");
        HistoryFiles.bringBack(store(directory));
        assertThat(HistoryFiles.content(store(directory))).isEqualTo(whole);
    }

    @Test
    void shouldNotCompareWhatAnOlderVersionDidNotStore() throws Exception {
        Recorded recorded = new Recorded(9, 300, 5);
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
        }
        long upgradedBefore = recorded.sequence() / 2;
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM books");
            statement.execute(
                    "UPDATE order_events SET update_number = 0 WHERE sequence < " + upgradedBefore);
        }
        HistoryFiles.putAside(store(directory));
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
        }
        HistoryComparison comparison = HistoryFiles.compare(store(directory));
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.upgradedBefore()).isGreaterThanOrEqualTo(upgradedBefore);
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE order_events SET update_number = update_number + 1"
                    + " WHERE sequence = (SELECT MAX(sequence) FROM order_events)");
        }
        assertThat(HistoryFiles.compare(store(directory)).differences())
                .containsOnlyKeys("order_events");
    }

    @Test
    void shouldBeginWithAStateSnapshotWhereEventsAreGone() throws Exception {
        Recorded recorded = new Recorded(13, 100, 5);
        long snapshot = recorded.sequence();
        List<byte[]> records = StateWriter.recordsOf(recorded.view);
        List<OrderInfo> openThen = new ArrayList<>();
        for (AccountInfo account : recorded.view.directory().accounts()) {
            openThen.addAll(recorded.view.openOrders(account.account()));
        }
        recorded.steps(500);
        try (History history = History.open(store(directory))) {
            history.begin(handler -> records.forEach(
                    record -> handler.onFrame(new UnsafeBuffer(record), 0, record.length)));
            assertThat(history.sequence()).isEqualTo(snapshot);
            history.start(recorded.sourceAfter(snapshot), failure::set);
            history.awaitSequence(recorded.sequence(), LONG);
            for (AccountInfo account : recorded.view.directory().accounts()) {
                RebuiltBalances rebuilt =
                        history.rebuildBalances(account.account(), recorded.sequence(), LONG);
                assertThat(rebuilt.balances()).isEqualTo(recorded.view.balances(account.account()));
                assertThat(rebuilt.fromSequence()).isEqualTo(snapshot);
            }
            assertThat(openThen).hasSizeGreaterThan(2);
            assertKnowsOrders(history.queries(), recorded, openThen);
        }
    }

    private static void assertKnowsOrders(
            HistoryQueries queries, Recorded recorded, List<OrderInfo> openThen) {
        for (OrderInfo then : openThen) {
            OrderInfo now = recorded.view.order(then.market(), then.order()).orElseThrow();
            OrderInfo past =
                    queries.order(then.market(), then.order()).orElseThrow().info();
            assertThat(past.filled()).isEqualTo(now.filled());
            assertThat(past.fees()).isEqualTo(now.fees());
            assertThat(past.state()).isEqualTo(now.state());
            assertThat(past.held()).isEqualTo(now.held());
        }
        List<Long> paged = new ArrayList<>();
        for (AccountInfo account : recorded.view.directory().accounts()) {
            long id = account.account();
            allPages(page -> queries.orders(id, page), PastOrder::acceptedSequence)
                    .forEach(order -> paged.add(order.info().order()));
        }
        assertThat(paged)
                .containsAll(openThen.stream().map(OrderInfo::order).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldContinueWhereItWasClosed(@TempDir Path undisturbed) throws Exception {
        Recorded recorded = new Recorded(7, 200, 5);
        for (int i = 0; i < 4; i++) {
            try (History history = started(directory, recorded)) {
                history.awaitSequence(recorded.sequence(), LONG);
            }
            recorded.steps(100);
        }
        try (History history = started(directory, recorded);
                History other = started(undisturbed, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
            other.awaitSequence(recorded.sequence(), LONG);
        }
        assertThat(dump(directory)).isEqualTo(dump(undisturbed));
    }

    @Test
    void shouldRefuseToChangeWhatHasHappened() throws Exception {
        Recorded recorded = new Recorded(8, 300, 100);
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
        }
        List<String> before = dump(directory);
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("postings", "trades", "transfers")) {
                for (String change : List.of(
                        "DELETE FROM " + table,
                        "UPDATE " + table + " SET time_nanos = time_nanos + 1")) {
                    assertThatThrownBy(() -> statement.executeUpdate(change))
                            .as(change)
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("append-only");
                }
            }
        }
        assertThat(dump(directory)).isEqualTo(before);
    }

    @Test
    void shouldKeepPagesWhileNewEntriesArrive() throws Exception {
        Recorded recorded = new Recorded(9, 300, 100);
        long trader = ToyVenue.FIRST_TRADER;
        try (History history = started(directory, recorded)) {
            history.awaitSequence(recorded.sequence(), LONG);
            List<Posting> before =
                    allPages(page -> history.queries().postings(trader, page), Posting::sequence);
            List<Posting> paged = allPages(
                    page -> {
                        List<Posting> part = history.queries().postings(trader, page);
                        recorded.steps(3);
                        awaitAll(history, recorded);
                        return part;
                    },
                    Posting::sequence);
            assertThat(paged).isEqualTo(before).hasSizeGreaterThan(50);
            assertThat(history.queries()
                            .postings(trader, Page.first(1))
                            .getFirst()
                            .sequence())
                    .isGreaterThan(before.getFirst().sequence());
        }
    }

    private static void awaitAll(History history, Recorded recorded) {
        try {
            history.awaitSequence(recorded.sequence(), LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldShowWhatWasWrittenToWhoWaitsForIt() throws Exception {
        Recorded recorded = new Recorded(10, 0, 100);
        long trader = ToyVenue.FIRST_TRADER;
        try (History history = started(directory, recorded)) {
            for (int i = 1; i <= 50; i++) {
                recorded.venue.deposit(trader, ToyVenue.USD, i);
                RebuiltBalances rebuilt =
                        history.rebuildBalances(trader, recorded.sequence(), LONG);
                assertThat(rebuilt.balances()).isEqualTo(recorded.view.balances(trader));
                assertThat(rebuilt.postingsReplayed()).isEqualTo(2 + i);
            }
        }
    }

    @Test
    void shouldSayHowFarBehindItIsWhenTheWaitIsOver() throws Exception {
        Recorded recorded = new Recorded(11, 10, 100);
        try (History history = started(directory, recorded)) {
            long last = recorded.sequence();
            history.awaitSequence(last, LONG);
            assertThatThrownBy(() -> history.awaitSequence(last + 1, Duration.ofMillis(20)))
                    .isInstanceOfSatisfying(HistoryBehindException.class, e -> {
                        assertThat(e.neededSequence()).isEqualTo(last + 1);
                        assertThat(e.reachedSequence()).isEqualTo(last);
                    });
        }
    }

    @Test
    void shouldEndAndSayWhyWhenTheSourceFails() throws Exception {
        try (History history = History.open(store(directory))) {
            history.start(
                    (handler, framesMax) -> {
                        throw new IllegalStateException("purged");
                    },
                    failure::set);
            assertThatThrownBy(() -> history.awaitSequence(1, LONG))
                    .isInstanceOf(HistoryBehindException.class);
        }
        assertThat(failure.get()).hasMessage("purged");
    }
}

package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.protocol.Side;
import io.rialto.view.BookOrder;
import io.rialto.view.StateWriter;
import io.rialto.view.ToyVenue;
import io.rialto.view.VenueView;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(300)
class PastBooksTest implements Stores {
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** What the live book showed after an event. */
    private static PastBook live(VenueView view) {
        return new PastBook(
                ToyVenue.MARKET,
                view.sequence(),
                view.timeNanos(),
                view.market(ToyVenue.MARKET).orElseThrow().update(),
                resting(view, Side.BUY),
                resting(view, Side.SELL));
    }

    private static List<PastBook.Resting> resting(VenueView view, Side side) {
        return view.bookOrders(ToyVenue.MARKET, side).stream()
                .map((BookOrder order) ->
                        new PastBook.Resting(order.order(), order.price(), order.remaining()))
                .toList();
    }

    private void project(Recorded recorded) throws InterruptedException {
        try (History history = History.open(store(directory))) {
            history.start(recorded.sourceAfter(history.sequence()), failure::set);
            history.awaitSequence(recorded.sequence(), LONG);
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void shouldRebuildTheLiveBookAtRandomPastSequencesAndInstants() throws Exception {
        Random random = new Random(21);
        Recorded recorded = new Recorded(21, 0, 5);
        List<PastBook> seen = new ArrayList<>();
        for (int i = 0; i < 2_600; i++) {
            recorded.steps(1);
            if (random.nextInt(25) == 0) {
                seen.add(live(recorded.view));
            }
            if (i % 700 == 0) {
                // The writer stops and begins again.
                project(recorded);
            }
        }
        project(recorded);
        assertThat(storedBooks()).isGreaterThan(1);
        try (History history = History.open(store(directory))) {
            HistoryQueries queries = history.queries();
            for (PastBook expected : seen) {
                Moment after = new Moment.After(expected.sequence());
                assertSame(expected, queries.book(ToyVenue.MARKET, after).orElseThrow());
                Moment then = new Moment.At(expected.timeNanos());
                assertSame(expected, queries.book(ToyVenue.MARKET, then).orElseThrow());
            }
            PastBook before = queries.book(ToyVenue.MARKET, new Moment.After(1)).orElseThrow();
            assertThat(before.bids()).isEmpty();
            assertThat(before.asks()).isEmpty();
            PastBook newest =
                    queries.book(ToyVenue.MARKET, new Moment.At(Long.MAX_VALUE)).orElseThrow();
            assertSame(live(recorded.view), newest);
        }
    }

    /** The view's sequence is the command's last event, which need not be one of an order. */
    private static void assertSame(PastBook expected, PastBook found) {
        assertThat(timeless(found))
                .as("after event %d", expected.sequence())
                .isEqualTo(timeless(expected));
        assertThat(found.sequence()).isLessThanOrEqualTo(expected.sequence());
        assertThat(found.timeNanos()).isLessThanOrEqualTo(expected.timeNanos());
    }

    private static PastBook timeless(PastBook book) {
        return new PastBook(book.market(), 0, 0, book.update(), book.bids(), book.asks());
    }

    private int storedBooks() throws SQLException {
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM books")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void shouldKnowTheBookFromTheSnapshotThatTheHistoryBeganWithAndNoneBefore() throws Exception {
        Recorded recorded = new Recorded(22, 150, 5);
        PastBook first = live(recorded.view);
        List<byte[]> records = StateWriter.recordsOf(recorded.view);
        recorded.steps(200);
        try (History history = History.open(store(directory))) {
            history.begin(handler -> records.forEach(
                    record -> handler.onFrame(new UnsafeBuffer(record), 0, record.length)));
            history.start(recorded.sourceAfter(first.sequence()), failure::set);
            history.awaitSequence(recorded.sequence(), LONG);
            HistoryQueries queries = history.queries();
            long market = ToyVenue.MARKET;
            assertSame(
                    first,
                    queries.book(market, new Moment.After(first.sequence())).get());
            assertSame(
                    live(recorded.view),
                    queries.book(market, new Moment.After(recorded.sequence())).get());
            assertThat(queries.book(market, new Moment.After(first.sequence() - 1)))
                    .isEmpty();
            assertThat(queries.book(market, new Moment.At(first.timeNanos() - 1)))
                    .isEmpty();
            PastBook end = live(recorded.view);
            assertThat(lastLevels(queries)).isEqualTo(level(end.asks()) + "," + level(end.bids()));
        }
        assertThat(failure.get()).isNull();
    }

    /** The best levels after everything that the history has. */
    private static String lastLevels(HistoryQueries queries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        queries.exports(null).lobster(ToyVenue.MARKET, ExportRange.ALL).levels(1, out);
        return out.toString(StandardCharsets.US_ASCII).lines().toList().getLast();
    }

    private static String level(List<PastBook.Resting> side) {
        var best = PastBook.levels(side).getFirst();
        return best.price() / LobsterExport.PRICE_UNIT + "," + best.quantity();
    }

    @Test
    void shouldNotTakeAHistoryOfAnOlderVersionForWholeThatBeganWithASnapshot() throws Exception {
        Recorded recorded = new Recorded(23, 150, 5);
        List<byte[]> records = StateWriter.recordsOf(recorded.view);
        long first = recorded.sequence();
        recorded.steps(100);
        try (History history = History.open(store(directory))) {
            history.begin(handler -> records.forEach(
                    record -> handler.onFrame(new UnsafeBuffer(record), 0, record.length)));
            history.start(recorded.sourceAfter(first), failure::set);
            history.awaitSequence(recorded.sequence(), LONG);
        }
        // The older version stored no books.
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM books");
        }
        recorded.steps(3 * RestingOrders.CHANGES_MIN);
        project(recorded);
        assertThat(storedBooks()).isZero();
        try (History history = History.open(store(directory))) {
            HistoryQueries queries = history.queries();
            assertThat(queries.book(ToyVenue.MARKET, new Moment.At(Long.MAX_VALUE)))
                    .isEmpty();
            assertThatThrownBy(() -> lastLevels(queries)).isInstanceOf(IOException.class);
        }
    }

    private static BookChange change(long sequence, OrderEvent.Kind kind, long order) {
        long market = ToyVenue.MARKET;
        Side side = order == 1 ? Side.BUY : Side.SELL;
        return new BookChange(
                market, order, sequence, sequence, kind, side, 100, 5, 0, sequence, false);
    }

    @Test
    void shouldStoreNoBookWithinATrade() throws SQLException {
        store(directory).migrate();
        try (Connection connection = store(directory).openWriter();
                OrderEventRows rows = new OrderEventRows(connection)) {
            store(directory).prepare(connection, List.of(0L));
            long sequence = 0;
            // An auction's trade, of which one change more would make the book worth storing.
            while (sequence < RestingOrders.CHANGES_MIN - 1) {
                rows.add(change(++sequence, OrderEvent.Kind.RESTED, 1 + sequence % 2), 0, "");
            }
            rows.add(change(++sequence, OrderEvent.Kind.TRADED, 1), 7, "");
            rows.add(change(sequence, OrderEvent.Kind.TRADED, 2), 7, "");
            rows.add(change(sequence + 1, OrderEvent.Kind.RESTED, 3), 0, "");
            rows.send();
            connection.commit();
            assertThat(storedBooks()).isEqualTo(1);
            PastBook traded = PastBooks.at(connection, ToyVenue.MARKET, new Moment.After(sequence))
                    .orElseThrow();
            assertThat(traded.sequence()).isEqualTo(sequence);
            assertThat(traded.bids()).isEmpty();
            assertThat(traded.asks()).isEmpty();
        }
    }

    @Test
    void shouldGroupOrdersOfOnePriceIntoLevels() {
        List<PastBook.Resting> side = List.of(
                new PastBook.Resting(3, 100, 5),
                new PastBook.Resting(9, 100, 7),
                new PastBook.Resting(4, 90, 1));
        assertThat(PastBook.levels(side)).hasSize(2).first().satisfies(level -> {
            assertThat(level.price()).isEqualTo(100);
            assertThat(level.quantity()).isEqualTo(12);
            assertThat(level.orders()).isEqualTo(2);
        });
    }
}

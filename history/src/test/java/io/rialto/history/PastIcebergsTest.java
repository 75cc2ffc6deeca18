package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.Side;
import io.rialto.view.FrameSource;
import io.rialto.view.RandomVenue;
import io.rialto.view.VenueView;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Past books of the real engine's markets are what the view showed: with orders that show a part at
 * a time, self-trades that take from both sides, and auctions.
 */
@Timeout(300)
class PastIcebergsTest implements Stores {
    private static final int COMMANDS = 5_000;

    @TempDir
    private Path directory;

    private final List<byte[]> frames = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private FrameSource source() {
        int[] next = {0};
        return (handler, framesMax) -> {
            int count = 0;
            for (; count < framesMax && next[0] < frames.size(); count++) {
                byte[] frame = frames.get(next[0]++);
                handler.onFrame(new UnsafeBuffer(frame), 0, frame.length);
            }
            return count;
        };
    }

    private static PastBook live(VenueView view, long market) {
        return new PastBook(
                market,
                view.sequence(),
                view.timeNanos(),
                view.market(market).orElseThrow().update(),
                resting(view, market, Side.BUY),
                resting(view, market, Side.SELL));
    }

    private static List<PastBook.Resting> resting(VenueView view, long market, Side side) {
        return view.bookOrders(market, side).stream()
                .map(order -> new PastBook.Resting(order.order(), order.price(), order.remaining()))
                .toList();
    }

    @Test
    void shouldShowOfThemWhatTheViewShowed() throws Exception {
        RandomVenue venue = new RandomVenue(61, (frame, offset, length) -> {
                    byte[] copy = new byte[length];
                    frame.getBytes(offset, copy);
                    frames.add(copy);
                })
                .withIcebergs();
        venue.open();
        List<Long> markets = List.copyOf(venue.markets());
        List<PastBook> seen = new ArrayList<>();
        Map<Long, Long> updates = new HashMap<>();
        for (int i = 0; i < COMMANDS; i++) {
            venue.step();
            for (long market : markets) {
                PastBook now = live(venue.view(), market);
                if (!Long.valueOf(now.update()).equals(updates.put(market, now.update()))) {
                    seen.add(now);
                }
            }
        }
        long last = venue.view().sequence();
        try (History history = History.open(store(directory))) {
            history.start(source(), failure::set);
            history.awaitSequence(last, Duration.ofSeconds(60));
            for (long market : markets) {
                assertFollows(
                        market,
                        seen.stream().filter(book -> book.market() == market).toList());
                assertFlowEndsAsTheView(history, market, venue.view());
            }
        }
        assertThat(count("kind = 'SHOWN'")).isGreaterThan(100);
        assertThat(count("kind = 'REDUCED' AND reason = 'SELF_TRADE'")).isGreaterThan(80);
        assertThat(failure.get()).isNull();
    }

    private int count(String condition) throws SQLException {
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COUNT(*) FROM order_events WHERE " + condition)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Change by change, each book that was seen is reached. */
    private void assertFollows(long market, List<PastBook> seen) throws SQLException {
        RestingOrders book = new RestingOrders(0, 0, 0);
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + PastBooks.COLUMNS
                        + " FROM order_events WHERE market = " + market + " ORDER BY sequence")) {
            boolean isMore = row.next();
            for (PastBook expected : seen) {
                while (isMore && row.getLong("sequence") <= expected.sequence()) {
                    book.apply(PastBooks.change(market, row));
                    isMore = row.next();
                }
                for (Side side : new Side[] {Side.BUY, Side.SELL}) {
                    assertThat(book.side(side))
                            .as("market %d after event %d", market, expected.sequence())
                            .isEqualTo(side == Side.BUY ? expected.bids() : expected.asks());
                }
            }
        }
    }

    /** What LOBSTER's messages leave open at each price is what the view shows there. */
    private static void assertFlowEndsAsTheView(History history, long market, VenueView view)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        history.queries().exports(null).lobster(market, ExportRange.ALL).messages(out);
        TreeMap<Long, Long> open = new TreeMap<>();
        TreeMap<Long, Long> levels = new TreeMap<>();
        for (String line : out.toString(StandardCharsets.US_ASCII).lines().toList()) {
            String[] cells = line.split(",", -1);
            long size = cells[1].equals("1") ? Long.parseLong(cells[3]) : -Long.parseLong(cells[3]);
            if (!cells[1].equals("6")) {
                long left = open.merge(Long.parseLong(cells[2]), size, Long::sum);
                assertThat(left).as(line).isNotNegative();
                levels.merge(Long.parseLong(cells[4]), size, Long::sum);
            }
        }
        levels.values().removeIf(size -> size == 0);
        TreeMap<Long, Long> shown = new TreeMap<>();
        for (Side side : new Side[] {Side.BUY, Side.SELL}) {
            view.bookOrders(market, side)
                    .forEach(order -> shown.merge(
                            order.price() / LobsterExport.PRICE_UNIT,
                            order.remaining(),
                            Long::sum));
        }
        assertThat(levels).as("market %d", market).isEqualTo(shown);
    }
}

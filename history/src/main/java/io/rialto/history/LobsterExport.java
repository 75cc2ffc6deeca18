package io.rialto.history;

import io.rialto.protocol.Side;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.sql.DataSource;

/**
 * A market's order flow as LOBSTER has it (lobsterdata.com): a file of messages, one for each change
 * of the book, and a file of the best levels after each message. Nothing in them tells whose an order
 * is. Times are seconds after midnight, UTC, of the day on which the range begins or, where it begins
 * with everything, of the first message; prices × 10,000; sizes in minor units of the base asset. An
 * order has another number each time it comes to rest, as on Nasdaq: that of the event.
 */
public final class LobsterExport {
    /** What a price must be a multiple of, 1e-9 of quote: LOBSTER has four decimals. */
    public static final long PRICE_UNIT = 100_000;

    /** The most levels of the file of levels. */
    public static final int LEVELS_MAX = 50;

    private static final long NANOS = 1_000_000_000L;
    private static final int SUBMITTED = 1;
    private static final int REDUCED = 2;
    private static final int DELETED = 3;
    private static final int EXECUTED = 4;
    private static final int CROSSED = 6;

    private static final String CHANGES = "SELECT " + PastBooks.COLUMNS + """
             FROM order_events WHERE market = ? AND time_nanos >= ? AND sequence > ? \
            ORDER BY sequence LIMIT ?""";

    private final DataSource source;
    private final long market;
    private final ExportRange range;
    private final int rowsOfQuery;
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final List<BookChange> sameEvent = new ArrayList<>();
    private final Map<Long, Told> told = new HashMap<>();
    private final Map<Long, Told> parts = new HashMap<>();
    private RestingOrders book = new RestingOrders(0, 0, 0);
    private Optional<Long> midnight = Optional.empty();
    private Line line = (time, type, order, size, price, side) -> {};

    LobsterExport(DataSource source, long market, ExportRange range) {
        this(source, market, range, Chunks.ROWS);
    }

    /** With how many rows a query reads: what is written does not depend on it. */
    LobsterExport(DataSource source, long market, ExportRange range, int rowsOfQuery) {
        this.rowsOfQuery = rowsOfQuery;
        this.source = source;
        this.market = market;
        this.range = range;
    }

    /** What the messages so far tell of an order. */
    private record Told(long number, Side side, long price, long size) {}

    @FunctionalInterface
    private interface Line {
        void write(long timeNanos, int type, long order, long size, long price, Side side)
                throws IOException;
    }

    /** Writes the messages. */
    public void messages(OutputStream out) throws IOException {
        line = (time, type, order, size, price, side) -> write(
                out,
                seconds(time)
                        + ','
                        + type
                        + ','
                        + order
                        + ','
                        + size
                        + ','
                        + price / PRICE_UNIT
                        + (side == Side.BUY ? ",1" : ",-1"));
        run();
        out.flush();
    }

    /**
     * Writes the best levels after each message.
     *
     * @param levels of each side, 1 to {@value #LEVELS_MAX}
     */
    public void levels(int levels, OutputStream out) throws IOException {
        line = (time, type, order, size, price, side) -> write(out, best(levels));
        run();
        out.flush();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write((text + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    private String seconds(long timeNanos) {
        if (midnight.isEmpty()) {
            long first = range.from() > 0 ? range.from() : timeNanos;
            Instant day = Instant.ofEpochSecond(first / NANOS)
                    .atZone(ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.DAYS)
                    .toInstant();
            midnight = Optional.of(day.getEpochSecond() * NANOS);
        }
        long nanos = timeNanos - midnight.get();
        String fraction = Long.toString(NANOS + nanos % NANOS).substring(1);
        return nanos / NANOS + "." + fraction;
    }

    private String best(int levels) {
        StringBuilder text = new StringBuilder();
        Iterator<Map.Entry<Long, Long>> sell = asks.entrySet().iterator();
        Iterator<Map.Entry<Long, Long>> buy = bids.descendingMap().entrySet().iterator();
        for (int i = 0; i < levels; i++) {
            text.append(i == 0 ? "" : ",").append(level(sell, "9999999999"));
            text.append(',').append(level(buy, "-9999999999"));
        }
        return text.toString();
    }

    private static String level(Iterator<Map.Entry<Long, Long>> side, String none) {
        if (!side.hasNext()) {
            return none + ",0";
        }
        Map.Entry<Long, Long> level = side.next();
        return level.getKey() / PRICE_UNIT + "," + level.getValue();
    }

    private void run() throws IOException {
        begin();
        // A trade changes two orders.
        new Chunks(source, true, rowsOfQuery)
                .forEach(CHANGES, "sequence", this::take, market, range.from());
        endEvent();
    }

    /** Whether the history reaches back to where the range begins. */
    public boolean isKept() {
        return first().isPresent();
    }

    /** The book that the range begins with: of everything, the first that the history knows. */
    private Optional<RestingOrders> first() {
        try (Connection connection = source.getConnection()) {
            return range.from() == 0
                    ? PastBooks.first(connection, market)
                    : PastBooks.resting(connection, market, new Moment.At(range.from() - 1));
        } catch (SQLException e) {
            throw new HistoryException("cannot read the history", e);
        }
    }

    private void begin() throws IOException {
        book = first().orElseThrow(() -> new IOException("the history does not reach back so far"));
        book.forEach((order, side, price, visible, entered) -> {
            told.put(order, new Told(entered, side, price, visible));
            level(side, price, visible);
        });
    }

    private boolean take(ResultSet row) throws SQLException, IOException {
        BookChange change = PastBooks.change(market, row);
        if (!sameEvent.isEmpty() && sameEvent.getFirst().sequence() != change.sequence()) {
            endEvent();
        }
        if (change.timeNanos() >= range.before()) {
            return false;
        }
        if (!sameEvent.contains(change)) {
            sameEvent.add(change);
        }
        return true;
    }

    private void endEvent() throws IOException {
        List<BookChange> changes = List.copyOf(sameEvent);
        sameEvent.clear();
        boolean isAuction =
                changes.size() == 2 && changes.stream().allMatch(each -> book.rests(each.order()));
        if (isAuction) {
            BookChange trade = changes.getFirst();
            line.write(trade.timeNanos(), CROSSED, 0, trade.quantity(), trade.price(), Side.BUY);
        }
        // An auction's trade shows what it takes of either order only when both are known.
        changes.forEach(book::apply);
        for (BookChange change : changes) {
            tell(change, isAuction);
        }
    }

    private void tell(BookChange change, boolean isAuction) throws IOException {
        Told before = told.get(change.order());
        switch (change.kind()) {
            case RESTED -> submit(change, change.side(), change.price());
            case SHOWN -> {
                // The next part of an order that does not show all: told as another.
                Told part = parts.remove(change.order());
                if (part != null) {
                    submit(change, part.side(), part.price());
                }
            }
            case REDUCED -> takeFrom(change, before, REDUCED);
            case TRADED -> takeFrom(change, before, isAuction ? REDUCED : EXECUTED);
            case AMENDED, CLOSED -> {
                parts.remove(change.order());
                leave(change, before, 0, DELETED);
            }
            case ACCEPTED, WAITING, MOVED, MANAGED, LINKED, TRIGGERED -> {
                // The book shows nothing of it.
            }
        }
    }

    private void takeFrom(BookChange change, Told before, int type) throws IOException {
        long left = book.visible(change.order());
        leave(change, before, left, type);
        if (before != null && left == 0 && book.rests(change.order())) {
            parts.put(change.order(), before);
        }
    }

    private void submit(BookChange change, Side side, long price) throws IOException {
        long visible = book.visible(change.order());
        long number = change.sequence();
        told.put(change.order(), new Told(number, side, price, visible));
        level(side, price, visible);
        line.write(change.timeNanos(), SUBMITTED, number, visible, price, side);
    }

    /** Of what was told of an order only so much is left. */
    private void leave(BookChange change, Told before, long left, int type) throws IOException {
        if (before == null || left >= before.size()) {
            return;
        }
        long gone = before.size() - left;
        if (left == 0) {
            told.remove(change.order());
        } else {
            told.put(
                    change.order(), new Told(before.number(), before.side(), before.price(), left));
        }
        level(before.side(), before.price(), -gone);
        line.write(
                change.timeNanos(),
                type == REDUCED && left == 0 ? DELETED : type,
                before.number(),
                gone,
                before.price(),
                before.side());
    }

    private void level(Side side, long price, long change) {
        (side == Side.BUY ? bids : asks)
                .merge(price, change, (was, by) -> was + by == 0 ? null : Long.valueOf(was + by));
    }
}

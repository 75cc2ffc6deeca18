package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.CandlePages;
import io.rialto.marketdata.Interval;
import io.rialto.marketdata.MarketData;
import io.rialto.marketdata.Ticker;
import io.rialto.view.StateWriter;
import io.rialto.view.ToyVenue;
import io.rialto.view.Trade;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Candles and tickers, stored and live, compared with those of the list of all trades, while time
 * jumps and the writer is closed before and after it commits.
 */
@Timeout(300)
class CandlesTest implements Stores {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final long FOREVER = Long.MAX_VALUE;

    @TempDir
    private Path directory;

    private HistoryWriter writer() {
        store(directory).migrate();
        return new HistoryWriter(store(directory));
    }

    private static List<Trade> trades(Recorded recorded) {
        return recorded.view.marketTrades(ToyVenue.MARKET, Integer.MAX_VALUE).reversed().stream()
                .filter(trade -> !trade.busted())
                .toList();
    }

    /** Undoes one of the last trades, often the very last. */
    private static void undo(Recorded recorded, Random random) {
        List<Trade> trades = trades(recorded);
        if (trades.size() > 1) {
            int back = random.nextBoolean() ? 1 : 1 + random.nextInt(trades.size() - 1);
            Trade undone = trades.get(trades.size() - back);
            recorded.venue.undo(undone, trades.getFirst().price());
        }
    }

    /** Appends what is recorded after what the writer has. */
    private static int append(HistoryWriter writer, Recorded recorded) {
        return recorded.sourceAfter(writer.sequence()).poll(writer::append, Integer.MAX_VALUE);
    }

    private static long jump(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> random.nextLong(40 * 24 * HOUR);
            case 1, 2, 3 -> random.nextLong(30 * HOUR);
            case 4, 5, 6, 7 -> random.nextLong(HOUR);
            default -> random.nextLong(3 * SECOND);
        };
    }

    private static List<Candle> pages(CandleQueries queries, Interval interval, int limit) {
        List<Candle> all = new ArrayList<>();
        List<Candle> page =
                queries.candles(ToyVenue.MARKET, interval, Long.MIN_VALUE, FOREVER, limit);
        while (!page.isEmpty()) {
            all.addAll(page);
            long before = page.getLast().beginNanos();
            page = queries.candles(ToyVenue.MARKET, interval, Long.MIN_VALUE, before, limit);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldAgreeWithTheTradesAcrossRestartsAndGaps(long seed) {
        Random random = new Random(seed);
        Recorded recorded = new Recorded(seed, 0, 100);
        recorded.venue.writer().later(20_000L * 24 * HOUR + random.nextLong(24 * HOUR));
        HistoryWriter writer = writer();
        HikariDataSource readers = store(directory).openReaders();
        MarketData live = new MarketData();
        live.listen(recorded.view);
        for (int i = 0; i < 40; i++) {
            for (int step = random.nextInt(40); step >= 0; step--) {
                recorded.venue.writer().later(jump(random));
                recorded.venue.step();
            }
            if (random.nextInt(3) == 0) {
                undo(recorded, random);
            }
            append(writer, recorded);
            if (random.nextInt(3) > 0) {
                writer.commit();
            }
            if (random.nextInt(3) == 0) {
                writer.close();
                writer = new HistoryWriter(store(directory));
            }
            if (random.nextInt(8) == 0) {
                // A gateway that starts now, while the history is behind or ahead of what it hears.
                live = new MarketData();
                live.listen(recorded.view);
            }
            continueFromStore(live, readers);
            assertLive(live, recorded, random.nextLong(2 * HOUR));
        }
        append(writer, recorded);
        writer.commit();
        writer.close();
        readers.close();
        assertStored(recorded);
    }

    private static void continueFromStore(MarketData live, HikariDataSource readers) {
        CandleQueries.Seeds seeds = new CandleQueries(readers).seeds(List.of(ToyVenue.MARKET));
        live.begin(seeds.markets(), seeds.sequence());
        live.refresh(seeds.markets(), seeds.sequence());
    }

    private static void assertLive(MarketData live, Recorded recorded, long later) {
        List<Trade> trades = trades(recorded);
        if (!live.hasBegun() || !live.outdated().isEmpty() || trades.isEmpty()) {
            return;
        }
        for (Interval interval : Interval.values()) {
            assertThat(live.candle(ToyVenue.MARKET, interval))
                    .as(interval.word())
                    .hasValue(NaiveCandles.candles(trades, interval).getFirst());
        }
        long now = recorded.view.timeNanos() + later;
        var ticker = live.ticker(ToyVenue.MARKET, now);
        assertThat(ticker).isEqualTo(NaiveCandles.ticker(trades, now, ticker.lastQuantity()));
    }

    private void assertStored(Recorded recorded) {
        List<Trade> trades = trades(recorded);
        assertThat(trades).hasSizeGreaterThan(30);
        try (var readers = store(directory).openReaders()) {
            CandleQueries queries = new CandleQueries(readers);
            for (Interval interval : Interval.values()) {
                List<Candle> expected = NaiveCandles.candles(trades, interval);
                assertThat(pages(queries, interval, 7)).as(interval.word()).isEqualTo(expected);
                assertRange(queries, interval, expected);
            }
        }
    }

    /** From and to within candles take what begins between them, and nothing is cut short. */
    private static void assertRange(
            CandleQueries queries, Interval interval, List<Candle> expected) {
        Candle newest = expected.getFirst();
        Candle oldest = expected.getLast();
        long from = oldest.beginNanos() + 1;
        long before = newest.beginNanos() + 1;
        assertThat(queries.candles(ToyVenue.MARKET, interval, from, before, 100_000))
                .isEqualTo(expected.subList(0, expected.size() - 1));
        assertThat(queries.candles(ToyVenue.MARKET, interval, from - 1, before - 1, 100_000))
                .isEqualTo(expected.subList(1, expected.size()));
    }

    @Test
    void shouldFillWhatLiesBetweenWithTheLastPrice() {
        Candle old = Candle.flat(1, Interval.MONTH, Interval.MONTH.begin(400 * 24 * HOUR), 7);
        Candle young = Candle.flat(1, Interval.MONTH, Interval.MONTH.begin(480 * 24 * HOUR), 9);
        long now = Interval.MONTH.end(Interval.MONTH.end(young.beginNanos())) - 1;

        List<Candle> filled = CandlePages.filled(List.of(young, old), now, 10);

        assertThat(filled).extracting(Candle::open).containsExactly(9L, 9L, 7L, 7L);
        assertThat(filled.getFirst().endNanos()).isEqualTo(now + 1);
        for (int i = 1; i < filled.size(); i++) {
            assertThat(filled.get(i).endNanos()).isEqualTo(filled.get(i - 1).beginNanos());
        }
        assertThat(CandlePages.filled(List.of(young, old), now, 2)).hasSize(2);
    }

    @Test
    void shouldBuildTheCandlesOfAHistoryThatHadNone() throws Exception {
        Recorded recorded = new Recorded(4, 0, 100);
        recorded.venue.writer().later(20_000L * 24 * HOUR);
        recorded.steps(600);
        try (HistoryWriter writer = writer()) {
            append(writer, recorded);
            writer.commit();
        }
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM candles");
        }
        try (HistoryWriter writer = writer()) {
            assertThat(writer.pendingEvents()).isZero();
        }
        assertStored(recorded);
    }

    @Test
    void shouldNotTellCandlesWhoseBeginningIsNotKnown() {
        Recorded recorded = new Recorded(5, 400, 100);
        List<Trade> trades = trades(recorded);
        MarketData live = new MarketData();
        live.listen(recorded.view);
        live.begin(List.of(), recorded.sequence());
        while (trades(recorded).size() == trades.size()) {
            recorded.venue.step();
        }
        assertThat(live.candle(ToyVenue.MARKET, Interval.DAY)).isEmpty();

        recorded.venue.writer().later(24 * HOUR);
        int before = trades(recorded).size();
        while (trades(recorded).size() == before) {
            recorded.venue.step();
        }
        assertThat(live.candle(ToyVenue.MARKET, Interval.DAY))
                .hasValue(NaiveCandles.candles(trades(recorded), Interval.DAY).getFirst());
    }

    @Test
    void shouldBeginTheDayAfterTheMinuteWhoseBeginningIsNotKnown() {
        Recorded recorded = new Recorded(6, 400, 100);
        List<byte[]> state = StateWriter.recordsOf(recorded.view);
        long began = recorded.sequence();
        int before = trades(recorded).size();
        MarketData unaided = new MarketData();
        unaided.listen(recorded.view);
        unaided.begin(List.of(), began);
        for (int i = 0; i < 200; i++) {
            recorded.venue.writer().later(SECOND);
            recorded.venue.step();
        }
        try (HistoryWriter writer = writer()) {
            writer.begin(handler -> state.forEach(
                    record -> handler.onFrame(new UnsafeBuffer(record), 0, record.length)));
            recorded.sourceAfter(began).poll(writer::append, Integer.MAX_VALUE);
            writer.commit();
        }
        MarketData continued = new MarketData();
        continued.listen(recorded.view);
        try (var readers = store(directory).openReaders()) {
            continueFromStore(continued, readers);
        }
        List<Trade> known = trades(recorded).subList(before, trades(recorded).size());
        assertDay(unaided, known, recorded.view.timeNanos());
        assertDay(continued, known, recorded.view.timeNanos());
    }

    private static void assertDay(MarketData live, List<Trade> known, long now) {
        long first = known.getFirst().timeNanos();
        long begin = Interval.MINUTE.end(Interval.MINUTE.begin(first));
        Ticker ticker = live.ticker(ToyVenue.MARKET, now);
        List<Trade> counted =
                known.stream().filter(trade -> trade.timeNanos() >= begin).toList();
        Ticker naive = NaiveCandles.ticker(known, begin + 24 * HOUR, ticker.lastQuantity());
        assertThat(counted).hasSizeBetween(1, known.size() - 1);
        assertThat(ticker)
                .usingRecursiveComparison()
                .ignoringFields("timeNanos")
                .isEqualTo(naive);
    }
}

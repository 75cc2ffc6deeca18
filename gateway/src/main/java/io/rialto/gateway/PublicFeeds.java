package io.rialto.gateway;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.GroupedBook;
import io.rialto.marketdata.MarketData;
import io.rialto.marketdata.Ticker;
import io.rialto.protocol.Side;
import io.rialto.protocol.v1.Pace;
import io.rialto.view.AppliedCommand;
import io.rialto.view.BookLevel;
import io.rialto.view.Mark;
import io.rialto.view.MarketGuard;
import io.rialto.view.MarketState;
import io.rialto.view.Marks;
import io.rialto.view.VenueView;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The feeds of all topics that somebody listens to. Owned by the view's thread. */
final class PublicFeeds {
    private static final int TICKS_PER_SLOW_FLUSH = 5;
    private static final int TICKS_PER_MINUTE = 1_200;

    private final MarketDesk desk;
    private final Map<Long, Map<Topic, PublicFeed>> feeds = new LinkedHashMap<>();
    private final Map<Integer, DayFeed> days = new LinkedHashMap<>();
    private int ticks;

    PublicFeeds(MarketDesk desk) {
        this.desk = desk;
    }

    /** Begins to tell a socket of a topic; returns what it is told first. */
    List<byte[]> add(VenueView view, OrderSocket socket, Topic topic, Pace pace) {
        if (topic instanceof Topic.Candles || topic instanceof Topic.Day) {
            // Refused before there is anything to be undone.
            var _ = desk.data();
        }
        PublicFeed feed = topic instanceof Topic.Day day && day.market() == 0
                ? days.computeIfAbsent(day.universe(), universe -> new DayFeed(desk, universe))
                : feeds.computeIfAbsent(topic.market(), market -> new LinkedHashMap<>())
                        .computeIfAbsent(topic, this::feed);
        List<byte[]> first = feed.begin(view, socket);
        // Of a fund it changes with other markets, which are looked at when it is flushed.
        boolean isFlushed =
                topic instanceof Topic.Value && LastValueFeed.paceOf(pace) == Pace.PACE_RAW;
        feed.add(view, socket, isFlushed ? Pace.PACE_20_HZ : pace);
        return first;
    }

    void remove(OrderSocket socket, Topic topic) {
        if (topic instanceof Topic.Day day && day.market() == 0) {
            days.computeIfPresent(day.universe(), (universe, feed) -> {
                feed.remove(socket);
                return feed.isEmpty() ? null : feed;
            });
            return;
        }
        Map<Topic, PublicFeed> ofMarket = feeds.getOrDefault(topic.market(), Map.of());
        PublicFeed feed = ofMarket.get(topic);
        if (feed == null) {
            return;
        }
        feed.remove(socket);
        if (feed.isEmpty()) {
            feed.end();
            ofMarket.remove(topic);
            if (ofMarket.isEmpty()) {
                feeds.remove(topic.market());
            }
        }
    }

    /** Ends all that a socket hears of a market. */
    void withdraw(OrderSocket socket, long market) {
        for (Topic topic : new ArrayList<>(feeds.getOrDefault(market, Map.of()).keySet())) {
            remove(socket, topic);
        }
    }

    void addTo(Set<OrderSocket> listeners, long market) {
        feeds.getOrDefault(market, Map.of()).values().forEach(feed -> feed.addTo(listeners));
    }

    void onApplied(VenueView view, AppliedCommand command) {
        for (int i = 0; i < command.markets(); i++) {
            for (PublicFeed feed :
                    feeds.getOrDefault(command.market(i), Map.of()).values()) {
                feed.onApplied(view, command, i);
            }
            for (DayFeed day : days.values()) {
                day.onApplied(view, command, i);
            }
        }
    }

    /** Tells the conflated; every 50 ms. */
    void flush(VenueView view) {
        ticks++;
        boolean isSlow = ticks % TICKS_PER_SLOW_FLUSH == 0;
        boolean isNewMinute = ticks % TICKS_PER_MINUTE == 0;
        for (Map<Topic, PublicFeed> ofMarket : List.copyOf(feeds.values())) {
            for (PublicFeed feed : ofMarket.values()) {
                feed.flush(view, Pace.PACE_20_HZ);
                if (isSlow) {
                    feed.flush(view, Pace.PACE_4_HZ);
                }
                if (isNewMinute) {
                    feed.flush(view, Pace.PACE_RAW);
                }
            }
        }
        for (DayFeed day : days.values()) {
            if (isNewMinute) {
                day.touchAll(view);
            }
            day.flush(view, Pace.PACE_20_HZ);
            if (isSlow) {
                day.flush(view, Pace.PACE_4_HZ);
            }
        }
    }

    private PublicFeed feed(Topic topic) {
        return switch (topic) {
            case Topic.Candles candles -> candles(candles);
            case Topic.Day day ->
                new LastValueFeed(view -> Optional.of(ticker(day.market())), () -> {});
            case Topic.Depth depth ->
                new LastValueFeed(view -> Optional.of(depth(view, depth)), () -> {});
            case Topic.Value value ->
                new LastValueFeed(view -> Optional.of(mark(view, value.market())), () -> {});
            case Topic.Orders orders -> new OrdersFeed(orders.market());
        };
    }

    private LastValueFeed candles(Topic.Candles topic) {
        MarketData data = desk.data();
        LastValueFeed feed = new LastValueFeed(
                view -> data.candle(topic.market(), topic.interval())
                        .map(candle -> value(candle, data.isOver(candle))),
                () -> data.forget(topic.market(), topic.interval()));
        data.listen(topic.market(), topic.interval(), candle -> {
            if (!candle.partial()) {
                feed.tell(value(candle, true));
            }
        });
        return feed;
    }

    private static LastValueFeed.Value value(Candle candle, boolean isOver) {
        return new LastValueFeed.Value(
                List.of(candle.beginNanos(), candle.lastTrade(), candle.trades(), isOver),
                Wire.candle(candle, isOver));
    }

    private LastValueFeed.Value ticker(long market) {
        Ticker ticker = desk.data().ticker(market, Venue.now());
        return new LastValueFeed.Value(
                List.of(ticker.beginNanos(), ticker.lastTrade(), ticker.trades()),
                Wire.ticker(ticker));
    }

    /** By what everybody may know: a market that is hidden from some is no constituent here. */
    private static LastValueFeed.Value mark(VenueView view, long market) {
        Marks marks = new Marks(
                view,
                false,
                Map.of(),
                each -> each == market || !view.directory().audience(each).restricted());
        MarketState state = view.market(market).orElseThrow();
        Mark mark = marks.of(market);
        MarketGuard guard = view.directory().guarding().market(market);
        return new LastValueFeed.Value(
                List.of(
                        mark,
                        state.info().status(),
                        state.lastPrice(),
                        guard.price(),
                        guard.quantity(),
                        guard.surplus()),
                Wire.mark(state, mark, guard, view.sequence()));
    }

    private static LastValueFeed.Value depth(VenueView view, Topic.Depth topic) {
        long market = topic.market();
        List<BookLevel> bids =
                GroupedBook.side(view, market, Side.BUY, topic.levels(), topic.step());
        List<BookLevel> asks =
                GroupedBook.side(view, market, Side.SELL, topic.levels(), topic.step());
        return new LastValueFeed.Value(List.of(bids, asks), Wire.depth(view, topic, bids, asks));
    }
}

package io.rialto.gateway;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.GroupedBook;
import io.rialto.marketdata.MarketData;
import io.rialto.marketdata.Ticker;
import io.rialto.protocol.Side;
import io.rialto.protocol.v1.Pace;
import io.rialto.view.AppliedCommand;
import io.rialto.view.BookLevel;
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
        feed.add(view, socket, pace);
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
                List.of(candle.beginNanos(), candle.lastTrade(), isOver),
                Wire.candle(candle, isOver));
    }

    private LastValueFeed.Value ticker(long market) {
        Ticker ticker = desk.data().ticker(market, Venue.now());
        return new LastValueFeed.Value(
                List.of(ticker.beginNanos(), ticker.lastTrade()), Wire.ticker(ticker));
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

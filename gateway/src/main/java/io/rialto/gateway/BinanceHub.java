package io.rialto.gateway;

import io.rialto.marketdata.MarketData;
import io.rialto.view.AppliedCommand;
import io.rialto.view.BookDelta;
import io.rialto.view.BookSnapshot;
import io.rialto.view.Directory;
import io.rialto.view.FrameListener;
import io.rialto.view.MarketInfo;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonArray;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the sockets of the Binance face what the view has applied: all of it on the view's thread,
 * which gathers what is told ten times a second or once. Does nothing while nobody listens.
 */
final class BinanceHub implements FrameListener, AutoCloseable {
    private static final int TICK_MILLIS = 100;

    private final Venue venue;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("binance-streams").daemon().factory());

    // The view's thread only.
    private final Map<BinanceStream, BinanceTopic> topics = new LinkedHashMap<>();
    private final Map<Long, Set<BinanceSocket>> accounts = new LinkedHashMap<>();
    private long ticks;

    /** Whether there is anybody to tell; read by the clock. */
    private volatile boolean hasTopics;

    BinanceHub(Venue venue) {
        this.venue = venue;
    }

    void start() {
        venue.view().addListener(this).join();
        var _ = clock.scheduleAtFixedRate(
                this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void tick() {
        if (hasTopics) {
            // A view that has ended has nothing to tell.
            var _ = venue.view().query(0, Duration.ZERO, this::flush);
        }
    }

    /** Adds a socket to a stream. On the view's thread. */
    void listen(BinanceStream stream, BinanceSocket socket) {
        topics.computeIfAbsent(stream, key -> new BinanceTopic()).sockets.add(socket);
        hasTopics = true;
    }

    void leave(BinanceStream stream, BinanceSocket socket) {
        topics.computeIfPresent(stream, (key, topic) -> {
            topic.sockets.remove(socket);
            return topic.sockets.isEmpty() ? null : topic;
        });
        hasTopics = !topics.isEmpty();
    }

    /** Adds a socket to what happens to an account. On the view's thread. */
    void listen(long account, BinanceSocket socket) {
        accounts.computeIfAbsent(account, key -> new LinkedHashSet<>()).add(socket);
    }

    void leave(long account, BinanceSocket socket) {
        accounts.computeIfPresent(account, (key, sockets) -> {
            sockets.remove(socket);
            return sockets.isEmpty() ? null : sockets;
        });
    }

    @Override
    public void onApplied(VenueView view, AppliedCommand command) {
        if (!topics.isEmpty()) {
            command.audiences().forEach(market -> onAudience(view, market));
            for (int i = 0; i < command.markets(); i++) {
                onDelta(view, command.bookDelta(i));
            }
            if (command.tradeCount() > 0) {
                command.trades().forEach(trade -> onTrade(view, trade));
            }
        }
        if (!accounts.isEmpty()) {
            BinanceReports.of(view, command, accounts.keySet())
                    .forEach((account, events) -> accounts.get(account)
                            .forEach(socket -> socket.mailbox()
                                    .post(() -> events.forEach(
                                            event -> socket.deliverOwn(account, event)))));
        }
    }

    /**
     * Streams are for anybody: of a market that not everybody may know they are silent. Who listened
     * before hears it again once everybody may; that something is missing can be seen by the numbers.
     */
    private static boolean isSilent(VenueView view, long market) {
        return view.directory().audience(market).restricted();
    }

    private void onAudience(VenueView view, long market) {
        if (isSilent(view, market)) {
            topics.forEach((stream, topic) -> {
                if (stream.market() == market) {
                    topic.forget();
                }
            });
        }
    }

    private void onDelta(VenueView view, BookDelta delta) {
        if (delta.update() == delta.previousUpdate() || isSilent(view, delta.market())) {
            return;
        }
        topics.forEach((stream, topic) -> {
            if (stream.market() != delta.market()) {
                return;
            }
            switch (stream.kind()) {
                case DEPTH, PARTIAL -> topic.gather(delta);
                case TOUCH ->
                    tell(
                            stream,
                            topic,
                            news(view.directory(), stream.market())
                                    .touch(view.market(stream.market()).orElseThrow()));
                default -> {
                    // Told by the clock.
                }
            }
        });
    }

    private void onTrade(VenueView view, Trade trade) {
        if (isSilent(view, trade.market())) {
            return;
        }
        topics.forEach((stream, topic) -> {
            if (stream.market() != trade.market() && stream.market() != 0) {
                return;
            }
            switch (stream.kind()) {
                case TRADE ->
                    tell(stream, topic, news(view.directory(), trade.market()).trade(trade));
                case AGGREGATE ->
                    tell(stream, topic, news(view.directory(), trade.market()).aggregate(trade));
                case CANDLE, MINI, DAY, MINI_ALL, DAY_ALL -> topic.changed = true;
                default -> {
                    // Of the book.
                }
            }
        });
    }

    private boolean flush(VenueView view) {
        ticks++;
        topics.forEach((stream, topic) -> {
            boolean isDue = stream.everyTicks() > 0 && ticks % stream.everyTicks() == 0;
            if (isDue && topic.changed && !isSilent(view, stream.market())) {
                tellGathered(view, stream, topic);
            }
        });
        return true;
    }

    private void tellGathered(VenueView view, BinanceStream stream, BinanceTopic topic) {
        MarketData data = null;
        if (stream.kind() != BinanceStream.Kind.DEPTH
                && stream.kind() != BinanceStream.Kind.PARTIAL) {
            try {
                data = venue.marketData().data();
            } catch (ProblemException notYet) {
                return;
            }
        }
        topic.changed = false;
        long market = stream.market();
        switch (stream.kind()) {
            case DEPTH ->
                tell(stream, topic, news(view.directory(), market).depth(topic.gathered(market)));
            case PARTIAL -> {
                topic.gathered(market);
                BookSnapshot book = view.book(market, stream.levels()).orElseThrow();
                tell(
                        stream,
                        topic,
                        news(view.directory(), market)
                                .partial(book.update(), book.bids(), book.asks()));
            }
            case CANDLE -> tellCandle(view, stream, topic, data);
            case MINI ->
                tell(
                        stream,
                        topic,
                        news(view.directory(), market).mini(data.ticker(market, Venue.now())));
            case DAY -> tell(stream, topic, day(view, market, data));
            case MINI_ALL, DAY_ALL -> tellAll(view, stream, topic, data);
            case TRADE, AGGREGATE, TOUCH -> {
                // Told at once.
            }
        }
    }

    private void tellCandle(
            VenueView view, BinanceStream stream, BinanceTopic topic, MarketData data) {
        data.candle(stream.market(), stream.interval()).ifPresent(candle -> {
            boolean isOver = data.isOver(candle);
            // Until it has been told that it is over, there is more to tell.
            topic.changed = !isOver;
            tell(stream, topic, news(view.directory(), stream.market()).candle(candle, isOver));
        });
    }

    private void tellAll(
            VenueView view, BinanceStream stream, BinanceTopic topic, MarketData data) {
        JsonArray all = new JsonArray();
        for (MarketInfo market : view.directory().markets()) {
            if (market.universe() == 0
                    && !view.directory().audience(market.market()).restricted()
                    && data.ticker(market.market(), Venue.now()).hasTraded()) {
                all.add(
                        stream.kind() == BinanceStream.Kind.DAY_ALL
                                ? day(view, market.market(), data)
                                : news(view.directory(), market.market())
                                        .mini(data.ticker(market.market(), Venue.now())));
            }
        }
        tell(stream, topic, all);
    }

    private static Object day(VenueView view, long market, MarketData data) {
        return news(view.directory(), market)
                .day(data.ticker(market, Venue.now()), view.market(market).orElseThrow());
    }

    static BinanceNews news(Directory directory, long market) {
        MarketInfo info = directory.market(market).orElseThrow();
        return new BinanceNews(
                BinanceMarkets.symbol(directory, info),
                Listing.byId(directory, info.universe(), market).orElseThrow());
    }

    private static void tell(BinanceStream stream, BinanceTopic topic, Object news) {
        String text = io.vertx.core.json.Json.encode(news);
        List<BinanceSocket> sockets = new ArrayList<>(topic.sockets);
        sockets.forEach(socket -> socket.mailbox().post(() -> socket.deliver(stream.name(), text)));
    }
}

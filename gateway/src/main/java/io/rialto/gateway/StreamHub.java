package io.rialto.gateway;

import io.rialto.protocol.Code;
import io.rialto.protocol.v1.MarketWithdrawn;
import io.rialto.protocol.v1.Markets;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Subscribed;
import io.rialto.protocol.v1.TradesSnapshot;
import io.rialto.protocol.v1.Unsubscribed;
import io.rialto.view.AppliedCommand;
import io.rialto.view.FrameListener;
import io.rialto.view.MarketStatusChange;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;

import org.agrona.collections.Long2ObjectHashMap;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * Tells subscribed sockets what the view has applied. All of it happens on the view's thread, so a
 * snapshot and the deltas after it fit without a gap; sockets are told through the mailboxes of
 * their event loops.
 */
final class StreamHub implements FrameListener, AutoCloseable {
    private static final long KEEP_IDLE_FEEDS_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int TICKS_PER_SLOW_FLUSH = 5;
    private static final int TICKS_PER_TIDYING = 200;

    private final Venue venue;
    private final PublicFeeds feeds;
    private final Map<Long, OrderSocket> sessions = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stream-conflation").daemon().factory());

    // The view's thread only.
    private final Long2ObjectHashMap<BookFeed> books = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<TradesFeed> trades = new Long2ObjectHashMap<>();
    private final AccountFeeds accounts;
    private final AudienceWatch markets = new AudienceWatch();
    private int ticks;

    StreamHub(Venue venue) {
        this.venue = venue;
        this.feeds = new PublicFeeds(venue.marketData());
        this.accounts = new AccountFeeds(venue.config().stream().retainedUpdates());
    }

    /** Begins to listen to the view. */
    void start() {
        venue.view().addListener(this).join();
        venue.view().query(0, Duration.ZERO, markets::begin).join();
        int millis = venue.config().stream().conflateMillis();
        var _ = clock.scheduleAtFixedRate(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void tick() {
        // Nothing hangs on the result: a view that has ended has nothing to tell.
        var _ = venue.view().query(0, Duration.ZERO, this::flush);
    }

    private boolean flush(VenueView view) {
        ticks++;
        boolean isSlow = ticks % TICKS_PER_SLOW_FLUSH == 0;
        books.values().forEach(feed -> feed.flush(view, isSlow));
        trades.values().forEach(feed -> feed.flush(view, isSlow));
        feeds.flush(view);
        if (ticks % TICKS_PER_TIDYING == 0) {
            long before = System.nanoTime() - KEEP_IDLE_FEEDS_NANOS;
            accounts.tidy(before);
        }
        return true;
    }

    /** The socket wants to know when its own commands' events come. Any thread. */
    void enter(OrderSocket socket) {
        sessions.put(socket.sessionId(), socket);
    }

    @Override
    public void onApplied(VenueView view, AppliedCommand command) {
        if (sessions.isEmpty() && accounts.isEmpty()) {
            markets.onApplied(view, command, List.of());
            command.audiences().forEach(market -> markets.note(view, market));
            return;
        }
        tellSender(command);
        markets.onApplied(view, command, sessions.values());
        // What is one's own comes first, then whether the market is there, then what all see of it.
        accounts.onApplied(view, command);
        command.audiences().forEach(market -> onAudience(view, market));
        for (int i = 0; i < command.markets(); i++) {
            BookFeed feed = books.get(command.market(i));
            if (feed != null) {
                var delta = command.bookDelta(i);
                if (delta.update() != delta.previousUpdate()) {
                    feed.onDelta(view, delta);
                }
            }
        }
        feeds.onApplied(view, command);
        command.statusChanges().forEach(change -> onStatusChange(view, change));
        command.indications()
                .forEach(guard ->
                        tell(view, guard.market(), Wire.indication(guard, command.sequence())));
        if (command.tradeCount() > 0) {
            command.trades().forEach(trade -> onTrade(view, trade));
        }
    }

    /** The sender's answer comes first: what follows waits for it, if it is not there yet. */
    private void tellSender(AppliedCommand command) {
        if (command.gatewayId() != venue.config().gatewayId()) {
            return;
        }
        OrderSocket sender = sessions.get(command.sessionId());
        if (sender != null) {
            long number = command.gatewayNumber();
            sender.mailbox().post(() -> sender.onOwnEvents(number));
        }
    }

    /** Whoever may no longer know of the market hears nothing of it from here on. */
    private void onAudience(VenueView view, long market) {
        Set<OrderSocket> listeners = listeners(view, market);
        listeners.removeIf(socket -> socket.rights().mayKnow(market));
        listeners.addAll(markets.onAudience(view, market, sessions.values()));
        byte[] message = ServerMessage.newBuilder()
                .setMarketWithdrawn(MarketWithdrawn.newBuilder().setMarket(market))
                .build()
                .toByteArray();
        listeners.forEach(socket -> {
            withdraw(socket, market);
            socket.mailbox().post(() -> {
                socket.forget(market);
                socket.deliver(message);
            });
        });
    }

    /** Ends what a socket hears of a market. On the view's thread. */
    void withdraw(OrderSocket socket, long market) {
        removeFromBook(socket, market);
        removeFromTrades(socket, market);
        feeds.withdraw(socket, market);
    }

    /** Ends what a socket hears of an account. On the view's thread. */
    void withdrawAccount(OrderSocket socket, long account) {
        accounts.remove(socket, account);
    }

    private Set<OrderSocket> listeners(VenueView view, long market) {
        Set<OrderSocket> listeners = new LinkedHashSet<>();
        BookFeed feed = books.get(market);
        if (feed != null) {
            feed.flush(view, true);
            feed.addTo(listeners);
        }
        TradesFeed traded = trades.get(market);
        if (traded != null) {
            traded.flush(view, true);
            traded.addTo(listeners);
        }
        feeds.addTo(listeners, market);
        return listeners;
    }

    /** Once to each who listens to the market, behind what the change did to its book. */
    private void onStatusChange(VenueView view, MarketStatusChange change) {
        tell(
                view,
                change.market(),
                ServerMessage.newBuilder().setMarketStatusChange(Wire.statusChange(change)));
    }

    private void tell(VenueView view, long market, ServerMessage.Builder content) {
        Set<OrderSocket> listeners = listeners(view, market);
        byte[] message = content.build().toByteArray();
        listeners.forEach(socket -> socket.mailbox().post(() -> socket.deliver(message)));
    }

    private void onTrade(VenueView view, Trade trade) {
        TradesFeed feed = trades.get(trade.market());
        if (feed != null) {
            feed.onTrade(view, trade);
        }
    }

    /** Subscribes, and posts the answer and the snapshot. On the view's thread. */
    void subscribeBook(VenueView view, OrderSocket socket, Asked asked, long market, Pace pace) {
        requireKnown(socket, market);
        ServerMessage snapshot = ServerMessage.newBuilder()
                .setBookSnapshot(Wire.book(view.book(market, Integer.MAX_VALUE).orElseThrow())
                        .setStatus(Wire.status(view, market)))
                .build();
        books.computeIfAbsent(market, BookFeed::new).add(view, socket, LastValueFeed.paceOf(pace));
        answer(socket, asked, false, Parts.of(snapshot));
    }

    /** Subscribes, and posts the answer and the value as it is. On the view's thread. */
    void subscribeTopic(VenueView view, OrderSocket socket, Asked asked, Topic topic, Pace pace) {
        if (topic.market() != 0) {
            requireKnown(socket, topic.market());
        }
        answer(socket, asked, false, feeds.add(view, socket, topic, pace));
    }

    /** Subscribes, and posts the answer and the snapshot. On the view's thread. */
    void subscribeTrades(VenueView view, OrderSocket socket, Asked asked, long market, Pace pace) {
        requireKnown(socket, market);
        TradesSnapshot.Builder snapshot = TradesSnapshot.newBuilder()
                .setMarket(market)
                .setSequence(view.sequence())
                .setStatus(Wire.status(view, market));
        boolean hides = view.directory().hidesAccounts(market);
        view.marketTrades(market, TradesFeed.LATEST)
                .reversed()
                .forEach(trade -> snapshot.addTrades(Wire.trade(trade, hides)));
        trades.computeIfAbsent(market, TradesFeed::new).add(view, socket, pace);
        answer(
                socket,
                asked,
                false,
                List.of(ServerMessage.newBuilder()
                        .setTradesSnapshot(snapshot)
                        .build()
                        .toByteArray()));
    }

    /** Subscribes, and posts the answer and what was missed or a snapshot. On the view's thread. */
    void subscribeAccount(
            VenueView view, OrderSocket socket, Asked asked, long account, long resumeAfter) {
        if (!socket.rights().mayHear(account)) {
            throw new ProblemException(io.rialto.gateway.Markets.unknown(Code.ACCOUNT_NOT_YOURS));
        }
        Optional<List<byte[]>> missed =
                accounts.add(view, socket, account, resumeAfter, System.nanoTime());
        boolean refused = resumeAfter != 0 && missed.isEmpty();
        answer(
                socket,
                asked,
                missed.isPresent(),
                missed.orElseGet(() -> Parts.of(Wire.account(view, account, refused))));
    }

    /** What was checked when it was asked may have changed before it is done. */
    private static void requireKnown(OrderSocket socket, long market) {
        if (!socket.rights().mayKnow(market)) {
            throw io.rialto.gateway.Markets.unknownMarket();
        }
    }

    /** The markets of a universe that a connection may know of. On the view's thread. */
    static ServerMessage.Builder markets(VenueView view, int universe, LongPredicate mayKnow) {
        Markets.Builder markets = Markets.newBuilder().setSequence(view.sequence());
        view.markets().stream()
                .filter(state -> state.info().universe() == universe)
                .filter(state -> mayKnow.test(state.info().market()))
                .forEach(state -> markets.addMarkets(Wire.market(state, view.directory())));
        return ServerMessage.newBuilder().setMarkets(markets);
    }

    void unsubscribeBook(OrderSocket socket, Asked asked, long market) {
        removeFromBook(socket, market);
        unsubscribed(socket, asked);
    }

    void unsubscribeTrades(OrderSocket socket, Asked asked, long market) {
        removeFromTrades(socket, market);
        unsubscribed(socket, asked);
    }

    void unsubscribeTopic(OrderSocket socket, Asked asked, Topic topic) {
        feeds.remove(socket, topic);
        unsubscribed(socket, asked);
    }

    void unsubscribeAccount(OrderSocket socket, Asked asked, long account) {
        accounts.remove(socket, account);
        unsubscribed(socket, asked);
    }

    /** Ends all subscriptions of a closed socket. On the view's thread. */
    void leave(OrderSocket socket, Subscriptions subscriptions) {
        sessions.remove(socket.sessionId());
        subscriptions.books().forEach(market -> removeFromBook(socket, market));
        subscriptions.trades().forEach(market -> removeFromTrades(socket, market));
        subscriptions.topics().forEach(topic -> feeds.remove(socket, topic));
        subscriptions.account().ifPresent(account -> accounts.remove(socket, account));
    }

    private void removeFromBook(OrderSocket socket, long market) {
        BookFeed feed = books.get(market);
        if (feed != null) {
            feed.remove(socket);
            if (feed.isEmpty()) {
                books.remove(market);
            }
        }
    }

    private void removeFromTrades(OrderSocket socket, long market) {
        TradesFeed feed = trades.get(market);
        if (feed != null) {
            feed.remove(socket);
            if (feed.isEmpty()) {
                trades.remove(market);
            }
        }
    }

    private static void answer(
            OrderSocket socket, Asked asked, boolean resumed, List<byte[]> messages) {
        byte[] first = asked.in(
                        ServerMessage.newBuilder()
                                .setSubscribed(Subscribed.newBuilder().setResumed(resumed)),
                        socket.rights())
                .build()
                .toByteArray();
        socket.mailbox().post(() -> {
            socket.deliver(first);
            socket.deliver(messages);
        });
    }

    private static void unsubscribed(OrderSocket socket, Asked asked) {
        byte[] message = asked.in(
                        ServerMessage.newBuilder()
                                .setUnsubscribed(Unsubscribed.getDefaultInstance()),
                        socket.rights())
                .build()
                .toByteArray();
        socket.mailbox().post(() -> socket.deliver(message));
    }
}

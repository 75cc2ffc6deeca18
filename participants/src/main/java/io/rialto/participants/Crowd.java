package io.rialto.participants;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ListMarkets;
import io.rialto.protocol.v1.Market;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.SubscribeBook;
import io.rialto.protocol.v1.SubscribeTrades;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The traders of a scenario at a venue. They take turns on one thread, and each looks at the state
 * that the turn before it left: so in a new venue, where nobody else trades, the same seed gives the
 * same orders and the same trades. After a restart they go on at the market's last price.
 */
public final class Crowd {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A venue without a trade is brought to life at once: so many seconds' orders come first. */
    private static final int OPENING_SECONDS = 5;

    /** Turns in which nobody wants anything, after which they wait for a moment. */
    private static final int IDLE_TURNS_MAX = 20;

    private final Scenario scenario;
    private final Map<String, String> tokens;
    private final URI venue;
    private final CountDownLatch closing = new CountDownLatch(1);

    private final Map<Long, MarketPicture> pictures = new ConcurrentHashMap<>();

    /**
     * Does nothing yet.
     *
     * @param tokens of the traders, by name
     * @param venue its address
     */
    public Crowd(Scenario scenario, Map<String, String> tokens, URI venue) {
        this.scenario = scenario;
        this.tokens = Map.copyOf(tokens);
        this.venue = venue;
    }

    /** A trader in one of its markets. */
    private record Seat(
            Desk desk,
            MarketPicture market,
            Strategy strategy,
            FairValue fair,
            SplittableRandom random,
            double until) {}

    /**
     * Trades until {@link #stop} is called, or as many commands as are asked for are answered.
     *
     * @throws IOException when the venue cannot be reached any more; calling it again continues
     */
    public void trade(long commands) throws IOException {
        pictures.clear();
        List<Desk> desks = new ArrayList<>();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            try {
                for (Scenario.Trader trader : scenario.traders()) {
                    desks.add(Desk.open(
                            scenario, trader, http, venue, token(trader), this::takePublic));
                }
                see(desks.getFirst());
                takeTurns(seats(desks), desks.getFirst(), commands);
            } finally {
                desks.forEach(Desk::close);
                http.shutdownNow();
            }
        }
    }

    /** Ends {@link #trade} soon. */
    public void stop() {
        closing.countDown();
    }

    private String token(Scenario.Trader trader) throws IOException {
        String token = tokens.get(trader.name());
        if (token == null) {
            throw new IOException("there is no token for " + trader.name());
        }
        return token;
    }

    /** One of them watches for all. */
    private void see(Desk eyes) throws IOException {
        ServerMessage listed = eyes.answered(eyes.request(
                ClientMessage.newBuilder().setListMarkets(ListMarkets.getDefaultInstance())));
        Map<String, Market> bySymbol = new HashMap<>();
        listed.getMarkets().getMarketsList().forEach(m -> bySymbol.put(m.getSymbol(), m));
        for (Scenario.Market terms : scenario.markets()) {
            Market market = bySymbol.get(terms.symbol());
            if (market == null) {
                throw new IOException("the venue has no market " + terms.symbol());
            }
            pictures.put(market.getId(), new MarketPicture(market, terms));
            eyes.answered(eyes.request(ClientMessage.newBuilder()
                    .setSubscribeBook(SubscribeBook.newBuilder()
                            .setMarket(market.getId())
                            .setPace(Pace.PACE_RAW))));
            eyes.answered(eyes.request(ClientMessage.newBuilder()
                    .setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market.getId()))));
        }
        eyes.awaitShown(listed.getMarkets().getSequence());
    }

    private void takePublic(ServerMessage message) {
        switch (message.getContentCase()) {
            case BOOK_SNAPSHOT ->
                at(message.getBookSnapshot().getMarket()).take(message.getBookSnapshot());
            case BOOK_DELTA -> at(message.getBookDelta().getMarket()).take(message.getBookDelta());
            case TRADES_SNAPSHOT ->
                at(message.getTradesSnapshot().getMarket()).take(message.getTradesSnapshot());
            case TRADE -> at(message.getTrade().getMarket()).take(message.getTrade());
            case MARKET_STATUS_CHANGE ->
                at(message.getMarketStatusChange().getMarket())
                        .take(message.getMarketStatusChange().getStatus());
            default -> {
                // Heartbeats and what later versions may tell.
            }
        }
    }

    private MarketPicture at(long market) {
        return pictures.get(market);
    }

    private List<Seat> seats(List<Desk> desks) {
        Map<String, MarketPicture> bySymbol = new HashMap<>();
        pictures.values().forEach(each -> bySymbol.put(each.terms().symbol(), each));
        Map<String, FairValue> fairs = new HashMap<>();
        for (Scenario.Market market : scenario.markets()) {
            MarketPicture picture = bySymbol.get(market.symbol());
            SplittableRandom own = random(market.symbol(), picture.lastTrade());
            fairs.put(
                    market.symbol(),
                    FairValue.of(scenario, market, picture.lastPrice(), own, fairs));
        }
        List<Seat> seats = new ArrayList<>();
        double until = 0;
        for (Desk desk : desks) {
            Scenario.Trader trader = desk.trader();
            Strategy strategy = Strategy.of(trader.kind());
            for (String symbol : trader.markets()) {
                MarketPicture picture = bySymbol.get(symbol);
                until += trader.share() / trader.markets().size();
                SplittableRandom own = random(trader.name() + '/' + symbol, picture.lastTrade());
                seats.add(new Seat(desk, picture, strategy, fairs.get(symbol), own, until));
            }
        }
        return seats;
    }

    /** Of the seed, a name, and how far the market is: a restart does not repeat itself. */
    private SplittableRandom random(String name, long lastTrade) {
        return new SplittableRandom(scenario.seed() * 31 + name.hashCode() + lastTrade * 1_000_003);
    }

    private void takeTurns(List<Seat> seats, Desk eyes, long commands) throws IOException {
        SplittableRandom whose = random("turns", lastTradeOfAll());
        long nanosEach = (long) (NANOS / scenario.ordersPerSecond());
        long opening =
                lastTradeOfAll() == 0 ? (long) (OPENING_SECONDS * scenario.ordersPerSecond()) : 0;
        long due = System.nanoTime();
        long sent = 0;
        long sequence = 0;
        int idle = 0;
        while (sent < commands) {
            due = Math.max(due, System.nanoTime() - NANOS);
            if (isStopped(due - System.nanoTime())) {
                return;
            }
            Seat seat = pick(seats, whose.nextDouble() * seats.getLast().until());
            int count = turn(seat, eyes, sequence);
            sequence = Math.max(sequence, seat.desk().sequence());
            sent += count;
            idle = count == 0 ? idle + 1 : 0;
            due += sent > opening ? count * nanosEach : 0;
            if (idle > IDLE_TURNS_MAX) {
                due += NANOS / 10;
            }
        }
    }

    private long lastTradeOfAll() {
        return pictures.values().stream().mapToLong(MarketPicture::lastTrade).sum();
    }

    private boolean isStopped(long nanos) throws IOException {
        try {
            return closing.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", ending);
        }
    }

    private static Seat pick(List<Seat> seats, double point) {
        for (Seat seat : seats) {
            if (point < seat.until()) {
                return seat;
            }
        }
        return seats.getLast();
    }

    private static int turn(Seat seat, Desk eyes, long sequence) throws IOException {
        seat.fair().move();
        if (!seat.market().isOpen()) {
            return 0;
        }
        eyes.awaitShown(sequence);
        if (seat.desk() != eyes) {
            seat.desk().awaitShown(sequence);
        }
        seat.strategy().act(seat.desk(), seat.market(), seat.fair(), seat.random());
        return seat.desk().awaitAnswers();
    }
}

package io.rialto.participants;

import io.rialto.client.RestClient;
import io.rialto.client.StreamClient;
import io.rialto.protocol.v1.AccountSnapshot;
import io.rialto.protocol.v1.AccountUpdate;
import io.rialto.protocol.v1.AmendOrder;
import io.rialto.protocol.v1.Balance;
import io.rialto.protocol.v1.CancelAll;
import io.rialto.protocol.v1.CancelOrder;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Fill;
import io.rialto.protocol.v1.Order;
import io.rialto.protocol.v1.OrderState;
import io.rialto.protocol.v1.OrderType;
import io.rialto.protocol.v1.Ping;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.SubscribeAccount;
import io.rialto.protocol.v1.TimeInForce;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Where one trader sits: its connection, what it has and what it has open. Orders leave from the
 * traders' one thread; what the venue tells is taken on the connection's.
 */
final class Desk implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final long LOOK_AGAIN_MILLIS = 2;

    private final Scenario scenario;
    private final Scenario.Trader trader;
    private final Consumer<ServerMessage> publicMessages;
    private final StreamClient stream;
    private final List<CompletableFuture<ServerMessage>> unanswered = new ArrayList<>();

    // Guarded by this.
    private final Map<String, Balance> balances = new HashMap<>();
    private final Map<Long, Long> positions = new HashMap<>();
    private final Map<Long, TreeMap<Long, Order>> open = new HashMap<>();

    /** Positions by symbol as they were when it connected. */
    private final Map<String, Long> positionsBefore = new HashMap<>();

    private long sequence;

    private Desk(
            Scenario scenario,
            Scenario.Trader trader,
            HttpClient http,
            URI venue,
            String token,
            Consumer<ServerMessage> publicMessages)
            throws IOException {
        this.scenario = scenario;
        this.trader = trader;
        this.publicMessages = publicMessages;
        this.stream = StreamClient.connect(http, venue, token, false, this::take);
    }

    /**
     * Connects, cancels what an earlier run left open, and learns what the trader has.
     *
     * @param publicMessages hears what is not about the account
     */
    static Desk open(
            Scenario scenario,
            Scenario.Trader trader,
            HttpClient http,
            URI venue,
            String token,
            Consumer<ServerMessage> publicMessages)
            throws IOException {
        Desk desk = new Desk(scenario, trader, http, venue, token, publicMessages);
        try {
            desk.answered(desk.request(
                    ClientMessage.newBuilder().setCancelAll(CancelAll.getDefaultInstance())));
            desk.learnPositions(venue, token);
            desk.answered(desk.request(ClientMessage.newBuilder()
                    .setSubscribeAccount(SubscribeAccount.getDefaultInstance())));
            desk.awaitShown(1);
            return desk;
        } catch (IOException | RuntimeException failed) {
            desk.close();
            throw failed;
        }
    }

    private void learnPositions(URI venue, String token) throws IOException {
        try (RestClient rest = new RestClient(venue, token)) {
            RestClient.Answer answer = rest.get("/api/v1/positions");
            if (!answer.isDone()) {
                throw new IOException("positions: " + answer.summary());
            }
            answer.body()
                    .path("positions")
                    .forEach(each -> positionsBefore.put(
                            each.path("market").asText(), each.path("quantity").asLong()));
        }
    }

    Scenario.Trader trader() {
        return trader;
    }

    CompletableFuture<ServerMessage> request(ClientMessage.Builder request) {
        return stream.request(request);
    }

    private void take(ServerMessage message) {
        switch (message.getContentCase()) {
            case ACCOUNT_SNAPSHOT -> take(message.getAccountSnapshot());
            case ACCOUNT_UPDATE -> take(message.getAccountUpdate());
            default -> publicMessages.accept(message);
        }
    }

    private synchronized void take(AccountSnapshot snapshot) {
        balances.clear();
        open.clear();
        snapshot.getBalancesList().forEach(this::take);
        snapshot.getOpenOrdersList().forEach(this::take);
    }

    private synchronized void take(AccountUpdate update) {
        update.getBalancesList().forEach(this::take);
        update.getOrdersList().forEach(this::take);
        update.getFillsList().forEach(this::take);
    }

    private void take(Balance balance) {
        balances.put(balance.getAsset().getSymbol(), balance);
    }

    private void take(Order order) {
        TreeMap<Long, Order> orders = open.computeIfAbsent(order.getMarket(), m -> new TreeMap<>());
        if (order.getState() == OrderState.ORDER_STATE_OPEN
                || order.getState() == OrderState.ORDER_STATE_PARTIALLY_FILLED) {
            orders.put(order.getOrderId(), order);
        } else {
            orders.remove(order.getOrderId());
        }
    }

    private void take(Fill fill) {
        long signed = fill.getSide() == Side.SIDE_BUY ? fill.getQuantity() : -fill.getQuantity();
        positions.merge(fill.getMarket(), signed, Long::sum);
    }

    /** What it has more than it began with, lots; of contracts its position. */
    synchronized double inventoryLots(MarketPicture market) {
        if (!market.terms().isSpot()) {
            long before = positionsBefore.getOrDefault(market.terms().symbol(), 0L);
            return before / market.terms().lot().doubleValue()
                    + market.lots(positions.getOrDefault(market.id(), 0L));
        }
        Balance balance = balances.get(market.terms().base());
        if (balance == null) {
            return 0;
        }
        double begun = scenario.assets().stream()
                .filter(asset -> asset.symbol().equals(market.terms().base()))
                .findFirst()
                .orElseThrow()
                .each()
                .doubleValue();
        double now = balance.getCash() / Math.pow(10, balance.getAsset().getScale());
        return (now - begun) / market.terms().lot().doubleValue();
    }

    private synchronized Order find(MarketPicture market, String name) {
        return open.getOrDefault(market.id(), new TreeMap<>()).values().stream()
                .filter(order -> order.getClientOrderId().equals(name))
                .findFirst()
                .orElse(null);
    }

    synchronized int restingCount(MarketPicture market) {
        return open.getOrDefault(market.id(), new TreeMap<>()).size();
    }

    /** Sees to it that an order of a side and level rests at a price, with some quantity or other. */
    void quote(MarketPicture market, Side side, int level, long ticks, long lots) {
        String name = (side == Side.SIDE_BUY ? "bid-" : "ask-") + market.id() + "-" + level;
        Order resting = find(market, name);
        long price = market.price(ticks);
        if (resting == null) {
            place(PlaceOrder.newBuilder()
                    .setMarket(market.id())
                    .setClientOrderId(name)
                    .setSide(side)
                    .setPrice(price)
                    .setQuantity(market.quantity(lots)));
        } else if (resting.getPrice() != price) {
            // The total: what has traded of the order is part of it.
            send(ClientMessage.newBuilder()
                    .setAmendOrder(AmendOrder.newBuilder()
                            .setMarket(market.id())
                            .setOrderId(resting.getOrderId())
                            .setPrice(price)
                            .setQuantity(resting.getFilledQuantity() + market.quantity(lots))));
        }
    }

    /** Takes what is there at a price or better. */
    void take(MarketPicture market, Side side, long ticks, long lots) {
        place(PlaceOrder.newBuilder()
                .setMarket(market.id())
                .setSide(side)
                .setTimeInForce(TimeInForce.TIME_IN_FORCE_IOC)
                .setPrice(market.price(ticks))
                .setQuantity(market.quantity(lots)));
    }

    /** Leaves an order in the book. */
    void rest(MarketPicture market, Side side, long ticks, long lots) {
        place(PlaceOrder.newBuilder()
                .setMarket(market.id())
                .setSide(side)
                .setPrice(market.price(ticks))
                .setQuantity(market.quantity(lots)));
    }

    void cancelOldest(MarketPicture market) {
        long oldest;
        synchronized (this) {
            TreeMap<Long, Order> orders = open.getOrDefault(market.id(), new TreeMap<>());
            if (orders.isEmpty()) {
                return;
            }
            oldest = orders.firstKey();
        }
        send(ClientMessage.newBuilder()
                .setCancelOrder(
                        CancelOrder.newBuilder().setMarket(market.id()).setOrderId(oldest)));
    }

    private void place(PlaceOrder.Builder order) {
        send(ClientMessage.newBuilder()
                .setPlaceOrder(order.setOrderType(OrderType.ORDER_TYPE_LIMIT)));
    }

    private void send(ClientMessage.Builder request) {
        unanswered.add(request(request));
    }

    /**
     * Waits for the answers to what was sent since. What the venue denies, such as for an order that
     * has traded meanwhile, is part of the game.
     *
     * @return how many there were
     */
    int awaitAnswers() throws IOException {
        int count = unanswered.size();
        for (CompletableFuture<ServerMessage> answer : unanswered) {
            ServerMessage message = answered(answer);
            long reached = message.hasOutcome()
                    ? message.getOutcome().getSequence()
                    : message.getFailure().getSequence();
            sequence = Math.max(sequence, reached);
        }
        unanswered.clear();
        return count;
    }

    /** The state after which the last answer was true. */
    long sequence() {
        return sequence;
    }

    /** Returns when all that this connection listens to was told up to an event. */
    void awaitShown(long wanted) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (answered(request(ClientMessage.newBuilder().setPing(Ping.getDefaultInstance())))
                        .getPong()
                        .getSequence()
                < wanted) {
            if (System.nanoTime() - until > 0) {
                throw new IOException("the venue does not show event " + wanted);
            }
            sleep();
        }
    }

    private static void sleep() throws IOException {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", ending);
        }
    }

    ServerMessage answered(CompletableFuture<ServerMessage> answer) throws IOException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException lost) {
            throw new IOException(String.valueOf(lost.getCause().getMessage()), lost.getCause());
        } catch (TimeoutException late) {
            throw new IOException("the venue does not answer", late);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", ending);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}

package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.client.StreamClient;
import io.rialto.protocol.v1.AmendOrder;
import io.rialto.protocol.v1.CancelOrder;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.OrderType;
import io.rialto.protocol.v1.Outcome;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.TimeInForce;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An account's client over the stream: sends random orders, amendments and cancels, many unanswered
 * at a time, and remembers every answer over all lives of the venue.
 */
final class CrashTrader implements CrashClient {
    private static final int IN_FLIGHT_MAX = 64;
    private static final long PATIENCE_SECONDS = 90;
    private static final int PRICES = 2_000;
    private static final long PRICE_STEP = 10_000_000;
    private static final int RECENT = 40;
    private static final long LOOK_MILLIS = 20;

    /** A request, and its answer once there is one. Operating failures are no answers. */
    static final class Request {
        final ClientMessage message;
        private volatile ServerMessage answer = ServerMessage.getDefaultInstance();

        Request(ClientMessage message) {
            this.message = message;
        }

        ServerMessage answer() {
            return answer;
        }

        boolean isAnswered() {
            return answer.hasOutcome() || answer.getFailure().getSequence() > 0;
        }

        @Override
        public String toString() {
            return message + "answered with " + answer;
        }
    }

    private final long account;
    private final String token;
    private final CrashMarket.Traded market;
    private final Random random;
    private final Semaphore window = new Semaphore(IN_FLIGHT_MAX);
    private final List<Request> requests = new ArrayList<>();
    private int untold;
    private long sent;
    private volatile boolean isFinishing;
    private final List<String> placed = new ArrayList<>();
    private StreamClient stream;
    private Thread thread;

    CrashTrader(long account, String token, CrashMarket.Traded market, long seed) {
        this.account = account;
        this.token = token;
        this.market = market;
        random = new Random(seed);
    }

    @Override
    public Map<Long, String> tokens() {
        return Map.of(account, token);
    }

    @Override
    public void connect(HttpClient http, URI venue) throws IOException {
        stream = StreamClient.connect(http, venue, token, false, message -> {});
    }

    @Override
    public void start(Runnable onAnswer) {
        isFinishing = false;
        thread = Thread.ofPlatform().name("trader " + account).start(() -> sendUntilLost(onAnswer));
    }

    private void sendUntilLost(Runnable onAnswer) {
        try {
            while (!isFinishing && !stream.lost().isDone()) {
                if (window.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    Request request = new Request(next());
                    requests.add(request);
                    sendCounted(request, onAnswer);
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendCounted(Request request, Runnable onAnswer) {
        var _ = send(request).whenComplete((answer, lost) -> {
            if (lost == null && request.isAnswered()) {
                onAnswer.run();
            } else {
                // The venue, or the engine behind it, is gone: more would only be refused.
                isFinishing = true;
            }
            window.release();
        });
    }

    private CompletableFuture<ServerMessage> send(Request request) {
        return stream.request(request.message.toBuilder()).thenApply(answer -> {
            request.answer = answer;
            return answer;
        });
    }

    @Override
    public void finish() throws InterruptedException {
        isFinishing = true;
        thread.join();
        assertThat(window.tryAcquire(IN_FLIGHT_MAX, PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("trader %d has %d requests neither answered nor lost", account, open())
                .isTrue();
        window.release(IN_FLIGHT_MAX);
    }

    private int open() {
        return IN_FLIGHT_MAX - window.availablePermits();
    }

    @Override
    public void resendUnanswered() throws Exception {
        List<Request> open = untold().stream().filter(r -> !r.isAnswered()).toList();
        List<CompletableFuture<ServerMessage>> answers =
                open.stream().map(this::send).toList();
        for (CompletableFuture<ServerMessage> answer : answers) {
            answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(open).allMatch(Request::isAnswered);
    }

    @Override
    public void repeatSome(Random choice, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Request request = requests.get(choice.nextInt(requests.size()));
            ServerMessage again = stream.request(request.message.toBuilder())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            boolean isReplayed = again.hasOutcome()
                    ? again.getOutcome().getReplayed()
                    : again.getFailure().getReplayed();
            assertThat(isReplayed).as("%s\nand again with %s", request, again).isTrue();
            boolean isAmendment = request.message.hasAmendOrder();
            assertThat(comparable(again, isAmendment))
                    .as("%s", request)
                    .isEqualTo(comparable(request.answer, isAmendment));
        }
    }

    /** Those since the last telling; older ones are all answered. */
    private List<Request> untold() {
        return requests.subList(untold, requests.size());
    }

    @Override
    public Told takeTold() {
        Map<String, Long> accepted = new TreeMap<>();
        List<CrashOutcome> outcomes = new ArrayList<>();
        for (Request request : untold()) {
            assertThat(request.isAnswered()).as(request.toString()).isTrue();
            if (request.answer.hasOutcome()) {
                Outcome outcome = request.answer.getOutcome();
                outcomes.add(new CrashOutcome(market.id(), outcome));
                if (request.message.hasPlaceOrder()) {
                    accepted.put(
                            request.message.getPlaceOrder().getClientOrderId(),
                            outcome.getOrderId());
                }
            }
        }
        long sequence = outcomes.stream()
                .mapToLong(each -> each.outcome().getSequence())
                .max()
                .orElse(0);
        Told told = new Told(requests.size() - untold, sequence, accepted, outcomes, Map.of());
        CrashClient.forget(requests);
        CrashClient.forget(placed);
        untold = requests.size();
        return told;
    }

    /**
     * An answer without what may differ between the first and its repetition: how much an amendment
     * lacked is told while the gateway still knows the order, which it forgets once that has ended.
     */
    private static ServerMessage comparable(ServerMessage answer, boolean isAmendment) {
        ServerMessage.Builder builder = answer.toBuilder().clearCorrelationId();
        if (answer.hasOutcome()) {
            builder.getOutcomeBuilder().clearReplayed();
        } else {
            builder.getFailureBuilder().clearReplayed();
            if (isAmendment) {
                builder.getFailureBuilder().clearNeeded().clearAvailable().clearUnit();
            }
        }
        return builder.build();
    }

    private ClientMessage next() {
        String key = "trader-" + account + "-" + sent++;
        ClientMessage.Builder message = ClientMessage.newBuilder().setIdempotencyKey(key);
        int choice = random.nextInt(100);
        if (choice < 70 || placed.isEmpty()) {
            placed.add(key);
            return message.setPlaceOrder(order(key)).build();
        }
        String named = placed.get(Math.max(0, placed.size() - 1 - random.nextInt(RECENT)));
        if (choice < 85) {
            return message.setCancelOrder(
                            CancelOrder.newBuilder().setMarket(market.id()).setClientOrderId(named))
                    .build();
        }
        return message.setAmendOrder(AmendOrder.newBuilder()
                        .setMarket(market.id())
                        .setClientOrderId(named)
                        .setPrice(random.nextBoolean() ? 0 : price())
                        .setQuantity(quantity()))
                .build();
    }

    private PlaceOrder order(String clientOrderId) {
        boolean takes = random.nextInt(10) == 0;
        return PlaceOrder.newBuilder()
                .setMarket(market.id())
                .setClientOrderId(clientOrderId)
                .setSide(random.nextBoolean() ? Side.SIDE_BUY : Side.SIDE_SELL)
                .setOrderType(OrderType.ORDER_TYPE_LIMIT)
                .setTimeInForce(
                        takes ? TimeInForce.TIME_IN_FORCE_IOC : TimeInForce.TIME_IN_FORCE_GTC)
                .setPostOnly(!takes && random.nextInt(10) == 0)
                .setPrice(price())
                .setQuantity(quantity())
                .build();
    }

    private long price() {
        return (market.least() + random.nextInt(PRICES)) * PRICE_STEP;
    }

    private long quantity() {
        return (1 + random.nextInt(10)) * market.lot();
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }
}

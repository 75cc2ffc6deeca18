package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An account that rests orders over REST, several at a time. What is not answered, because a process
 * of the venue is gone, it sends again under the same idempotency key until it is.
 */
final class RolesTrader implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int RATE_LIMITED = 429;
    private static final int SERVER_ERROR = 500;

    private final RestClient client;
    private final String market;
    private final String run;
    private final int partOrders;
    private final int orders;
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final List<CountDownLatch> answeredParts = new ArrayList<>();
    private final List<CountDownLatch> gates = new ArrayList<>();
    private final Phaser ended = new Phaser(1);
    private int underWay;
    private int opened = 1;
    private volatile boolean isClosed;
    private volatile AssertionError refused;

    /**
     * Begins to send orders, in parts: {@link #awaitUnderWay} tells that one more is answered, and
     * from the third on each waits for one more {@link #goOn}. So one part is on its way between
     * the two.
     */
    RolesTrader(RestClient client, String market, String run, int parts, int partOrders) {
        this.client = client;
        this.market = market;
        this.run = run;
        this.partOrders = partOrders;
        orders = parts * partOrders;
        for (int part = 0; part < parts; part++) {
            answeredParts.add(new CountDownLatch((part + 1) * partOrders));
            gates.add(new CountDownLatch(part < 2 ? 0 : 1));
        }
        for (int first = 0; first < THREADS; first++) {
            int number = first;
            ended.register();
            Thread.ofVirtual().start(() -> sendFrom(number));
        }
    }

    private void sendFrom(int first) {
        try {
            for (int number = first; number < orders && !isClosed; number += THREADS) {
                gates.get(number / partOrders).await();
                send(run + "-" + number);
            }
        } catch (AssertionError failure) {
            refused = failure;
            answeredParts.forEach(RolesTrader::release);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            ended.arriveAndDeregister();
        }
    }

    private void send(String name) {
        ObjectNode order = RestClient.object();
        order.put("market", market).put("side", "buy").put("price", "1");
        order.put("quantity", "1").put("clientOrderId", name);
        while (!isClosed) {
            try {
                Answer answer =
                        client.post("/api/v1/orders", order, Map.of("Idempotency-Key", name));
                if (answer.isDone()) {
                    answered.put(name, answer.body().path("orderId").asText());
                    answeredParts.forEach(CountDownLatch::countDown);
                    return;
                }
                if (answer.status() == RATE_LIMITED) {
                    // An engine that is long in coming has been asked for very often.
                    long millis = answer.body().path("retryAfterMillis").asLong(1);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
                    continue;
                }
                assertThat(answer.status())
                        .as("%s: %s", name, answer.summary())
                        .isGreaterThanOrEqualTo(SERVER_ERROR);
            } catch (IOException gone) {
                // Nobody is there, or nobody any more: the same again.
                Thread.onSpinWait();
            }
        }
    }

    /** Whoever waits for answers is to hear why none come. */
    private static void release(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            latch.countDown();
        }
    }

    /** Returns when one more part is answered: in the middle of it. */
    void awaitUnderWay() throws InterruptedException {
        answeredParts.get(underWay++).await();
    }

    /** Lets one more part go: nobody has it before. */
    void goOn() {
        gates.get(++opened).countDown();
    }

    /** Returns when every order is answered: client order id to order id. */
    Map<String, String> awaitAllAnswered() {
        ended.arriveAndAwaitAdvance();
        if (refused != null) {
            throw refused;
        }
        assertThat(answered).hasSize(orders);
        return answered;
    }

    @Override
    public void close() {
        isClosed = true;
        gates.forEach(CountDownLatch::countDown);
        client.close();
    }
}

package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
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
    private final int orders;
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final CountDownLatch underWay;
    private final CountDownLatch goingOn = new CountDownLatch(1);
    private final Phaser ended = new Phaser(1);
    private volatile boolean isClosed;
    private volatile AssertionError refused;

    /**
     * Begins to send {@code orders} orders: {@link #awaitUnderWay} tells of the first third, and the
     * last third waits for {@link #goOn}.
     */
    RolesTrader(RestClient client, String market, String run, int orders) {
        this.client = client;
        this.market = market;
        this.run = run;
        this.orders = orders;
        underWay = new CountDownLatch(orders / 3);
        for (int first = 0; first < THREADS; first++) {
            int number = first;
            ended.register();
            Thread.ofVirtual().start(() -> sendFrom(number));
        }
    }

    private void sendFrom(int first) {
        try {
            for (int number = first; number < orders && !isClosed; number += THREADS) {
                if (number >= orders / 3 * 2) {
                    goingOn.await();
                }
                send(run + "-" + number);
            }
        } catch (AssertionError failure) {
            refused = failure;
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
                    underWay.countDown();
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

    /** Returns when a third is answered: in the middle of it. */
    void awaitUnderWay() throws InterruptedException {
        underWay.await();
    }

    /** Lets the last third go: nobody has them before. */
    void goOn() {
        goingOn.countDown();
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
        goOn();
        client.close();
    }
}

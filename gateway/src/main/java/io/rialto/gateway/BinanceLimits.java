package io.rialto.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the Binance face counts beside the venue's own limits of commands: the weight of an address's
 * requests in a minute, and an account's orders in ten seconds. Any thread.
 */
final class BinanceLimits {
    static final int WEIGHT_MAX = 6_000;
    private static final int ORDERS_SECONDS = 10;
    private static final long MINUTE_MILLIS = 60_000;
    private static final int KEPT_MAX = 20_000;

    private final Map<String, Window> weights = new ConcurrentHashMap<>();
    private final Map<Long, Window> orders = new ConcurrentHashMap<>();

    /** A count since the begin of its window. */
    private static final class Window {
        private final long millis;
        private long begin;
        private int count;

        Window(long millis) {
            this.millis = millis;
        }

        synchronized int add(int more, long now) {
            if (now / millis != begin) {
                begin = now / millis;
                count = 0;
            }
            count += more;
            return count;
        }
    }

    /** Counts a request; returns the weight that its address has used in this minute. */
    int weigh(String address, int weight) {
        if (weights.size() > KEPT_MAX) {
            weights.clear();
        }
        return weights.computeIfAbsent(address, key -> new Window(MINUTE_MILLIS))
                .add(weight, System.currentTimeMillis());
    }

    /** Milliseconds until the minute is over. */
    static long untilNextMinute() {
        return MINUTE_MILLIS - System.currentTimeMillis() % MINUTE_MILLIS;
    }

    /** Counts an order; returns how many the account has sent in these ten seconds. */
    int order(long account) {
        if (orders.size() > KEPT_MAX) {
            orders.clear();
        }
        return orders.computeIfAbsent(account, key -> new Window(ORDERS_SECONDS * 1_000L))
                .add(1, System.currentTimeMillis());
    }

    /** The limits that hold for who has no others. */
    static JsonArray json(BinanceCall call) {
        return new JsonArray().add(weight()).add(orders(call.venue().gate().standardProfile()));
    }

    /** How much requests may weigh. */
    static JsonObject weight() {
        return limit("REQUEST_WEIGHT", "MINUTE", 1, WEIGHT_MAX);
    }

    /** How many orders somebody may send. */
    static JsonObject orders(LimitProfile profile) {
        return limit(
                "ORDERS",
                "SECOND",
                ORDERS_SECONDS,
                (long) ORDERS_SECONDS * profile.mutatePerSecond());
    }

    private static JsonObject limit(String type, String interval, int number, long limit) {
        return new JsonObject()
                .put("rateLimitType", type)
                .put("interval", interval)
                .put("intervalNum", number)
                .put("limit", limit);
    }
}

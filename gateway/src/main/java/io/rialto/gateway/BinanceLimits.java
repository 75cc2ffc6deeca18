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

    private final Counts<String> weights = new Counts<>(MINUTE_MILLIS);
    private final Counts<Long> orders = new Counts<>(ORDERS_SECONDS * 1_000L);

    /**
     * Counts that all begin anew with each window: nobody's is lost within one, and none outlives it.
     */
    private static final class Counts<K> {
        private final long millis;
        private volatile Window<K> window = new Window<>(-1, Map.of());

        private record Window<K>(long number, Map<K, Integer> counts) {}

        Counts(long millis) {
            this.millis = millis;
        }

        int add(K key, int more, long now) {
            return at(now / millis).counts().merge(key, more, Integer::sum);
        }

        private Window<K> at(long number) {
            Window<K> current = window;
            return isIn(current, number) ? current : begin(number);
        }

        private synchronized Window<K> begin(long number) {
            if (!isIn(window, number)) {
                window = new Window<>(number, new ConcurrentHashMap<>());
            }
            return window;
        }

        /** Who looked at the clock just before another began a window counts in that. */
        private static boolean isIn(Window<?> window, long number) {
            return number == window.number() || number == window.number() - 1;
        }
    }

    /** Counts a request; returns the weight that its address has used in this minute. */
    int weigh(String address, int weight) {
        return weights.add(address, weight, System.currentTimeMillis());
    }

    /** Milliseconds until the minute is over. */
    static long untilNextMinute() {
        return MINUTE_MILLIS - System.currentTimeMillis() % MINUTE_MILLIS;
    }

    /** Counts an order; returns how many the account has sent in these ten seconds. */
    int order(long account) {
        return orders.add(account, 1, System.currentTimeMillis());
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

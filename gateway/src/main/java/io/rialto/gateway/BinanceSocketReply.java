package io.rialto.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.Map;

/**
 * Answers one message to a WebSocket of the Binance face. A request to the WebSocket API is told what
 * it has counted for, unless it or its connection does not want to know. Owned by the event loop.
 */
final class BinanceSocketReply implements BinanceCall.Reply {
    private final BinanceSocket socket;
    private final Object id;
    private final boolean isApi;
    private final JsonArray limits = new JsonArray();
    private boolean tellsLimits;

    BinanceSocketReply(BinanceSocket socket, Object id, boolean isApi, boolean tellsLimits) {
        this.socket = socket;
        this.id = id;
        this.isApi = isApi;
        this.tellsLimits = tellsLimits;
    }

    /** What is asked may say whether limits are to be told. */
    void asked(Map<String, String> parameters) {
        String wanted = parameters.get(BinanceTerms.RETURN_RATE_LIMITS);
        if (wanted != null) {
            tellsLimits = !wanted.equals("false");
        }
    }

    @Override
    public void weighed(int used) {
        put(0, BinanceLimits.weight(), used);
    }

    @Override
    public void ordered(int count, LimitProfile profile) {
        put(1, BinanceLimits.orders(profile), count);
    }

    private void put(int index, JsonObject limit, int count) {
        if (limits.size() > index) {
            limits.remove(index);
        }
        limits.add(index, limit.put("count", count));
    }

    @Override
    public void answer(Object json) {
        send(200, "result", json);
    }

    @Override
    public void refuse(BinanceError error) {
        if (!isApi) {
            socket.send(error.json().put("id", id));
            return;
        }
        JsonObject json = error.json();
        if (error.retryAfterMillis() > 0) {
            long now = System.currentTimeMillis();
            json.put(
                    "data",
                    new JsonObject()
                            .put("serverTime", now)
                            .put("retryAfter", now + error.retryAfterMillis()));
        }
        send(error.status(), "error", json);
    }

    private void send(int status, String what, Object json) {
        JsonObject message =
                new JsonObject().put("id", id).put("status", status).put(what, json);
        socket.send(tellsLimits ? message.put("rateLimits", limits) : message);
    }
}

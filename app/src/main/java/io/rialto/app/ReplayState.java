package io.rialto.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.money.Side;

/**
 * How far a replay is: enough to go on from here after it or the venue was stopped. What was sent
 * after the last saved state is sent again with the same idempotency keys.
 */
final class ReplayState {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names the run in its idempotency keys. */
    final String run;

    /** Number of the last message that is wholly done. */
    int message;

    long orders;
    long reductions;
    long cancels;
    long cancelsUnknown;
    long executionsExpected;
    long executionsUnknown;
    long executionsOnRecordedOrder;
    long executionsOnAnother;
    long hidden;
    long trades;
    long crossed;
    long touchChanges;
    long touchUnobserved;
    String touch = "";
    long workNanos;
    final ReplayBook book = new ReplayBook();

    ReplayState(String run) {
        this.run = run;
    }

    /** A copy that shares nothing with this one. */
    ReplayState copy() {
        return fromJson(toJson());
    }

    ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("run", run).put("message", message);
        json.put("orders", orders).put("reductions", reductions);
        json.put("cancels", cancels).put("cancelsUnknown", cancelsUnknown);
        json.put("executionsExpected", executionsExpected);
        json.put("executionsUnknown", executionsUnknown);
        json.put("executionsOnRecordedOrder", executionsOnRecordedOrder);
        json.put("executionsOnAnother", executionsOnAnother);
        json.put("hidden", hidden).put("trades", trades).put("crossed", crossed);
        json.put("touchChanges", touchChanges).put("touchUnobserved", touchUnobserved);
        json.put("touch", touch).put("workNanos", workNanos);
        var open = json.putArray("open");
        book.orders()
                .forEach(order -> open.addArray()
                        .add(order.recorded)
                        .add(order.side == Side.BUY)
                        .add(order.price)
                        .add(order.entry)
                        .add(order.total)
                        .add(order.filled)
                        .add(order.venueOrder));
        return json;
    }

    static ReplayState fromJson(JsonNode json) {
        ReplayState state = new ReplayState(json.get("run").asText());
        state.message = json.get("message").asInt();
        state.orders = json.get("orders").asLong();
        state.reductions = json.get("reductions").asLong();
        state.cancels = json.get("cancels").asLong();
        state.cancelsUnknown = json.get("cancelsUnknown").asLong();
        state.executionsExpected = json.get("executionsExpected").asLong();
        state.executionsUnknown = json.get("executionsUnknown").asLong();
        state.executionsOnRecordedOrder = json.get("executionsOnRecordedOrder").asLong();
        state.executionsOnAnother = json.get("executionsOnAnother").asLong();
        state.hidden = json.get("hidden").asLong();
        state.trades = json.get("trades").asLong();
        state.crossed = json.get("crossed").asLong();
        state.touchChanges = json.get("touchChanges").asLong();
        state.touchUnobserved = json.get("touchUnobserved").asLong();
        state.touch = json.get("touch").asText();
        state.workNanos = json.get("workNanos").asLong();
        for (JsonNode order : json.get("open")) {
            ReplayBook.Tracked tracked = new ReplayBook.Tracked(
                    order.get(0).asLong(),
                    order.get(1).asBoolean() ? Side.BUY : Side.SELL,
                    order.get(2).asLong(),
                    order.get(4).asLong());
            tracked.entry = order.get(3).asInt();
            tracked.filled = order.get(5).asLong();
            tracked.venueOrder = order.get(6).asLong();
            state.book.add(tracked);
        }
        return state;
    }
}

package io.rialto.gateway;

import io.vertx.core.json.JsonObject;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parameters of a request to the Binance face, of query and form together, and what of them is
 * signed: all of the text but the signature.
 */
record BinanceParameters(Map<String, String> values, String payload) {
    static final String SIGNATURE = "signature";

    BinanceParameters {
        values = Map.copyOf(values);
    }

    /**
     * Reads them.
     *
     * @param query as sent; empty without one
     * @param body as sent; empty without one
     * @throws BinanceError.RefusedException if they are none, or one comes twice
     */
    static BinanceParameters of(String query, String body) {
        Map<String, String> values = new LinkedHashMap<>();
        String payload = unsigned(query, values) + unsigned(body, values);
        return new BinanceParameters(values, payload);
    }

    /**
     * Reads those of a request by WebSocket: all but the signature are signed, in the order of their
     * names.
     *
     * @throws BinanceError.RefusedException if they are none
     */
    static BinanceParameters of(JsonObject request) {
        Map<String, String> values = new TreeMap<>();
        JsonObject given;
        try {
            given = request.getJsonObject("params", new JsonObject());
        } catch (ClassCastException wrong) {
            throw BinanceError.malformed("params").refused();
        }
        if (given == null) {
            throw BinanceError.malformed("params").refused();
        }
        given.forEach(entry -> values.put(entry.getKey(), String.valueOf(entry.getValue())));
        String payload = values.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(SIGNATURE))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        return new BinanceParameters(values, payload);
    }

    private static String unsigned(String text, Map<String, String> values) {
        StringBuilder rest = new StringBuilder();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int end = pair.indexOf('=');
            String name = decoded(end < 0 ? pair : pair.substring(0, end));
            String value = end < 0 ? "" : decoded(pair.substring(end + 1));
            if (values.put(name, value) != null) {
                throw BinanceError.of(-1101, "Duplicate values for a parameter detected.")
                        .refused();
            }
            if (!name.equals(SIGNATURE)) {
                rest.append(rest.isEmpty() ? "" : "&").append(pair);
            }
        }
        return rest.toString();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw BinanceError.of(-1100, "Illegal characters found in a parameter.")
                    .refused();
        }
    }

    /**
     * Checks that a request is of now.
     *
     * @throws BinanceError.RefusedException if not
     */
    static void checkTime(Map<String, String> values) {
        long now = System.currentTimeMillis();
        long at = number(values, "timestamp")
                .orElseThrow(() -> BinanceError.missing("timestamp").refused());
        long window = number(values, "recvWindow").orElse(5_000L);
        if (window > 60_000) {
            throw BinanceError.of(-1131, "recvWindow must be less than 60000.").refused();
        }
        if (at >= now + 1_000) {
            throw BinanceError.of(
                            -1021,
                            "Timestamp for this request was 1000ms ahead of the server's time.")
                    .refused();
        }
        if (now - at > window) {
            throw BinanceError.of(-1021, "Timestamp for this request is outside of the recvWindow.")
                    .refused();
        }
    }

    private static Optional<Long> number(Map<String, String> values, String name) {
        String text = values.get(name);
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,15}")) {
            throw BinanceError.malformed(name).refused();
        }
        return Optional.of(Long.parseLong(text));
    }
}

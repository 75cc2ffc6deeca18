package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.gateway.Authenticators.Signer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Speaks the Binance API as a program with a key would. */
final class BinanceClient {
    private final Api api;
    private final String key;
    private final Signer signer;
    private final boolean isHex;

    /** One with a key's secret; the signature is told in hex of it, else in Base64. */
    BinanceClient(String url, String key, Signer signer, boolean isHex) {
        this.api = new Api(url, "").with(BinanceFace.KEY, key);
        this.key = key;
        this.signer = signer;
        this.isHex = isHex;
    }

    /** One of a person's new HMAC key. */
    static BinanceClient of(Api person, String... scopes) {
        JsonObject made = person.post(
                        "/api/v1/me/keys",
                        new JsonObject().put("scopes", new JsonArray(java.util.List.of(scopes))))
                .expect(201)
                .json();
        return new BinanceClient(
                person.url,
                made.getString("id"),
                Authenticators.hmac(made.getString("secret")),
                true);
    }

    /** Parameters with a time and a signature. */
    String signed(String parameters) {
        String all = parameters.contains("timestamp=")
                ? parameters
                : parameters + (parameters.isEmpty() ? "" : "&") + "timestamp="
                        + System.currentTimeMillis();
        return all + "&signature=" + signature(all);
    }

    private String signature(String payload) {
        byte[] bytes = signer.sign(payload.getBytes(StandardCharsets.UTF_8));
        return isHex
                ? HexFormat.of().formatHex(bytes)
                : URLEncoder.encode(
                        Base64.getEncoder().encodeToString(bytes), StandardCharsets.UTF_8);
    }

    /** Parameters of the WebSocket API with a key, a time and a signature. */
    JsonObject signed(JsonObject parameters) {
        TreeMap<String, Object> all = new TreeMap<>(parameters.getMap());
        all.put("apiKey", key);
        all.put("timestamp", System.currentTimeMillis());
        String payload = all.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        return new JsonObject(all).put("signature", signature(payload));
    }

    Api.Answer get(String path, String parameters) {
        return api.get(path + "?" + signed(parameters));
    }

    Api.Answer delete(String path, String parameters) {
        return api.delete(path + "?" + signed(parameters));
    }

    /** As a form, which is how most clients do it. */
    Api.Answer post(String path, String parameters) {
        return api.with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", path, BodyPublishers.ofString(signed(parameters)), false);
    }

    Api.Answer put(String path, String parameters) {
        return api.send("PUT", path + "?" + signed(parameters), BodyPublishers.noBody(), false);
    }

    /** Without a signature. */
    Api.Answer open(String target) {
        return api.get(target);
    }

    /** An order; the answer is that of success. */
    JsonObject order(String parameters) {
        return post("/api/v3/order", parameters).expect(200).json();
    }

    static JsonArray list(Api.Answer answer) {
        return (JsonArray) Json.decodeValue(answer.expect(200).response().body());
    }

    /** Expects an error of that status and code, with something of its words. */
    static void refused(Api.Answer answer, int status, int code, String words) {
        assertThat(answer.json().getInteger("code"))
                .as(answer.response().body())
                .isEqualTo(code);
        assertThat(answer.json().getString("msg")).contains(words);
        answer.expect(status);
    }

    /** A WebSocket of the face, whose messages go into a queue. */
    static WebSocket listen(String url, String target, BlockingQueue<JsonObject> heard) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(url.replace("http", "ws") + target), new WebSocket.Listener() {
                            private final StringBuilder text = new StringBuilder();

                            @Override
                            public CompletionStage<?> onText(
                                    WebSocket socket, CharSequence part, boolean last) {
                                text.append(part);
                                if (last) {
                                    heard.add(new JsonObject(text.toString()));
                                    text.setLength(0);
                                }
                                socket.request(1);
                                return null;
                            }
                        })
                .join();
    }

    /** The next message of such a queue. */
    static JsonObject next(BlockingQueue<JsonObject> heard) throws InterruptedException {
        JsonObject message = heard.poll(VenueFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return message;
    }
}

package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client of the REST face, with a token or without one. */
final class Api {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final String url;
    final String token;
    final Map<String, String> headers;

    Api(String url, String token) {
        this(url, token, Map.of());
    }

    private Api(String url, String token, Map<String, String> headers) {
        this.url = url;
        this.token = token;
        this.headers = headers;
    }

    /** The same client with another header. */
    Api with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Api(url, token, more);
    }

    Api awaiting(long sequence) {
        return with("X-Min-Sequence", Long.toString(sequence));
    }

    /** The same client, which is to see what another was answered. */
    Api after(Answer another) {
        return awaiting(another.sequence());
    }

    Api keyed(String key) {
        return with("Idempotency-Key", key);
    }

    /** The same user at another gateway. */
    Api at(Gateway gateway) {
        return new Api(gateway.url(), token, headers);
    }

    /** The same user at another gateway, which has heard of them: only reads wait for that. */
    Api knownAt(Gateway gateway) {
        long sequence = get("/api/v1/account").expect(200).sequence();
        Api there = at(gateway);
        there.awaiting(sequence).awaitKnown();
        return there;
    }

    /** Until a gateway that has just begun, say, knows the user. */
    void awaitKnown() {
        await().atMost(VenueFixture.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> get("/api/v1/account").expect(200));
    }

    Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), false);
    }

    Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody(), false);
    }

    Answer post(String path, JsonObject body) {
        return post(path, body.encode());
    }

    Answer post(String path, String body) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body), true);
    }

    Answer patch(String path, JsonObject body) {
        return send("PATCH", path, HttpRequest.BodyPublishers.ofString(body.encode()), true);
    }

    Answer order(String side, String price, String quantity) {
        return post("/api/v1/orders", limit(side, price, quantity));
    }

    static JsonObject limit(String side, String price, String quantity) {
        return new JsonObject()
                .put("market", "BTC-USD")
                .put("side", side)
                .put("price", price)
                .put("quantity", quantity);
    }

    Answer send(String method, String path, HttpRequest.BodyPublisher body, boolean json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(VenueFixture.PATIENCE)
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (json) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new AssertionError(
                    method + " " + path + " was not answered: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** An answer, to be looked at. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        Answer expect(int status) {
            assertThat(response.statusCode())
                    .as("%s: %s", response.request(), response.body())
                    .isEqualTo(status);
            return this;
        }

        /** Expects a problem document with that code. */
        JsonObject problem(int status, String code) {
            expect(status);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(json().getString("code")).as(response.body()).isEqualTo(code);
            assertThat(json().getInteger("status")).isEqualTo(status);
            assertThat(Schemas.PROBLEM.check(json(), "")).isEmpty();
            return json();
        }

        JsonObject json() {
            return new JsonObject(response.body());
        }

        long sequence() {
            return Long.parseLong(response.headers().firstValue("X-Sequence").orElseThrow());
        }

        boolean replayed() {
            return response.headers().firstValue("Idempotent-Replayed").isPresent();
        }
    }
}

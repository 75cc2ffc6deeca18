package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of Server-Sent Events, as WHATWG has them read. */
final class EventReader implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private final List<String> told = new ArrayList<>();

    /** What a client hears. */
    record Event(String id, String name, JsonObject data) {}

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static EventReader open(Api who, String path, String lastId) {
        return opened(who.with("Authorization", "Bearer " + who.token), path, lastId);
    }

    /** With the credential that is among the headers, if any. */
    static EventReader as(Api whoever, String path) {
        return opened(whoever, path, "");
    }

    private static EventReader opened(Api who, String path, String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(who.url + path))
                .header("Accept", "text/event-stream");
        who.headers.forEach(request::header);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            return new EventReader(
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    int status() {
        return response.statusCode();
    }

    /** The next event that is no heartbeat. */
    Event next() {
        Event event = read();
        while (event.name().equals("heartbeat")) {
            event = read();
        }
        return event;
    }

    /** The next event of that name. */
    Event next(String name) {
        Event event = read();
        while (!event.name().equals(name)) {
            event = read();
        }
        return event;
    }

    private Event read() {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        String id = "";
        String name = "";
        String data = "";
        try {
            while (true) {
                String line = lines.readLine();
                assertThat(line).as("the stream goes on behind %s", told).isNotNull();
                if (line.isEmpty() && !name.isEmpty()) {
                    Event event = new Event(id, name, new JsonObject(data));
                    told.add(event.name() + " " + event.data());
                    return event;
                }
                String value = line.substring(line.indexOf(' ') + 1);
                if (line.startsWith("id: ")) {
                    id = value;
                } else if (line.startsWith("event: ")) {
                    name = value;
                } else if (line.startsWith("data: ")) {
                    data = value;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isAtEnd() {
        try {
            return lines.read() < 0;
        } catch (IOException cutOff) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

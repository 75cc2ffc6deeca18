package io.rialto.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Calls a venue's REST interface as one bearer of a token. Blocking; any number of threads may use
 * one. Every call waits at most ten seconds.
 */
public final class RestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final String token;

    /**
     * @param base the venue's address, such as {@code http://127.0.0.1:8080}
     * @param token bearer token; empty for none
     */
    public RestClient(URI base, String token) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        this.base = base;
        this.token = token;
    }

    /**
     * An answer as it came.
     *
     * @param body missing where there was none
     */
    public record Answer(int status, JsonNode body, Map<String, String> headers) {
        public boolean isDone() {
            return status >= 200 && status < 300;
        }

        /** The engine's or the gateway's code of a problem; empty for an answer without one. */
        public String code() {
            return body.path("code").asText("");
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** One line that tells a person what the venue said. */
        public String summary() {
            return isDone()
                    ? "HTTP " + status
                    : "HTTP %d %s: %s"
                            .formatted(status, code(), body.path("detail").asText(""));
        }
    }

    /** A new, empty JSON object to fill. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public Answer get(String path) throws IOException {
        return send("GET", path, null, Map.of());
    }

    public Answer get(String path, Map<String, String> headers) throws IOException {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, JsonNode body) throws IOException {
        return send("POST", path, body, Map.of());
    }

    public Answer post(String path, JsonNode body, Map<String, String> headers) throws IOException {
        return send("POST", path, body, headers);
    }

    public Answer patch(String path, JsonNode body) throws IOException {
        return send("PATCH", path, body, Map.of());
    }

    public Answer delete(String path) throws IOException {
        return send("DELETE", path, null, Map.of());
    }

    /**
     * Writes what comes into a file, however long it takes; a file that is not whole is not kept.
     *
     * @param file is replaced, where the answer is a success
     */
    public Answer download(String path, Map<String, String> headers, Path file) throws IOException {
        HttpRequest.Builder request = request(path, headers).GET();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            HttpResponse<Path> response = http.send(
                    request.build(),
                    BodyHandlers.ofFile(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE));
            boolean isDone = response.statusCode() / 100 == 2;
            if (isDone) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return read(
                    response.statusCode(),
                    response.headers(),
                    isDone ? "" : Files.readString(part));
        } catch (InterruptedException interrupted) {
            throw interrupted("GET", path, interrupted);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        return request;
    }

    private static IOException interrupted(
            String method, String path, InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while waiting for " + method + " " + path, interrupted);
    }

    private Answer send(String method, String path, JsonNode body, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request = request(path, headers).timeout(PATIENCE);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(method, BodyPublishers.ofString(body.toString()));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return read(response.statusCode(), response.headers(), response.body());
        } catch (ConnectException refused) {
            // The JDK's own exception names nothing.
            throw new IOException("nobody answers at " + base, refused);
        } catch (InterruptedException interrupted) {
            throw interrupted(method, path, interrupted);
        }
    }

    private static Answer read(int status, HttpHeaders from, String text) {
        Map<String, String> headers = new TreeMap<>();
        from.map().forEach((name, values) -> headers.put(name, values.getFirst()));
        JsonNode body;
        try {
            body = text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            body = MissingNode.getInstance();
        }
        return new Answer(status, body, headers);
    }

    @Override
    public void close() {
        http.close();
    }
}

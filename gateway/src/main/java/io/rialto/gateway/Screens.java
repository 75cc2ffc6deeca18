package io.rialto.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The web interface: files that the module {@code web} built into the program, compressed
 * beforehand. A gateway of a program built without them has none. Only what {@code files.list}
 * names is served, so no path of a request ever becomes a path of a file.
 */
final class Screens {
    /** In a class path, where the build puts the files and their list. */
    private static final String ROOT = "/web";

    private static final String INDEX = "/index.html";
    private static final String HTML = "text/html";
    private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD);

    /** Nothing but the gateway's own files and its stream; no script or style within the page. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    /** The build puts a hash of the content into the names of these. */
    private static final String HASHED = "/_app/immutable/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "woff", "font/woff");

    private final Map<String, Entry> files;
    private final Map<String, Buffer> contents = new ConcurrentHashMap<>();

    private Screens(Map<String, Entry> files) {
        this.files = files;
    }

    /**
     * One file.
     *
     * @param hash of its content
     * @param encodings in which it is there beside its own, best first
     */
    private record Entry(String address, String hash, List<String> encodings) {
        String type() {
            String ending = address.substring(address.lastIndexOf('.') + 1);
            return TYPES.getOrDefault(ending, "application/octet-stream");
        }
    }

    /** What this program was built with; none where it was built without screens. */
    static Screens built() {
        Map<String, Entry> files = new HashMap<>();
        read("/files.list")
                .ifPresent(list -> list.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> List.of(line.split(" ", -1)))
                        .forEach(words -> files.put(
                                words.getFirst(),
                                new Entry(
                                        words.getFirst(),
                                        words.get(1),
                                        words.subList(2, words.size())))));
        return new Screens(files);
    }

    boolean areThere() {
        return files.containsKey(INDEX);
    }

    /**
     * Answers a request for a file or, to a browser that goes to a page, with the page that all
     * addresses share. False, with nothing done, if the request is for something else.
     */
    boolean serve(HttpServerRequest request) {
        if (request.path() == null || !READING.contains(request.method())) {
            return false;
        }
        Entry file = files.get(request.path());
        if (file == null && isPage(request)) {
            file = files.get(INDEX);
        }
        if (file == null) {
            return false;
        }
        answer(request, file);
        return true;
    }

    /** Programs that ask for a path that does not exist are told so; people get the page. */
    private static boolean isPage(HttpServerRequest request) {
        String path = request.path();
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains(HTML)
                && !path.startsWith("/api/")
                && Routes.all().stream().noneMatch(route -> route.path().equals(path));
    }

    private void answer(HttpServerRequest request, Entry file) {
        HttpServerResponse response = request.response();
        boolean isHashed = file.address().startsWith(HASHED);
        String tag = "\"" + file.hash() + "\"";
        response.putHeader("Content-Type", file.type())
                .putHeader("ETag", tag)
                .putHeader("Vary", "Accept-Encoding")
                .putHeader(
                        "Cache-Control",
                        isHashed ? "public, max-age=31536000, immutable" : "no-cache")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        Optional<String> encoding = encoding(request, file);
        encoding.ifPresent(name -> response.putHeader("Content-Encoding", name));
        Buffer content = contents.computeIfAbsent(
                file.address() + encoding.map(Screens::ending).orElse(""),
                address -> read(address).orElseThrow());
        response.putHeader("Content-Length", Integer.toString(content.length()));
        if (HttpMethod.HEAD.equals(request.method())) {
            response.end();
        } else {
            response.end(content);
        }
    }

    private static Optional<String> encoding(HttpServerRequest request, Entry file) {
        String accepted = Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_ENCODING))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        List<String> names = List.of(accepted.split("\\s*,\\s*", -1));
        // With a weight it is taken too, except with none: browsers do not write weights.
        return file.encodings().stream()
                .filter(name -> names.stream()
                        .anyMatch(each -> each.equals(name)
                                || (each.startsWith(name + ";") && !each.endsWith("q=0"))))
                .findFirst();
    }

    private static String ending(String encoding) {
        return encoding.equals("gzip") ? ".gz" : "." + encoding;
    }

    private static Optional<Buffer> read(String address) {
        try (InputStream stream = Screens.class.getResourceAsStream(ROOT + address)) {
            return Optional.ofNullable(stream).map(Screens::readAll);
        } catch (IOException failure) {
            throw new UncheckedIOException("A file of the screens cannot be read", failure);
        }
    }

    private static Buffer readAll(InputStream stream) {
        try {
            return Buffer.buffer(stream.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException("A file of the screens cannot be read", failure);
        }
    }
}

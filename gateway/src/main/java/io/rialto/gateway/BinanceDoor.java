package io.rialto.gateway;

import io.vertx.core.http.HttpServerRequest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Opens the WebSockets of the Binance face on one event loop, and looks after those open. */
final class BinanceDoor {
    private static final String STREAMS = "streams=";

    private final Loop loop;
    private final BinanceHub hub;
    private final BinanceFace face;
    private final Set<BinanceSocket> open = new LinkedHashSet<>();

    BinanceDoor(Loop loop, BinanceHub hub, BinanceFace face) {
        this.loop = loop;
        this.hub = hub;
        this.face = face;
    }

    /** Whether a path is of this face; any suffix may follow {@code /ws}. */
    static boolean isOf(String path) {
        return path != null
                && (path.equals("/ws")
                        || path.startsWith("/ws/")
                        || path.equals("/stream")
                        || path.startsWith("/ws-api/"));
    }

    void open(HttpServerRequest request, ConnectionGuard guard) {
        String path = request.path();
        List<String> names = names(path, request.query());
        request.toWebSocket().onSuccess(socket -> {
            guard.becomesStream();
            BinanceSocket opened = new BinanceSocket(
                    socket, loop, hub, face, path, Objects.requireNonNullElse(request.query(), ""));
            open.add(opened);
            loop.venue().metrics().streams(1);
            socket.closeHandler(closed -> {
                guard.closed();
                open.remove(opened);
                loop.venue().metrics().streams(-1);
                opened.onClosed();
            });
            opened.subscribe(names);
        });
    }

    /** The streams that an address names: one in the path, several in the query. */
    private static List<String> names(String path, String query) {
        if (path.startsWith("/ws/")) {
            return List.of(path.substring("/ws/".length()));
        }
        if (query == null || !query.startsWith(STREAMS)) {
            return List.of();
        }
        try {
            String text =
                    URLDecoder.decode(query.substring(STREAMS.length()), StandardCharsets.UTF_8);
            return List.of(text.split("/"));
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    void sweep(long now) {
        for (BinanceSocket socket : open.toArray(new BinanceSocket[0])) {
            socket.sweep(now);
        }
    }

    void close() {
        for (BinanceSocket socket : open.toArray(new BinanceSocket[0])) {
            socket.shutDown("the gateway is shutting down");
        }
    }
}

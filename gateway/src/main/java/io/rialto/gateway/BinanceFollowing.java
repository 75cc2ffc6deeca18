package io.rialto.gateway;

import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts whose events one socket of the Binance face is told: by a signed subscription, or under
 * the names of listen keys. Owned by the socket's event loop.
 */
final class BinanceFollowing {
    /** Stands where a listen key has its name. */
    private static final String SIGNED = "";

    private final Loop loop;
    private final BinanceHub hub;
    private final BinanceSocket socket;
    private final boolean isCombined;
    private final Map<String, Caller> followed = new LinkedHashMap<>();

    BinanceFollowing(Loop loop, BinanceHub hub, BinanceSocket socket, boolean isCombined) {
        this.loop = loop;
        this.hub = hub;
        this.socket = socket;
        this.isCombined = isCombined;
    }

    /** Follows whoever has signed for it, instead of who did before. */
    void follow(Caller caller) {
        unfollow();
        add(SIGNED, caller);
    }

    void unfollow() {
        remove(SIGNED);
    }

    /** Whether a name is that of a listen key, as which there is something to hear. */
    boolean isListenKey(String name) {
        return owner(name).isPresent();
    }

    /** Follows the account of a listen key. */
    void listen(String listenKey) {
        owner(listenKey).ifPresent(caller -> add(listenKey, caller));
    }

    private Optional<Caller> owner(String name) {
        return loop.venue().listenKeys().of(name);
    }

    private void add(String name, Caller caller) {
        if (followed.put(name, caller) == null) {
            onView(() -> hub.listen(caller.accountId(), socket));
        }
    }

    /** Follows no longer what it does under a name; false if it does not. */
    boolean remove(String name) {
        Caller gone = followed.remove(name);
        if (gone != null && !follows(gone.accountId())) {
            onView(() -> hub.leave(gone.accountId(), socket));
        }
        return gone != null;
    }

    private boolean follows(long account) {
        return followed.values().stream().anyMatch(caller -> caller.accountId() == account);
    }

    /** The names of the listen keys that it follows. */
    List<String> listenKeys() {
        return followed.keySet().stream().filter(name -> !name.equals(SIGNED)).toList();
    }

    /** How many it follows. */
    int size() {
        return followed.size();
    }

    /** Passes on what happened to an account, in the form that each subscription has. */
    void deliver(long account, JsonObject event) {
        followed.forEach((name, caller) -> {
            if (caller.accountId() == account) {
                socket.send(framed(name, event));
            }
        });
    }

    private JsonObject framed(String name, JsonObject event) {
        if (name.equals(SIGNED)) {
            return new JsonObject().put("subscriptionId", 0).put("event", event);
        }
        return isCombined ? new JsonObject().put("stream", name).put("data", event) : event;
    }

    /** Whether a key by which it follows has been revoked or has expired. */
    boolean isOver() {
        return followed.values().stream()
                .anyMatch(caller -> !loop.venue().authenticator().holds(caller.proof()));
    }

    /** Ends what listen keys that have ended were followed by, and says so. */
    void endExpired() {
        for (String name : listenKeys()) {
            if (owner(name).isEmpty()) {
                JsonObject ended = new JsonObject()
                        .put("e", "listenKeyExpired")
                        .put("E", System.currentTimeMillis())
                        .put("listenKey", name);
                socket.send(framed(name, ended));
                remove(name);
            }
        }
    }

    void close() {
        List.copyOf(followed.keySet()).forEach(this::remove);
    }

    private void onView(Runnable work) {
        // A view that has ended has nobody to tell.
        var _ = loop.venue().view().query(0, Duration.ZERO, view -> {
            work.run();
            return true;
        });
    }
}

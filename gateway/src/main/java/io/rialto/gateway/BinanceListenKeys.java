package io.rialto.gateway;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Names of streams of what happens to an account, as the Binance API gave them out before there were
 * signed subscriptions: whoever knows one listens. One for each API key; an hour after it was asked for
 * last it ends. Known to the gateway that gave it. Any thread.
 */
final class BinanceListenKeys {
    static final long LIFE_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final int KEY_BYTES = 48;
    private static final int KEPT_MAX = 20_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LongSupplier millis;
    private final Map<String, Held> byName = new ConcurrentHashMap<>();
    private final Map<String, String> nameByApiKey = new ConcurrentHashMap<>();

    private record Held(Caller caller, long until) {}

    BinanceListenKeys(LongSupplier millis) {
        this.millis = millis;
    }

    /**
     * The caller's listen key for another hour, a new one if it has none.
     *
     * @throws BinanceError.RefusedException if there are too many
     */
    synchronized String give(Caller caller) {
        forgetEnded();
        String known = nameByApiKey.get(caller.proof().id());
        if (known == null && byName.size() >= KEPT_MAX) {
            throw BinanceError.tooMany(LIFE_MILLIS).refused();
        }
        String name = known == null ? random() : known;
        nameByApiKey.put(caller.proof().id(), name);
        byName.put(name, new Held(caller, millis.getAsLong() + LIFE_MILLIS));
        return name;
    }

    private void forgetEnded() {
        byName.values().removeIf(held -> held.until() <= millis.getAsLong());
        nameByApiKey.values().removeIf(name -> !byName.containsKey(name));
    }

    private static String random() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Lets a listen key live for another hour.
     *
     * @throws BinanceError.RefusedException if the caller has no such key
     */
    synchronized void extend(Caller caller, String name) {
        own(caller, name);
        byName.put(name, new Held(caller, millis.getAsLong() + LIFE_MILLIS));
    }

    /**
     * Ends a listen key, and the streams of that name.
     *
     * @throws BinanceError.RefusedException if the caller has no such key
     */
    synchronized void end(Caller caller, String name) {
        own(caller, name);
        byName.remove(name);
        nameByApiKey.remove(caller.proof().id());
    }

    private void own(Caller caller, String name) {
        boolean isOwn = of(name).filter(
                        owner -> owner.proof().id().equals(caller.proof().id()))
                .isPresent();
        if (!isOwn) {
            throw BinanceError.of(-1125, "This listenKey does not exist.").refused();
        }
    }

    /** Who asked for a listen key that has not ended. */
    Optional<Caller> of(String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(held -> held.until() > millis.getAsLong())
                .map(Held::caller);
    }
}

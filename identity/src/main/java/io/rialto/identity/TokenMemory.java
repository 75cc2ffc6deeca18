package io.rialto.identity;

import io.rialto.identity.IdentityException.Reason;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Access tokens that were verified, by their hash until they expire, and the sessions that ended
 * meanwhile. A session ended at another gateway ends here within {@value #RELOAD_MILLIS} ms of its
 * next use. Any thread.
 */
final class TokenMemory {
    static final int RELOAD_MILLIS = 2_000;
    private static final int TOKENS_MAX = 65_536;

    private final AccessTokens tokens;
    private final Supplier<List<String>> endedLately;
    private final InstantSource clock;
    private final Map<String, AccessClaims> verified = new ConcurrentHashMap<>();
    private final AtomicBoolean isReloading = new AtomicBoolean();
    private volatile Set<String> ended = Set.of();
    private volatile long reloadedAtMillis;

    TokenMemory(AccessTokens tokens, Supplier<List<String>> endedLately, InstantSource clock) {
        this.tokens = tokens;
        this.endedLately = endedLately;
        this.clock = clock;
    }

    /** What a token says that was verified before and is valid now. Does not block. */
    Optional<AccessClaims> remembered(String token) {
        if (token.length() > AccessTokens.LENGTH_MAX) {
            return Optional.empty();
        }
        reloadLater();
        return Optional.ofNullable(verified.get(Secrets.hash(token)))
                .filter(claims -> claims.expiresAtMillis() > clock.millis())
                .filter(claims -> !ended.contains(claims.session()));
    }

    /** What a token says. Blocks. */
    AccessClaims verify(String token) {
        AccessClaims claims = tokens.verify(token);
        reload();
        if (ended.contains(claims.session())) {
            throw new IdentityException(Reason.SESSION_ENDED, "sign in again");
        }
        if (verified.size() >= TOKENS_MAX) {
            long now = clock.millis();
            verified.values().removeIf(each -> each.expiresAtMillis() <= now);
            if (verified.size() >= TOKENS_MAX) {
                verified.clear();
            }
        }
        verified.put(Secrets.hash(token), claims);
        return claims;
    }

    /** A session is over. Does not block. */
    synchronized void end(String session) {
        Set<String> more = new java.util.HashSet<>(ended);
        more.add(session);
        ended = Set.copyOf(more);
    }

    /** Learns which sessions are over. Blocks. */
    void reload() {
        List<String> found = endedLately.get();
        synchronized (this) {
            ended = Set.copyOf(found);
            reloadedAtMillis = clock.millis();
        }
    }

    private void reloadLater() {
        boolean isDue = clock.millis() - reloadedAtMillis >= RELOAD_MILLIS;
        if (isDue && isReloading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("ended-sessions").start(() -> {
                try {
                    reload();
                } catch (IdentityException unavailable) {
                    // Tokens are short-lived; who verifies a new one is told.
                    reloadedAtMillis = clock.millis();
                } finally {
                    isReloading.set(false);
                }
            });
        }
    }
}

package io.rialto.gateway;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.rialto.identity.Outward;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the gateways of a venue know together, in Redis. While that cannot be reached, questions fail
 * at once and every second it is tried again.
 */
public final class RedisSharing implements Sharing, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RedisSharing.class.getName());
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(250);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration BUCKET_KEPT_MAX = Duration.ofHours(1);

    /** A signature is good for half a minute before and after its time. */
    private static final Duration SIGNATURE_KEPT = Duration.ofSeconds(61);

    private static final int UNANSWERED_MAX = 4_096;
    private static final byte[] THERE = {1};

    private final RedisURI address;
    private final Supplier<Optional<String>> venue;
    private final ClientResources resources;
    private final RedisClient client;
    private final CircuitBreaker breaker;
    private final AtomicReference<Optional<Connected>> connected =
            new AtomicReference<>(Optional.empty());
    private final AtomicBoolean isConnecting = new AtomicBoolean();
    private volatile boolean isAway = true;
    private boolean isToldAway;

    private record Connected(
            String prefix,
            StatefulRedisConnection<String, byte[]> connection,
            AsyncProxyManager<String> buckets) {}

    private RedisSharing(
            RedisURI address, Supplier<Optional<String>> venue, CircuitBreaker breaker) {
        this.address = address;
        this.venue = venue;
        this.breaker = breaker;
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(RECONNECT_AFTER))
                .build();
        client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(UNANSWERED_MAX)
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_PATIENCE).build())
                .build());
    }

    /**
     * Begins to connect; returns at once, whether or not Redis is there.
     *
     * @param url {@code redis://…}, {@code rediss://…} or {@code redis-socket://…}
     * @param venue the venue's id, as soon as there is one: several may share a Redis
     * @throws IllegalArgumentException if that is no address of a Redis
     */
    public static RedisSharing open(String url, Supplier<Optional<String>> venue) {
        RedisSharing sharing = new RedisSharing(address(url), venue, Outward.breaker("redis"));
        var _ = sharing.resources
                .eventExecutorGroup()
                .scheduleWithFixedDelay(
                        sharing::probe, 0, PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return sharing;
    }

    /**
     * Refuses what is no address of a Redis.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void check(String url) {
        address(url);
    }

    private static RedisURI address(String url) {
        try {
            RedisURI address = RedisURI.create(url);
            address.setTimeout(CONNECT_PATIENCE);
            return address;
        } catch (RuntimeException malformed) {
            // Its own words would repeat a password.
            throw new IllegalArgumentException(
                    "the Redis to share is at a URL like redis://127.0.0.1:6379/0", malformed);
        }
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public boolean isAway() {
        return isAway;
    }

    @Override
    public Optional<CircuitBreaker> breaker() {
        return Optional.of(breaker);
    }

    @Override
    public CompletableFuture<Long> spend(String limit, BucketConfiguration terms, long permits) {
        return ask(to -> to.buckets()
                .getProxy(
                        to.prefix() + "limit:" + limit,
                        () -> CompletableFuture.completedFuture(terms))
                .consumeIgnoringRateLimits(permits));
    }

    @Override
    public CompletableFuture<Boolean> isFirst(String once) {
        SetArgs terms = SetArgs.Builder.nx().px(SIGNATURE_KEPT);
        return ask(to -> to.connection()
                .async()
                .set(to.prefix() + "signature:" + once, THERE, terms)
                .thenApply("OK"::equals));
    }

    private <T> CompletableFuture<T> ask(Function<Connected, CompletionStage<T>> question) {
        return breaker.executeCompletionStage(() -> connected
                        .get()
                        .map(question)
                        .orElseGet(() -> CompletableFuture.failedFuture(
                                new IllegalStateException("Redis is not connected"))))
                .toCompletableFuture();
    }

    private void probe() {
        if (connected.get().isEmpty()) {
            if (isConnecting.compareAndSet(false, true)) {
                try {
                    venue.get().ifPresentOrElse(this::connect, () -> isConnecting.set(false));
                } catch (RuntimeException failure) {
                    // Tried again at the next probe: an exception would end all of them.
                    isConnecting.set(false);
                    heard(failure);
                }
            }
            return;
        }
        // Something written: one that only lets read is of no use.
        SetArgs terms = SetArgs.Builder.px(PROBE_EVERY);
        var _ = ask(to -> to.connection().async().set(to.prefix() + "probe", THERE, terms))
                .whenComplete((done, failure) -> heard(failure));
    }

    private void connect(String id) {
        var _ = client.connectAsync(
                        RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), address)
                .whenComplete((connection, failure) -> {
                    if (failure == null) {
                        connected.set(Optional.of(new Connected(
                                "rialto:" + id + ":",
                                connection,
                                Bucket4jLettuce.casBasedBuilder(connection)
                                        .expirationAfterWrite(
                                                ExpirationAfterWriteStrategy
                                                        .basedOnTimeForRefillingBucketUpToMax(
                                                                BUCKET_KEPT_MAX))
                                        .build()
                                        .asAsync())));
                    }
                    isConnecting.set(false);
                    heard(failure);
                });
    }

    private synchronized void heard(Throwable failure) {
        isAway = failure != null;
        if (isAway && !isToldAway) {
            LOG.log(
                    Level.WARNING,
                    failure,
                    () -> "Redis does not answer: until it does, limits and seen signatures are"
                            + " this gateway's own");
        } else if (!isAway && isToldAway) {
            LOG.info("Redis answers: limits and seen signatures are all gateways' again");
        }
        isToldAway = isAway;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CLOSE_PATIENCE);
        resources
                .shutdown(0, CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_PATIENCE.toMillis());
    }
}

package io.rialto.gateway;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What somebody may still do of something. This gateway's own bucket decides, at once; where
 * gateways share their limits, what it gave is told afterwards, one question at a time, and while
 * all gateways together have given too much nothing more is given. So nobody waits for Redis, and
 * what is given too much is what comes in while Redis answers once, and is waited for later. Any
 * thread.
 */
final class Allowance {
    private final String limit;
    private final BucketConfiguration terms;
    private final int seconds;
    private final int permits;
    private final long burst;
    private final Bucket own;
    private final TimeMeter clock;
    private final Sharing sharing;
    private final AtomicLong untold = new AtomicLong();
    private final AtomicBoolean isTelling = new AtomicBoolean();

    /** Of the clock; what has been overdrawn until then by all gateways together. */
    private volatile long overdrawnUntil;

    /**
     * @param limit whose, and of what: the name that gateways share it under
     * @param seconds in which the permits come back
     * @param burst permits after a rest
     */
    Allowance(String limit, int seconds, int permits, int burst, Sharing sharing) {
        this(limit, seconds, permits, burst, sharing, TimeMeter.SYSTEM_NANOTIME);
    }

    Allowance(String limit, int seconds, int permits, int burst, Sharing sharing, TimeMeter clock) {
        // Other terms are another bucket: gateways may be configured anew one after the other.
        this.limit = "%s:%d/%d/%d".formatted(limit, seconds, permits, burst);
        this.seconds = seconds;
        this.permits = permits;
        this.burst = burst;
        this.clock = clock;
        this.sharing = sharing;
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(permits, Duration.ofSeconds(seconds))
                .build();
        terms = BucketConfiguration.builder().addLimit(bandwidth).build();
        own = Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(clock)
                .build();
        overdrawnUntil = clock.currentTimeNanos();
    }

    /**
     * Takes a permit.
     *
     * @return 0 if there was one, else the nanoseconds until there may be
     */
    long take() {
        long overdrawn = overdrawnNanos();
        if (overdrawn > 0) {
            return overdrawn;
        }
        ConsumptionProbe probe = own.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            return probe.getNanosToWaitForRefill();
        }
        if (sharing.isOn()) {
            untold.incrementAndGet();
            tell();
        }
        return 0;
    }

    /** The nanoseconds until there is a permit; takes none. */
    long untilNext() {
        long overdrawn = overdrawnNanos();
        return overdrawn > 0
                ? overdrawn
                : own.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    /** The permits there are. */
    long left() {
        return overdrawnNanos() > 0 ? 0 : own.getAvailableTokens();
    }

    /** How many there can be, and the seconds in which as many come back. */
    String policy(String name) {
        return "\"" + name + "\";q=" + burst + ";w=" + secondsFor(burst);
    }

    /** How many there are, and the seconds until none is missing. */
    String standing(String name) {
        long left = left();
        return "\"" + name + "\";r=" + left + ";t=" + secondsFor(burst - left);
    }

    private long secondsFor(long count) {
        return (count * seconds + permits - 1) / permits;
    }

    /** Whether it is as if it had never been used. */
    boolean isFull() {
        return own.getAvailableTokens() >= burst && overdrawnNanos() <= 0;
    }

    private long overdrawnNanos() {
        return overdrawnUntil - clock.currentTimeNanos();
    }

    // What is given while the others cannot be told is never told: it was within our own bucket.
    private void tell() {
        if (!isTelling.compareAndSet(false, true)) {
            return;
        }
        long permits = untold.getAndSet(0);
        if (permits == 0) {
            // Another told them since they were counted.
            isTelling.set(false);
            if (untold.get() > 0) {
                tell();
            }
            return;
        }
        var _ = sharing.spend(limit, terms, permits).whenComplete((overdrawnNanos, failure) -> {
            if (failure == null && overdrawnNanos > 0) {
                overdrawnUntil = clock.currentTimeNanos() + overdrawnNanos;
            }
            isTelling.set(false);
            if (failure == null && untold.get() > 0) {
                tell();
            }
        });
    }
}

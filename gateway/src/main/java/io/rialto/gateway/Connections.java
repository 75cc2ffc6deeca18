package io.rialto.gateway;

import io.rialto.gateway.GatewayConfig.HttpLimits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections are open, in all and from each address. Any thread. */
final class Connections {
    private final int perAddressMax;
    private final int max;
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();

    Connections(int perAddressMax, int max) {
        this.perAddressMax = perAddressMax;
        this.max = max;
    }

    static Connections within(HttpLimits limits) {
        return new Connections(limits.connectionsPerAddressMax(), limits.connectionsMax());
    }

    /** Counts a connection in, unless it is one too many. */
    boolean enter(String address) {
        if (total.incrementAndGet() > max) {
            total.decrementAndGet();
            return false;
        }
        int ofAddress = byAddress.merge(address, 1, Integer::sum);
        if (ofAddress > perAddressMax) {
            leave(address);
            return false;
        }
        return true;
    }

    /** Counts a connection out that was counted in. */
    void leave(String address) {
        total.decrementAndGet();
        byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}

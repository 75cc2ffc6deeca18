package io.rialto.gateway;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who is told of one topic: sockets, gathered by the event loop that serves them, so that a message
 * is encoded once and costs one task per loop however many sockets there are. Owned by the view's
 * thread.
 */
final class Audience {
    private final Map<Mailbox, OrderSocket[]> sockets = new LinkedHashMap<>();

    void add(OrderSocket socket) {
        OrderSocket[] before = sockets.getOrDefault(socket.mailbox(), new OrderSocket[0]);
        OrderSocket[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = socket;
        sockets.put(socket.mailbox(), after);
    }

    void remove(OrderSocket socket) {
        sockets.computeIfPresent(socket.mailbox(), (mailbox, before) -> {
            OrderSocket[] after = Arrays.stream(before)
                    .filter(other -> other != socket)
                    .toArray(OrderSocket[]::new);
            return after.length == 0 ? null : after;
        });
    }

    boolean isEmpty() {
        return sockets.isEmpty();
    }

    /** Adds all to a set. */
    void addTo(Set<OrderSocket> all) {
        sockets.values().forEach(group -> all.addAll(List.of(group)));
    }

    /** Sends an encoded message to those for whom something holds when they are told. */
    void tell(byte[] message, Predicate<OrderSocket> mayHear) {
        sockets.forEach((mailbox, group) -> mailbox.post(() -> {
            for (OrderSocket socket : group) {
                if (mayHear.test(socket)) {
                    socket.deliver(message);
                }
            }
        }));
    }

    /** Sends an encoded message to all. */
    void tell(byte[] message) {
        sockets.forEach((mailbox, group) -> mailbox.post(() -> {
            for (OrderSocket socket : group) {
                socket.deliver(message);
            }
        }));
    }
}

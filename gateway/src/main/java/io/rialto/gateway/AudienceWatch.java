package io.rialto.gateway;

import io.rialto.protocol.v1.MarketAppeared;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.view.AppliedCommand;
import io.rialto.view.MarketAudience;
import io.rialto.view.VenueView;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers who might know of each market, so that whoever comes to know of one is told that it
 * appeared, and whoever may no longer know that it is gone. Owned by the view's thread.
 */
final class AudienceWatch {
    private final Long2ObjectHashMap<MarketAudience> before = new Long2ObjectHashMap<>();

    /** Begins with what the view shows. */
    boolean begin(VenueView view) {
        view.markets().forEach(state -> note(view, state.info().market()));
        return true;
    }

    /** Remembers who may know of a market now. */
    void note(VenueView view, long market) {
        before.put(market, view.directory().audience(market));
    }

    /** Tells connections of markets that a command made. */
    void onApplied(VenueView view, AppliedCommand command, Collection<OrderSocket> all) {
        for (int i = 0; i < command.markets(); i++) {
            long market = command.market(i);
            if (!before.containsKey(market)) {
                note(view, market);
                appear(
                        view,
                        market,
                        all.stream().filter(s -> s.rights().mayKnow(market)).toList());
            }
        }
    }

    /**
     * Tells connections of a market that they may know of now and did not.
     *
     * @return those that may not know of it any more
     */
    Set<OrderSocket> onAudience(VenueView view, long market, Collection<OrderSocket> all) {
        MarketAudience was = before.get(market);
        Set<OrderSocket> gone = new LinkedHashSet<>();
        Set<OrderSocket> come = new LinkedHashSet<>();
        for (OrderSocket socket : all) {
            boolean knew = was != null && socket.rights().mayKnow(was);
            boolean knows = socket.rights().mayKnow(market);
            if (knew && !knows && sees(view, socket, market)) {
                gone.add(socket);
            } else if (knows && !knew) {
                come.add(socket);
            }
        }
        note(view, market);
        appear(view, market, come);
        return gone;
    }

    private static void appear(VenueView view, long market, Collection<OrderSocket> come) {
        byte[] message = ServerMessage.newBuilder()
                .setMarketAppeared(MarketAppeared.newBuilder()
                        .setMarket(Wire.market(view.market(market).orElseThrow(), view.directory()))
                        .setSequence(view.sequence()))
                .build()
                .toByteArray();
        come.stream()
                .filter(socket -> sees(view, socket, market))
                .forEach(socket -> socket.mailbox().post(() -> socket.deliver(message)));
    }

    /** Whether the market is of a universe that the connection's user is in. */
    private static boolean sees(VenueView view, OrderSocket socket, long market) {
        int universe = view.directory().market(market).orElseThrow().universe();
        return socket.rights().isIn(universe);
    }
}

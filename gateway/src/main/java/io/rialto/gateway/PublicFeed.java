package io.rialto.gateway;

import io.rialto.protocol.v1.Pace;
import io.rialto.view.AppliedCommand;
import io.rialto.view.VenueView;

import java.util.List;
import java.util.Set;

/** Tells of one {@link Topic} to those who listen to it. Owned by the view's thread. */
interface PublicFeed {
    /** What a newcomer is told first: with what follows it knows everything. */
    List<byte[]> begin(VenueView view, OrderSocket socket);

    /** Adds a listener, behind {@link #begin}. */
    void add(VenueView view, OrderSocket socket, Pace pace);

    void remove(OrderSocket socket);

    boolean isEmpty();

    /** Adds all listeners to a set. */
    void addTo(Set<OrderSocket> all);

    /** A command touched the market: it is the one with that index among those touched. */
    void onApplied(VenueView view, AppliedCommand command, int index);

    /** Tells those who listen at a pace what they have not been told. */
    void flush(VenueView view, Pace pace);

    /** The feed is not used any more. */
    default void end() {}
}

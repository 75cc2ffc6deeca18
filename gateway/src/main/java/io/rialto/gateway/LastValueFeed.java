package io.rialto.gateway;

import io.rialto.protocol.v1.Pace;
import io.rialto.view.AppliedCommand;
import io.rialto.view.VenueView;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells of a value of which the latest is all that matters: a newcomer gets it at once, the others
 * when it has changed. Owned by the view's thread.
 */
final class LastValueFeed implements PublicFeed {
    /**
     * A value, and what tells of it. Its identity equals that of another value where there is
     * nothing new to tell.
     */
    static final class Value {
        private final Object identity;
        private final byte[] message;

        Value(Object identity, byte[] message) {
            this.identity = identity;
            this.message = message;
        }
    }

    private static final List<Pace> PACES = List.of(Pace.PACE_RAW, Pace.PACE_20_HZ, Pace.PACE_4_HZ);

    private final Function<VenueView, Optional<Value>> value;
    private final Runnable ending;
    private final Map<Pace, Audience> audiences = new EnumMap<>(Pace.class);
    private final Map<Pace, Object> told = new EnumMap<>(Pace.class);

    /**
     * A feed of a value.
     *
     * @param value the value as it is now, if there is one yet
     * @param ending done when nobody listens any more
     */
    LastValueFeed(Function<VenueView, Optional<Value>> value, Runnable ending) {
        this.value = value;
        this.ending = ending;
        PACES.forEach(pace -> audiences.put(pace, new Audience()));
    }

    static Pace paceOf(Pace asked) {
        return PACES.contains(asked) ? asked : Pace.PACE_RAW;
    }

    @Override
    public List<byte[]> begin(VenueView view, OrderSocket socket) {
        return value.apply(view).map(current -> current.message).stream().toList();
    }

    @Override
    public void add(VenueView view, OrderSocket socket, Pace pace) {
        // Those who are there already hear what the newcomer has begun with.
        flush(view, paceOf(pace));
        audiences.get(paceOf(pace)).add(socket);
        value.apply(view).ifPresent(current -> told.put(paceOf(pace), current.identity));
    }

    @Override
    public void remove(OrderSocket socket) {
        audiences.values().forEach(audience -> audience.remove(socket));
    }

    @Override
    public boolean isEmpty() {
        return audiences.values().stream().allMatch(Audience::isEmpty);
    }

    @Override
    public void addTo(Set<OrderSocket> all) {
        audiences.values().forEach(audience -> audience.addTo(all));
    }

    @Override
    public void onApplied(VenueView view, AppliedCommand command, int index) {
        flush(view, Pace.PACE_RAW);
    }

    @Override
    public void flush(VenueView view, Pace pace) {
        if (audiences.get(pace).isEmpty()) {
            return;
        }
        value.apply(view)
                .filter(current -> !current.identity.equals(told.get(pace)))
                .ifPresent(current -> {
                    told.put(pace, current.identity);
                    audiences.get(pace).tell(current.message);
                });
    }

    /** Tells everybody of a value that must not be passed over. */
    void tell(Value each) {
        PACES.forEach(pace -> {
            if (!each.identity.equals(told.put(pace, each.identity))) {
                audiences.get(pace).tell(each.message);
            }
        });
    }

    @Override
    public void end() {
        ending.run();
    }
}

package io.rialto.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A view that begins with a state knows which orders end together, whatever else they are told. */
class LinkedStateTest {
    @Test
    void shouldKnowThatAnIcebergEndsWithAStop() {
        VenueView live = new VenueView();
        TimedReopening venue = new TimedReopening(live::onFrame);
        venue.halt(0);
        venue.linkIceberg();
        VenueView begun = new VenueView();
        venue.machine().writeSnapshot(begun::onStateRecord);

        OrderManagement known = iceberg(live);
        assertThat(known.linked()).isNotZero();
        assertThat(iceberg(begun)).isEqualTo(known);
    }

    private static OrderManagement iceberg(VenueView view) {
        return view.openOrders(TimedReopening.BOB).stream()
                .map(OrderInfo::management)
                .filter(management -> management.display() != 0)
                .findFirst()
                .orElseThrow();
    }
}

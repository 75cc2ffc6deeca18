package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How the log's time reaches a machine. */
class MachineHostTest {
    private final VenueFixture venue = new VenueFixture();
    private final MachineHost host = new MachineHost(venue.machine);

    /** A new leader's clock may be behind that of the one before. */
    @Test
    void shouldNeverLetTimeGoBack() {
        assertThat(answeredAt(5_000)).isEqualTo(5_000);
        assertThat(answeredAt(4_000)).isEqualTo(5_000);
        host.onTimer(3_000, 300);
        assertThat(host.timeNanos()).isEqualTo(5_000);
        assertThat(answeredAt(6_000)).isEqualTo(6_000);
    }

    private long answeredAt(long clusterNanos) {
        int length = venue.publisher.bootstrap(
                venue.command, 0, venue.context.as(0), 1, 2, new byte[32], "root");
        venue.answers.clear();
        host.onCommand(clusterNanos, clusterNanos, venue.command, 0, length);
        return venue.answer().header().timeNanos();
    }
}

package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/**
 * Streams that mix everything, against the {@linkplain MixedTwin naive twin}: after every command
 * available is what a full recomputation says, money sums to zero per universe, positions sum to zero
 * per market, credits to the cash of shared accounts, and what was redeemed is back at zero once all
 * is settled. {@code -Drialto.soak.mixed=SEEDS} runs more seeds; {@code -Drialto.mixed.seed=N} one.
 */
class MixedRulesTest {
    private static final int SEEDS = 100;
    private static final int COMMANDS = 5_000;
    private static final int RESTORE_EVERY = 625;

    @Test
    void shouldAgreeWithANaiveTwinWhateverIsMixed() {
        long only = Long.getLong("rialto.mixed.seed", 0);
        long first = only == 0 ? 1 : only;
        long last = only == 0 ? Integer.getInteger("rialto.soak.mixed", SEEDS) : only;
        long done = 0;
        long trades = 0;
        long redemptions = 0;
        long settlements = 0;
        long credits = 0;
        long exercises = 0;
        long sales = 0;
        long[] undone = new long[4];
        long[] managed = new long[3];
        long[] spot = new long[3];
        long auctioned = 0;
        for (long seed = first; seed <= last; seed++) {
            MixedTraffic traffic = run(seed);
            done += traffic.done();
            trades += traffic.twin().trades();
            redemptions += traffic.twin().redemptions();
            settlements += traffic.twin().settlements();
            credits += traffic.twin().creditChanges();
            exercises += traffic.twin().exercises();
            sales += traffic.twin().sales();
            auctioned += traffic.auctioned();
            MixedUndoing undoing = traffic.twin().undoing();
            undone[0] += undoing.busts();
            undone[1] += undoing.voids();
            undone[2] += undoing.corrections();
            undone[3] += undoing.resets();
            MixedManaged manages = traffic.twin().managed();
            spot[0] += traffic.twin().spot().triggered();
            spot[1] += traffic.twin().spot().linked();
            spot[2] += traffic.twin().spot().pairs();
            managed[0] += manages.pegged();
            managed[1] += manages.hindered();
            managed[2] += manages.reductions();
        }
        long runs = last - first + 1;
        // That the streams do mix everything, and are not mostly denied.
        assertThat(done)
                .as("%d done, %d trades, %d redemptions, %d settlements, %d credits"
                        .formatted(done, trades, redemptions, settlements, credits))
                .isGreaterThan(runs * COMMANDS * 2 / 5);
        assertThat(trades).isGreaterThan(runs * COMMANDS / 10);
        assertThat(redemptions).isGreaterThan(runs * 50);
        assertThat(settlements).isGreaterThan(runs * 5);
        assertThat(credits).isGreaterThan(runs * 50);
        assertThat(exercises).isGreaterThan(runs * 5);
        assertThat(sales).isGreaterThan(runs * 3);
        assertThat(auctioned).isGreaterThan(runs * 20);
        String seen = "busts, voids, corrections, resets " + Arrays.toString(undone)
                + "; pegs where they belong, hindered, reductions " + Arrays.toString(managed)
                + "; triggered, linked, exits " + Arrays.toString(spot);
        assertThat(undone[0]).as(seen).isGreaterThan(runs * 20);
        assertThat(undone[1]).as(seen).isGreaterThan(runs);
        assertThat(undone[2]).as(seen).isGreaterThan(runs * 3);
        assertThat(undone[3]).as(seen).isGreaterThan(runs);
        assertThat(managed[0]).as(seen).isGreaterThan(runs * 1_000);
        assertThat(managed[1]).as(seen).isGreaterThan(runs);
        assertThat(spot[0]).as(seen).isGreaterThan(runs * 5);
        assertThat(spot[1]).as(seen).isGreaterThan(runs * 5);
        assertThat(spot[2]).as(seen).isGreaterThan(runs * 5);
        assertThat(managed[2]).as(seen).isGreaterThan(runs * 3);
    }

    private static MixedTraffic run(long seed) {
        try {
            MixedTraffic traffic = new MixedTraffic(seed);
            traffic.run(COMMANDS, RESTORE_EVERY);
            traffic.end();
            return traffic;
        } catch (RuntimeException failure) {
            throw new AssertionError("seed " + seed, failure);
        }
    }
}

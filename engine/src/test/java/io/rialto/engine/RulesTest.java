package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rules have versions that a command switches on (DESIGN, law 9). */
class RulesTest {
    private final Outcome outcome = new Outcome();

    @Test
    void anEmptyVenueFollowsTheFirstRulesUntilItIsToldOtherwise() {
        Transcript events = new Transcript();
        Engine engine = new Engine(EngineLimits.defaults(), events);
        assertThat(engine.rulesVersion()).isEqualTo(1);
        assertThat(engine.hasMoreCommands()).isFalse();

        engine.activateRules(new CommandHeader(), 2, outcome);

        assertThat(outcome.code).isEqualTo(Code.DONE);
        assertThat(engine.rulesVersion()).isEqualTo(2);
        assertThat(engine.hasMoreCommands()).isTrue();
        assertThat(events.take()).containsExactly("rules 2");
    }

    @Test
    void theVenueItselfMayOnlyUntilThereIsAnAdministrator() {
        TestVenue venue = TestVenue.ready();
        CommandHeader header = venue.by(0, 0);
        venue.engine.activateRules(header, 2, outcome);
        assertThat(outcome.code).isEqualTo(Code.ACTOR_UNKNOWN);
        assertThat(venue.engine.rulesVersion()).isEqualTo(1);
    }

    @Test
    void whichRulesAreInForceIsPartOfTheState() {
        Engine before = new Engine(EngineLimits.defaults(), new Transcript());
        long hashOfFirst = before.stateHash();
        before.activateRules(new CommandHeader(), 2, outcome);
        Engine after = new Engine(EngineLimits.defaults(), new Transcript());

        before.writeState(after.restorer());

        assertThat(after.rulesVersion()).isEqualTo(2);
        assertThat(after.stateHash()).isEqualTo(before.stateHash()).isNotEqualTo(hashOfFirst);
    }
}

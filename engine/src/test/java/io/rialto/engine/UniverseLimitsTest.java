package io.rialto.engine;

import static io.rialto.engine.Venue.ADMINISTRATOR;
import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.DAN;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ann owns a universe: what she opens in it for Bob takes none of his room elsewhere. */
class UniverseLimitsTest {
    private static final OwnerLimits OWNERS = new OwnerLimits(2, 3, 2, 8, 2);

    private final Venue venue = new Venue(
            new EngineLimits(0, 30, 6, 1_000, 4, 16, 100, 1_000_000, OWNERS), terms -> {});
    private final CommandHeader header = new CommandHeader();
    private int universe;

    @BeforeEach
    void openUniverse() {
        venue.activateRules();
        venue.engine().accounts().createUniverse(by(ADMINISTRATOR, ANN), "class", venue.outcome);
        universe = (int) done();
    }

    private CommandHeader by(long actor, long account) {
        header.actor = actor;
        header.account = account;
        header.universe = 0;
        header.sudo = actor == ADMINISTRATOR;
        return header;
    }

    private long done() {
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        return venue.outcome.id;
    }

    private void isDenied(long needed, long available) {
        assertThat(venue.outcome.code).isEqualTo(Code.USER_MAXIMUM);
        assertThat(venue.outcome.needed).isEqualTo(needed);
        assertThat(venue.outcome.available).isEqualTo(available);
    }

    private void member(long actor, long user) {
        by(actor, actor).universe = universe;
        venue.engine()
                .accounts()
                .createUniverseAccount(header, user, 0, 0, "member", venue.outcome);
        venue.lines();
    }

    private void alt(long actor, long under) {
        venue.engine().accounts().createAlt(by(actor, under), "bot", venue.outcome);
        venue.lines();
    }

    @Test
    void shouldLeaveAUserItsRoomWhenTheOwnerOfAUniverseOpensAccountsForIt() {
        for (int each = 0; each < OWNERS.altsMax(); each++) {
            member(ANN, BOB);
            done();
        }
        venue.restart();
        member(ANN, BOB);
        isDenied(3, 4);

        for (int more = 0; more < OWNERS.altsMax(); more++) {
            alt(BOB, BOB);
            done();
        }
        alt(BOB, BOB);
        isDenied(3, 4);
    }

    /** Those of the owner in its own universe take none of its room in the main one either. */
    @Test
    void shouldLeaveTheOwnerOfAUniverseItsRoomWhenMembersOpenAccountsThere() {
        member(ANN, BOB);
        long bobs = done();
        member(ANN, CAT);
        long cats = done();
        alt(BOB, bobs);
        done();
        alt(CAT, cats);
        done();
        member(ANN, ANN);
        long anns = done();
        venue.restart();
        // Half of the universe is for whom its owner enrols.
        alt(ANN, anns);
        isDenied(4, 6);
        for (int more = 0; more < 2; more++) {
            member(ANN, DAN);
            done();
        }
        member(ANN, ANN);
        done();
        for (int more = 0; more < OWNERS.altsMax(); more++) {
            alt(ANN, ANN);
            done();
        }
    }

    @Test
    void shouldBoundWhatAMemberOpensItselfInAUniverse() {
        member(ANN, BOB);
        long first = done();
        alt(BOB, first);
        done();
        alt(BOB, first);
        isDenied(2, 3);
        alt(ADMINISTRATOR, first);
        done();
    }

    @Test
    void shouldBoundTheAccountsOfAUniverse() {
        for (long user : new long[] {ANN, ANN, BOB, BOB, CAT, CAT, DAN, DAN}) {
            member(ANN, user);
            done();
        }
        venue.restart();
        member(ANN, ANN);
        isDenied(8, 9);
        member(ADMINISTRATOR, ANN);
        done();
    }
}

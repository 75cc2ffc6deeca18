package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CONTRACT;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One user cannot use up what there is a number of: USER_MAXIMUM comes before VENUE_FULL. */
class OwnerLimitsTest {
    private static final EngineLimits LIMITS = new EngineLimits(
            0, 14, 6, 1_000, 4, 16, 100, 1_000_000, new OwnerLimits(2, 2, 2, 3, 2));

    private final Venue venue = new Venue(LIMITS, terms -> terms.referencePrice = 100);
    private final CommandHeader header = new CommandHeader();

    @BeforeEach
    void activate() {
        venue.activateRules();
    }

    private CommandHeader by(long actor, long account) {
        header.actor = actor;
        header.account = account;
        header.sudo = actor == Venue.ADMINISTRATOR;
        return header;
    }

    private void alt(long actor, long under) {
        venue.engine().accounts().createAlt(by(actor, under), "bot", venue.outcome);
        venue.lines();
    }

    private long alt() {
        alt(ANN, ANN);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        return venue.outcome.id;
    }

    private void isDenied(Code code, long needed, long available) {
        assertThat(venue.outcome.code).isEqualTo(code);
        assertThat(venue.outcome.needed).isEqualTo(needed);
        assertThat(venue.outcome.available).isEqualTo(available);
    }

    @Test
    void shouldBoundTheAltsOfAUserWhateverTheyAreUnderAndHoweverTheyAreShared() {
        long first = alt();
        alt(ANN, first);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.engine().accounts().share(by(ANN, first), BOB, venue.outcome);
        venue.lines();
        venue.restart();
        alt(ANN, ANN);
        isDenied(Code.USER_MAXIMUM, 2, 3);
        alt(ANN, first);
        isDenied(Code.USER_MAXIMUM, 2, 3);

        alt(BOB, BOB);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        alt(Venue.ADMINISTRATOR, ANN);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.setGroup(first, 99);
        alt(ANN, ANN);
        isDenied(Code.USER_MAXIMUM, 2, 3);
        for (int more = 0; more < 2; more++) {
            alt(Venue.ADMINISTRATOR, BOB);
            assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        }
        alt(Venue.ADMINISTRATOR, BOB);
        isDenied(Code.VENUE_FULL, 15, 14);
    }

    private void market(long actor, long account, String symbol) {
        Terms terms = new Terms();
        terms.symbol = symbol;
        terms.baseAsset = OutcomeTerms.NO_ASSET;
        terms.lot = CONTRACT;
        terms.priceMaximum = 100;
        terms.referencePrice = 0;
        terms.notionalMinimum = 0;
        terms.positionMaximum = 1_000;
        OutcomeTerms words =
                new OutcomeTerms(MarketKind.OUTCOME, 0, 100, account, false, "", "", "", symbol);
        venue.engine()
                .outcomeMarkets()
                .create(by(actor, account), terms.spec(), words, venue.outcome);
        venue.lines();
    }

    @Test
    void shouldBoundTheMarketsOfAUser() {
        long alt = alt();
        market(ANN, ANN, "A");
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        long first = venue.outcome.id;
        market(ANN, alt, "B");
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.restart();
        market(ANN, ANN, "C");
        isDenied(Code.USER_MAXIMUM, 2, 3);
        market(ANN, alt, "C");
        isDenied(Code.USER_MAXIMUM, 2, 3);
        venue.createOption(ANN, new OptionTerms(first, true, 50, 0), terms -> {});
        isDenied(Code.USER_MAXIMUM, 2, 3);

        // A market that ended has its number still.
        venue.settle(ANN, first, 50);
        market(ANN, ANN, "C");
        isDenied(Code.USER_MAXIMUM, 2, 3);
        market(BOB, BOB, "C");
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        market(Venue.ADMINISTRATOR, ANN, "D");
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        market(BOB, BOB, "E");
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        market(Venue.ADMINISTRATOR, ANN, "F");
        isDenied(Code.VENUE_FULL, 7, 6);
    }

    private void trailing(long account) {
        ConditionalOrder wanted = venue.sell(account, 1, 1).trailing(5).wanted;
        venue.engine()
                .placeConditionalOrder(
                        by(account == BOB ? BOB : ANN, account), wanted, venue.outcome);
        venue.lines();
    }

    @Test
    void shouldBoundTheTrailingStopsOfAUserInAMarket() {
        long alt = alt();
        venue.issue(alt, BASE, 10);
        trailing(alt);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        trailing(ANN);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        long last = venue.outcome.id;
        venue.restart();
        trailing(ANN);
        isDenied(Code.USER_MAXIMUM, 2, 3);
        trailing(alt);
        isDenied(Code.USER_MAXIMUM, 2, 3);

        venue.sell(ANN, 1, 1).stop(95).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        trailing(BOB);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.cancel(ANN, last);
        trailing(alt);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }
}

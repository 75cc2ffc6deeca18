package io.rialto.engine;

import static io.rialto.engine.OwningVenue.ANN;
import static io.rialto.engine.OwningVenue.BOB;
import static io.rialto.engine.OwningVenue.CID;
import static io.rialto.engine.OwningVenue.MONEY;
import static io.rialto.engine.OwningVenue.THING;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;

import org.junit.jupiter.api.Test;

/** VENUE-RULES 2, rule by rule: redeem codes, universes and cohorts. */
class UniverseRulesTest {
    private static final long DAY_NANOS = 24L * 3_600 * 1_000_000_000;

    private final OwningVenue venue = new OwningVenue();

    private void issueCode(int code, long expiresAt) {
        venue.accounts.issueCode(
                venue.sudo(OwningVenue.ADMINISTRATOR),
                TestVenue.hash(code),
                MONEY,
                300,
                expiresAt,
                "prize",
                venue.outcome);
    }

    private void claim(long user, int code) {
        venue.accounts.claimCode(venue.as(user), TestVenue.hash(code), venue.outcome);
    }

    private void fundAdministrator(long amount) {
        venue.engine.issue(venue.sudo(4), MONEY, amount, "", venue.outcome);
        venue.done();
        venue.events.take();
    }

    @Test
    void aRedeemCodeIsReservedFromTheIssuersBalanceAndClaimedOnce() {
        issueCode(9, 0);
        venue.events.take();
        assertThat(venue.outcome.code).isEqualTo(Code.INSUFFICIENT_FUNDS);
        fundAdministrator(400);
        issueCode(9, 0);
        venue.done();
        assertThat(venue.events.take())
                .containsExactly(
                        "CodeIssued 1 4 1 300 " + (1_000 + DAY_NANOS) + " prize",
                        "posted 4/1 RESERVE 0 held +300 = 400 held 300");
        claim(BOB, 9);
        assertThat(venue.outcome.count).isEqualTo(1);
        assertThat(venue.events.take())
                .containsExactly(
                        "CodeEnded 1 6",
                        "posted 4/1 CODE -300 held -300 = 100 held 0",
                        "posted 6/1 CODE +300 held 0 = 100300 held 0");

        claim(BOB, 9);

        assertThat(venue.done()).isEqualTo(1);
        assertThat(venue.outcome.count).isZero();
        assertThat(venue.events.take()).isEmpty();
        claim(CID, 9);
        venue.denied(Code.CODE_CLAIMED);
        claim(CID, 8);
        venue.denied(Code.CODE_UNKNOWN);
        venue.restored();
    }

    @Test
    void aRedeemCodeExpiresAfter24HoursUnlessSaidOtherwise() {
        fundAdministrator(600);
        issueCode(9, 0);
        issueCode(8, 5_000);
        assertThat(venue.engine.nextDeadlineNanos()).isEqualTo(5_000);
        venue.events.take();
        venue.engine.advance(5_000);
        assertThat(venue.events.take())
                .containsExactly("CodeEnded 2 0", "posted 4/1 RESERVE 0 held -300 = 600 held 300");
        assertThat(venue.engine.nextDeadlineNanos()).isEqualTo(1_000 + DAY_NANOS);
        Engine copy = venue.restored();
        assertThat(copy.nextDeadlineNanos()).isEqualTo(1_000 + DAY_NANOS);
        venue.engine.advance(1_000 + DAY_NANOS);
        claim(BOB, 9);
        assertThat(venue.outcome.code).isEqualTo(Code.CODE_UNKNOWN);
        assertThat(venue.engine.held(4, MONEY)).isZero();
    }

    /** Both orders of the race: whoever is first in the log has it. */
    @Test
    void ofTwoWhoRaceForARedeemCodeExactlyOneWins() {
        fundAdministrator(600);
        issueCode(9, 0);
        Engine replayed = venue.restored();
        claim(BOB, 9);
        venue.done();
        claim(CID, 9);
        assertThat(venue.outcome.code).isEqualTo(Code.CODE_CLAIMED);
        replayed.accounts().claimCode(venue.as(BOB), TestVenue.hash(9), venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        replayed.accounts().claimCode(venue.as(CID), TestVenue.hash(9), venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.CODE_CLAIMED);
        assertThat(replayed.cash(BOB, MONEY)).isEqualTo(venue.money(BOB)).isEqualTo(100_300);
    }

    @Test
    void aUniverseIsAnEconomyOfItsOwn() {
        venue.accounts.createUniverse(venue.sudo(ANN), "class", venue.outcome);
        assertThat(venue.done()).isEqualTo(1);
        assertThat(venue.events.take())
                .containsExactly(
                        "account 8 issuance group 8",
                        "account 9 fees group 9",
                        "account 10 clearing group 10",
                        "UniverseCreated 1 5 class");
        venue.cohort(1, false, MarketCreators.NOBODY);
        venue.events.take();

        long member = venue.member(1, BOB);

        assertThat(venue.events.take())
                .containsExactly(
                        "account 11 member group 6",
                        "OwnerAdded 11 6",
                        "MemberAdded 1 6 11",
                        "Gifted 1 11 1 10000 starting balance",
                        "posted 8/1 GIFT -10000 held 0 = -10000 held 0",
                        "posted 11/1 GIFT +10000 held 0 = 10000 held 0");
        assertThat(venue.member(1, BOB)).isEqualTo(member);
        assertThat(venue.events.take()).isEmpty();
        venue.restored();
    }

    @Test
    void nothingTradesOrTransfersAcrossUniverses() {
        int universe = venue.cohort();
        long member = venue.member(universe, BOB);
        venue.events.take();
        venue.transfer(BOB, BOB, member, 1);
        venue.denied(Code.UNIVERSE_MISMATCH);
        venue.transfer(BOB, member, BOB, 1);
        venue.denied(Code.UNIVERSE_MISMATCH);
        venue.order(BOB, member, Side.BUY, 100, 1);
        venue.denied(Code.UNIVERSE_MISMATCH);
        long market = createMarket(universe, OwningVenue.ADMINISTRATOR);
        venue.events.take();
        PlaceOrder terms = new PlaceOrder();
        terms.market = market;
        terms.price = 100 * OwningVenue.CENT;
        terms.quantity = 1;
        venue.engine.placeOrder(venue.as(BOB), terms, venue.outcome);
        venue.denied(Code.UNIVERSE_MISMATCH);
        venue.engine.placeOrder(venue.by(BOB, member), terms, venue.outcome);
        venue.done();
        venue.engine.placeOrder(venue.in(universe, BOB), terms, venue.outcome);
        venue.events.take();
        assertThat(venue.outcome.code).isEqualTo(Code.UNIVERSE_MISMATCH);
    }

    @Test
    void moneyOfAnotherUniverseCannotBeWithdrawn() {
        int universe = venue.cohort();
        long member = venue.member(universe, BOB);
        venue.events.take();
        venue.engine.withdraw(venue.sudo(member), MONEY, 1, "", venue.outcome);
        venue.denied(Code.UNIVERSE_CLOSED);
        venue.engine.issue(venue.sudo(member), MONEY, 1, "", venue.outcome);
        venue.denied(Code.UNIVERSE_CLOSED);
        venue.accounts.gift(venue.by(ANN, member), MONEY, 1, "", venue.outcome);
        venue.done();
        venue.accounts.gift(venue.by(ANN, BOB), MONEY, 1, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.NOT_ADMINISTRATOR);
    }

    @Test
    void theCohortSaysWhoMayCreateMarkets() {
        int universe = venue.cohort();
        venue.member(universe, BOB);
        assertThat(creating(universe, ANN)).isEqualTo(Code.MARKET_CREATION_DENIED);
        venue.cohort(universe, false, MarketCreators.OWNER);
        assertThat(creating(universe, ANN)).isEqualTo(Code.DONE);
        assertThat(creating(universe, BOB)).isEqualTo(Code.MARKET_CREATION_DENIED);
        venue.cohort(universe, false, MarketCreators.MEMBERS);
        assertThat(creating(universe, BOB)).isEqualTo(Code.MARKET_EXISTS);
        assertThat(creating(universe, CID)).isEqualTo(Code.MARKET_CREATION_DENIED);
        venue.cohort(universe, true, MarketCreators.MEMBERS);
        assertThat(creating(universe, BOB)).isEqualTo(Code.READ_ONLY);
        assertThat(creating(0, ANN)).isEqualTo(Code.NOT_ADMINISTRATOR);
    }

    private Code creating(int universe, long user) {
        MarketSpec spec = OwningVenue.market("THING/MONEY");
        venue.engine.createMarket(venue.in(universe, user), spec, venue.outcome);
        return venue.outcome.code;
    }

    private long createMarket(int universe, long user) {
        CommandHeader header = venue.in(universe, user);
        header.sudo = true;
        venue.engine.createMarket(header, OwningVenue.market("THING/MONEY"), venue.outcome);
        return venue.done();
    }

    @Test
    void membersOfAReadOnlyCohortLookOnly() {
        int universe = venue.cohort();
        long member = venue.member(universe, BOB);
        long other = venue.member(universe, CID);
        venue.cohort(universe, true, MarketCreators.NOBODY);
        venue.events.take();
        venue.transfer(BOB, member, other, 1);
        venue.denied(Code.READ_ONLY);
        venue.accounts.gift(venue.by(ANN, member), MONEY, 1, "", venue.outcome);
        venue.done();
        venue.cohort(universe, false, MarketCreators.NOBODY);
        venue.transfer(BOB, member, other, 1);
        venue.done();
        venue.restored();
    }

    @Test
    void aResetEndsOrdersTakesEverythingBackAndReissues() {
        int universe = venue.cohort();
        long bob = venue.member(universe, BOB);
        long cid = venue.member(universe, CID);
        long market = createMarket(universe, OwningVenue.ADMINISTRATOR);
        venue.transfer(BOB, bob, cid, 2_500);
        PlaceOrder terms = new PlaceOrder();
        terms.market = market;
        terms.price = 100 * OwningVenue.CENT;
        terms.quantity = 1;
        venue.engine.placeOrder(venue.by(BOB, bob), terms, venue.outcome);
        venue.order(ANN, ANN, Side.BUY, 100, 1);
        venue.events.take();

        venue.accounts.resetUniverse(venue.in(universe, ANN), "again", venue.outcome);

        assertThat(venue.outcome.count).isEqualTo(2);
        assertThat(venue.events.take())
                .startsWith("UniverseReset 1 2 again")
                .containsSubsequence(
                        "posted 11/1 RELEASE 0 held -100 = 7500 held 0",
                        "posted 11/1 SWEEP -7500 held 0 = 0 held 0",
                        "posted 12/1 SWEEP -12500 held 0 = 0 held 0",
                        "posted 11/1 GIFT +10000 held 0 = 10000 held 0",
                        "posted 12/1 GIFT +10000 held 0 = 10000 held 0");
        assertThat(venue.engine.held(ANN, MONEY)).isEqualTo(100);
        assertThat(venue.money(8)).isEqualTo(-20_000);
        venue.accounts.resetUniverse(venue.in(universe, BOB), "mine", venue.outcome);
        venue.denied(Code.NOT_UNIVERSE_OWNER);
        venue.restored();
    }

    @Test
    void aSharedMembersAccountBeginsAnewWithTheMembersCredit() {
        int universe = venue.cohort();
        long bob = venue.member(universe, BOB);
        venue.accounts.share(venue.by(BOB, bob), CID, venue.outcome);
        venue.accounts.resetUniverse(venue.in(universe, ANN), "again", venue.outcome);
        venue.done();
        assertThat(venue.credit(bob, BOB)).isEqualTo(10_000);
        assertThat(venue.credit(bob, CID)).isZero();
        assertThat(venue.engine.credit(bob, THING, BOB)).isZero();
    }

    @Test
    void aMessageIsForEveryone() {
        int universe = venue.cohort();
        venue.events.take();
        venue.accounts.postMessage(venue.in(universe, ANN), "hello", venue.outcome);
        venue.done();
        assertThat(venue.events.take()).containsExactly("MessagePosted 1 hello");
        venue.accounts.postMessage(venue.in(universe, BOB), "hello", venue.outcome);
        venue.denied(Code.NOT_UNIVERSE_OWNER);
        venue.accounts.postMessage(venue.as(ANN), "hello", venue.outcome);
        venue.denied(Code.NOT_ADMINISTRATOR);
    }
}

package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What commands that are not about orders do, as complete lists of events. */
class AdministrationTest {
    private final TestVenue venue = TestVenue.ready();
    private final Engine engine = venue.engine;

    @Test
    void shouldMakeTheFirstAdministratorWithAToken() {
        TestVenue empty = TestVenue.empty();

        empty.engine.bootstrap(empty.by(0, 0), 8, 9, TestVenue.hash(3), "Ada", empty.outcome);

        empty.expectDone(
                4,
                "AccountCreated 4 USER person 8/9 group 4 Ada",
                "AdministratorChanged 4 true",
                "TokenIssued 1 account 4 hash 3.. expires 0");
    }

    @Test
    void shouldDenyBootstrapThatIsNotTheVenuesOwn() {
        TestVenue empty = TestVenue.empty();
        empty.engine.bootstrap(empty.by(4, 4), 8, 9, TestVenue.hash(3), "Ada", empty.outcome);
        empty.expectDenied(Code.ACTOR_UNKNOWN);
    }

    @Test
    void shouldDenyBootstrapWithoutAName() {
        TestVenue empty = TestVenue.empty();
        empty.engine.bootstrap(empty.by(0, 0), 8, 9, TestVenue.hash(3), "", empty.outcome);
        empty.expectDenied(Code.NAME_INVALID);
    }

    @Test
    void shouldOpenOneAccountPerPerson() {
        engine.createAccount(venue.administrator(), 7, 8, 42, "Zoë", venue.outcome);
        venue.expectDone(6, "AccountCreated 6 USER person 7/8 group 42 Zoë");

        engine.createAccount(venue.administrator(), 7, 8, 0, "other", venue.outcome);
        venue.expectDone(6);
    }

    @Test
    void shouldGiveAnAccountToAPersonWhoHasOneAlsoWhenTheVenueIsFull() {
        engine.createAccount(venue.administrator(), 7, 8, 0, "last", venue.outcome);
        venue.check();
        engine.createAccount(venue.administrator(), 9, 9, 0, "none", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.VENUE_FULL);
        venue.events.take();

        engine.createAccount(venue.administrator(), 7, 8, 0, "last", venue.outcome);
        venue.expectDone(6);
    }

    @Test
    void shouldGrantAndTakeTheAdministratorsRole() {
        engine.setAdministrator(venue.administrator(TestVenue.USER), true, venue.outcome);
        venue.expectDone(5, "AdministratorChanged 5 true");

        engine.setAdministrator(venue.administrator(TestVenue.ADMINISTRATOR), false, venue.outcome);
        venue.expectDone(4, "AdministratorChanged 4 false");

        engine.setAdministrator(venue.administrator(TestVenue.ADMINISTRATOR), true, venue.outcome);
        venue.expectDenied(Code.NOT_ADMINISTRATOR);
    }

    @Test
    void shouldIssueAndRevokeTokens() {
        engine.issueToken(
                venue.administrator(TestVenue.USER), TestVenue.hash(2), 0, "bot", venue.outcome);
        venue.expectDone(2, "TokenIssued 2 account 5 hash 2.. expires 0 bot");

        engine.revokeToken(venue.administrator(), 2, venue.outcome);
        venue.expectDone(2, "TokenRevoked 2 account 5");

        engine.revokeToken(venue.administrator(), 2, venue.outcome);
        venue.expectDenied(Code.TOKEN_UNKNOWN);

        engine.issueToken(
                venue.administrator(TestVenue.USER),
                TestVenue.hash(2),
                TestVenue.START + 1,
                "",
                venue.outcome);
        venue.expectDone(3, "TokenIssued 3 account 5 hash 2.. expires 1000001");
    }

    @Test
    void shouldIssueAgainstIssuanceAndTakeBack() {
        engine.issue(
                venue.administrator(TestVenue.USER), TestVenue.MONEY, 100, "gift", venue.outcome);
        venue.expectDone(
                5,
                "Issued 5 asset 1 100 gift",
                "Posted 5 asset 1 ISSUE cash +100 held +0 = 100 0 ref 0/0",
                "Posted 1 asset 1 ISSUE cash -100 held +0 = -100 0 ref 0/0");

        engine.withdraw(
                venue.administrator(TestVenue.USER), TestVenue.MONEY, 40, "", venue.outcome);
        venue.expectDone(
                5,
                "Withdrawn 5 asset 1 40",
                "Posted 5 asset 1 WITHDRAWAL cash -40 held +0 = 60 0 ref 0/0",
                "Posted 1 asset 1 WITHDRAWAL cash +40 held +0 = -60 0 ref 0/0");
    }

    @Test
    void shouldExplainADenialWithNumbers() {
        engine.issue(
                venue.administrator(TestVenue.USER), TestVenue.MONEY, 9_550, "", venue.outcome);
        venue.events.take();

        engine.withdraw(
                venue.administrator(TestVenue.USER), TestVenue.MONEY, 12_000, "", venue.outcome);

        assertThat(venue.events.take())
                .containsExactly("CommandDenied 77 INSUFFICIENT_FUNDS account 5 order 0/0"
                        + " needed 12000 available 9550");
        assertThat(venue.outcome.needed).isEqualTo(12_000);
        assertThat(venue.outcome.available).isEqualTo(9_550);
    }

    @Test
    void shouldCreateMarketsAndChangeThem() {
        engine.createMarket(venue.administrator(), TestVenue.market("A/B"), venue.outcome);
        venue.expectDone(2, "MarketCreated 2 A/B OPEN");

        engine.setMarketStatus(
                venue.administrator(), 2, MarketStatus.CLOSED, "night", venue.outcome);
        venue.expectDone(2, "MarketStatusChanged 2 CLOSED night");

        engine.setMarketStatus(venue.administrator(), 2, MarketStatus.OPEN, "", venue.outcome);
        venue.expectDone(2, "MarketStatusChanged 2 OPEN");

        engine.setMarketFees(venue.administrator(), 2, -5, 5, venue.outcome);
        venue.expectDone(2, "MarketFeesChanged 2 maker -5 taker 5");
    }

    @Test
    void shouldNameTheMarketInADenialAboutIt() {
        engine.setMarketFees(venue.administrator(), 7, 0, 0, venue.outcome);
        assertThat(venue.events.take())
                .containsExactly("CommandDenied 77 MARKET_UNKNOWN account 4 order 7/0"
                        + " needed 0 available 0");
    }

    @Test
    void shouldTakeSelfTradeGroupZeroForTheAccountItself() {
        engine.setSelfTradeGroup(venue.administrator(TestVenue.USER), 4, venue.outcome);
        venue.expectDone(5, "SelfTradeGroupChanged 5 4");
        engine.setSelfTradeGroup(venue.administrator(TestVenue.USER), 0, venue.outcome);
        venue.expectDone(5, "SelfTradeGroupChanged 5 5");
    }

    @Test
    void shouldPutTheShardIntoTheTopBitsOfIds() {
        EngineLimits limits = new EngineLimits(3, 6, 2, 1_000, 2, 4, 3, 1_000);
        RecordedEvents events = new RecordedEvents();
        Engine third = new Engine(limits, events);
        Outcome outcome = new Outcome();
        third.bootstrap(new CommandHeader(), 1, 1, TestVenue.hash(1), "Ada", outcome);
        assertThat(outcome.id).isEqualTo((3L << 43) + 4);
    }
}

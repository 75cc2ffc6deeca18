package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Corrections as commands in, events out (VENUE-RULES 3): each by reversing postings. */
class CorrectionsTest {
    private static final long FEES = 2;
    private static final String WHY = "mistyped";

    private final Venue venue = new Venue();

    /** The worked example of issue 4: a mistyped settlement corrected. */
    @Test
    void shouldCorrectAMistypedSettlement() {
        long market = tradedMarket();
        venue.settle(DAN, market, 90);
        correct(market, 9);
        assertThat(venue.lines())
                .containsExactly(
                        "corrected 2 from 90 to 9 by 3 because mistyped",
                        "posted 5/2 CORRECTION -486 held 0 = 999814 held 0",
                        "posted 6/2 CORRECTION +648 held 0 = 1000248 held 0",
                        "posted 7/2 CORRECTION -162 held 0 = 999938 held 0");
        assertThat(venue.outcome.count).isEqualTo(3);
        venue.restart();
        correct(market, 9);
        assertThat(venue.outcome.code).isEqualTo(Code.STATUS_UNCHANGED);
        correct(market, 101);
        assertThat(venue.outcome.code).isEqualTo(Code.SETTLEMENT_PRICE_INVALID);
        correct(market, 90);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 240 + 540);
    }

    @Test
    void shouldRefuseACorrectionThatWouldTakeMoneyThatIsNoLongerThereAndSayWhose() {
        long market = tradedMarket();
        venue.settle(DAN, market, 90);
        venue.leave(CAT, QUOTE, 100);
        long before = venue.hash();
        correct(market, 9);
        assertThat(venue.outcome.code).isEqualTo(Code.CORRECTION_SHORT);
        assertThat(venue.outcome.id).isEqualTo(CAT);
        assertThat(venue.outcome.needed).isEqualTo(162);
        assertThat(venue.outcome.available).isEqualTo(100);
        assertThat(venue.lines()).hasSize(1);
        assertThat(venue.hash()).isEqualTo(before);
    }

    @Test
    void shouldBustATradeInContractsWithItsFeesAndItsPositions() {
        long market = venue.createOutcomeMarket(DAN, 0, 100, terms -> {
            terms.makerFeePpm = 10_000;
            terms.takerFeePpm = 20_000;
        });
        venue.sell(BOB, 4 * CONTRACT, 40).in(market).place();
        venue.buy(ANN, 4 * CONTRACT, 40).in(market).place();
        venue.sell(BOB, 4 * CONTRACT, 75).in(market).place();
        venue.buy(ANN, 4 * CONTRACT, 75).in(market).place();
        venue.restart();
        bust(market, 2);
        assertThat(venue.lines())
                .containsExactly(
                        "busted t2 of 2: 6 to 5 400@75 = 300 fees 6/3 last 40 because mistyped",
                        "posted 2/2 CORRECTION -9 held 0 = 6 held 0",
                        "posted 5/2 CORRECTION +306 held 0 = 999836 held 0",
                        "posted 6/2 CORRECTION -297 held 0 = 1000158 held 0");
        assertThat(venue.available(BOB, QUOTE)).isEqualTo(1_000_158 - 400);
        venue.restart();
        bust(market, 2);
        assertThat(venue.outcome.code).isEqualTo(Code.TRADE_BUSTED);
        bust(market, 3);
        assertThat(venue.outcome.code).isEqualTo(Code.TRADE_UNKNOWN);
        venue.settle(DAN, market, 50);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 160 - 4 + 200);
    }

    @Test
    void shouldBeAsIfNothingHadTradedWhereNoTradeIsLeft() {
        long market = tradedMarket();
        venue.sell(BOB, CONTRACT, 90).in(market).place();
        venue.buy(ANN, CONTRACT, 90).in(market).place();
        breaker(market, 100_000);
        bust(market, 3);
        assertThat(venue.lines()).anyMatch(line -> line.contains(" last 40 "));
        bust(market, 2);
        assertThat(venue.lines()).anyMatch(line -> line.contains(" last 40 "));
        bust(market, 1);
        assertThat(venue.lines())
                .anyMatch(line -> line.contains(" last " + MarketEvents.NO_PRICE + " "));
        venue.restart();
        breaker(market, 50_000);

        // No price is far from none: the breaker does not halt.
        venue.sell(BOB, CONTRACT, 60).in(market).place();
        venue.buy(ANN, CONTRACT, 60).in(market).place();
        assertThat(venue.outcome.filledQuantity).isEqualTo(CONTRACT);
        bust(market, 4);
        venue.restart();
        venue.sell(BOB, CONTRACT, 0).in(market).place();
        venue.buy(ANN, CONTRACT, 0).in(market).place();
        assertThat(venue.outcome.filledQuantity).isEqualTo(CONTRACT);
        venue.sell(BOB, CONTRACT, 4).in(market).place();
        venue.buy(ANN, CONTRACT, 4).in(market).place();
        bust(market, 6);
        assertThat(venue.lines()).anyMatch(line -> line.contains(" last 0 "));
    }

    @Test
    void shouldOpenAClosedAccountAgainThatACorrectionGaveMoney() {
        long market = tradedMarket();
        venue.settle(DAN, market, 0);
        venue.leave(ANN, BASE, 0);
        venue.leave(ANN, QUOTE, 0);
        status(ANN, AccountStatus.CLOSED);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        status(ANN, AccountStatus.OPEN);
        assertThat(venue.outcome.code).isEqualTo(Code.ACCOUNT_CLOSED);
        correct(market, 90);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(540);

        status(ANN, AccountStatus.OPEN);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.leave(ANN, QUOTE, 0);
        status(ANN, AccountStatus.CLOSED);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    private void status(long account, AccountStatus status) {
        venue.engine()
                .accounts()
                .setStatus(Venue.asAdministrator(account), status, WHY, venue.outcome);
        venue.lines();
    }

    private void breaker(long market, long ppm) {
        venue.engine()
                .protections()
                .setFigure(
                        Venue.asAdministrator(0),
                        market,
                        MarketFigure.BREAKER_PPM,
                        ppm,
                        WHY,
                        venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.lines();
    }

    @Test
    void shouldBustATradeAlsoAfterItsMarketWasSettled() {
        long market = tradedMarket();
        venue.settle(DAN, market, 90);
        bust(market, 1);
        // Ann paid 240 for 6 and got 540 for them.
        assertThat(venue.lines()).contains("posted 5/2 CORRECTION -300 held 0 = 1000000 held 0");
        assertThat(venue.engine().cash(BOB, QUOTE)).isEqualTo(WEALTH + 80 - 180);
        correct(market, 10);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH);
        assertThat(venue.engine().cash(CAT, QUOTE)).isEqualTo(WEALTH - 80 + 20);
    }

    @Test
    void shouldRefuseABustThatWouldTakeAPositionsLossBeyondWhatThereIs() {
        long market = venue.createOutcomeMarket(DAN, 0, 100, terms -> {});
        venue.leave(ANN, QUOTE, 400);
        venue.sell(BOB, 4 * CONTRACT, 40).in(market).place();
        venue.buy(ANN, 4 * CONTRACT, 40).in(market).place();
        venue.buy(BOB, 4 * CONTRACT, 90).in(market).place();
        venue.sell(ANN, 4 * CONTRACT, 90).in(market).place();
        venue.leave(ANN, QUOTE, 330);
        // Without her purchase Ann would owe up to 400 for the sale and have 330 + 160.
        bust(market, 1);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.leave(ANN, QUOTE, 490);
        bust(market, 2);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(130);
    }

    @Test
    void shouldSayWhoseMoneyABustWouldTakeThatIsNotThere() {
        long market = venue.createOutcomeMarket(DAN, 0, 100, terms -> {});
        venue.leave(ANN, QUOTE, 400);
        venue.sell(BOB, 4 * CONTRACT, 40).in(market).place();
        venue.buy(ANN, 4 * CONTRACT, 40).in(market).place();
        venue.buy(BOB, 4 * CONTRACT, 50).in(market).place();
        venue.sell(ANN, 4 * CONTRACT, 50).in(market).place();
        venue.leave(ANN, QUOTE, 239);
        bust(market, 1);
        assertThat(venue.outcome.code).isEqualTo(Code.CORRECTION_SHORT);
        assertThat(venue.outcome.id).isEqualTo(ANN);
    }

    @Test
    void shouldBustATradeInAnAssetUnlessItHasGone() {
        activate();
        venue.sell(BOB, 10, 7).place();
        venue.buy(ANN, 10, 7).place();
        bust(1, 1);
        assertThat(venue.lines())
                .containsExactly(
                        "busted t1 of 1: 6 to 5 10@7 = 70 fees 0/0 last 0 because mistyped",
                        "posted 5/1 CORRECTION -10 held 0 = 1000000 held 0",
                        "posted 5/2 CORRECTION +70 held 0 = 1000000 held 0",
                        "posted 6/1 CORRECTION +10 held 0 = 1000000 held 0",
                        "posted 6/2 CORRECTION -70 held 0 = 1000000 held 0");
        venue.sell(BOB, 10, 7).place();
        venue.buy(ANN, 10, 7).place();
        venue.leave(ANN, BASE, 9);
        bust(1, 2);
        assertThat(venue.outcome.code).isEqualTo(Code.CORRECTION_SHORT);
        assertThat(venue.outcome.id).isEqualTo(ANN);
        assertThat(venue.outcome.needed).isEqualTo(10);
        assertThat(venue.outcome.available).isEqualTo(9);
    }

    @Test
    void shouldForgetTradesThatAreTooLongAgo() {
        activate();
        for (int trade = 0; trade < TradeTape.CAPACITY + 2; trade++) {
            venue.sell(BOB, 1, 7).place();
            venue.buy(ANN, 1, 7).place();
        }
        venue.restart();
        bust(1, 2);
        assertThat(venue.outcome.code).isEqualTo(Code.TRADE_FORGOTTEN);
        assertThat(venue.outcome.needed).isEqualTo(3);
        bust(1, 3);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.setStatus(MarketStatus.CLOSED);
        undo(1);
        assertThat(venue.outcome.code).isEqualTo(Code.TRADE_FORGOTTEN);
    }

    @Test
    void shouldUndoEverythingInAVoidMarket() {
        long market = venue.createOutcomeMarket(DAN, -20, 50, terms -> terms.takerFeePpm = 10_000);
        venue.sell(BOB, 10 * CONTRACT, 30).in(market).place();
        venue.buy(ANN, 6 * CONTRACT, 30).in(market).place();
        venue.buy(CAT, 2 * CONTRACT, 30).in(market).place();
        venue.sell(ANN, CONTRACT, 45).in(market).place();
        venue.lines();
        undo(market);
        assertThat(venue.lines())
                .contains("market 2 VOID", "voided 2 UNDONE 4 because mistyped")
                .contains("posted 2/2 CORRECTION -4 held 0 = 0 held 0");
        for (long account : new long[] {ANN, BOB, CAT}) {
            assertThat(venue.engine().cash(account, QUOTE)).isEqualTo(WEALTH);
            assertThat(venue.available(account, QUOTE)).isEqualTo(WEALTH);
        }
        assertThat(venue.engine().cash(FEES, QUOTE)).isZero();
        venue.restart();
        undo(market);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_ENDED);
        bust(market, 1);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_ENDED);
    }

    @Test
    void shouldVoidAMarketAlsoAfterItWasSettled() {
        long market = tradedMarket();
        venue.settle(DAN, market, 90);
        undo(market);
        for (long account : new long[] {ANN, BOB, CAT}) {
            assertThat(venue.engine().cash(account, QUOTE)).isEqualTo(WEALTH);
        }
        correct(market, 9);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_NOT_SETTLED);
    }

    @Test
    void shouldVoidAMarketInAnAssetOnceItIsClosed() {
        activate();
        venue.sell(BOB, 10, 7).place();
        venue.buy(ANN, 4, 7).place();
        venue.buy(BOB, 3, 5).place();
        venue.sell(ANN, 3, 5).place();
        undo(1);
        assertThat(venue.outcome.code).isEqualTo(Code.STATUS_ILLEGAL);
        venue.setStatus(MarketStatus.CLOSED);
        undo(1);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        for (long account : new long[] {ANN, BOB}) {
            assertThat(venue.engine().cash(account, BASE)).isEqualTo(WEALTH);
            assertThat(venue.engine().cash(account, QUOTE)).isEqualTo(WEALTH);
        }
    }

    @Test
    void shouldWithdrawAMarketOnlyIfItNeverTraded() {
        activate();
        venue.buy(ANN, 4, 7).place();
        venue.lines();
        withdraw(1);
        assertThat(venue.lines())
                .containsExactly(
                        "market 1 VOID",
                        "closed #1 MARKET_CLOSED filled 0 left 4 rested u2",
                        "posted 5/2 RELEASE 0 held -28 = 1000000 held 0",
                        "voided 1 WITHDRAWN 0 because mistyped");
        long market = tradedMarket();
        withdraw(market);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_TRADED);
        withdraw(1);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_ENDED);
    }

    @Test
    void shouldCorrectForAnAdministratorUnderSudoWithAReasonOnly() {
        long market = tradedMarket();
        venue.engine().corrections().bustTrade(Venue.as(ANN), market, 1, WHY, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.NOT_ADMINISTRATOR);
        CommandHeader header = Venue.as(Venue.ADMINISTRATOR);
        venue.engine().corrections().voidMarket(header, market, WHY, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.SUDO_REQUIRED);
        header.sudo = true;
        venue.engine().corrections().voidMarket(header, 99, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        venue.engine().corrections().voidMarket(header, market, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.NAME_INVALID);
        correct(market, 5);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_NOT_SETTLED);
        correct(1, 5);
        assertThat(venue.outcome.code).isEqualTo(Code.NOT_AN_OUTCOME_MARKET);
    }

    private void activate() {
        venue.engine().activateRules(Venue.asAdministrator(0), Engine.RULES_VERSION, venue.outcome);
        venue.lines();
    }

    /** Bob has sold 6 to Ann and 2 to Cat at 40. */
    private long tradedMarket() {
        long market = venue.createOutcomeMarket(DAN, 0, 100, terms -> {});
        venue.sell(BOB, 10 * CONTRACT, 40).in(market).place();
        venue.buy(ANN, 6 * CONTRACT, 40).in(market).place();
        venue.buy(CAT, 2 * CONTRACT, 40).in(market).place();
        return market;
    }

    private void bust(long market, long trade) {
        venue.engine()
                .corrections()
                .bustTrade(Venue.asAdministrator(0), market, trade, WHY, venue.outcome);
    }

    private void undo(long market) {
        venue.engine()
                .corrections()
                .voidMarket(Venue.asAdministrator(0), market, WHY, venue.outcome);
    }

    private void correct(long market, long price) {
        venue.engine()
                .corrections()
                .correctSettlement(Venue.asAdministrator(0), market, price, WHY, venue.outcome);
    }

    private void withdraw(long market) {
        venue.engine()
                .corrections()
                .withdrawMarket(Venue.asAdministrator(0), market, WHY, venue.outcome);
    }
}

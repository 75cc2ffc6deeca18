package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/**
 * What is undone with a market that funds are made of and options are on (VENUE-RULES 3, 4): these
 * as well, and what redemptions made of other markets.
 */
class VoidingTest {
    private static final long FEES = 2;
    private static final long FEE = 3;

    private final Venue venue = new Venue();
    private final long north = venue.createOutcomeMarket(DAN, 0, 100, terms -> terms.symbol = "N");
    private final long south = venue.createOutcomeMarket(DAN, -20, 50, terms -> terms.symbol = "S");

    /** Ann buys ten shares at 70, redeems six, and sells what that brings. */
    private long redeemedFund() {
        long fund = fund("FUND", new Constituent(north, 1), new Constituent(south, 2));
        trade(fund, ANN, DAN, 10, 70);
        redeem(ANN, fund, 6 * CONTRACT);
        trade(north, BOB, ANN, 6, 60);
        trade(south, CAT, ANN, 12, 12);
        return fund;
    }

    @Test
    void shouldUndoAFundWithItsConstituentAndGiveBackWhatRedemptionsMadeOfOthers() {
        long fund = redeemedFund();
        venue.restart();
        assertThat(undo(north))
                .contains(
                        "market 4 VOID",
                        "market 2 VOID",
                        "redeemed 4 by 5 -600 fee 0",
                        "voided 4 UNDONE 0 because no",
                        "voided 2 UNDONE 4 because no")
                .contains("posted 2/2 CORRECTION -3 held 0 = 0 held 0");
        // The twelve of the south that Ann sold for 144 were never hers: she owes them now.
        assertThat(positions(north)).isEmpty();
        assertThat(positions(fund)).isEmpty();
        assertThat(positions(south)).containsExactly("5 -1200", "7 1200");
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH + 144);
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(WEALTH + 144 - 12 * 50);
        assertThat(venue.engine().cash(BOB, QUOTE)).isEqualTo(WEALTH);
        assertThat(venue.engine().cash(DAN, QUOTE)).isEqualTo(WEALTH);
        assertThat(venue.engine().cash(FEES, QUOTE)).isZero();
        venue.restart();
        venue.settle(DAN, south, 50);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH + 144 - 600);
        assertThat(venue.engine().cash(9, QUOTE)).isZero();
    }

    @Test
    void shouldRefuseToUndoAFundWhereWhatWasSoldOfAConstituentCouldNotBePaid() {
        redeemedFund();
        // Undone she has 343 more, and owes what may come to 600.
        venue.leave(ANN, QUOTE, 256);
        long before = venue.hash();
        undo(north);
        assertThat(venue.outcome.code).isEqualTo(Code.CORRECTION_SHORT);
        assertThat(venue.outcome.id).isEqualTo(ANN);
        assertThat(venue.hash()).isEqualTo(before);
        venue.leave(ANN, QUOTE, 257);
        undo(north);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.available(ANN, QUOTE)).isZero();
    }

    @Test
    void shouldUndoAFundAlsoAfterAllWasSettled() {
        long fund = redeemedFund();
        venue.settle(DAN, north, 80);
        assertThat(venue.engine().cash(9, QUOTE)).isNotZero();
        venue.settle(DAN, south, -5);
        venue.restart();
        undo(north);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH + 144 + 60);
        assertThat(venue.engine().cash(CAT, QUOTE)).isEqualTo(WEALTH - 144 - 60);
        assertThat(venue.engine().cash(BOB, QUOTE)).isEqualTo(WEALTH);
        assertThat(venue.engine().cash(9, QUOTE)).isZero();
        assertThat(positions(fund)).isEmpty();
        venue.restart();
    }

    @Test
    void shouldUndoAFundAloneWithTheFundsThatAreMadeOfIt() {
        long fund = redeemedFund();
        long more = fund("MORE", new Constituent(fund, -1), new Constituent(south, 1));
        redeem(BOB, more, 4 * CONTRACT);
        redeem(BOB, fund, -2 * CONTRACT);
        venue.restart();
        undo(fund);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(positions(more)).isEmpty();
        // Six of the north were sold by Ann to Bob, twelve of the south to Cat.
        assertThat(positions(north)).containsExactly("5 -600", "6 600");
        assertThat(positions(south)).containsExactly("5 -1200", "7 1200");
        assertThat(venue.engine().cash(BOB, QUOTE)).isEqualTo(WEALTH - 360);
        assertThat(venue.engine().cash(FEES, QUOTE)).isZero();
        venue.restart();
    }

    @Test
    void shouldUndoExercisesAndOptionsWithWhatTheyAreOn() {
        long call = venue.createOption(DAN, south, true, 10, 0);
        long put = venue.createOption(DAN, south, false, 10, 100);
        trade(call, ANN, BOB, 5, 3);
        trade(put, CAT, BOB, 2, 4);
        venue.exercise(ANN, call, 0, 2 * CONTRACT);
        trade(south, CAT, ANN, 2, 30);
        venue.advance(100);
        venue.buy(DAN, CONTRACT, 5).in(call).place();
        venue.lines();
        undo(call);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_LINKED);
        venue.restart();
        assertThat(undo(south)).contains("market 4 VOID", "market 5 VOID", "market 3 VOID");
        for (long account : new long[] {ANN, BOB, CAT, DAN}) {
            assertThat(venue.engine().cash(account, QUOTE)).isEqualTo(WEALTH);
            assertThat(venue.available(account, QUOTE)).isEqualTo(WEALTH);
        }
        venue.restart();
    }

    @Test
    void shouldEndFundsOfWhatAResetEnds() {
        venue.engine()
                .accounts()
                .createUniverse(Venue.asAdministrator(ANN), "class", venue.outcome);
        CommandHeader owner = Venue.as(ANN);
        owner.universe = (int) venue.outcome.id;
        Cohort cohort = new Cohort(QUOTE, 1_000, QUOTE, false, false, MarketCreators.MEMBERS);
        venue.engine().accounts().setCohort(owner, cohort, venue.outcome);
        long[] members = {ANN, BOB};
        for (int i = 0; i < members.length; i++) {
            venue.engine()
                    .accounts()
                    .createUniverseAccount(owner, members[i], 0, 0, "pupil", venue.outcome);
            members[i] = venue.outcome.id;
        }
        CommandHeader first = Venue.as(ANN);
        first.account = members[0];
        first.universe = owner.universe;
        Terms terms = new Terms();
        terms.symbol = "RAIN";
        terms.baseAsset = OutcomeTerms.NO_ASSET;
        terms.lot = CONTRACT;
        terms.notionalMinimum = 0;
        terms.priceMaximum = 100;
        terms.positionMaximum = 1_000_000;
        OutcomeTerms words =
                new OutcomeTerms(MarketKind.OUTCOME, 0, 100, 0, false, "", "", "", "rain");
        venue.engine().outcomeMarkets().create(first, terms.spec(), words, venue.outcome);
        long rain = venue.outcome.id;
        terms.symbol = "RAINS";
        FundTerms all = new FundTerms(0, List.of(new Constituent(rain, 1)));
        venue.engine().funds().create(first, terms.spec(), words, all, venue.outcome);
        long fund = venue.outcome.id;
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.engine().funds().redeem(first, fund, CONTRACT, venue.outcome);
        venue.engine().funds().redeem(first, fund, -CONTRACT, venue.outcome);
        venue.lines();
        venue.engine().accounts().resetUniverse(owner, "again", venue.outcome);
        assertThat(venue.lines()).doesNotContain("market " + fund + " VOID");
        venue.engine().funds().redeem(first, fund, CONTRACT, venue.outcome);
        venue.lines();
        venue.engine().accounts().resetUniverse(owner, "again", venue.outcome);
        assertThat(venue.lines()).contains("market " + rain + " VOID", "market " + fund + " VOID");
        venue.restart();
    }

    private long fund(String symbol, Constituent... constituents) {
        venue.createFund(
                DAN, terms -> terms.symbol = symbol, new FundTerms(FEE, List.of(constituents)));
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        return venue.outcome.id;
    }

    private void trade(long market, long buyer, long seller, long contracts, long price) {
        venue.sell(seller, contracts * CONTRACT, price).in(market).place();
        venue.buy(buyer, contracts * CONTRACT, price).in(market).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.lines();
    }

    private void redeem(long account, long fund, long quantity) {
        venue.engine().funds().redeem(Venue.as(account), fund, quantity, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.lines();
    }

    private List<String> undo(long market) {
        CommandHeader root = Venue.asAdministrator(0);
        venue.engine().corrections().voidMarket(root, market, "no", venue.outcome);
        return venue.lines();
    }

    private List<String> positions(long market) {
        List<String> lines = new ArrayList<>();
        venue.engine().writeState(new StateVisitor() {
            @Override
            public void position(long of, long account, long quantity, long spent, long feesPaid) {
                if (of == market && quantity != 0) {
                    lines.add(account + " " + quantity);
                }
            }
        });
        return lines;
    }
}

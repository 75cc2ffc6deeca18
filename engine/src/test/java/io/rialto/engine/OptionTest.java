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

import java.util.List;

/** Options as commands in, events out (VENUE-RULES 4). */
class OptionTest {

    private final Venue venue = new Venue();
    private final long degrees = venue.createOutcomeMarket(DAN, -20, 50, terms -> {});

    @Test
    void shouldDeriveBoundsFromThoseOfTheUnderlying() {
        venue.createOption(DAN, new OptionTerms(degrees, true, 10, 0), terms -> {});
        assertThat(bounds()).containsExactly(0L, 40L);
        venue.createOption(DAN, new OptionTerms(degrees, true, -30, 0), terms -> {});
        assertThat(bounds()).containsExactly(10L, 80L);
        venue.createOption(DAN, new OptionTerms(degrees, false, 10, 0), terms -> {});
        assertThat(bounds()).containsExactly(0L, 30L);
        venue.createOption(DAN, new OptionTerms(degrees, false, 60, 0), terms -> {});
        assertThat(bounds()).containsExactly(10L, 80L);
    }

    /** The worked example of issue 4: a call that is exercised. */
    @Test
    void shouldExerciseACallByDeliveryAtTheStrike() {
        long call = venue.createOption(DAN, degrees, true, 10, 0);
        venue.sell(BOB, 5 * CONTRACT, 3).in(call).place();
        assertThat(venue.available(BOB, QUOTE)).isEqualTo(WEALTH - 5 * 40 + 15);
        assertThat(venue.buy(ANN, 5 * CONTRACT, 3).in(call).place())
                .containsExactly(
                        "accepted #2 of 5 buy 500@3 LIMIT GTC NONE fees 0/0",
                        "traded t1 buy 500@3 = 15 taker #2 of 5 fee 0 maker #1 of 6 fee 0 left 0"
                                + " u2",
                        "posted 5/2 TRADE -15 held 0 = 999985 held 0",
                        "posted 6/2 TRADE +15 held 0 = 1000015 held 0",
                        "contract 1 of 3: 6 owes 5 500",
                        "closed #1 FILLED filled 500 left 0 rested u0",
                        "closed #2 FILLED filled 500 left 0 u0");
        assertThat(venue.exercise(ANN, call, 1, 2 * CONTRACT))
                .containsExactly(
                        "exercised 200 of contract 1 of 3: 5 pays 6 20",
                        "contract 1 of 3: 6 owes 5 300",
                        "posted 5/2 STRIKE -20 held 0 = 999965 held 0",
                        "posted 6/2 STRIKE +20 held 0 = 1000035 held 0");
        assertThat(venue.outcome.filledNotional).isEqualTo(20);
        assertThat(venue.outcome.count).isEqualTo(1);
        // Three calls still owed, and two contracts that may come to cost fifty each.
        assertThat(venue.available(BOB, QUOTE)).isEqualTo(1_000_035 - 3 * 40 - 2 * 50);
        // Two contracts that may come to cost her twenty each.
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(999_965 - 2 * 20);
        venue.restart();
        venue.settle(DAN, degrees, 30);
        // 2 × 30 for the contracts, 3 × (30 − 10) for the calls.
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(999_965 + 60 + 60);
        assertThat(venue.available(BOB, QUOTE)).isEqualTo(1_000_035 - 60 - 60);
    }

    /** The worked example of issue 4: a call that is settled in cash. */
    @Test
    void shouldSettleWhatIsInTheMoneyInCashWhenTheUnderlyingSettles() {
        long call = venue.createOption(DAN, degrees, true, 10, 0);
        long put = venue.createOption(DAN, degrees, false, 10, 0);
        venue.sell(BOB, 5 * CONTRACT, 3).in(call).place();
        venue.buy(ANN, 5 * CONTRACT, 3).in(call).place();
        venue.sell(BOB, 2 * CONTRACT, 4).in(put).place();
        venue.buy(CAT, CONTRACT, 4).in(put).place();
        assertThat(venue.settle(DAN, degrees, 27))
                .containsExactly(
                        "market 2 SETTLED",
                        "settled 2 at 27 for 0 because known",
                        "market 3 SETTLED",
                        "settled 3 at 17 for 2 because known",
                        "posted 5/2 OPTION_SETTLED +85 held 0 = 1000070 held 0",
                        "posted 6/2 OPTION_SETTLED -85 held 0 = 999934 held 0",
                        "market 4 SETTLED",
                        "closed #1 MARKET_CLOSED filled 100 left 100 rested u3",
                        "settled 4 at 0 for 2 because known",
                        "posted 6/2 OPTION_SETTLED 0 held 0 = 999934 held 0",
                        "posted 7/2 OPTION_SETTLED 0 held 0 = 999996 held 0");
        venue.exercise(ANN, call, 1, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_ENDED);
        venue.restart();
    }

    /** The worked example of issue 4: holder and writer netting. */
    @Test
    void shouldAssignTheSellersOldestContractAndReplaceTheBuyerAsWriter() {
        long call = venue.createOption(DAN, degrees, true, 10, 0);
        assertThat(trade(call, ANN, BOB, 5)).containsExactly("contract 1 of 3: 6 owes 5 500");
        assertThat(trade(call, ANN, CAT, 2)).containsExactly("contract 2 of 3: 7 owes 5 200");
        // Ann sells six to Dan: her oldest whole, one of the next, and writes none.
        assertThat(trade(call, DAN, ANN, 6))
                .containsExactly(
                        "contract 1 of 3: 6 owes 8 500",
                        "contract 2 of 3: 7 owes 5 100",
                        "contract 3 of 3: 7 owes 8 100");
        // Bob buys two from Cat, who takes his place as the writer of his oldest.
        assertThat(trade(call, BOB, CAT, 2))
                .containsExactly("contract 1 of 3: 6 owes 8 300", "contract 4 of 3: 7 owes 8 200");
        // Ann sells three, of which she has one; Bob, who owes three, is replaced thrice: by Cat,
        // who
        // owed Ann, and by Ann herself.
        assertThat(trade(call, BOB, ANN, 3))
                .containsExactly(
                        "contract 2 of 3: 7 owes 5 0",
                        "contract 1 of 3: 6 owes 8 200",
                        "contract 5 of 3: 7 owes 8 100",
                        "contract 1 of 3: 5 owes 8 200");
        // Dan sells to Ann what she owes him: it is over.
        assertThat(trade(call, ANN, DAN, 2)).containsExactly("contract 1 of 3: 5 owes 8 0");
        venue.restart();
        assertThat(trade(call, CAT, DAN, 4))
                .containsExactly(
                        "contract 3 of 3: 7 owes 8 0",
                        "contract 4 of 3: 7 owes 8 0",
                        "contract 5 of 3: 7 owes 8 0");
    }

    @Test
    void shouldLapseAtItsExpiryWithoutPaying() {
        long call = venue.createOption(DAN, degrees, true, 10, 1_000);
        trade(call, ANN, BOB, 5);
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(1_000);
        assertThat(venue.advance(999)).isEmpty();
        venue.exercise(ANN, call, 0, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.advance(1_000))
                .containsExactly(
                        "market 3 SETTLED",
                        "settled 3 at 0 for 2 because lapsed at its expiry",
                        "posted 5/2 OPTION_SETTLED 0 held 0 = 999975 held 0",
                        "posted 6/2 OPTION_SETTLED 0 held 0 = 1000025 held 0");
        venue.exercise(ANN, call, 0, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_ENDED);
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        venue.restart();
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        // What was exercised lives on.
        venue.settle(DAN, degrees, 50);
        assertThat(venue.outcome.count).isEqualTo(2);
    }

    @Test
    void shouldExerciseAPutOfSeveralWritersOldestFirst() {
        long put = venue.createOption(DAN, degrees, false, 10, 0);
        trade(put, ANN, BOB, 2);
        trade(put, ANN, CAT, 2);
        assertThat(venue.exercise(ANN, put, 0, 3 * CONTRACT))
                .containsExactly(
                        "exercised 200 of contract 1 of 3: 5 pays 6 -20",
                        "contract 1 of 3: 6 owes 5 0",
                        "posted 5/2 STRIKE +20 held 0 = 1000008 held 0",
                        "posted 6/2 STRIKE -20 held 0 = 999986 held 0",
                        "exercised 100 of contract 2 of 3: 5 pays 7 -10",
                        "contract 2 of 3: 7 owes 5 100",
                        "posted 5/2 STRIKE +10 held 0 = 1000018 held 0",
                        "posted 7/2 STRIKE -10 held 0 = 999996 held 0");
        // She owes three contracts of up to fifty.
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(1_000_018 - 150);
        venue.settle(DAN, degrees, -20);
        // 3 × 20 for the contracts that she owes, and thirty for the put that she kept.
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(1_000_018 + 60 + 30);
    }

    /** Never denied for the writer's funds: what it would have bought back with ends instead. */
    @Test
    void shouldEndTheWritersBidsWhereItsFundsAreNeededForAnExercise() {
        long call = venue.createOption(DAN, degrees, true, 10, 0);
        trade(call, ANN, BOB, 2);
        venue.buy(BOB, 2 * CONTRACT, 30).in(call).place();
        // Eighty may be owed, or sixty paid to owe nothing: eighty is the worst.
        venue.leave(BOB, QUOTE, 80);
        assertThat(venue.available(BOB, QUOTE)).isZero();
        assertThat(venue.exercise(ANN, call, 1, 2 * CONTRACT))
                .containsExactly(
                        "closed #3 ASSIGNED filled 0 left 200 rested u4",
                        "exercised 200 of contract 1 of 3: 5 pays 6 20",
                        "contract 1 of 3: 6 owes 5 0",
                        "posted 5/2 STRIKE -20 held 0 = 999974 held 0",
                        "posted 6/2 STRIKE +20 held 0 = 100 held 0");
        assertThat(venue.available(BOB, QUOTE)).isZero();
    }

    @Test
    void shouldDenyTheHolderWhoCannotPayTheStrike() {
        long call = venue.createOption(DAN, degrees, true, 40, 0);
        trade(call, ANN, BOB, 2);
        venue.leave(ANN, QUOTE, 119);
        venue.exercise(ANN, call, 1, 2 * CONTRACT);
        // Eighty to pay, and contracts that may cost forty more.
        assertThat(venue.outcome.code).isEqualTo(Code.INSUFFICIENT_FUNDS);
        assertThat(venue.outcome.needed).isEqualTo(120);
        assertThat(venue.outcome.available).isEqualTo(119);
        venue.exercise(ANN, call, 1, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    /** Who holds a contract and who takes it over race: the first wins, again on replay. */
    @Test
    void shouldLetExactlyOneHaveAContractThatTwoRaceFor() {
        List<String> first = race(true);
        assertThat(first).containsExactly("DONE", "CONTRACT_UNKNOWN");
        assertThat(race(true)).isEqualTo(first);
        assertThat(race(false)).containsExactly("CONTRACT_UNKNOWN", "DONE");
    }

    private static List<String> race(boolean annFirst) {
        OptionTest test = new OptionTest();
        Venue at = test.venue;
        long call = at.createOption(DAN, test.degrees, true, 10, 0);
        test.trade(call, ANN, BOB, 2);
        at.buy(CAT, 2 * CONTRACT, 3).in(call).place();
        if (!annFirst) {
            at.sell(ANN, 2 * CONTRACT, 3).in(call).place();
        }
        at.exercise(ANN, call, 1, 2 * CONTRACT);
        Code ann = at.outcome.code;
        at.exercise(CAT, call, 1, 2 * CONTRACT);
        return List.of(ann.name(), at.outcome.code.name());
    }

    @Test
    void shouldLetContractsFollowWhatIsCorrected() {
        long call = venue.createOption(DAN, degrees, true, 10, 0);
        long lapsing = venue.createOption(DAN, degrees, true, 5, 100);
        trade(lapsing, CAT, BOB, 1);
        trade(call, ANN, BOB, 5);
        Corrections corrections = venue.engine().corrections();
        CommandHeader root = Venue.asAdministrator(0);
        corrections.bustTrade(root, call, 1, "a slip", venue.outcome);
        assertThat(venue.lines()).contains("contract 1 of 3: 6 owes 5 0");
        trade(call, ANN, BOB, 5);
        corrections.voidMarket(root, call, "no", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_LINKED);
        venue.advance(100);
        venue.settle(DAN, degrees, 30);
        long ann = venue.engine().cash(ANN, QUOTE);
        long cat = venue.engine().cash(CAT, QUOTE);
        venue.restart();
        venue.engine().corrections().correctSettlement(root, degrees, 15, "typed", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.lines();
        // Five calls are worth five less than twenty; what lapsed before is worth nothing still.
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(ann - 5 * 15);
        assertThat(venue.engine().cash(CAT, QUOTE)).isEqualTo(cat);
        venue.restart();
    }

    @Test
    void shouldLetWhoMayKnowOfTheUnderlyingKnowOfItsOptions() {
        long call = venue.createOption(DAN, degrees, true, 10, 0);
        trade(call, ANN, BOB, 2);
        CommandHeader root = Venue.asAdministrator(0);
        venue.engine().visibility().setVisibility(root, degrees, true, false, "", venue.outcome);
        assertThat(venue.lines())
                .containsExactly(
                        "market 2 restricted true hides false",
                        "market 3 restricted true hides false");
        venue.exercise(ANN, call, 1, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        venue.engine()
                .visibility()
                .setViewer(Venue.asAdministrator(ANN), degrees, true, "", venue.outcome);
        assertThat(venue.lines())
                .containsExactly("market 2 viewer 5 true", "market 3 viewer 5 true");
        venue.exercise(ANN, call, 1, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.createOption(ANN, new OptionTerms(degrees, false, 10, 0), terms -> {});
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.buy(BOB, CONTRACT, 1).in(venue.outcome.id).place();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        venue.restart();
    }

    private List<String> trade(long option, long buyer, long seller, long contracts) {
        venue.sell(seller, contracts * CONTRACT, 3).in(option).place();
        return venue.buy(buyer, contracts * CONTRACT, 3).in(option).place().stream()
                .filter(line -> line.startsWith("contract "))
                .toList();
    }

    /** Of the option created last. */
    private List<Long> bounds() {
        long[] bounds = new long[2];
        venue.engine().writeState(new StateVisitor() {
            @Override
            public void outcomeMarket(
                    long market, OutcomeTerms terms, boolean settled, long settlementPrice) {
                bounds[0] = terms.priceMinimum();
                bounds[1] = terms.priceMaximum();
            }
        });
        return List.of(bounds[0], bounds[1]);
    }
}

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

/** Markets of contracts as commands in, events out (VENUE-RULES 4). */
class OutcomeMarketTest {
    private static final long ADMINISTRATOR = 4;

    private final Venue venue = new Venue();

    @Test
    void shouldTradeContractsForCashWithoutHolding() {
        long market = venue.createOutcomeMarket(ANN, 0, 100, terms -> {
            terms.makerFeePpm = 10_000;
            terms.takerFeePpm = 20_000;
        });
        assertThat(venue.sell(BOB, 10 * CONTRACT, 40).in(market).place())
                .containsExactly(
                        "accepted #1 of 6 sell 1000@40 LIMIT GTC NONE fees 10000/20000",
                        "rested #1 sell 1000@40 u1");
        // 100 × 10 − 400 may be lost, and 400 × 2% + 1 may go as fees.
        assertThat(venue.available(BOB, QUOTE)).isEqualTo(WEALTH - 600 - 9);
        assertThat(venue.buy(ANN, 5 * CONTRACT, 50).in(market).place())
                .containsExactly(
                        "accepted #2 of 5 buy 500@50 LIMIT GTC NONE fees 10000/20000",
                        "traded t1 buy 500@40 = 200 taker #2 of 5 fee 4 maker #1 of 6 fee 2"
                                + " left 500 u2",
                        "posted 5/2 TRADE -204 held 0 = 999796 held 0",
                        "posted 6/2 TRADE +198 held 0 = 1000198 held 0",
                        "posted 2/2 FEE +6 held 0 = 6 held 0",
                        "closed #2 FILLED filled 500 left 0 u0");
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(WEALTH - 204);
    }

    /** The worked example of issue 4: long 10, short 5, orders on both sides. */
    @Test
    void shouldStateAvailableToTheCentOfATraderLongAndShortWithOrdersOnBothSides() {
        long rain = venue.createOutcomeMarket(DAN, 0, 100, terms -> {});
        long degrees = venue.createOutcomeMarket(DAN, -20, 50, terms -> terms.takerFeePpm = 10_000);
        venue.leave(ANN, QUOTE, 1_000);
        venue.sell(BOB, 10 * CONTRACT, 60).in(rain).place();
        venue.buy(ANN, 10 * CONTRACT, 60).in(rain).place();
        venue.buy(BOB, 5 * CONTRACT, 10).in(degrees).place();
        venue.sell(ANN, 5 * CONTRACT, 10).in(degrees).place();
        // Long 10 at 60: 600 paid. Short 5 at 10: 50 received, less 1% of 5 × (10 − (−20)).
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(1_000 - 600 + 50 - 2);
        // Rain is worth at least 0; five times fifty degrees would cost 250.
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(448 - 250);

        venue.buy(ANN, 3 * CONTRACT, 20).in(rain).place();
        // min(0 × 13 − 60, 100 × 10)
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(448 - 250 - 60);
        venue.sell(ANN, 12 * CONTRACT, 90).in(rain).place();
        // min(0 × 13 − 60, 100 × (10 − 12) + 1,080): selling costs nothing more.
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(448 - 250 - 60);
        venue.buy(ANN, 2 * CONTRACT, -10).in(degrees).place();
        // min(−20 × (−5 + 2) + 20, 50 × −5) less ceil(1% of 2 × 10) + 1
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(448 - 250 - 60 - 2);
        venue.sell(ANN, CONTRACT, 45).in(degrees).place();
        // min(80, 50 × (−5 − 1) + 45) less those 2 and ceil(1% of 65) + 1
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(448 - 255 - 60 - 2 - 2);
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(129);

        venue.buy(ANN, 7 * CONTRACT, 19).in(rain).place();
        assertThat(venue.outcome.code).isEqualTo(Code.INSUFFICIENT_FUNDS);
        assertThat(venue.outcome.needed).isEqualTo(133);
        assertThat(venue.outcome.available).isEqualTo(129);
        venue.buy(ANN, 3 * CONTRACT, 43).in(rain).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.available(ANN, QUOTE)).isZero();
    }

    @Test
    void shouldLetPositionsBackNegativeCashAndNobodyWithdrawIt() {
        long market = venue.createOutcomeMarket(DAN, 90, 100, terms -> {});
        venue.leave(ANN, QUOTE, 100);
        venue.sell(BOB, 20 * CONTRACT, 95).in(market).place();
        // Twenty contracts cost 1,900 and bring at least 1,800: all that is needed is 100.
        venue.buy(ANN, 20 * CONTRACT, 95).in(market).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(-1_800);
        assertThat(venue.available(ANN, QUOTE)).isZero();
        venue.buy(ANN, CONTRACT, 91).in(market).place();
        assertThat(venue.outcome.code).isEqualTo(Code.INSUFFICIENT_FUNDS);

        venue.buy(BOB, 20 * CONTRACT, 99).in(market).place();
        venue.sell(ANN, 10 * CONTRACT, 99).in(market).place();
        // Sold half at 99: cash −810, and ten contracts bring at least 900.
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(-810);
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(90);
        venue.engine().withdraw(Venue.asAdministrator(ANN), QUOTE, 1, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.INSUFFICIENT_FUNDS);
        assertThat(venue.outcome.available).isEqualTo(-810);
        venue.restart();
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(90);
    }

    @Test
    void shouldSettleEveryPositionAndMoveNoMoneyInTotal() {
        long market = venue.createOutcomeMarket(DAN, -20, 50, terms -> {});
        venue.sell(BOB, 10 * CONTRACT, 5).in(market).place();
        venue.buy(ANN, 6 * CONTRACT, 5).in(market).place();
        venue.buy(CAT, 2 * CONTRACT, 5).in(market).place();
        venue.lines();
        assertThat(venue.settle(DAN, market, -7))
                .containsExactly(
                        "market 2 SETTLED",
                        "closed #1 MARKET_CLOSED filled 800 left 200 rested u4",
                        "settled 2 at -7 for 3 because known",
                        "posted 5/2 POSITION_SETTLED -42 held 0 = 999928 held 0",
                        "posted 6/2 POSITION_SETTLED +56 held 0 = 1000096 held 0",
                        "posted 7/2 POSITION_SETTLED -14 held 0 = 999976 held 0");
        assertThat(venue.outcome.count).isEqualTo(3);
        venue.settle(DAN, market, 5);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_ENDED);
        venue.buy(ANN, CONTRACT, 5).in(market).place();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_SETTLED);
        venue.restart();
    }

    @Test
    void shouldTakePricesOfZeroAndBelowAndKeepThemInsideTheBounds() {
        long market = venue.createOutcomeMarket(DAN, -20, 50, terms -> terms.tick = 5);
        assertThat(venue.buy(ANN, CONTRACT, 0).in(market).place())
                .contains("rested #1 buy 100@0 u1");
        assertThat(venue.sell(BOB, CONTRACT, -20).in(market).place())
                .contains("traded t1 sell 100@0 = 0 taker #2 of 6 fee 0 maker #1 of 5 fee 0"
                        + " left 0 u2");
        assertThat(codes(
                        () -> venue.buy(ANN, CONTRACT, -25).in(market).place(),
                        () -> venue.buy(ANN, CONTRACT, 55).in(market).place(),
                        () -> venue.buy(ANN, CONTRACT, -3).in(market).place(),
                        () -> venue.buy(ANN, CONTRACT, Long.MIN_VALUE)
                                .in(market)
                                .place(),
                        () -> venue.buy(ANN, 0, Long.MIN_VALUE)
                                .in(market)
                                .budget(5)
                                .place(),
                        () -> venue.buy(ANN, CONTRACT, -20).in(market).place(),
                        () -> venue.sell(ANN, CONTRACT, 50).in(market).place()))
                .containsExactly(
                        Code.PRICE_MINIMUM,
                        Code.PRICE_MAXIMUM,
                        Code.TICK,
                        Code.PRICE_MISSING,
                        Code.BUDGET_NOT_ALLOWED,
                        Code.DONE,
                        Code.DONE);
    }

    @Test
    void shouldLimitPositionsOnBothSides() {
        long market =
                venue.createOutcomeMarket(DAN, 0, 100, terms -> terms.positionMaximum = 1_000);
        venue.sell(BOB, 10 * CONTRACT, 40).in(market).place();
        venue.sell(BOB, CONTRACT, 40).in(market).place();
        assertThat(venue.outcome.code).isEqualTo(Code.POSITION_MAXIMUM);
        venue.buy(ANN, 11 * CONTRACT, 40).in(market).place();
        assertThat(venue.outcome.code).isEqualTo(Code.POSITION_MAXIMUM);
        venue.buy(ANN, 10 * CONTRACT, 40).in(market).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        // Short ten, one may buy twenty.
        venue.buy(BOB, 20 * CONTRACT, 1).in(market).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldPreviewWhatPlacingDoes() {
        long market = venue.createOutcomeMarket(DAN, -20, 50, terms -> {
            terms.makerFeePpm = 5_000;
            terms.takerFeePpm = 10_000;
        });
        venue.sell(BOB, 10 * CONTRACT, 5).in(market).place();
        Venue.Ticket order = venue.buy(ANN, 30 * CONTRACT, 9).in(market);
        Preview preview = order.preview();
        long position = preview.baseAvailableAfter;
        long available = preview.quoteAvailableAfter;
        long held = preview.held;
        assertThat(position).isEqualTo(10 * CONTRACT);
        assertThat(preview.filledNotional).isEqualTo(50);
        order.place();
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(available);
        assertThat(venue.orders().getLast()).endsWith("held " + held);
    }

    @Test
    void shouldNotLetOrdersWaitForAPrice() {
        long market = venue.createOutcomeMarket(DAN, 0, 100, terms -> {});
        venue.buy(ANN, CONTRACT, 60).in(market).stop(55).place();
        assertThat(venue.outcome.code).isEqualTo(Code.CONDITION_NOT_ALLOWED);
    }

    @Test
    void shouldNotBeThereToSettleForWhoMayNotKnowIt() {
        long market = venue.createOutcomeMarket(DAN, 0, 100, terms -> {});
        CommandHeader root = new CommandHeader();
        root.actor = ADMINISTRATOR;
        root.account = ADMINISTRATOR;
        root.sudo = true;
        venue.engine().visibility().setVisibility(root, market, true, false, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.settle(ANN, market, 50);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
    }

    private List<Code> codes(Runnable... commands) {
        return List.of(commands).stream()
                .map(command -> {
                    command.run();
                    return venue.outcome.code;
                })
                .toList();
    }
}

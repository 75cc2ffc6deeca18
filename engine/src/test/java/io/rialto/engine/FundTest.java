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
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Funds as commands in, events out (VENUE-RULES 4). */
class FundTest {
    private static final long FEE = 3;

    private final Venue venue = new Venue();
    private final long north = venue.createOutcomeMarket(DAN, 0, 100, terms -> terms.symbol = "N");
    private final long south = venue.createOutcomeMarket(DAN, -20, 50, terms -> terms.symbol = "S");

    /** The worked example of issue 4. */
    @Test
    void shouldLetAnArbitrageurBuyAFundRedeemItAndSellItsConstituents() {
        long fund = fund(one(north), two(south));
        venue.buy(BOB, 10 * CONTRACT, 60).in(north).place();
        venue.buy(CAT, 20 * CONTRACT, 12).in(south).place();
        venue.sell(DAN, 10 * CONTRACT, 70).in(fund).place();
        venue.lines();
        // Ten shares at 70 bring ten of the north at 60 and twenty of the south at 12: 84 each.
        venue.buy(ANN, 10 * CONTRACT, 70).in(fund).place();
        assertThat(redeem(ANN, fund, 10 * CONTRACT))
                .containsExactly(
                        "redeemed 4 by 5 1000 fee 3",
                        "posted 5/2 REDEMPTION_FEE -3 held 0 = 999297 held 0",
                        "posted 2/2 FEE +3 held 0 = 3 held 0");
        assertThat(venue.sell(ANN, 10 * CONTRACT, 60).in(north).place())
                .contains("posted 5/2 TRADE +600 held 0 = 999897 held 0");
        assertThat(venue.sell(ANN, 20 * CONTRACT, 12).in(south).place())
                .contains("posted 5/2 TRADE +240 held 0 = 1000137 held 0");
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(WEALTH + 840 - 700 - FEE);
        venue.restart();

        venue.settle(DAN, north, 80);
        assertThat(venue.outcome.count).isEqualTo(2);
        assertThat(venue.settle(DAN, south, -5))
                .containsExactly(
                        "market 3 SETTLED",
                        "settled 3 at -5 for 2 because known",
                        "posted 7/2 POSITION_SETTLED -100 held 0 = 999660 held 0",
                        "posted 9/2 POSITION_SETTLED +100 held 0 = -700 held 0",
                        "market 4 SETTLED",
                        "settled 4 at 70 for 2 because known",
                        "posted 8/2 POSITION_SETTLED -700 held 0 = 1000000 held 0",
                        "posted 9/2 POSITION_SETTLED +700 held 0 = 0 held 0");
        assertThat(venue.outcome.count).isEqualTo(4);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH + 137);
        venue.restart();
    }

    @Test
    void shouldDeriveTheBoundsOfAFundFromThoseOfItsConstituentsMindingSigns() {
        assertThat(create(terms -> {}, 0, one(north), new Constituent(south, -2)))
                .containsExactly(
                        "account 9 redemption FUND group 9",
                        "market 4 FUND",
                        "outcome market 4 FUND from -100 to 140 of 8 type TYPE group GROUP"
                                + " title title",
                        "fund 4 redeemed against 9 for 0 into 1 of 2, -2 of 3");
    }

    @Test
    void shouldRedeemBothWaysAgainstTheRedemptionAccount() {
        long fund = fund(one(north), new Constituent(south, -1));
        // Nothing is needed to begin with: five shares short, five of the north, five owed.
        redeem(ANN, fund, 5 * CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.outcome.fees).isEqualTo(FEE);
        assertThat(positions(fund)).containsExactly("5 -500", "9 500");
        assertThat(positions(north)).containsExactly("5 500", "9 -500");
        assertThat(positions(south)).containsExactly("5 -500", "9 500");
        // At worst the fund costs 120 each, the north brings nothing, the south costs 50.
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(WEALTH - FEE - 5 * (120 + 50));
        redeem(ANN, fund, -5 * CONTRACT);
        assertThat(positions(fund)).isEmpty();
        assertThat(positions(north)).isEmpty();
        assertThat(positions(south)).isEmpty();
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(WEALTH - 2 * FEE);
    }

    @Test
    void shouldDenyARedemptionThatWouldMakeAvailableNegative() {
        long fund = fund(one(north));
        venue.leave(ANN, QUOTE, 1_000);
        venue.buy(ANN, 4 * CONTRACT, 50).in(north).place();
        // 200 are bid. Eight shares short may cost 800, and 3 are the fee: 803 of 800.
        redeem(ANN, fund, 8 * CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.INSUFFICIENT_FUNDS);
        assertThat(venue.outcome.needed).isEqualTo(803);
        assertThat(venue.outcome.available).isEqualTo(800);
        redeem(ANN, fund, 7 * CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(800 - 703);
    }

    @Test
    void shouldRedeemWhileTheFundAndAllItsConstituentsAreOpen() {
        long fund = fund(one(north), two(south));
        setStatus(south, MarketStatus.PAUSED);
        redeem(ANN, fund, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.REDEMPTION_CLOSED);
        assertThat(venue.outcome.needed).isEqualTo(south);
        setStatus(south, MarketStatus.OPEN);
        setStatus(fund, MarketStatus.SEMI_PAUSED);
        redeem(ANN, fund, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.REDEMPTION_CLOSED);
        assertThat(venue.outcome.needed).isEqualTo(fund);
        setStatus(fund, MarketStatus.OPEN);
        venue.settle(DAN, north, 1);
        redeem(ANN, fund, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.REDEMPTION_CLOSED);
        assertThat(venue.outcome.needed).isEqualTo(north);
    }

    @Test
    void shouldSettleFundsOfFundsWithTheirLastConstituentAndNotByHand() {
        long inner = fund(one(north), one(south));
        long outer = create("OUTER", new Constituent(inner, 3), new Constituent(north, -1));
        redeem(ANN, outer, 4 * CONTRACT);
        redeem(ANN, inner, CONTRACT);
        venue.restart();
        venue.settle(DAN, outer, 30);
        assertThat(venue.outcome.code).isEqualTo(Code.SETTLES_BY_ITSELF);
        setStatus(inner, MarketStatus.PAUSED);
        venue.settle(DAN, south, 30);
        assertThat(venue.settle(DAN, north, 10))
                .contains(
                        "settled 4 at 40 for 3 because known",
                        "settled 5 at 110 for 2 because known");
        assertThat(venue.engine().cash(9, QUOTE)).isZero();
        assertThat(venue.engine().cash(10, QUOTE)).isZero();
        venue.restart();
    }

    @Test
    void shouldLimitWhatRedemptionsMayComeTo() {
        long fund = fund(one(north), two(south));
        venue.leave(ANN, QUOTE, 10 * WEALTH);
        redeem(ANN, fund, 5_001 * CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.POSITION_MAXIMUM);
        assertThat(venue.outcome.needed).isEqualTo(1_000_000);
        assertThat(venue.outcome.available).isEqualTo(1_000_200);
        redeem(ANN, fund, 5_000 * CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        redeem(ANN, fund, Long.MIN_VALUE / CONTRACT * CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.POSITION_MAXIMUM);
        // The open order counts as it would for another order.
        venue.sell(ANN, CONTRACT, 50).in(south).place();
        redeem(ANN, fund, -10_000 * CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.POSITION_MAXIMUM);
        redeem(ANN, fund, -9_999 * CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldKeepAFundFromWhoMayNotKnowAConstituent() {
        long fund = fund(one(north), one(south));
        CommandHeader root = Venue.asAdministrator(0);
        venue.engine().visibility().setVisibility(root, south, true, false, "", venue.outcome);
        redeem(ANN, fund, CONTRACT);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        create("OTHER", one(south));
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
    }

    private long fund(Constituent... constituents) {
        create(terms -> {}, FEE, constituents);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        return venue.outcome.id;
    }

    private long create(String symbol, Constituent... constituents) {
        create(terms -> terms.symbol = symbol, 0, constituents);
        return venue.outcome.id;
    }

    private List<String> create(Consumer<Terms> changes, long fee, Constituent... constituents) {
        return venue.createFund(DAN, changes, new FundTerms(fee, Arrays.asList(constituents)));
    }

    private List<String> redeem(long account, long fund, long quantity) {
        venue.engine().funds().redeem(Venue.as(account), fund, quantity, venue.outcome);
        return venue.lines();
    }

    private void setStatus(long market, MarketStatus status) {
        venue.engine().setMarketStatus(Venue.asAdministrator(0), market, status, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.lines();
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

    private static Constituent one(long market) {
        return new Constituent(market, 1);
    }

    private static Constituent two(long market) {
        return new Constituent(market, 2);
    }
}

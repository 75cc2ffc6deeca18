package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

/** Call auctions (VENUE-RULES 3): commands in, the complete list of events out. */
class AuctionTest {
    private static final long FEES = 2;

    private final Venue venue = new Venue(terms -> {
        terms.makerFeePpm = 10_000;
        terms.takerFeePpm = 20_000;
    });

    private void collect() {
        venue.activateRules();
        venue.setStatus(MarketStatus.PRE_OPEN);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    private List<String> uncross() {
        venue.engine().uncrossMarket(Venue.asAdministrator(0), 1, venue.outcome);
        return venue.lines();
    }

    private static List<String> trades(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("trade")).toList();
    }

    @Test
    void shouldOpenAMarketAtTheOnePriceThatExecutesTheMost() {
        collect();
        venue.buy(ANN, 10, 102).place();
        venue.buy(BOB, 10, 101).place();
        venue.sell(CAT, 12, 99).place();
        venue.sell(DAN, 10, 103).place();

        List<String> events = uncross();

        // From 100 to 101: 20 to buy, 12 to sell: pressure to buy leads to the highest, 101.
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.outcome.filledQuantity).isEqualTo(12);
        assertThat(venue.outcome.filledNotional).isEqualTo(12 * 101);
        assertThat(events.getFirst()).isEqualTo("uncrossed 12@101 surplus 8");
        assertThat(trades(events)).hasSize(2);
        assertThat(venue.orders()).hasSize(2);
        // Both sides pay the maker's hundredth; the buyer's better limit is free again.
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 1010 - 11);
        assertThat(venue.engine().held(ANN, QUOTE)).isZero();
        assertThat(venue.engine().cash(CAT, QUOTE)).isEqualTo(WEALTH + 1212 - 13);
        assertThat(venue.engine().cash(CAT, BASE)).isEqualTo(WEALTH - 12);
        venue.buy(DAN, 1, 102).place();
        assertThat(venue.outcome.state).isEqualTo(OrderState.OPEN);
    }

    /** Nobody takes in an auction, so nobody pays for a rebate: not even to one who sells to himself. */
    @Test
    void shouldPayNoRebateInAnAuction() {
        Venue rebates = withRebates();
        assertThat(rebates.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH);
        assertThat(rebates.engine().cash(FEES, QUOTE)).isZero();

        // The rest of the order, which somebody takes, earns its hundredth as ever.
        rebates.sell(BOB, 10, 100).place();
        assertThat(rebates.outcome.state).isEqualTo(OrderState.FILLED);
        assertThat(rebates.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 1000 + 10);
    }

    /** Ann has traded 10 with herself in an auction, and 10 of her order 1 rest. */
    private static Venue withRebates() {
        Venue rebates = new Venue(terms -> {
            terms.makerFeePpm = -10_000;
            terms.takerFeePpm = 10_000;
        });
        rebates.activateRules();
        rebates.setStatus(MarketStatus.PRE_OPEN);
        rebates.buy(ANN, 20, 100).place();
        rebates.sell(ANN, 10, 100).place();
        rebates.engine().uncrossMarket(Venue.asAdministrator(0), 1, rebates.outcome);
        assertThat(rebates.outcome.filledQuantity).isEqualTo(10);
        return rebates;
    }

    @Test
    void shouldTellOfAnOrderAlsoWhatItTradedForNothing() {
        Venue rebates = withRebates();
        rebates.restart();
        rebates.amend(ANN, 1, 101, 20);
        assertThat(rebates.outcome.code).isEqualTo(Code.DONE);
        assertThat(rebates.outcome.filledNotional).isEqualTo(1_000);
        rebates.restart();
        rebates.cancel(ANN, 1);
        assertThat(rebates.outcome.code).isEqualTo(Code.DONE);
        assertThat(rebates.outcome.filledNotional).isEqualTo(1_000);
        assertThat(rebates.outcome.fees).isZero();

        // The next order under its handle has traded nothing.
        rebates.buy(ANN, 20, 100).place();
        rebates.cancel(ANN, 3);
        assertThat(rebates.outcome.code).isEqualTo(Code.DONE);
        assertThat(rebates.outcome.filledNotional).isZero();
    }

    /** The worked example of docs/auctions.md: one opening for each tie-break. */
    @Test
    void shouldBreakEachTieOfAnOpeningAsTheRulesSay() {
        // 1. The most: 10 are executed at 101, at 100 only 6, at 102 only 5.
        assertThat(opening(0, buy(5, 102), buy(5, 101), sell(6, 100), sell(6, 101)))
                .isEqualTo("uncrossed 10@101 surplus -2");
        // 2. The least left over: 10 from 99 to 101, with 5, 5 and then 0 left over.
        assertThat(opening(0, buy(10, 101), buy(5, 100), sell(10, 99)))
                .isEqualTo("uncrossed 10@101 surplus 0");
        // 3. Pressure: the same 5 to buy are left over from 99 to 101; to sell likewise.
        assertThat(opening(99, buy(15, 101), sell(10, 99))).isEqualTo("uncrossed 10@101 surplus 5");
        assertThat(opening(101, buy(10, 101), sell(15, 99)))
                .isEqualTo("uncrossed 10@99 surplus -5");
        // 4. The nearest to the reference; without one the middle, rounded down.
        assertThat(opening(103, buy(10, 104), sell(10, 99)))
                .isEqualTo("uncrossed 10@103 surplus 0");
        assertThat(opening(200, buy(10, 104), sell(10, 99)))
                .isEqualTo("uncrossed 10@104 surplus 0");
        assertThat(opening(0, buy(10, 104), sell(10, 99))).isEqualTo("uncrossed 10@101 surplus 0");
    }

    @SafeVarargs
    private static String opening(long reference, Consumer<Venue>... orders) {
        Venue fresh = new Venue(terms -> terms.referencePrice = reference);
        fresh.activateRules();
        fresh.setStatus(MarketStatus.PRE_OPEN);
        for (Consumer<Venue> order : orders) {
            order.accept(fresh);
            assertThat(fresh.outcome.code).isEqualTo(Code.DONE);
        }
        fresh.lines();
        fresh.engine().uncrossMarket(Venue.asAdministrator(0), 1, fresh.outcome);
        return fresh.lines().getFirst();
    }

    private static Consumer<Venue> buy(long quantity, long price) {
        return to -> to.buy(ANN, quantity, price).place();
    }

    private static Consumer<Venue> sell(long quantity, long price) {
        return to -> to.sell(BOB, quantity, price).place();
    }

    @Test
    void shouldUncrossAMarketOfContractsByItsWorstCases() {
        long market = venue.createOutcomeMarket(ANN, 0, 100, terms -> {});
        venue.engine()
                .setMarketStatus(
                        Venue.asAdministrator(0), market, MarketStatus.PRE_OPEN, "", venue.outcome);
        venue.buy(BOB, 10 * Venue.CONTRACT, 60).in(market).place();
        venue.sell(CAT, 10 * Venue.CONTRACT, 40).in(market).place();
        assertThat(venue.available(CAT, QUOTE)).isEqualTo(WEALTH - 600);
        venue.lines();
        venue.engine().uncrossMarket(Venue.asAdministrator(0), market, venue.outcome);
        // In the middle of 40 and 60: bought for 500, and short of at most 500 more.
        assertThat(venue.lines().getFirst()).isEqualTo("uncrossed 1000@50 surplus 0");
        assertThat(venue.available(BOB, QUOTE)).isEqualTo(WEALTH - 500);
        assertThat(venue.available(CAT, QUOTE)).isEqualTo(WEALTH + 500 - 1000);
    }

    @Test
    void shouldNotPreventSelfTradesInsideAnUncross() {
        collect();
        venue.buy(ANN, 5, 100)
                .prevent(io.rialto.matching.SelfTradePrevention.CANCEL_BOTH)
                .place();
        venue.sell(ANN, 5, 100)
                .prevent(io.rialto.matching.SelfTradePrevention.CANCEL_BOTH)
                .place();
        assertThat(trades(uncross())).hasSize(1);
        assertThat(venue.orders()).isEmpty();
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 10);
    }

    @Test
    void shouldGiveWhatIsShortInOrderOfPriceThenTime() {
        collect();
        venue.buy(ANN, 5, 100).place();
        venue.buy(BOB, 5, 100).place();
        venue.buy(DAN, 5, 101).place();
        venue.sell(CAT, 8, 100).place();
        uncross();
        assertThat(venue.engine().cash(DAN, BASE)).isEqualTo(WEALTH + 5);
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH + 3);
        assertThat(venue.engine().cash(BOB, BASE)).isEqualTo(WEALTH);
    }

    @Test
    void shouldOpenAMarketInWhichNobodyMeets() {
        collect();
        venue.buy(ANN, 5, 99).place();
        venue.sell(CAT, 5, 101).place();
        assertThat(uncross().getFirst()).isEqualTo("uncrossed 0@0 surplus 0");
        assertThat(venue.orders()).hasSize(2);
        venue.buy(BOB, 5, 101).ioc().place();
        assertThat(venue.outcome.filledQuantity).isEqualTo(5);
    }

    @Test
    void shouldDenyAnUncrossInOrderOfPrecedence() {
        venue.activateRules();
        venue.engine().uncrossMarket(Venue.as(ANN), 9, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.NOT_ADMINISTRATOR);
        venue.engine().uncrossMarket(Venue.asAdministrator(0), 9, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        uncross();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_NOT_COLLECTING);
        venue.setStatus(MarketStatus.SEMI_PAUSED);
        uncross();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_NOT_COLLECTING);
    }

    @Test
    void shouldTriggerStopsAtTheAuctionsPriceOnceTheMarketIsOpen() {
        venue.sell(BOB, 1, 110).place();
        venue.buy(CAT, 1, 110).ioc().place();
        venue.advance(1);
        venue.sell(DAN, 1, 100).stop(105).place();
        collect();
        venue.buy(ANN, 5, 100).place();
        venue.sell(CAT, 4, 100).place();
        assertThat(uncross().getFirst()).isEqualTo("uncrossed 4@100 surplus 1");
        assertThat(venue.advance(2)).anyMatch(line -> line.startsWith("triggered #"));
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH + 5);
    }
}

package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.matching.SelfTradePrevention;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Sentences of VENUE-RULES 1 to 4 that hold in all markets alike, each by the smallest example. */
class StatedRulesTest {
    private static final Outcome OUTCOME = new Outcome();

    private final Venue venue = new Venue();

    private long pool() {
        venue.activateRules();
        AccountCommands accounts = venue.engine().accounts();
        accounts.createAlt(Venue.as(ANN), "pool", OUTCOME);
        long pool = OUTCOME.id;
        accounts.share(actingAs(pool), BOB, OUTCOME);
        transfer(Venue.as(ANN), pool, 500);
        return pool;
    }

    private static CommandHeader actingAs(long account) {
        CommandHeader header = Venue.as(ANN);
        header.account = account;
        return header;
    }

    private Code transfer(CommandHeader header, long to, long amount) {
        venue.engine().accounts().transfer(header, to, QUOTE, amount, "", OUTCOME);
        return OUTCOME.code;
    }

    @Test
    void transfersInAndOutOfASharedAccountAreRefusedWhileItHasOpenPositions() {
        long pool = pool();
        long market = venue.createOutcomeMarket(DAN, 0, 100, terms -> {});
        venue.sell(BOB, CONTRACT, 40).in(market).place();
        Venue.Ticket buys = venue.buy(pool, CONTRACT, 40).in(market);
        venue.engine().placeOrder(actingAs(pool), buys.terms, OUTCOME);
        assertThat(OUTCOME.code).isEqualTo(Code.DONE);
        assertThat(venue.engine().cash(pool, QUOTE)).isEqualTo(460);

        assertThat(transfer(actingAs(pool), ANN, 1)).isEqualTo(Code.ACCOUNT_BUSY);
        assertThat(transfer(Venue.as(BOB), pool, 1)).isEqualTo(Code.ACCOUNT_BUSY);

        venue.settle(DAN, market, 100);
        assertThat(transfer(actingAs(pool), ANN, 560)).isEqualTo(Code.DONE);
    }

    @Test
    void anAltAccountDoesNotTradeWithItsFirstOwner() {
        long pool = pool();
        venue.buy(ANN, 2, 100).prevent(SelfTradePrevention.CANCEL_OLDEST).place();
        Venue.Ticket sells = venue.sell(pool, 1, 100).prevent(SelfTradePrevention.CANCEL_NEWEST);
        venue.engine().accounts().transfer(Venue.as(ANN), pool, Venue.BASE, 1, "", OUTCOME);
        venue.engine().placeOrder(actingAs(pool), sells.terms, OUTCOME);
        assertThat(OUTCOME.code).isEqualTo(Code.DONE);
        assertThat(venue.lines()).noneMatch(line -> line.startsWith("traded"));
        assertThat(venue.orders()).hasSize(1);
    }

    @Test
    void ordersTradesAndUpdatesCountPerMarket() {
        venue.createMarket(terms -> terms.symbol = "OTHER");
        long other = venue.outcome.id;
        venue.sell(ANN, 5, 100).place();
        venue.buy(BOB, 1, 100).place();
        assertThat(venue.sell(ANN, 5, 100).in(other).place())
                .anyMatch(line -> line.startsWith("accepted #1 "))
                .anyMatch(line -> line.endsWith(" u1"));
        assertThat(venue.buy(BOB, 1, 100).in(other).place())
                .anyMatch(line -> line.startsWith("traded t1 "));
        assertThat(venue.buy(BOB, 1, 100).place()).anyMatch(line -> line.startsWith("traded t2 "));
    }

    /** A tenth of a percent of 7 is nothing that could be charged: of a hundred fills 0.7 is one. */
    @Test
    void feesRoundByAtMostOneMinorUnitPerRoleHoweverManyTheFills() {
        venue.setFees(1_000, 3_000);
        long before = venue.engine().cash(ANN, QUOTE);
        venue.sell(ANN, 100, 7).place();
        for (int fill = 0; fill < 100; fill++) {
            venue.buy(BOB, 1, 7).place();
        }
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(before + 700 - 1);

        before = venue.engine().cash(BOB, QUOTE);
        for (int maker = 0; maker < 100; maker++) {
            venue.sell(ANN, 1, 7).place();
        }
        venue.buy(BOB, 100, 7).place();
        // 2.1 for all of it.
        assertThat(venue.engine().cash(BOB, QUOTE)).isEqualTo(before - 700 - 3);
    }

    @Test
    void inClassMarketsOwnOrdersShrinkEachOtherAndThoseOfOthersTrade() {
        long market = venue.createOutcomeMarket(
                DAN, 0, 100, terms -> terms.selfTradePrevention = SelfTradePrevention.DECREMENT);
        venue.sell(ANN, 5 * CONTRACT, 40).in(market).place();
        venue.sell(BOB, 5 * CONTRACT, 40).in(market).place();
        List<String> lines = venue.buy(ANN, 8 * CONTRACT, 40).in(market).place();
        assertThat(lines.stream().filter(line -> line.startsWith("traded")))
                .singleElement()
                .asString()
                .contains(" 300@40 ")
                .contains("of 6");
    }
}

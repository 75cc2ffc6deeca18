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

/** Orders that wait for a price (VENUE-RULES 3): commands in, the complete list of events out. */
class TriggersTest {
    private final Venue venue = new Venue();

    /** Lets the market trade 1 at a price, and then what that triggers. */
    private List<String> trade(long price) {
        venue.sell(BOB, 1, price).place();
        venue.buy(CAT, 1, price).ioc().place();
        return venue.advance(venue.engine().timeNanos() + 1);
    }

    @Test
    void shouldHoldAStopAtItsBoundAndEnterItWhenTheMarketFalls() {
        trade(100);
        venue.buy(DAN, 5, 90).place();
        venue.sell(ANN, 3, 80).market().stop(95).place();
        assertThat(venue.outcome.state).isEqualTo(OrderState.WAITING);
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(3);
        assertThat(trade(96)).isEmpty();

        List<String> events = trade(95);

        assertThat(events).anyMatch(line -> line.startsWith("triggered #"));
        assertThat(venue.engine().held(ANN, BASE)).isZero();
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH - 3);
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldRestAStopLimitThatFindsNobodyWhenTriggered() {
        trade(100);
        venue.buy(ANN, 2, 120).stop(110).place();
        long order = venue.outcome.id;
        long held = venue.engine().held(ANN, QUOTE);

        trade(111);

        assertThat(venue.orders()).singleElement().asString().contains("#" + order + " ");
        assertThat(venue.engine().held(ANN, QUOTE)).isEqualTo(held);
        assertThat(venue.cancel(ANN, order)).isNotEmpty();
        assertThat(venue.engine().held(ANN, QUOTE)).isZero();
    }

    @Test
    void shouldTriggerATakeProfitOnTheOtherSideOfTheMarket() {
        trade(100);
        venue.sell(ANN, 1, 105).takeProfit(110).place();
        venue.buy(DAN, 1, 95).takeProfit(90).place();
        assertThat(trade(109)).isEmpty();
        assertThat(trade(110)).anyMatch(line -> line.startsWith("triggered #"));
        assertThat(trade(91)).isEmpty();
        assertThat(trade(90)).anyMatch(line -> line.startsWith("triggered #"));
    }

    @Test
    void shouldTrailTheBestTradeAtADistanceAndTriggerByTheLast() {
        trade(100);
        venue.sell(ANN, 1, 1).market().trailing(5).place();
        long order = venue.outcome.id;
        assertThat(trade(107)).containsExactly("moved #" + order + " @102");
        assertThat(trade(103)).isEmpty();
        assertThat(trade(102)).anyMatch(line -> line.startsWith("triggered #" + order));
    }

    @Test
    void shouldTrailDownToBuyAndReleaseWhatTheLowerBoundNeedsNoMore() {
        Venue bounded = new Venue(terms -> terms.protectionPpm = 100_000);
        bounded.sell(BOB, 1, 100).place();
        bounded.buy(CAT, 1, 100).ioc().place();
        bounded.buy(ANN, 10, 0).market().trailing(10).place();
        assertThat(bounded.engine().held(ANN, QUOTE)).isGreaterThanOrEqualTo(10 * 121);
        bounded.advance(1);
        bounded.sell(BOB, 1, 50).place();
        bounded.buy(CAT, 1, 50).ioc().place();
        assertThat(bounded.advance(2)).anyMatch(line -> line.startsWith("moved #"));
        bounded.sell(BOB, 20, 60).place();
        bounded.buy(CAT, 1, 60).ioc().place();
        assertThat(bounded.advance(3)).anyMatch(line -> line.contains("@66 last 60"));
        assertThat(bounded.engine().held(ANN, QUOTE)).isZero();
        assertThat(bounded.engine().cash(ANN, BASE)).isEqualTo(WEALTH + 10);
    }

    @Test
    void shouldEnterWithinWhatItHoldsWhereTheProtectionWasWidenedSince() {
        Venue widened = new Venue(terms -> terms.protectionPpm = 10_000);
        widened.sell(BOB, 1, 100).place();
        widened.buy(CAT, 1, 100).ioc().place();
        widened.leave(ANN, QUOTE, 1_100);
        widened.buy(ANN, 10, 0).market().trailing(5).place();
        long held = widened.engine().held(ANN, QUOTE);
        assertThat(held).isPositive();
        widened.engine()
                .protections()
                .setFigure(
                        Venue.asAdministrator(0),
                        1,
                        MarketFigure.PROTECTION_PPM,
                        500_000,
                        "",
                        widened.outcome);
        assertThat(widened.outcome.code).isEqualTo(Code.DONE);
        widened.sell(BOB, 1, 106).place();
        widened.buy(CAT, 1, 106).ioc().place();
        assertThat(widened.advance(1)).anyMatch(line -> line.contains("@106 last 106"));
        assertThat(widened.engine().held(ANN, QUOTE)).isZero();
    }

    @Test
    void shouldCascadeInOrderOfNearnessThenTime() {
        trade(100);
        venue.buy(DAN, 1, 94).place();
        venue.buy(DAN, 1, 89).place();
        venue.buy(DAN, 1, 84).place();
        venue.sell(ANN, 1, 1).market().stop(90).place();
        long second = venue.outcome.id;
        venue.sell(ANN, 1, 1).market().stop(95).place();
        long first = venue.outcome.id;
        venue.sell(ANN, 1, 1).market().stop(90).place();
        long third = venue.outcome.id;

        List<String> triggered = trade(95).stream()
                .filter(line -> line.startsWith("triggered"))
                .map(line -> line.substring(10, 12))
                .toList();

        // 95 sells to 94, which reaches nobody; only the next trade does.
        assertThat(triggered).containsExactly("#" + first);
        triggered = trade(90).stream()
                .filter(line -> line.startsWith("triggered"))
                .map(line -> line.substring(10, 12))
                .toList();
        assertThat(triggered).containsExactly("#" + second, "#" + third);
    }

    @Test
    void shouldBoundACascadeAndGoOnAtOnceWithTheRest() {
        trade(100);
        int orders = Triggers.FIRED_MAX + 10;
        for (int i = 0; i < orders; i++) {
            venue.sell(ANN, 1, 50).stop(90).place();
        }
        venue.restart();
        long triggered =
                trade(90).stream().filter(line -> line.startsWith("triggered")).count();
        assertThat(triggered).isEqualTo(Triggers.FIRED_MAX);
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(venue.engine().timeNanos());
        venue.restart();
        long now = venue.engine().nextDeadlineNanos();
        triggered = venue.advance(now).stream()
                .filter(line -> line.startsWith("triggered"))
                .count();
        assertThat(triggered).isEqualTo(10);
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldNotEnterInAPausedMarketButWhenItOpens() {
        trade(100);
        venue.sell(ANN, 1, 90).stop(95).place();
        venue.sell(BOB, 1, 94).place();
        venue.buy(CAT, 1, 94).ioc().place();
        venue.setStatus(MarketStatus.PAUSED);
        assertThat(venue.advance(venue.engine().timeNanos())).isEmpty();
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        venue.setStatus(MarketStatus.OPEN);
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(venue.engine().timeNanos());
        assertThat(venue.advance(venue.engine().timeNanos()))
                .anyMatch(line -> line.startsWith("triggered"));
    }

    @Test
    void shouldCancelAmendExpireAndMassCancelWhatWaits() {
        trade(100);
        venue.buy(ANN, 2, 120).id("mine").stop(110).place();
        long order = venue.outcome.id;
        long held = venue.engine().held(ANN, QUOTE);
        venue.amend(ANN, order, 0, 4);
        assertThat(venue.outcome.state).isEqualTo(OrderState.WAITING);
        assertThat(venue.engine().held(ANN, QUOTE)).isGreaterThan(held);
        venue.restart();
        assertThat(venue.cancel(ANN, "mine")).anyMatch(line -> line.startsWith("closed #" + order));
        assertThat(venue.engine().held(ANN, QUOTE)).isZero();

        venue.buy(ANN, 2, 120).until(1_000).stop(110).place();
        long expiring = venue.outcome.id;
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(1_000);
        assertThat(venue.advance(1_000)).anyMatch(line -> line.startsWith("closed #" + expiring));

        venue.buy(ANN, 2, 120).stop(110).place();
        venue.sell(ANN, 2, 120).stop(90).place();
        venue.buy(ANN, 2, 50).place();
        venue.cancelAll(ANN, 0, 1);
        assertThat(venue.outcome.count).isEqualTo(2);
        venue.setStatus(MarketStatus.CLOSED);
        assertThat(venue.outcome.count).isEqualTo(1);
        assertThat(venue.engine().held(ANN, BASE)).isZero();
    }

    @Test
    void shouldKeepTheExpiryOfAnOrderThatWasTriggered() {
        trade(100);
        venue.buy(ANN, 2, 120).until(1_000).stop(110).place();
        long order = venue.outcome.id;
        trade(110);
        assertThat(venue.orders()).hasSize(1);
        assertThat(venue.advance(1_000)).anyMatch(line -> line.startsWith("closed #" + order));
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldPreviewAnOrderThatWaits() {
        trade(100);
        long before = venue.hash();
        Preview preview = venue.buy(ANN, 2, 120).stop(110).preview();
        assertThat(preview.code).isEqualTo(Code.DONE);
        assertThat(preview.state).isEqualTo(OrderState.WAITING);
        assertThat(venue.hash()).isEqualTo(before);
        long held = preview.held;
        assertThat(preview.quoteAvailableAfter).isEqualTo(preview.available - held);
        venue.buy(ANN, 2, 120).stop(110).place();
        assertThat(venue.engine().held(ANN, QUOTE)).isEqualTo(held);
    }
}

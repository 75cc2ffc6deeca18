package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.QUOTE;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Every denial of an order that waits for a price, in order of precedence. */
class ConditionalDenialTest {
    private record Row(String denial, Runnable mend) {}

    private final Venue venue =
            new Venue(new EngineLimits(0, 100, 10, 3, 4, 16, 100, 1_000_000), terms -> {
                terms.tick = 5;
                terms.lot = 10;
                terms.priceMaximum = 1000;
                terms.quantityMinimum = 20;
                terms.quantityMaximum = 1000;
                terms.notionalMinimum = 5000;
                terms.notionalMaximum = 50_000;
                terms.referencePrice = 500;
                terms.openOrdersAccountMax = 2;
                terms.openOrdersMarketMax = 2;
                terms.positionMaximum = WEALTH - 20;
            });

    private final CommandHeader header = new CommandHeader();
    private final ConditionalOrder wanted = new ConditionalOrder();
    private final PlaceOrder order = wanted.terms;
    private final Outcome outcome = new Outcome();

    private static Row row(String denial, Runnable mend) {
        return new Row(denial, mend);
    }

    private void expect(List<Row> rows) {
        for (Row row : rows) {
            long before = venue.hash();
            venue.engine().placeConditionalOrder(header, wanted, outcome);
            String denial = outcome.code + " " + outcome.needed + " " + outcome.available;
            assertThat(denial).isEqualTo(row.denial);
            assertThat(venue.hash()).as("%s changes nothing", row.denial).isEqualTo(before);
            row.mend.run();
        }
        venue.engine().placeConditionalOrder(header, wanted, outcome);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        assertThat(outcome.state).isEqualTo(OrderState.WAITING);
    }

    @Test
    void shouldDenyOrdersThatWaitInOrderOfPrecedence() {
        venue.advance(100);
        venue.sell(BOB, 20, 500).place();
        venue.leave(ANN, BASE, 0);
        venue.buy(ANN, 20, 500).ioc().place();
        venue.advance(101);
        venue.leave(CAT, BASE, 0);
        venue.buy(CAT, 20, 300).id("taken").place();
        long taken = venue.outcome.id;
        venue.leave(CAT, QUOTE, 6_000 + 10_000);
        venue.leave(CAT, BASE, WEALTH);
        header.actor = CAT;
        header.account = CAT;
        order.market = 1;
        order.clientOrderId.set("taken");
        order.side = Side.BUY;
        order.price = -1;
        order.timeInForce = TimeInForce.FOK;
        order.budget = 5;
        order.postOnly = true;
        order.orderType = OrderType.MARKET;
        wanted.condition = Condition.TRAILING_STOP;
        wanted.triggerPrice = 503;
        wanted.trail = -3;
        expect(List.of(
                row("PRICE_NOT_ALLOWED 0 0", () -> order.price = 502),
                row("POST_ONLY_NOT_ALLOWED 0 0", () -> order.postOnly = false),
                row("BUDGET_NOT_ALLOWED 0 0", () -> {
                    order.budget = 0;
                    order.quantity = 7;
                    order.postOnly = true;
                    order.orderType = OrderType.LIMIT;
                }),
                row("POST_ONLY_NOT_ALLOWED 0 0", () -> order.postOnly = false),
                row("TIME_IN_FORCE_NOT_ALLOWED 0 0", () -> {
                    order.timeInForce = TimeInForce.GTC;
                    order.postOnly = true;
                }),
                row("POST_ONLY_NOT_ALLOWED 0 0", () -> order.postOnly = false),
                row("TRIGGER_PRICE_INVALID 0 0", () -> wanted.triggerPrice = 0),
                row("TRAIL_INVALID 0 0", () -> wanted.trail = 3),
                row("TICK 5 502", () -> order.price = 505),
                row("LOT 10 7", () -> order.quantity = 2000),
                row("QUANTITY_MAXIMUM 1000 2000", () -> order.quantity = 1000),
                row("TICK 5 3", () -> wanted.trail = 1005),
                row("PRICE_MAXIMUM 1000 1005", () -> wanted.trail = 1000),
                row("TRAIL_INVALID 500 1000", () -> {
                    wanted.condition = Condition.STOP;
                    wanted.trail = 0;
                    wanted.triggerPrice = 500;
                }),
                row("NOTIONAL_MAXIMUM 50000 505000", () -> {
                    order.quantity = 20;
                    order.price = 200;
                }),
                row("NOTIONAL_MINIMUM 5000 4000", () -> order.price = 505),
                row("CLIENT_ORDER_ID_TAKEN 0 0", () -> {
                    order.clientOrderId.clear();
                    venue.sell(CAT, 20, 700).place();
                }),
                row("OPEN_ORDERS_ACCOUNT 2 3", () -> {
                    venue.cancel(CAT, taken);
                    venue.sell(BOB, 20, 600).place();
                }),
                row("OPEN_ORDERS_MARKET 2 3", () -> {
                    venue.cancelAll(BOB, 0, 0);
                    venue.cancelAll(CAT, 0, 0);
                    venue.leave(CAT, BASE, WEALTH);
                }),
                row("POSITION_MAXIMUM 999980 1000020", () -> {
                    venue.leave(CAT, BASE, 0);
                    venue.leave(CAT, QUOTE, 10_000);
                }),
                row("INSUFFICIENT_FUNDS 10100 10000", () -> venue.leave(CAT, QUOTE, WEALTH)),
                row("TRIGGER_REACHED 500 500", () -> wanted.triggerPrice = 510)));
    }

    @Test
    void shouldDenyATrailingStopWithNothingToTrailFrom() {
        Venue quiet = new Venue();
        quiet.sell(ANN, 1, 1).trailing(5).place();
        assertThat(quiet.outcome.code).isEqualTo(Code.TRAIL_WITHOUT_PRICE);
    }

    @Test
    void shouldBoundTheTrailingStopsOfAMarket() {
        Venue many = new Venue(terms -> terms.referencePrice = 100).unchecked();
        int ofOne = OwnerLimits.defaults().trailingMax();
        long user = 0;
        for (int i = 0; i < WaitingOrders.TRAILING_MAX; i++) {
            if (i % ofOne == 0) {
                many.engine()
                        .createAccount(Venue.asAdministrator(0), 9, i, 0, "user", many.outcome);
                user = many.outcome.id;
                many.issue(user, BASE, ofOne);
            }
            many.sell(user, 1, 1).trailing(5).place();
            assertThat(many.outcome.code).isEqualTo(Code.DONE);
        }
        many.sell(ANN, 1, 1).trailing(5).place();
        assertThat(many.outcome.code).isEqualTo(Code.VENUE_FULL);
        many.sell(ANN, 1, 1).stop(95).place();
        assertThat(many.outcome.code).isEqualTo(Code.DONE);
    }
}

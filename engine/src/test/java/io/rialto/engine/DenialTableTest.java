package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * Every denial of an order command, in order of precedence. A table begins with a command that breaks
 * every rule that can be broken together; each row says which denial it gets, with the numbers that
 * explain it, and then mends just that, so whatever is below in the table is still broken.
 */
class DenialTableTest {

    private record Row(String denial, Runnable mend) {}

    private final Venue venue =
            new Venue(new EngineLimits(0, 100, 10, 2, 4, 16, 100, 1_000_000), terms -> {
                terms.tick = 5;
                terms.lot = 10;
                terms.priceMaximum = 1000;
                terms.quantityMinimum = 20;
                terms.quantityMaximum = 1000;
                terms.notionalMinimum = 5000;
                terms.notionalMaximum = 50_000;
                terms.referencePrice = 500;
                terms.priceBandPpm = 100_000;
                terms.openOrdersAccountMax = 1;
                terms.openOrdersMarketMax = 2;
                terms.positionMaximum = WEALTH - 20;
            });

    private final CommandHeader header = new CommandHeader();
    private final PlaceOrder order = new PlaceOrder();
    private final OrderTarget target = new OrderTarget();
    private final Outcome outcome = new Outcome();
    private long price;
    private long quantity;

    private static Row row(String denial, Runnable mend) {
        return new Row(denial, mend);
    }

    private void expect(List<Row> rows, Runnable command) {
        for (Row row : rows) {
            long before = venue.hash();
            command.run();
            String denial = outcome.code + " " + outcome.needed + " " + outcome.available;
            assertThat(denial).isEqualTo(row.denial);
            assertThat(venue.hash()).as("%s changes nothing", row.denial).isEqualTo(before);
            assertThat(venue.lines())
                    .containsExactly("denied %s needed %d available %d"
                            .formatted(outcome.code, outcome.needed, outcome.available));
            row.mend.run();
            venue.lines();
        }
        command.run();
        assertThat(outcome.code).isEqualTo(Code.DONE);
    }

    private void place() {
        venue.engine().placeOrder(header, order, outcome);
    }

    @Test
    void shouldDenyNewOrdersInOrderOfPrecedence() {
        venue.createMarket(terms -> terms.symbol = "OTHER");
        venue.advance(100);
        venue.sell(BOB, 20, 550).place();
        venue.leave(CAT, BASE, 0);
        venue.buy(CAT, 20, 500).id("taken").place();
        venue.leave(CAT, BASE, WEALTH);
        venue.leave(CAT, QUOTE, 20 * 500 + 10_999);
        venue.setStatus(MarketStatus.PAUSED);
        header.universe = 1;
        header.actor = 999;
        header.account = 998;
        order.market = 9;
        order.clientOrderIdValid = false;
        order.price = -1;
        order.quantity = -1;
        order.budget = 1;
        order.timeInForce = TimeInForce.GTD;
        order.postOnly = true;
        expect(
                List.of(
                        row("UNIVERSE_UNKNOWN 0 0", () -> header.universe = 0),
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = CAT),
                        row("ACCOUNT_UNKNOWN 0 0", () -> header.account = ANN),
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = CAT),
                        row("MARKET_UNKNOWN 0 0", () -> order.market = 1),
                        row("MARKET_PAUSED 0 0", () -> venue.setStatus(MarketStatus.OPEN)),
                        row("CLIENT_ORDER_ID_INVALID 0 0", () -> {
                            order.clientOrderIdValid = true;
                            order.clientOrderId.set("taken");
                        }),
                        row("PRICE_MISSING 0 0", () -> order.orderType = OrderType.MARKET),
                        row("PRICE_NOT_ALLOWED 0 0", () -> order.price = 1003),
                        row("QUANTITY_MISSING 0 0", () -> {
                            order.quantity = 7;
                            order.side = Side.SELL;
                        }),
                        row("BUDGET_NOT_ALLOWED 0 0", () -> order.budget = 0),
                        row("TIME_IN_FORCE_NOT_ALLOWED 0 0", () -> {
                            order.orderType = OrderType.LIMIT;
                            order.side = Side.BUY;
                        }),
                        row("EXPIRY_MISSING 0 0", () -> {
                            order.timeInForce = TimeInForce.IOC;
                            order.expiresAt = 100;
                        }),
                        row("EXPIRY_NOT_ALLOWED 0 0", () -> order.timeInForce = TimeInForce.DAY),
                        row("EXPIRY_PAST 0 0", () -> {
                            order.timeInForce = TimeInForce.IOC;
                            order.expiresAt = 0;
                        }),
                        row("POST_ONLY_NOT_ALLOWED 0 0", () -> order.timeInForce = TimeInForce.GTC),
                        row("TICK 5 1003", () -> order.price = 1005),
                        row("LOT 10 7", () -> order.quantity = 10),
                        row("PRICE_MAXIMUM 1000 1005", () -> order.price = 1000),
                        row("QUANTITY_MINIMUM 20 10", () -> order.quantity = 2000),
                        row("QUANTITY_MAXIMUM 1000 2000", () -> {
                            order.quantity = 20;
                            order.price = 5;
                        }),
                        row("NOTIONAL_MINIMUM 5000 100", () -> {
                            order.quantity = 60;
                            order.price = 1000;
                        }),
                        row("NOTIONAL_MAXIMUM 50000 60000", () -> order.quantity = 20),
                        row("PRICE_BAND 550 1000", () -> order.price = 550),
                        row("CLIENT_ORDER_ID_TAKEN 0 0", () -> order.clientOrderId.set("free")),
                        row("OPEN_ORDERS_ACCOUNT 1 2", () -> {
                            venue.cancel(CAT, "taken");
                            venue.leave(CAT, QUOTE, 10_999);
                            venue.leave(DAN, BASE, 0);
                            venue.buy(DAN, 20, 500).place();
                        }),
                        row("OPEN_ORDERS_MARKET 2 3", () -> {
                            venue.cancel(DAN, 3);
                            venue.buy(DAN, 20, 500).in(2).place();
                        }),
                        row("POSITION_MAXIMUM 999980 1000020", () -> venue.leave(CAT, BASE, 0)),
                        row("VENUE_FULL 2 3", () -> venue.cancelAll(DAN, 2, 0)),
                        row(
                                "INSUFFICIENT_FUNDS 11000 10999",
                                () -> venue.leave(CAT, QUOTE, 22_000)),
                        row("POST_ONLY_WOULD_TAKE 550 550", () -> {
                            order.postOnly = false;
                            order.timeInForce = TimeInForce.FOK;
                            order.quantity = 40;
                        }),
                        row("FILL_OR_KILL_UNFILLABLE 40 20", () -> order.quantity = 20)),
                this::place);
    }

    @Test
    void shouldDenyInAClosedMarketAndForAccountsOfTheVenue() {
        venue.setStatus(MarketStatus.CLOSED);
        header.actor = Venue.ADMINISTRATOR;
        header.account = 2;
        header.sudo = true;
        order.market = 1;
        order.price = 550;
        order.quantity = 20;
        order.side = Side.SELL;
        expect(
                List.of(
                        row("NOT_A_USER_ACCOUNT 0 0", () -> header.account = ANN),
                        row("MARKET_CLOSED 0 0", () -> venue.setStatus(MarketStatus.OPEN))),
                this::place);
    }

    @Test
    void shouldDenyPricesBelowTheBandAndBuysByBudgetBeyondIt() {
        header.actor = ANN;
        header.account = ANN;
        order.market = 1;
        order.side = Side.SELL;
        order.price = 445;
        order.quantity = 20;
        expect(
                List.of(
                        row("PRICE_BAND 450 445", () -> {
                            order.orderType = OrderType.MARKET;
                            order.timeInForce = TimeInForce.IOC;
                            order.side = Side.BUY;
                            order.price = 0;
                            order.quantity = 0;
                            order.budget = 4999;
                        }),
                        row("NOTIONAL_MINIMUM 5000 4999", () -> order.budget = 50_001),
                        row("NOTIONAL_MAXIMUM 50000 50001", () -> {
                            order.budget = 50_000;
                            venue.leave(ANN, BASE, 0);
                            venue.leave(ANN, QUOTE, 49_999);
                        }),
                        row("INSUFFICIENT_FUNDS 50000 49999", () -> {
                            order.timeInForce = TimeInForce.FOK;
                            order.budget = 49_999;
                        }),
                        row(
                                "FILL_OR_KILL_UNFILLABLE 0 0",
                                () -> order.timeInForce = TimeInForce.IOC)),
                this::place);
    }

    private void amend() {
        venue.engine().amendOrder(header, target, price, quantity, outcome);
    }

    @Test
    void shouldDenyAmendmentsInOrderOfPrecedence() {
        venue.leave(CAT, BASE, WEALTH - 100);
        venue.buy(CAT, 40, 500).postOnly().place();
        venue.sell(BOB, 20, 500).place();
        venue.sell(BOB, 20, 550).place();
        venue.leave(CAT, QUOTE, 20 * 500 + 999);
        header.actor = 999;
        header.account = 998;
        target.market = 9;
        target.orderId = 2;
        price = -1;
        quantity = -1;
        venue.setStatus(MarketStatus.PAUSED);
        expect(
                List.of(
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = CAT),
                        row("ACCOUNT_UNKNOWN 0 0", () -> header.account = ANN),
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = CAT),
                        row("MARKET_UNKNOWN 0 0", () -> target.market = 1),
                        row("MARKET_PAUSED 0 0", () -> venue.setStatus(MarketStatus.OPEN)),
                        row("ORDER_UNKNOWN 0 0", () -> target.orderId = 1),
                        row("PRICE_NOT_ALLOWED 0 0", () -> price = 500),
                        row("QUANTITY_MISSING 0 0", () -> quantity = 40),
                        row("AMEND_WITHOUT_CHANGE 0 0", () -> {
                            price = 1003;
                            quantity = 20;
                        }),
                        row("AMEND_BELOW_FILLED 20 20", () -> quantity = 47),
                        row("TICK 5 1003", () -> price = 1005),
                        row("LOT 10 47", () -> quantity = 2000),
                        row("PRICE_MAXIMUM 1000 1005", () -> price = 1000),
                        row("QUANTITY_MAXIMUM 1000 2000", () -> {
                            price = 5;
                            quantity = 200;
                        }),
                        row("NOTIONAL_MINIMUM 5000 1000", () -> price = 1000),
                        row("NOTIONAL_MAXIMUM 50000 200000", () -> quantity = 40),
                        row("PRICE_BAND 550 1000", () -> {
                            price = 550;
                            quantity = 90;
                            venue.leave(CAT, BASE, WEALTH - 80);
                        }),
                        row("POSITION_MAXIMUM 999980 999990", () -> quantity = 80),
                        row(
                                "INSUFFICIENT_FUNDS 33000 10999",
                                () -> venue.leave(CAT, QUOTE, 33_000)),
                        row("POST_ONLY_WOULD_TAKE 550 550", () -> price = 545)),
                this::amend);
    }

    @Test
    void shouldDenyLoweringToWhatTheMarketDoesNotTake() {
        venue.leave(ANN, BASE, 0);
        venue.buy(ANN, 40, 450).place();
        header.actor = ANN;
        header.account = ANN;
        target.market = 1;
        target.orderId = 1;
        quantity = 7;
        expect(
                List.of(
                        row("LOT 10 7", () -> quantity = 10),
                        row("QUANTITY_MINIMUM 20 10", () -> quantity = 20)),
                this::amend);
        assertThat(venue.orders())
                .containsExactly(
                        "#1 of 5 buy 20@450 LIMIT GTC NONE fees 0/0 left 20 filled 0 held 9000");
    }

    @Test
    void shouldDenyCancelsInOrderOfPrecedence() {
        venue.sell(ANN, 20, 500).id("mine").place();
        venue.setStatus(MarketStatus.PAUSED);
        header.actor = BOB;
        header.account = ANN;
        target.market = 2;
        target.orderId = 7;
        expect(
                List.of(
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = BOB),
                        row("MARKET_UNKNOWN 0 0", () -> target.market = 1),
                        row("MARKET_PAUSED 0 0", () -> venue.setStatus(MarketStatus.OPEN)),
                        row("ORDER_UNKNOWN 0 0", () -> target.orderId = -1),
                        row("ORDER_UNKNOWN 0 0", () -> target.orderId = Long.MAX_VALUE),
                        row("ORDER_UNKNOWN 0 0", () -> target.orderId = 0),
                        row("ORDER_UNKNOWN 0 0", () -> target.orderId = 1),
                        row("ORDER_UNKNOWN 0 0", () -> {
                            target.orderId = 0;
                            target.clientOrderId.set("mine");
                        }),
                        row("ORDER_UNKNOWN 0 0", () -> {
                            header.actor = ANN;
                            header.account = ANN;
                        })),
                () -> venue.engine().cancelOrder(header, target, outcome));
        assertThat(outcome.id).isEqualTo(1);
        assertThat(outcome.state).isEqualTo(OrderState.CANCELLED);
    }

    @Test
    void shouldDenyAnAdministratorOthersOrdersWithoutSudo() {
        venue.sell(ANN, 20, 500).place();
        header.actor = Venue.ADMINISTRATOR;
        header.account = ANN;
        target.market = 1;
        target.orderId = 1;
        expect(
                List.of(row("ACCOUNT_NOT_YOURS 0 0", () -> header.sudo = true)),
                () -> venue.engine().cancelOrder(header, target, outcome));
        assertThat(outcome.state).isEqualTo(OrderState.CANCELLED);
    }

    @Test
    void shouldDenyMassCancelsInOrderOfPrecedence() {
        long[] market = {9};
        int[] side = {3};
        venue.setStatus(MarketStatus.PAUSED);
        header.actor = 999;
        expect(
                List.of(
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                        row("NOT_ADMINISTRATOR 0 0", () -> header.actor = Venue.ADMINISTRATOR),
                        row("SUDO_REQUIRED 0 0", () -> header.sudo = true),
                        row("MARKET_UNKNOWN 0 0", () -> market[0] = 1),
                        row("MARKET_PAUSED 0 0", () -> venue.setStatus(MarketStatus.CLOSED)),
                        row("MARKET_CLOSED 0 0", () -> venue.setStatus(MarketStatus.OPEN)),
                        row("SIDE_INVALID 0 0", () -> side[0] = 2)),
                () -> venue.engine().cancelAll(header, market[0], side[0], outcome));
    }
}

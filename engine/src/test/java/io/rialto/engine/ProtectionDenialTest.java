package io.rialto.engine;

import static io.rialto.engine.DenialRows.row;
import static io.rialto.engine.Venue.ADMINISTRATOR;
import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;

import io.rialto.money.Side;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Every denial by and of switches, figures, statuses, auctions and links, in order of precedence. */
class ProtectionDenialTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DEAD_MAN_MAX = Protections.DEAD_MAN_NANOS_MAX;
    private static final String CONTROL = "\u0007";

    private final Venue venue = new Venue();
    private final Outcome outcome = venue.outcome;
    private final DenialRows denials = new DenialRows(venue, outcome);
    private final CommandHeader header = new CommandHeader();
    private final PlaceOrder order = new PlaceOrder();
    private Exits exits = new Exits(0, 0, 0, 0);
    private long market = 99;
    private String reason = CONTROL;
    private long value;
    private long other;
    private boolean pulls;
    private MarketFigure figure = MarketFigure.AUCTION_AT;
    private MarketStatus status = MarketStatus.PRE_OPEN;

    @BeforeEach
    void activate() {
        venue.activateRules();
        header.actor = 77;
    }

    private Protections protections() {
        return venue.engine().protections();
    }

    private void status(long of, MarketStatus to) {
        venue.engine().setMarketStatus(Venue.asAdministrator(0), of, to, "test", outcome);
    }

    private void kill(long account, long of, boolean pull) {
        protections().kill(Venue.asAdministrator(account), of, pull, "test", outcome);
    }

    private void byAdministrator(List<DenialRows.Row> more, Runnable command) {
        List<DenialRows.Row> rows = new ArrayList<>(List.of(
                row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                row("NOT_ADMINISTRATOR 0 0", () -> header.actor = ADMINISTRATOR),
                row("SUDO_REQUIRED 0 0", () -> header.sudo = true)));
        rows.addAll(more);
        denials.expect(rows, command);
    }

    private void byOwner(List<DenialRows.Row> more, Runnable command) {
        header.account = 77;
        List<DenialRows.Row> rows = new ArrayList<>(List.of(
                row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                row("ACCOUNT_UNKNOWN 0 0", () -> header.account = BOB),
                row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN)));
        rows.addAll(more);
        denials.expect(rows, command);
    }

    @Test
    void shouldDenyOrdersByWhatHoldsThemUpInOrderOfPrecedence() {
        long settled = venue.createOutcomeMarket(DAN, 0, 5, terms -> {});
        venue.settle(DAN, settled, 1);
        long withdrawn = venue.createOutcomeMarket(DAN, 0, 6, terms -> {});
        venue.engine()
                .corrections()
                .withdrawMarket(Venue.asAdministrator(0), withdrawn, "never", outcome);
        long contracts = venue.createOutcomeMarket(DAN, 10, 100, terms -> {});
        protections()
                .setFigure(
                        Venue.asAdministrator(0),
                        contracts,
                        MarketFigure.ORDER_RATE,
                        1,
                        "",
                        outcome);
        venue.buy(ANN, CONTRACT, 20).in(contracts).place();
        long collecting = venue.createOutcomeMarket(DAN, 0, 7, terms -> {});
        status(collecting, MarketStatus.PRE_OPEN);
        status(1, MarketStatus.SEMI_PAUSED);
        kill(0, 0, true);
        kill(0, 1, true);
        kill(ANN, 0, true);
        order.market = 99;
        order.side = Side.BUY;
        order.quantity = CONTRACT;
        order.price = 5;
        order.timeInForce = TimeInForce.IOC;
        order.instruction = Instruction.REDUCE_ONLY;
        byOwner(
                List.of(
                        row("MARKET_UNKNOWN 0 0", () -> order.market = 1),
                        row("VENUE_KILLED 0 0", () -> kill(0, 0, false)),
                        row("MARKET_KILLED 0 0", () -> kill(0, 1, false)),
                        row("ACCOUNT_KILLED 0 0", () -> kill(ANN, 0, false)),
                        row("MARKET_SEMI_PAUSED 0 0", () -> order.market = settled),
                        row("MARKET_SETTLED 0 0", () -> order.market = withdrawn),
                        row("MARKET_VOID 0 0", () -> order.market = contracts),
                        row("ORDER_RATE 1 2", () -> {
                            venue.advance(2 * SECOND);
                            order.market = collecting;
                        }),
                        row("MARKET_COLLECTING 0 0", () -> order.market = contracts),
                        row("PRICE_MINIMUM 10 5", () -> order.price = 40),
                        row("NOTHING_TO_REDUCE 0 0", () -> order.instruction = Instruction.NONE)),
                () -> venue.engine().placeOrder(header, order, outcome));
    }

    @Test
    void shouldDenyLinksInOrderOfPrecedence() {
        venue.sell(BOB, 1, 100).place();
        venue.buy(CAT, 1, 100).place();
        venue.advance(1);
        venue.sell(ANN, 5, 110).place();
        long target = outcome.id;
        venue.sell(ANN, 5, 120).place();
        long second = outcome.id;
        venue.sell(BOB, 5, 130).place();
        long foreign = outcome.id;
        venue.sell(ANN, 5, 90).stop(95).place();
        long stop = outcome.id;
        other = foreign;
        byOwner(
                List.of(
                        row("MARKET_UNKNOWN 0 0", () -> market = 1),
                        row("ORDER_UNKNOWN 0 0", () -> other = second),
                        row("LINK_INVALID 0 0", () -> other = stop)),
                () -> venue.engine().linkOrders(header, market, target, other, outcome));
    }

    @Test
    void shouldDenyBracketsInOrderOfPrecedence() {
        Venue coarse = venue;
        long contracts = coarse.createOutcomeMarket(DAN, 10, 100, terms -> {});
        coarse.createMarket(terms -> {
            terms.symbol = "COARSE";
            terms.tick = 2;
            terms.priceMaximum = 1_000;
            terms.openOrdersAccountMax = 2;
        });
        long last = contracts + 1;
        order.market = 99;
        order.side = Side.SELL;
        order.price = 100;
        order.quantity = -1;
        order.clientOrderIdValid = false;
        exits = new Exits(111, 2_000, 100, 0);
        byOwner(
                List.of(
                        row("MARKET_UNKNOWN 0 0", () -> order.market = contracts),
                        row("CONDITION_NOT_ALLOWED 0 0", () -> order.market = last),
                        row("BRACKET_INVALID 0 0", () -> order.side = Side.BUY),
                        row("BRACKET_INVALID 0 0", () -> exits = new Exits(111, 2_000, 90, 0)),
                        row("TICK 2 111", () -> exits = new Exits(110, 2_000, 90, 0)),
                        row("PRICE_MAXIMUM 1000 2000", () -> exits = new Exits(110, 0, 90, 0)),
                        row("CLIENT_ORDER_ID_INVALID 0 0", () -> order.clientOrderIdValid = true),
                        row("QUANTITY_MISSING 0 0", () -> order.quantity = 100_000),
                        row(
                                "OPEN_ORDERS_ACCOUNT 2 3",
                                () -> venue.engine()
                                        .protections()
                                        .setFigure(
                                                Venue.asAdministrator(0),
                                                last,
                                                MarketFigure.OPEN_ORDERS_ACCOUNT,
                                                3,
                                                "room",
                                                outcome)),
                        row("INSUFFICIENT_FUNDS 10000000 1000000", () -> order.quantity = 10)),
                () -> venue.engine().placeBracket(header, order, exits, outcome));
    }

    @Test
    void shouldDenyAmendmentsOfExits() {
        order.price = 100;
        order.quantity = 10;
        Exits of = new Exits(110, 0, 90, 0);
        venue.engine().placeBracket(Venue.as(ANN), order(1), of, outcome);
        venue.sell(BOB, 4, 100).place();
        venue.advance(1);
        OrderTarget stop = new OrderTarget();
        stop.market = 1;
        stop.orderId = 99;
        header.account = ANN;
        header.actor = ANN;
        denials.expect(
                List.of(
                        row("ORDER_UNKNOWN 0 0", () -> stop.orderId = 3),
                        row("EXIT_UNAMENDABLE 0 0", () -> stop.orderId = 4),
                        row("EXIT_UNAMENDABLE 0 0", () -> stop.orderId = 1)),
                () -> venue.engine().amendOrder(header, stop, 0, 8, outcome));
    }

    private PlaceOrder order(long in) {
        order.market = in;
        return order;
    }

    @Test
    void shouldDenyFiguresInOrderOfPrecedence() {
        byAdministrator(
                List.of(
                        row("MARKET_UNKNOWN 0 0", () -> market = 1),
                        row("NAME_INVALID 0 0", () -> reason = ""),
                        row("STATUS_UNCHANGED 0 0", () -> value = -1),
                        row("MARKET_NOT_COLLECTING 0 0", () -> status(1, MarketStatus.PRE_OPEN)),
                        row("FIGURE_INVALID 0 0", () -> {
                            figure = MarketFigure.OPEN_ORDERS_ACCOUNT;
                            value = Integer.MAX_VALUE;
                        }),
                        row("LIMITS_OVERFLOW 0 0", () -> value = 50)),
                () -> protections().setFigure(header, market, figure, value, reason, outcome));
    }

    @Test
    void shouldDenyKillSwitchesInOrderOfPrecedence() {
        byOwner(
                List.of(
                        row("NAME_INVALID 0 0", () -> reason = ""),
                        row("STATUS_UNCHANGED 0 0", () -> kill(ANN, 0, true)),
                        row("ACCOUNT_KILLED 0 0", () -> {
                            kill(ANN, 0, false);
                            pulls = true;
                        })),
                () -> protections().kill(header, 0, pulls, reason, outcome));
    }

    @Test
    void shouldDenyDeadMansSwitchesInOrderOfPrecedence() {
        value = -1;
        byOwner(
                List.of(
                        row(
                                "DEAD_MAN_INVALID " + DEAD_MAN_MAX + " -1",
                                () -> value = DEAD_MAN_MAX + 1),
                        row(
                                "DEAD_MAN_INVALID " + DEAD_MAN_MAX + " " + (DEAD_MAN_MAX + 1),
                                () -> value = 0),
                        row("STATUS_UNCHANGED 0 0", () -> value = 5)),
                () -> protections().deadMan(header, value, outcome));
    }

    @Test
    void shouldDenyAuctionsInOrderOfPrecedence() {
        byAdministrator(
                List.of(
                        row("MARKET_UNKNOWN 0 0", () -> market = 1),
                        row("MARKET_NOT_COLLECTING 0 0", () -> status(1, MarketStatus.PRE_OPEN))),
                () -> venue.engine().uncrossMarket(header, market, outcome));
    }

    @Test
    void shouldDenyStatusesInOrderOfPrecedence() {
        status(1, MarketStatus.PRE_OPEN);
        venue.sell(BOB, 1, 20).place();
        venue.buy(CAT, 1, 25).place();
        long crossing = outcome.id;
        byAdministrator(
                List.of(
                        row("MARKET_UNKNOWN 0 0", () -> market = 1),
                        row("NAME_INVALID 0 0", () -> reason = ""),
                        row("STATUS_UNCHANGED 0 0", () -> status = MarketStatus.SETTLED),
                        row("STATUS_ILLEGAL 0 0", () -> status = MarketStatus.OPEN),
                        row("BOOK_CROSSED 0 0", () -> venue.cancel(CAT, crossing))),
                () -> venue.engine().setMarketStatus(header, market, status, reason, outcome));
    }
}

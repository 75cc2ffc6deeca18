package io.rialto.sequencer;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/**
 * What a golden log is made of: every command, in all its ways to be done and many to be denied,
 * orders of every kind that trade, expire and are cancelled in masses, keys that are repeated,
 * misused and forgotten. A function of nothing: the same lines every time, for the same program.
 */
final class GoldenScript {
    private static final long SEED = 20_260_101;
    private static final int GATEWAY = 3;
    private static final int RANDOM_COMMANDS = 260;
    private static final int STATE_EVERY = 65;
    private static final long SECOND = 1_000_000_000L;
    private static final long PRICE = 100_000_000_000L;
    private static final long TICK = 1_000_000_000L;
    private static final long QUANTITY = 100_000_000L;
    private static final List<SelfTradePrevention> PREVENTIONS =
            List.copyOf(EnumSet.complementOf(EnumSet.of(SelfTradePrevention.NULL_VAL)));
    private static final long[] USERS = {5, 6, 7};

    private final GoldenLog log = new GoldenLog();
    private final VenueFixture venue = new VenueFixture();
    private final CommandPublisher publisher = venue.publisher;
    private final Random random = new Random(SEED);
    private final List<String> lines = new ArrayList<>();
    private long number;
    private long nowNanos = 1_767_225_600L * SECOND;

    private GoldenScript() {}

    /** The log of a release. */
    static List<String> record(String release, int rules) {
        GoldenScript script = new GoldenScript();
        script.lines.add("# The golden log of release " + release + ", rules version " + rules
                + ". See docs/decisions.");
        script.example();
        script.setUp();
        script.trade();
        script.misuse();
        script.expire();
        script.tidyUp();
        script.state();
        return script.lines;
    }

    /** The session of the protocol's pages: every message of the schema once. */
    private void example() {
        remark("every command");
        ExampleSession.play().steps().forEach(step -> {
            nowNanos += SECOND;
            lines.add(log.command(SECOND, step.command()));
        });
        state();
    }

    private void setUp() {
        remark("a gateway of its own, a third user, a second market with every rule");
        int length = publisher.openGateway(venue.command, 0, GATEWAY, 5, 6);
        nowNanos += SECOND;
        lines.add(log.command(SECOND, VenueFixture.copy(venue.command, 0, length)));
        send((b, o) -> publisher.createAccount(b, o, sudo(4), 7, 8, 0, "Dan"));
        send((b, o) -> publisher.setMarketStatus(b, o, sudo(4), 1, MarketStatus.OPEN, ""));
        for (long user : USERS) {
            send((b, o) -> publisher.issue(b, o, sudo(user), 1, 100 * QUANTITY, "base"));
            send((b, o) -> publisher.issue(b, o, sudo(user), 2, 10_000_000_000L, "quote"));
        }
        MarketTerms terms = VenueFixture.terms();
        terms.symbol = "BTC-USD2";
        terms.priceBandPpm = 200_000;
        terms.protectionPpm = 50_000;
        terms.referencePrice = PRICE;
        terms.openOrdersAccountMax = 12;
        terms.makerFeePpm = 100;
        terms.selfTradePrevention = SelfTradePrevention.CANCEL_BOTH;
        send((b, o) -> publisher.createMarket(b, o, sudo(4), terms));
        state();
    }

    private void trade() {
        remark("orders of every kind, from the seed " + SEED);
        for (int i = 1; i <= RANDOM_COMMANDS; i++) {
            step(USERS[random.nextInt(USERS.length)], 1 + random.nextInt(2));
            if (i % STATE_EVERY == 0) {
                state();
            }
        }
    }

    private void step(long user, int market) {
        OrderTerms order = order(market);
        long known = 1L + random.nextInt(60);
        switch (random.nextInt(20)) {
            case 0 -> send((b, o) -> publisher.cancelOrder(b, o, as(user), market, known, ""));
            case 1 -> {
                long price = random.nextBoolean() ? order.price + TICK : 0;
                send((b, o) -> publisher.amendOrder(
                        b, o, as(user), market, known, "", price, order.quantity));
            }
            case 2 -> {
                ReplaceMode mode = random.nextBoolean()
                        ? ReplaceMode.STOP_ON_FAILURE
                        : ReplaceMode.ALLOW_FAILURE;
                send((b, o) -> publisher.replaceOrder(b, o, as(user), known, "", mode, order));
            }
            case 3 -> send((b, o) -> publisher.previewOrder(b, o, as(user), order));
            case 4 -> send((b, o) -> publisher.cancelAll(b, o, as(user), market, order.side));
            case 5 ->
                send((b, o) -> publisher.setMarketFees(
                        b, o, sudo(4), market, random.nextInt(200) - 100, 1_000));
            default -> {
                RequestContext context = as(user);
                if (random.nextInt(4) == 0) {
                    context.key(9, random.nextInt(12), random.nextInt(40) == 0 ? 2 : 1);
                }
                send((b, o) -> publisher.placeOrder(b, o, context, order));
            }
        }
    }

    private OrderTerms order(int market) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long quantity = (1 + random.nextInt(20)) * (QUANTITY / 20);
        OrderTerms order = new OrderTerms();
        if (random.nextInt(8) == 0) {
            order.market(market, side, quantity);
            return order;
        }
        long price = PRICE + (random.nextInt(11) - 5) * TICK;
        order.limit(market, side, random.nextInt(30) == 0 ? price / 2 + 1 : price, quantity);
        order.postOnly = random.nextInt(8) == 0;
        order.selfTradePrevention = PREVENTIONS.get(random.nextInt(PREVENTIONS.size()));
        order.timeInForce = switch (random.nextInt(8)) {
            case 0 -> TimeInForce.IOC;
            case 1 -> TimeInForce.FOK;
            case 2 -> TimeInForce.GTD;
            default -> TimeInForce.GTC;
        };
        if (order.timeInForce == TimeInForce.GTD) {
            order.expiresAt = nowNanos + (1 + random.nextInt(90)) * SECOND;
        }
        if (random.nextInt(6) == 0) {
            order.clientOrderId = "c" + random.nextInt(5);
        }
        return order;
    }

    private void misuse() {
        remark("what is refused: rights, funds, filters, numbers, orders of other kinds");
        OrderTerms order = new OrderTerms().limit(1, Side.BUY, PRICE, QUANTITY);
        send((b, o) -> publisher.placeOrder(b, o, venue.context.as(5, 6), order));
        send((b, o) -> publisher.issue(b, o, as(5), 1, 1, "mine"));
        send((b, o) -> publisher.bootstrap(b, o, as(0), 1, 2, new byte[32], "again"));
        send((b, o) -> publisher.createAsset(b, o, sudo(4), "BTC", 8, 6));
        send((b, o) -> publisher.withdraw(b, o, sudo(6), 2, Long.MAX_VALUE / 4, "all"));
        send((b, o) -> publisher.cancelOrder(b, o, as(6), 77, 1, ""));
        OrderTerms big = new OrderTerms().limit(1, Side.BUY, 100 * PRICE, 100 * QUANTITY);
        send((b, o) -> publisher.placeOrder(b, o, as(7), big));
        OrderTerms odd = new OrderTerms().limit(1, Side.BUY, PRICE + 1, QUANTITY + 1);
        send((b, o) -> publisher.placeOrder(b, o, as(7), odd));
        OrderTerms budget = new OrderTerms().market(1, Side.BUY, 0);
        budget.budget = 5_000;
        send((b, o) -> publisher.placeOrder(b, o, as(7), budget));
        budget.orderType = OrderType.LIMIT;
        send((b, o) -> publisher.placeOrder(b, o, as(7), budget));
        number--;
        remark("a number sent twice, and one left out");
        send((b, o) -> publisher.cancelAll(b, o, as(6), 1));
        number += 2;
        send((b, o) -> publisher.cancelAll(b, o, as(6), 1));
        number -= 3;
        state();
    }

    private void expire() {
        remark("orders expire while nobody asks, then keys are forgotten");
        for (int i = 0; i < 4; i++) {
            OrderTerms order = new OrderTerms().limit(2, Side.BUY, PRICE - 5 * TICK, QUANTITY);
            order.timeInForce = TimeInForce.GTD;
            order.expiresAt = nowNanos + (10 + i) * SECOND;
            send((b, o) -> publisher.placeOrder(b, o, as(7).key(8, order.expiresAt, 8), order));
        }
        lines.add(log.time(9 * SECOND));
        lines.add(log.time(200 * SECOND));
        nowNanos += 209 * SECOND;
        state();
        lines.add(log.time(2 * 3_600 * SECOND));
        nowNanos += 2 * 3_600 * SECOND;
        OrderTerms order = new OrderTerms().limit(2, Side.BUY, PRICE - 5 * TICK, QUANTITY);
        send((b, o) -> publisher.placeOrder(b, o, as(7).key(8, order.price, 9), order));
    }

    private void tidyUp() {
        remark("markets pause and take cancels only, everything is cancelled");
        for (MarketStatus status : MarketStatus.values()) {
            if (status != MarketStatus.NULL_VAL) {
                send((b, o) -> publisher.setMarketStatus(b, o, sudo(4), 2, status, "golden"));
                step(5, 2);
            }
        }
        for (long user : USERS) {
            send((b, o) -> publisher.cancelAll(b, o, as(user), 0));
        }
        send((b, o) -> publisher.setAdministrator(b, o, sudo(5), false));
    }

    private RequestContext as(long user) {
        return venue.context.as(user);
    }

    private RequestContext sudo(long account) {
        return venue.context.as(4, account).sudo();
    }

    private void send(VenueFixture.Encoding encoding) {
        int length = encoding.encode(venue.command, 0);
        number++;
        CommandStamp.stamp(venue.command, 0, GATEWAY, 1, number);
        long afterNanos = random.nextInt(2_000) * 1_000_000L;
        nowNanos += afterNanos;
        lines.add(log.command(afterNanos, VenueFixture.copy(venue.command, 0, length)));
    }

    private void state() {
        lines.add(log.state());
    }

    private void remark(String text) {
        lines.add("# " + text);
    }
}

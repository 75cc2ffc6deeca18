package io.rialto.simulator;

import io.rialto.protocol.OrderType;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.sequencer.OrderTerms;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a trader asks for: orders of every kind around one price, changes of earlier ones, and one
 * in ten that cannot be done.
 */
final class TraderWork implements Workload {
    private static final long TICK = OperatorWork.TICK;
    private static final long LOT = OperatorWork.LOT;
    private static final int RECENT = 30;

    /** How much of the work is in markets of contracts and about accounts. */
    private static final double CLASS_SHARE = 0.4;

    private final String name;
    private final long account;
    private final LongSupplier clock;
    private final Dice dice;
    private final Requests requests;
    private final ClassWork inClass;
    private final OrderTerms terms = new OrderTerms();

    /**
     * @param clock roughly the venue's, nanoseconds since 1970
     */
    TraderWork(String name, long account, LongSupplier clock, Dice dice) {
        this.name = name;
        this.account = account;
        this.clock = clock;
        this.dice = dice;
        requests = new Requests(dice);
        inClass = new ClassWork(name, account, dice);
    }

    @Override
    public Request next(Client client) {
        if (dice.chance(CLASS_SHARE)) {
            ClassWork.Wish wish = inClass.next(client);
            return requests.make(
                    wish.kind(), wish.name(), account, account, false, wish.encoding());
        }
        int choice = dice.below(100);
        if (choice < 60) {
            return place(client);
        }
        String target = recent(client);
        long market = market();
        if (choice < 72) {
            return other((publisher, buffer, context) ->
                    publisher.cancelOrder(buffer, 0, context, market, 0, target));
        }
        if (choice < 82) {
            long price = dice.coin() ? 0 : price(dice.coin());
            long quantity = quantity();
            return other((publisher, buffer, context) ->
                    publisher.amendOrder(buffer, 0, context, market, 0, target, price, quantity));
        }
        if (choice < 90) {
            randomOrder(name + "r" + client.asked());
            ReplaceMode mode =
                    dice.coin() ? ReplaceMode.ALLOW_FAILURE : ReplaceMode.STOP_ON_FAILURE;
            return other((publisher, buffer, context) ->
                    publisher.replaceOrder(buffer, 0, context, 0, target, mode, terms));
        }
        return rare(client, market);
    }

    private Request rare(Client client, long market) {
        switch (dice.below(5)) {
            case 0 -> {
                randomOrder("");
                return requests.make(
                        Request.Kind.PREVIEW,
                        "",
                        account,
                        account,
                        false,
                        (publisher, buffer, context) ->
                                publisher.previewOrder(buffer, 0, context, terms));
            }
            case 1 -> {
                return other((publisher, buffer, context) ->
                        publisher.cancelAll(buffer, 0, context, market));
            }
            case 2 -> {
                // Not an administrator's.
                return other((publisher, buffer, context) ->
                        publisher.issue(buffer, 0, context, 1, 1_000, "mine"));
            }
            case 3 -> {
                // Not this trader's.
                randomOrder("");
                return requests.make(
                        Request.Kind.OTHER,
                        "",
                        account,
                        account + 1,
                        false,
                        (publisher, buffer, context) ->
                                publisher.placeOrder(buffer, 0, context, terms));
            }
            default -> {
                return bad(client);
            }
        }
    }

    /** An order that is wrong in itself. */
    private Request bad(Client client) {
        String order = name + "-" + client.asked();
        randomOrder(order);
        switch (dice.below(4)) {
            case 0 -> terms.price++;
            case 1 -> terms.quantity = 7;
            case 2 -> terms.market = 99;
            default -> terms.quantity = 9_000 * LOT;
        }
        return placing(order);
    }

    private Request place(Client client) {
        String order = name + "-" + client.asked();
        randomOrder(order);
        return placing(order);
    }

    private Request placing(String order) {
        return requests.make(
                Request.Kind.PLACE,
                order,
                account,
                account,
                false,
                (publisher, buffer, context) -> publisher.placeOrder(buffer, 0, context, terms));
    }

    private Request other(Requests.Encoding encoding) {
        return requests.make(Request.Kind.OTHER, "", account, account, false, encoding);
    }

    private String recent(Client client) {
        Optional<Request> request = client.answeredBefore(dice.below(RECENT));
        return request.map(Request::name).filter(named -> !named.isEmpty()).orElse("nothing");
    }

    private long market() {
        return dice.chance(0.7) ? OperatorWork.MARKET : OperatorWork.MARKET + 1;
    }

    private long price(boolean isBuy) {
        return ((isBuy ? 970 : 1_010) + dice.below(60)) * TICK;
    }

    private long quantity() {
        return (1 + dice.below(40)) * LOT;
    }

    private void randomOrder(String clientOrderId) {
        Side side = dice.coin() ? Side.BUY : Side.SELL;
        terms.limit(market(), side, price(side == Side.BUY), quantity());
        terms.clientOrderId = clientOrderId;
        terms.selfTradePrevention = SelfTradePrevention.get((short) (1 + dice.below(6)));
        switch (dice.below(10)) {
            case 0 -> terms.timeInForce = TimeInForce.IOC;
            case 1 -> terms.timeInForce = TimeInForce.FOK;
            case 2, 3 -> {
                terms.timeInForce = TimeInForce.GTD;
                terms.expiresAt = clock.getAsLong() + dice.between(-100_000_000L, 20_000_000_000L);
            }
            case 4 -> terms.postOnly = true;
            case 5 -> takeAtMarket(side);
            default -> {
                // A limit order that stands until cancelled.
            }
        }
    }

    private void takeAtMarket(Side side) {
        terms.orderType = OrderType.MARKET;
        terms.timeInForce = TimeInForce.IOC;
        terms.price = 0;
        if (side == Side.BUY && dice.coin()) {
            terms.budget = dice.between(1, 200_00);
            terms.quantity = dice.coin() ? 0 : terms.quantity;
        }
    }
}

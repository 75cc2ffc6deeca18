package io.rialto.simulator;

import io.rialto.protocol.Condition;
import io.rialto.protocol.Instruction;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.Peg;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.sequencer.ExitTerms;
import io.rialto.sequencer.ItemPublisher;
import io.rialto.sequencer.ManagedTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.view.OrderInfo;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a trader does in markets of contracts and besides orders: funds, options, conditions, items,
 * accounts of its own, codes.
 */
final class ClassWork {
    static final int CODES = 10;
    private static final double PREVIEWED = 0.2;

    private final String name;
    private final long account;
    private final Dice dice;
    private final OrderTerms terms = new OrderTerms();

    ClassWork(String name, long account, Dice dice) {
        this.name = name;
        this.account = account;
        this.dice = dice;
    }

    /**
     * A request that is still to be made.
     *
     * @param name of the order that it places, or empty
     */
    record Wish(Request.Kind kind, String name, Requests.Encoding encoding) {
        static Wish of(Requests.Encoding encoding) {
            return new Wish(Request.Kind.OTHER, "", encoding);
        }
    }

    /** A market of contracts; mostly one of the first. */
    static long anyMarket(Dice dice) {
        return ClassMarkets.FIRST_OUTCOME + (dice.chance(0.8) ? dice.below(5) : dice.below(25));
    }

    /** The next wish. */
    Wish next(Client client) {
        int choice = dice.below(100);
        if (choice < 50) {
            return order(client);
        }
        if (choice < 66) {
            return conditional(client);
        }
        if (choice < 80) {
            return contracts();
        }
        if (choice < 90) {
            return items();
        }
        return accounts(client);
    }

    private Wish order(Client client) {
        String order = name + "c" + client.asked();
        randomOrder(order);
        return new Wish(
                Request.Kind.PLACE,
                order,
                (publisher, buffer, context) -> publisher.placeOrder(buffer, 0, context, terms));
    }

    private Wish conditional(Client client) {
        String order = name + "w" + client.asked();
        if (dice.coin()) {
            randomOrder(order);
            terms.timeInForce = TimeInForce.GTC;
        } else {
            Side side = dice.coin() ? Side.BUY : Side.SELL;
            long price = (985 + dice.below(50)) * OperatorWork.TICK;
            terms.limit(OperatorWork.MARKET, side, price, OperatorWork.LOT * (1 + dice.below(20)));
            terms.clientOrderId = order;
        }
        switch (dice.below(8)) {
            case 0 -> {
                Instruction instruction = dice.coin() ? Instruction.SLIDE : Instruction.REDUCE_ONLY;
                if (instruction == Instruction.REDUCE_ONLY) {
                    terms.timeInForce = TimeInForce.IOC;
                }
                return named(
                        order,
                        (publisher, buffer, context) -> publisher
                                .protections()
                                .place(buffer, 0, context, terms, instruction));
            }
            case 1 -> {
                return linked(client);
            }
            case 2, 3 -> {
                ManagedTerms more = management();
                return placed(
                        order,
                        (publisher, buffer, context) ->
                                publisher.conditional().place(buffer, 0, context, terms, more),
                        (publisher, buffer, context) ->
                                publisher.conditional().preview(buffer, 0, context, terms, more));
            }
            case 4, 5 -> {
                ExitTerms exits = bracket();
                return placed(
                        order,
                        (publisher, buffer, context) ->
                                publisher.conditional().place(buffer, 0, context, terms, exits),
                        (publisher, buffer, context) ->
                                publisher.conditional().preview(buffer, 0, context, terms, exits));
            }
            default -> {
                Condition condition = Condition.get((short) (1 + dice.below(3)));
                long near = dice.between(-4, 4) * tick();
                long trigger = condition == Condition.TRAILING_STOP ? 0 : terms.price + near;
                long trail = condition == Condition.TRAILING_STOP ? 3 * tick() : 0;
                return placed(
                        order,
                        (publisher, buffer, context) -> publisher
                                .conditional()
                                .place(buffer, 0, context, terms, condition, trigger, trail),
                        (publisher, buffer, context) -> publisher
                                .conditional()
                                .preview(buffer, 0, context, terms, condition, trigger, trail));
            }
        }
    }

    private long tick() {
        return terms.market == OperatorWork.MARKET ? OperatorWork.TICK : ClassMarkets.TICK;
    }

    /** Shows a part, follows a price within three ticks, or shrinks with its position. */
    private ManagedTerms management() {
        long part = terms.quantity / 4;
        return switch (dice.below(4)) {
            case 0 -> {
                long step =
                        terms.market == OperatorWork.MARKET ? OperatorWork.LOT : ClassMarkets.LOT;
                yield new ManagedTerms(
                        Instruction.NONE, Math.max(step, part - part % step), Peg.NONE, 0);
            }
            case 1 -> {
                Peg peg = Peg.get((short) (1 + dice.below(3)));
                yield new ManagedTerms(Instruction.NONE, 0, peg, dice.between(-3, 3) * tick());
            }
            case 2 -> new ManagedTerms(Instruction.REDUCE_ONLY, 0, Peg.NONE, 0);
            // Shows all of what may be far more than there is to reduce.
            default -> new ManagedTerms(Instruction.REDUCE_ONLY, terms.quantity, Peg.NONE, 0);
        };
    }

    /** Buys mostly, with exits a few ticks away; now and then they cannot be. */
    private ExitTerms bracket() {
        if (dice.chance(0.9)) {
            terms.side = Side.BUY;
        }
        if (dice.chance(0.2)) {
            terms.timeInForce = TimeInForce.IOC;
        }
        long above = terms.price + dice.between(0, 5) * tick();
        long below = terms.price - dice.between(1, 5) * tick();
        return new ExitTerms(above, dice.coin() ? above : 0, below, dice.coin() ? below : 0);
    }

    private Wish linked(Client client) {
        long market = dice.chance(0.8) ? OperatorWork.MARKET : anyMarket(dice);
        List<OrderInfo> open = client.view().openOrders(account, market);
        long resting = first(open, each -> each.state() == OrderState.OPEN);
        long waiting = first(open, each -> each.state() == OrderState.WAITING);
        return Wish.of((publisher, buffer, context) ->
                publisher.protections().link(buffer, 0, context, market, resting, waiting));
    }

    private static long first(List<OrderInfo> orders, Predicate<OrderInfo> isWanted) {
        return orders.stream()
                .filter(isWanted)
                .findFirst()
                .map(OrderInfo::order)
                .orElse(1L);
    }

    private Wish contracts() {
        long quantity = ClassMarkets.LOT * (1 + dice.below(10));
        long signed = dice.coin() ? quantity : -quantity;
        if (dice.coin()) {
            return Wish.of((publisher, buffer, context) ->
                    publisher.funds().redeem(buffer, 0, context, ClassMarkets.FUND, signed));
        }
        long option = dice.coin() ? ClassMarkets.CALL : ClassMarkets.PUT;
        return Wish.of((publisher, buffer, context) ->
                publisher.options().exercise(buffer, 0, context, option, 0, quantity));
    }

    private Wish items() {
        long listing = dice.between(1, 60);
        long price = dice.coin() ? 0 : 1_00 + dice.below(4) * 50;
        ItemPublisher.Terms item =
                new ItemPublisher.Terms("mug", "of " + name, "", OperatorWork.QUOTE, price);
        return switch (dice.below(5)) {
            case 0, 1 ->
                Wish.of((publisher, buffer, context) ->
                        publisher.items().list(buffer, 0, context, item));
            case 2 ->
                Wish.of((publisher, buffer, context) ->
                        publisher.items().edit(buffer, 0, context, listing, item));
            case 3 ->
                Wish.of((publisher, buffer, context) ->
                        publisher.items().delete(buffer, 0, context, listing, "kept"));
            default ->
                Wish.of((publisher, buffer, context) -> publisher
                        .items()
                        .buy(buffer, 0, context, listing, 1_00 + dice.below(4) * 50));
        };
    }

    private Wish accounts(Client client) {
        long other = OperatorWork.trader(dice.below(OperatorWork.TRADERS));
        switch (dice.below(7)) {
            case 6 -> {
                return sharing(client, other);
            }
            case 0 -> {
                return Wish.of((publisher, buffer, context) -> publisher
                        .accounts()
                        .createAltAccount(buffer, 0, context, "alt" + client.asked()));
            }
            case 1 -> {
                byte[] hash = OperatorWork.hash(dice.below(CODES));
                return Wish.of((publisher, buffer, context) ->
                        publisher.accounts().claimCode(buffer, 0, context, hash));
            }
            case 2 -> {
                long nanos = dice.between(0, 20) * 1_000_000_000L;
                return Wish.of((publisher, buffer, context) ->
                        publisher.protections().deadMan(buffer, 0, context, nanos));
            }
            case 3 -> {
                boolean pull = dice.chance(0.1);
                return Wish.of((publisher, buffer, context) ->
                        publisher.protections().kill(buffer, 0, context, 0, pull, "enough"));
            }
            case 4 -> {
                return Wish.of((publisher, buffer, context) ->
                        publisher.accounts().setProfile(buffer, 0, context, dice.below(9), name));
            }
            default -> {
                long alt = dice.coin()
                        ? other
                        : OperatorWork.trader(OperatorWork.TRADERS) + dice.between(0, 11);
                long amount = dice.between(1, 50_00);
                return Wish.of((publisher, buffer, context) -> publisher
                        .accounts()
                        .transfer(buffer, 0, context, alt, OperatorWork.QUOTE, amount, "there"));
            }
        }
    }

    /** An account of its own, if there is one yet, becomes another's as well. */
    private Wish sharing(Client client, long other) {
        List<Long> owned = client.view().directory().owning().owned(account);
        long pool = owned.isEmpty() ? account : owned.get(dice.below(owned.size()));
        return Wish.of((publisher, buffer, context) -> {
            context.account = pool;
            return publisher.accounts().shareAccount(buffer, 0, context, other);
        });
    }

    /** Now and then it is only asked what it would do. */
    private Wish placed(String order, Requests.Encoding place, Requests.Encoding preview) {
        return dice.chance(PREVIEWED)
                ? new Wish(Request.Kind.PREVIEW, "", preview)
                : named(order, place);
    }

    private Wish named(String order, Requests.Encoding encoding) {
        return new Wish(Request.Kind.OTHER, order, encoding);
    }

    private void randomOrder(String order) {
        Side side = dice.coin() ? Side.BUY : Side.SELL;
        long market = anyMarket(dice);
        long middle = market == ClassMarkets.CALL || market == ClassMarkets.PUT ? 60 : 500;
        long price = (middle + (side == Side.BUY ? -30 : -10) + dice.below(40)) * ClassMarkets.TICK;
        terms.limit(market, side, price, ClassMarkets.LOT * (1 + dice.below(30)));
        terms.clientOrderId = order;
        if (dice.chance(0.1)) {
            terms.timeInForce = dice.coin() ? TimeInForce.IOC : TimeInForce.FOK;
        }
    }
}

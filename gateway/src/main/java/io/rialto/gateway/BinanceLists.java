package io.rialto.gateway;

import io.rialto.view.Directory;
import io.rialto.view.OrderInfo;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Orders of the Binance face that come in pairs, of which one cancels the other (OCO). The venue knows
 * that two orders are linked; their list has no name of its own there: its number follows from the
 * market and the first of the two, and its client's id is that order's.
 */
final class BinanceLists {
    /** No market has as many orders; what is left of a whole number is for the market. */
    private static final int ORDER_BITS = 38;

    private static final int KEPT_MAX = 1_000;
    private static final int STANDARD = 500;

    private BinanceLists() {}

    /** Two orders that cancel each other, the one placed first first. */
    record Pair(Listing listing, OrderInfo first, OrderInfo second) {
        List<OrderInfo> orders() {
            return List.of(first, second);
        }

        boolean isOpen() {
            return first.isOpen() || second.isOpen();
        }

        long id() {
            return BinanceLists.id(first.market(), first.order());
        }
    }

    private static long id(long market, long order) {
        return market << ORDER_BITS | order;
    }

    /** The number of the list that an order is of; −1 for none. */
    static long id(OrderInfo order) {
        return order.pairedWith() == 0
                ? -1
                : id(order.market(), Math.min(order.order(), order.pairedWith()));
    }

    /** The pair that an order is of, while both are remembered. */
    static Optional<Pair> pair(VenueView view, OrderInfo order) {
        return view.order(order.market(), order.pairedWith())
                .map(other -> new Pair(
                        listing(view, order.market()),
                        order.order() < other.order() ? order : other,
                        order.order() < other.order() ? other : order));
    }

    private static Listing listing(VenueView view, long market) {
        return Listing.byId(
                        view.directory(),
                        view.directory().market(market).orElseThrow().universe(),
                        market)
                .orElseThrow();
    }

    static void place(BinanceCall call) {
        Listing listing = call.listing();
        // Nothing is done of what could not be told of.
        var _ = BinanceTrading.detail(call, "FULL");
        new BinancePlacing(call, listing, BinanceLegs.of(call, listing)).start();
    }

    static void cancel(BinanceCall call) {
        Listing listing = call.listing();
        Wanted wanted = wanted(call, "listClientOrderId");
        call.read(view -> find(view, call.account(), wanted), found -> {
            Pair pair = found.filter(Pair::isOpen)
                    .filter(each ->
                            each.listing().market().market() == listing.market().market())
                    .orElseThrow(() ->
                            BinanceError.of(-2011, "Unknown order list sent.").refused());
            end(call, pair, ended -> call.answer(done(call, ended, name(call, ended))));
        });
    }

    /** Cancels what is open of two orders, and tells how they are then. */
    static void end(BinanceCall call, Pair pair, Consumer<Pair> then) {
        Deque<Command> open = new ArrayDeque<>();
        for (OrderInfo order : pair.orders()) {
            if (order.isOpen()) {
                open.add(new Command.Cancel(new Command.Target(order.market(), order.order(), "")));
            }
        }
        each(call, pair.listing(), open, () -> call.read(view -> now(view, pair), then));
    }

    private static Pair now(VenueView view, Pair before) {
        OrderInfo first = before.first();
        return view.order(first.market(), first.order())
                .flatMap(order -> pair(view, order))
                .orElseThrow();
    }

    /** Waits until an order's end has ended the one it was linked with. */
    static void endLinked(BinanceCall call, Listing listing, long order, Runnable then) {
        call.read(
                view -> view.order(listing.market().market(), order)
                        .flatMap(ended -> pair(view, ended)),
                found -> found.filter(Pair::isOpen)
                        .ifPresentOrElse(pair -> end(call, pair, ended -> then.run()), then));
    }

    /** The first ends the other soon; who asks next is to see it ended. That it has is no failure. */
    private static void each(
            BinanceCall call, Listing listing, Deque<Command> left, Runnable then) {
        Command next = left.poll();
        if (next == null) {
            then.run();
            return;
        }
        call.command(
                next, Measures.of(listing), answer -> each(call, listing, left, then), problem -> {
                    if (problem.sequence() == 0) {
                        call.refuse(BinanceError.of(problem));
                    } else {
                        each(call, listing, left, then);
                    }
                });
    }

    /** Which list is asked for: by its number, the client's name, or both. */
    private record Wanted(OptionalLong id, String name) {
        boolean is(Pair pair) {
            return (id.isEmpty() || pair.id() == id.getAsLong())
                    && (name.isEmpty() || pair.first().clientOrderId().equals(name));
        }
    }

    private static Wanted wanted(BinanceCall call, String nameParameter) {
        OptionalLong id = call.number("orderListId");
        String name = call.text(nameParameter).orElse("");
        if (id.isEmpty() && name.isEmpty()) {
            throw BinanceError.missing("orderListId").refused();
        }
        return new Wanted(id, name);
    }

    private static Optional<Pair> find(VenueView view, long account, Wanted wanted) {
        // What is open, then what ended last.
        return all(view, account).filter(wanted::is).findFirst();
    }

    private static Stream<Pair> all(VenueView view, long account) {
        return Stream.concat(
                        view.openOrders(account).stream(),
                        view.closedOrders(account, KEPT_MAX).stream())
                .filter(order -> order.pairedWith() != 0)
                .flatMap(order -> pair(view, order).stream())
                .distinct();
    }

    static void status(BinanceCall call) {
        Wanted wanted = wanted(call, "origClientOrderId");
        call.read(
                view -> find(view, call.account(), wanted),
                found -> call.answer(found.filter(pair -> isKnown(call, pair))
                        .map(pair -> json(call.venue().directory(), pair))
                        .orElseThrow(() -> BinanceError.of(-2018, "Order list does not exist.")
                                .refused())));
    }

    static void open(BinanceCall call) {
        list(call, Pair::isOpen, KEPT_MAX);
    }

    /** Those whose orders this gateway's view remembers. */
    static void all(BinanceCall call) {
        BinanceTerms.exclusive(call, List.of("fromId"), List.of("startTime", "endTime"));
        long first = call.number("fromId").orElse(0);
        long from = call.number("startTime").orElse(0);
        long to = call.number("endTime").orElse(Long.MAX_VALUE);
        list(
                call,
                pair -> {
                    long millis = BinanceJson.millis(pair.first().acceptedAt());
                    return pair.id() >= first && millis >= from && millis <= to;
                },
                call.limit(STANDARD, KEPT_MAX));
    }

    private static void list(BinanceCall call, Predicate<Pair> wanted, int limit) {
        call.read(
                view -> all(view, call.account())
                        .filter(wanted)
                        .sorted(Comparator.comparingLong(Pair::id))
                        .limit(limit)
                        .toList(),
                pairs -> {
                    JsonArray json = new JsonArray();
                    pairs.stream()
                            .filter(pair -> isKnown(call, pair))
                            .forEach(pair -> json.add(json(call.venue().directory(), pair)));
                    call.answer(json);
                });
    }

    private static boolean isKnown(BinanceCall call, Pair pair) {
        return call.mayKnow(pair.first().market());
    }

    private static String name(BinanceCall call, Pair pair) {
        return call.text("newClientOrderId").orElse(pair.first().clientOrderId());
    }

    /** A list as queries tell it. */
    static JsonObject json(Directory directory, Pair pair) {
        String symbol = BinanceMarkets.symbol(directory, pair.listing().market());
        JsonArray orders = new JsonArray();
        pair.orders()
                .forEach(order -> orders.add(new JsonObject()
                        .put("symbol", symbol)
                        .put("orderId", order.order())
                        .put("clientOrderId", order.clientOrderId())));
        return new JsonObject()
                .put("orderListId", pair.id())
                .put("contingencyType", "OCO")
                .put("listStatusType", pair.isOpen() ? "EXEC_STARTED" : "ALL_DONE")
                .put("listOrderStatus", pair.isOpen() ? "EXECUTING" : "ALL_DONE")
                .put("listClientOrderId", pair.first().clientOrderId())
                .put("transactionTime", BinanceJson.millis(changedAt(pair)))
                .put("symbol", symbol)
                .put("orders", orders);
    }

    private static long changedAt(Pair pair) {
        return Math.max(pair.first().changedAt(), pair.second().changedAt());
    }

    /** The answer to a command about a list. */
    static JsonObject done(BinanceCall call, Pair pair, String name) {
        Directory directory = call.venue().directory();
        String detail = BinanceTrading.detail(call, "FULL");
        JsonArray reports = new JsonArray();
        pair.orders()
                .forEach(order -> reports.add(BinanceTrading.shortened(
                        BinanceJson.terms(order, pair.listing(), directory)
                                .put("orderListId", pair.id())
                                .put("transactTime", BinanceJson.millis(order.changedAt())),
                        detail)));
        return json(directory, pair).put("listClientOrderId", name).put("orderReports", reports);
    }
}

package io.rialto.gateway;

import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.OrdersLinkedDecoder;
import io.rialto.protocol.Side;
import io.rialto.view.AppliedCommand;
import io.rialto.view.AssetInfo;
import io.rialto.view.Directory;
import io.rialto.view.EventVisitor;
import io.rialto.view.MarketInfo;
import io.rialto.view.OrderInfo;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one command has done to accounts, as events of Binance's user data stream. */
final class BinanceReports {
    private final VenueView view;
    private final AppliedCommand command;
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> linked = new HashSet<>();

    private BinanceReports(VenueView view, AppliedCommand command) {
        this.view = view;
        this.command = command;
        command.forEachEvent(new EventVisitor() {
            @Override
            public void onOrderAccepted(long sequence, OrderAcceptedDecoder event) {
                accepted.add(event.market() + ":" + event.order());
            }

            @Override
            public void onOrdersLinked(long sequence, OrdersLinkedDecoder event) {
                linked.add(event.market() + ":" + event.order());
                linked.add(event.market() + ":" + event.other());
            }
        });
    }

    /** The events of each of some accounts, in order; accounts without any are left out. */
    static Map<Long, List<JsonObject>> of(
            VenueView view, AppliedCommand command, Set<Long> accounts) {
        Map<Long, List<JsonObject>> events = new LinkedHashMap<>();
        boolean isConcerned = false;
        for (int i = 0; i < command.orders(); i++) {
            isConcerned |= accounts.contains(command.orderAccount(i));
        }
        for (int i = 0; i < command.balances(); i++) {
            isConcerned |= accounts.contains(command.balanceAccount(i));
        }
        if (!isConcerned) {
            return events;
        }
        BinanceReports reports = new BinanceReports(view, command);
        for (int i = 0; i < command.orders(); i++) {
            long account = command.orderAccount(i);
            if (accounts.contains(account)) {
                events.computeIfAbsent(account, key -> new ArrayList<>())
                        .addAll(reports.reports(command.order(i)));
            }
        }
        accounts.forEach(account -> {
            List<JsonObject> lists = reports.lists(account);
            if (!lists.isEmpty()) {
                events.computeIfAbsent(account, key -> new ArrayList<>()).addAll(lists);
            }
            JsonArray balances = reports.balances(account);
            if (!balances.isEmpty()) {
                events.computeIfAbsent(account, key -> new ArrayList<>())
                        .add(new JsonObject()
                                .put("e", "outboundAccountPosition")
                                .put("E", System.currentTimeMillis())
                                .put("u", BinanceJson.millis(command.timeNanos()))
                                .put("B", balances));
            }
        });
        return events;
    }

    private JsonArray balances(long account) {
        JsonArray balances = new JsonArray();
        for (int i = 0; i < command.balances(); i++) {
            if (command.balanceAccount(i) == account) {
                AssetInfo asset =
                        view.directory().asset(command.balance(i).asset()).orElseThrow();
                BinanceAccounts.Has has = BinanceAccounts.of(command.balance(i), asset);
                balances.add(new JsonObject()
                        .put("a", has.asset())
                        .put("f", has.free())
                        .put("l", has.locked()));
            }
        }
        return balances;
    }

    /** That it is new, each of its trades, and how it ended or was changed. */
    private List<JsonObject> reports(OrderInfo order) {
        Directory directory = view.directory();
        MarketInfo market = directory.market(order.market()).orElseThrow();
        Listing listing =
                Listing.byId(directory, market.universe(), market.market()).orElseThrow();
        List<Trade> trades = command.trades().stream()
                .filter(trade -> trade.market() == order.market())
                .filter(trade ->
                        trade.makerOrder() == order.order() || trade.takerOrder() == order.order())
                .toList();
        long filled = order.filled();
        long notional = order.filledNotional();
        for (Trade trade : trades) {
            filled -= trade.quantity();
            notional -= trade.notional();
        }
        List<JsonObject> reports = new ArrayList<>();
        String key = order.market() + ":" + order.order();
        boolean isNew = accepted.contains(key);
        if (isNew) {
            reports.add(report(order, listing, "NEW", "NEW", filled, notional));
        }
        for (Trade trade : trades) {
            filled += trade.quantity();
            notional += trade.notional();
            boolean isLast = filled == order.filled();
            String status =
                    isLast && order.state() == OrderState.FILLED ? "FILLED" : "PARTIALLY_FILLED";
            JsonObject report = report(order, listing, "TRADE", status, filled, notional);
            reports.add(traded(report, order, trade, listing));
        }
        String status = BinanceJson.status(order);
        boolean hasEnded = !order.isOpen() && order.state() != OrderState.FILLED;
        if (hasEnded) {
            String type = status.equals("CANCELED") ? "CANCELED" : "EXPIRED";
            reports.add(report(order, listing, type, status, filled, notional));
        } else if (!isNew && trades.isEmpty() && !linked.contains(key)) {
            reports.add(report(order, listing, "REPLACED", status, filled, notional));
        }
        return reports;
    }

    /** Of two orders that cancel each other: that they do, and that neither is open any more. */
    private List<JsonObject> lists(long account) {
        List<BinanceLists.Pair> told = new ArrayList<>();
        for (int i = 0; i < command.orders(); i++) {
            OrderInfo order = command.order(i);
            if (command.orderAccount(i) == account && order.pairedWith() != 0) {
                boolean isNew = linked.contains(order.market() + ":" + order.order());
                BinanceLists.pair(view, order)
                        .filter(pair -> isNew || !pair.isOpen())
                        .filter(pair -> !told.contains(pair))
                        .ifPresent(told::add);
            }
        }
        return told.stream().map(this::list).toList();
    }

    private JsonObject list(BinanceLists.Pair pair) {
        JsonObject json = BinanceLists.json(view.directory(), pair);
        JsonArray orders = new JsonArray();
        pair.orders()
                .forEach(order -> orders.add(new JsonObject()
                        .put("s", json.getString("symbol"))
                        .put("i", order.order())
                        .put("c", order.clientOrderId())));
        return new JsonObject()
                .put("e", "listStatus")
                .put("E", System.currentTimeMillis())
                .put("s", json.getString("symbol"))
                .put("g", pair.id())
                .put("c", json.getString("contingencyType"))
                .put("l", json.getString("listStatusType"))
                .put("L", json.getString("listOrderStatus"))
                .put("r", "NONE")
                .put("C", json.getString("listClientOrderId"))
                .put("T", BinanceJson.millis(command.timeNanos()))
                .put("O", orders);
    }

    private JsonObject report(
            OrderInfo order,
            Listing listing,
            String type,
            String status,
            long filled,
            long notional) {
        long time = BinanceJson.millis(command.timeNanos());
        return new JsonObject()
                .put("e", "executionReport")
                .put("E", System.currentTimeMillis())
                .put("s", BinanceMarkets.symbol(view.directory(), listing.market()))
                .put("c", order.clientOrderId())
                .put("S", order.side().name())
                .put("o", BinanceJson.type(order))
                .put("f", BinanceJson.timeInForce(order))
                .put("q", listing.quantity(order.quantity()))
                .put("p", listing.price(BinanceJson.price(order)))
                .put("P", listing.price(order.trigger().price()))
                .put("F", listing.quantity(0))
                .put("g", BinanceLists.id(order))
                .put("C", type.equals("CANCELED") ? order.clientOrderId() : "")
                .put("x", type)
                .put("X", status)
                .put("r", "NONE")
                .put("i", order.order())
                .put("l", listing.quantity(0))
                .put("z", listing.quantity(filled))
                .put("L", listing.price(0))
                .put("n", "0")
                .putNull("N")
                .put("T", time)
                .put("t", -1)
                .put("I", command.sequence())
                .put("w", order.isOpen())
                .put("m", false)
                .put("O", BinanceJson.millis(order.acceptedAt()))
                .put("Z", listing.money(notional))
                .put("Y", listing.money(0))
                .put("Q", listing.money(order.budget()))
                .put("W", BinanceJson.millis(order.acceptedAt()))
                .put(
                        "V",
                        BinanceMarkets.prevention(
                                BinanceOrders.effective(order.selfTradePrevention(), listing)));
    }

    private static JsonObject traded(
            JsonObject report, OrderInfo order, Trade trade, Listing listing) {
        boolean isMaker = trade.makerOrder() == order.order()
                && (trade.takerSide() == Side.BUY) != (order.side() == Side.BUY);
        return report.put("l", listing.quantity(trade.quantity()))
                .put("L", listing.price(trade.price()))
                .put("n", listing.money(isMaker ? trade.makerFee() : trade.takerFee()))
                .put("N", listing.quote().symbol())
                .put("t", trade.trade())
                .put("m", isMaker)
                .put("Y", listing.money(trade.notional()));
    }
}

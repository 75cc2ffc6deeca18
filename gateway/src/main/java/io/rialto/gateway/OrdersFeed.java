package io.rialto.gateway;

import io.rialto.protocol.Side;
import io.rialto.protocol.v1.OrdersDelta;
import io.rialto.protocol.v1.OrdersSnapshot;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.StandingOrder;
import io.rialto.view.AppliedCommand;
import io.rialto.view.BookEntry;
import io.rialto.view.VenueView;

import java.util.List;
import java.util.Set;

/** Tells of a market's book by order, every change. Owned by the view's thread. */
final class OrdersFeed implements PublicFeed {
    private final long market;
    private final Audience audience = new Audience();

    OrdersFeed(long market) {
        this.market = market;
    }

    @Override
    public List<byte[]> begin(VenueView view, OrderSocket socket) {
        OrdersSnapshot.Builder snapshot = OrdersSnapshot.newBuilder()
                .setMarket(market)
                .setUpdate(view.market(market).orElseThrow().update())
                .setSequence(view.sequence())
                .setStatus(Wire.status(view, market));
        boolean hides = view.directory().hidesAccounts(market);
        for (Side side : List.of(Side.BUY, Side.SELL)) {
            view.bookEntries(market, side)
                    .forEach(order -> snapshot.addOrders(standing(order, hides)));
        }
        return Parts.of(ServerMessage.newBuilder().setOrdersSnapshot(snapshot).build());
    }

    @Override
    public void onApplied(VenueView view, AppliedCommand command, int index) {
        List<BookEntry> orders = command.bookOrders(index);
        if (audience.isEmpty() || orders.isEmpty()) {
            return;
        }
        boolean hides = view.directory().hidesAccounts(market);
        OrdersDelta.Builder delta = OrdersDelta.newBuilder()
                .setMarket(market)
                .setPreviousUpdate(command.previousUpdate(index))
                .setUpdate(view.market(market).orElseThrow().update())
                .setSequence(command.sequence());
        orders.forEach(order -> delta.addOrders(standing(order, hides)));
        audience.tell(ServerMessage.newBuilder().setOrdersDelta(delta).build().toByteArray());
    }

    /** What a message says of an order: whose it is only where the market tells that. */
    private static StandingOrder standing(BookEntry order, boolean hidesAccounts) {
        return StandingOrder.newBuilder()
                .setOrder(order.order())
                .setAccount(hidesAccounts ? 0 : order.account())
                .setSideValue(order.side().value())
                .setPrice(order.price())
                .setRemaining(order.remaining())
                .setRank(order.rank())
                .build();
    }

    @Override
    public void add(VenueView view, OrderSocket socket, Pace pace) {
        audience.add(socket);
    }

    @Override
    public void remove(OrderSocket socket) {
        audience.remove(socket);
    }

    @Override
    public boolean isEmpty() {
        return audience.isEmpty();
    }

    @Override
    public void addTo(Set<OrderSocket> all) {
        audience.addTo(all);
    }

    @Override
    public void flush(VenueView view, Pace pace) {
        // Nothing is kept back.
    }
}

package io.rialto.view;

import io.rialto.protocol.BracketPlacedDecoder;
import io.rialto.protocol.BracketStateDecoder;
import io.rialto.protocol.ExitsPlacedDecoder;
import io.rialto.protocol.LinkStateDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrdersLinkedDecoder;

import org.agrona.DirectBuffer;

/** Keeps which orders end each other, and the exits of entries, from events and from a state. */
final class LinkApplier {
    private final ViewStore store;
    private final LinkStateDecoder linkState = new LinkStateDecoder();
    private final BracketStateDecoder bracketState = new BracketStateDecoder();

    LinkApplier(ViewStore store) {
        this.store = store;
    }

    /** Returns the entry. */
    LiveOrder placed(BracketPlacedDecoder event) {
        LiveOrder entry = store.openOrder(store.market(event.market()), event.entry());
        entry.management = entry.management.with(new OrderExits(
                event.takeProfitPrice(),
                event.takeProfitLimit(),
                event.stopPrice(),
                event.stopLimit()));
        return entry;
    }

    void exitsPlaced(ExitsPlacedDecoder event) {
        link(store.market(event.market()), event.takeProfit(), event.stop());
    }

    void linked(OrdersLinkedDecoder event) {
        link(store.market(event.market()), event.order(), event.other());
    }

    /** An order has ended: its partner is linked with none. */
    static void closed(MarketEntry market, LiveOrder order) {
        LiveOrder partner = market.orders.get(order.management.linked());
        if (partner != null) {
            partner.management = partner.management.linkedWith(0);
        }
    }

    void loadLink(DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        linkState.wrapAndApplyHeader(buffer, offset, header);
        link(store.market(linkState.market()), linkState.order(), linkState.other());
    }

    void loadBracket(DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        BracketStateDecoder from = bracketState;
        from.wrapAndApplyHeader(buffer, offset, header);
        LiveOrder entry = store.market(from.market()).orders.get(from.entry());
        if (entry != null) {
            entry.management = entry.management.with(new OrderExits(
                    from.takeProfitPrice(),
                    from.takeProfitLimit(),
                    from.stopPrice(),
                    from.stopLimit()));
        }
    }

    /** Where both are open; the engine may still have to end the one whose partner is not. */
    private static void link(MarketEntry market, long order, long other) {
        LiveOrder one = market.orders.get(order);
        LiveOrder two = market.orders.get(other);
        if (one != null && two != null && one.isOpen() && two.isOpen()) {
            one.management = one.management.linkedWith(other);
            two.management = two.management.linkedWith(order);
            one.pairWith(two);
        }
    }
}

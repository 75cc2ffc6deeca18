package io.rialto.gateway;

import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.TradesDelta;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * One market's trades, to those who want each as it happens and to those who want the latest of
 * them now and then. Owned by the view's thread.
 */
final class TradesFeed {
    /** In a snapshot, and at most every 250 ms; of more than these the number is told. */
    static final int LATEST = 100;

    /** At most every 50 ms: no more in a second than the others. */
    static final int LATEST_FAST = 20;

    private final long market;
    private final Audience raw = new Audience();
    private final Conflated fast = new Conflated(LATEST_FAST);
    private final Conflated slow = new Conflated(LATEST);

    TradesFeed(long market) {
        this.market = market;
    }

    void add(VenueView view, OrderSocket socket, Pace pace) {
        switch (LastValueFeed.paceOf(pace)) {
            case PACE_20_HZ -> fast.add(view, socket);
            case PACE_4_HZ -> slow.add(view, socket);
            default -> raw.add(socket);
        }
    }

    void remove(OrderSocket socket) {
        raw.remove(socket);
        fast.audience.remove(socket);
        slow.audience.remove(socket);
    }

    /** Adds all who are told to a set. */
    void addTo(Set<OrderSocket> all) {
        raw.addTo(all);
        fast.audience.addTo(all);
        slow.audience.addTo(all);
    }

    boolean isEmpty() {
        return raw.isEmpty() && fast.audience.isEmpty() && slow.audience.isEmpty();
    }

    void onTrade(VenueView view, Trade trade) {
        if (!raw.isEmpty()) {
            raw.tell(ServerMessage.newBuilder()
                    .setTrade(Wire.trade(trade, hidesAccounts(view)))
                    .build()
                    .toByteArray());
        }
        fast.onTrade(trade);
        slow.onTrade(trade);
    }

    /** Tells the conflated, the slow ones too or not, what was traded since they were told last. */
    void flush(VenueView view, boolean isSlow) {
        fast.flush(view);
        if (isSlow) {
            slow.flush(view);
        }
    }

    private boolean hidesAccounts(VenueView view) {
        return view.directory().hidesAccounts(market);
    }

    /** Those of one pace, and the latest trades that they have not been told yet. */
    private final class Conflated {
        private final Audience audience = new Audience();
        private final int most;
        private final Deque<Trade> latest = new ArrayDeque<>();
        private long leftOut;

        Conflated(int most) {
            this.most = most;
        }

        void add(VenueView view, OrderSocket socket) {
            // The newcomer's snapshot includes what the others have yet to hear.
            flush(view);
            audience.add(socket);
        }

        void onTrade(Trade trade) {
            if (audience.isEmpty()) {
                return;
            }
            if (latest.size() == most) {
                latest.removeFirst();
                leftOut++;
            }
            latest.addLast(trade);
        }

        void flush(VenueView view) {
            if (latest.isEmpty()) {
                return;
            }
            TradesDelta.Builder delta =
                    TradesDelta.newBuilder().setMarket(market).setLeftOut(leftOut);
            boolean hides = hidesAccounts(view);
            latest.forEach(trade -> delta.addTrades(Wire.trade(trade, hides)));
            latest.clear();
            leftOut = 0;
            audience.tell(
                    ServerMessage.newBuilder().setTradesDelta(delta).build().toByteArray());
        }
    }
}

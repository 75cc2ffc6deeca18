package io.rialto.gateway;

import io.rialto.protocol.v1.Pace;
import io.rialto.view.AppliedCommand;
import io.rialto.view.MarketInfo;
import io.rialto.view.VenueView;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells of the last 24 hours of all markets of a universe, to each listener of those that it may know of. Owned by
 * the view's thread.
 */
final class DayFeed implements PublicFeed {
    private final MarketDesk desk;
    private final int universe;
    private final Map<Pace, Audience> audiences = new EnumMap<>(Pace.class);

    /** The markets to be told of at each pace. */
    private final Map<Pace, Set<Long>> touched = new EnumMap<>(Pace.class);

    DayFeed(MarketDesk desk, int universe) {
        this.desk = desk;
        this.universe = universe;
        for (Pace pace : List.of(Pace.PACE_RAW, Pace.PACE_20_HZ, Pace.PACE_4_HZ)) {
            audiences.put(pace, new Audience());
            touched.put(pace, new LinkedHashSet<>());
        }
    }

    @Override
    public List<byte[]> begin(VenueView view, OrderSocket socket) {
        return markets(view).stream()
                .map(MarketInfo::market)
                .filter(socket.rights()::mayKnow)
                .map(this::message)
                .toList();
    }

    @Override
    public void add(VenueView view, OrderSocket socket, Pace pace) {
        audiences.get(LastValueFeed.paceOf(pace)).add(socket);
    }

    private byte[] message(long market) {
        return Wire.ticker(desk.data().ticker(market, Venue.now()));
    }

    private List<MarketInfo> markets(VenueView view) {
        return view.directory().markets().stream()
                .filter(market -> market.universe() == universe)
                .toList();
    }

    @Override
    public void onApplied(VenueView view, AppliedCommand command, int index) {
        boolean isOurs = view.directory()
                .market(command.market(index))
                .filter(market -> market.universe() == universe)
                .isPresent();
        if (isOurs && command.tradeCount() > 0) {
            touched.values().forEach(markets -> markets.add(command.market(index)));
            flush(view, Pace.PACE_RAW);
        }
    }

    /** The window has moved: every market is told of once more. */
    void touchAll(VenueView view) {
        markets(view).forEach(market -> touched.values().forEach(all -> all.add(market.market())));
        flush(view, Pace.PACE_RAW);
    }

    @Override
    public void flush(VenueView view, Pace pace) {
        Set<Long> markets = touched.get(pace);
        if (!audiences.get(pace).isEmpty()) {
            for (long market : markets) {
                audiences
                        .get(pace)
                        .tell(message(market), socket -> socket.rights().mayKnow(market));
            }
        }
        markets.clear();
    }

    @Override
    public void remove(OrderSocket socket) {
        audiences.values().forEach(audience -> audience.remove(socket));
    }

    @Override
    public boolean isEmpty() {
        return audiences.values().stream().allMatch(Audience::isEmpty);
    }

    /** Nobody: a market's changes are not for those who listen to all, of whom few may know it. */
    @Override
    public void addTo(Set<OrderSocket> all) {}
}

package io.rialto.participants;

import io.rialto.protocol.v1.BookDelta;
import io.rialto.protocol.v1.BookSnapshot;
import io.rialto.protocol.v1.Market;
import io.rialto.protocol.v1.MarketStatus;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.Trade;
import io.rialto.protocol.v1.TradesSnapshot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What everyone may see of one market, as the stream tells it, in ticks and lots. Filled by the
 * connection's thread, read by the traders'.
 */
final class MarketPicture {
    private static final int TRADES_KEPT = 40;
    private static final double PRICE_UNIT = 1e9;

    private final Market market;
    private final Scenario.Market terms;
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final Deque<Long> prices = new ArrayDeque<>();
    private MarketStatus status;
    private long lastTrade;

    MarketPicture(Market market, Scenario.Market terms) {
        this.market = market;
        this.terms = terms;
        this.status = market.getStatus();
    }

    long id() {
        return market.getId();
    }

    Scenario.Market terms() {
        return terms;
    }

    /** Quote units to ticks, not rounded. */
    double ticks(double price) {
        return price * PRICE_UNIT / market.getTick();
    }

    /** What makers want of a price: millionths of it, of the range for contracts; ticks. */
    double spreadTicks() {
        double measure = terms.isSpot()
                ? terms.fair().doubleValue()
                : terms.priceMaximum().subtract(terms.priceMinimum()).doubleValue();
        return ticks(measure * terms.spread() / 1e6);
    }

    /** Lots of a usual order. */
    double usualLots() {
        return terms.size().doubleValue() / terms.lot().doubleValue();
    }

    long lotsMax() {
        return market.getQuantityMaximum() / market.getLot();
    }

    /** A price in units of the protocol, kept inside what the market allows. */
    long price(long ticks) {
        long highest = market.getPriceMaximum() / market.getTick();
        long lowest = terms.isSpot() ? 1 : lowestTicks();
        return Math.clamp(ticks, lowest, highest) * market.getTick();
    }

    private long lowestTicks() {
        return Math.round(ticks(terms.priceMinimum().doubleValue()));
    }

    /** Lots as base minor units. */
    long quantity(long lots) {
        return lots * market.getLot();
    }

    long lots(long quantity) {
        return quantity / market.getLot();
    }

    synchronized boolean isOpen() {
        return status == MarketStatus.MARKET_STATUS_OPEN;
    }

    synchronized OptionalLong bestBid() {
        return bids.isEmpty() ? OptionalLong.empty() : OptionalLong.of(bids.lastKey());
    }

    synchronized OptionalLong bestAsk() {
        return asks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(asks.firstKey());
    }

    /** Lots at the touch that an order of the side would meet first. */
    synchronized long touchLots(Side side) {
        TreeMap<Long, Long> book = side == Side.SIDE_BUY ? asks : bids;
        if (book.isEmpty()) {
            return 0;
        }
        long quantity = side == Side.SIDE_BUY
                ? book.firstEntry().getValue()
                : book.lastEntry().getValue();
        return lots(quantity);
    }

    /** Last price over that of some trades before, less one; none while there are too few. */
    synchronized OptionalDouble momentum() {
        return prices.size() < TRADES_KEPT
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) prices.getLast() / Math.max(1, prices.getFirst()) - 1);
    }

    /** The last trade's price in quote units; that of the scenario before there is one. */
    synchronized double lastPrice() {
        long last = prices.isEmpty() ? market.getLastPrice() : prices.getLast();
        return last == 0 ? terms.fair().doubleValue() : last / PRICE_UNIT;
    }

    /** Number of the last trade; 0 before the first. */
    synchronized long lastTrade() {
        return lastTrade;
    }

    synchronized void take(BookSnapshot snapshot) {
        bids.clear();
        asks.clear();
        put(bids, snapshot.getBidPricesList(), snapshot.getBidQuantitiesList());
        put(asks, snapshot.getAskPricesList(), snapshot.getAskQuantitiesList());
        status = snapshot.getStatus();
    }

    synchronized void take(BookDelta delta) {
        put(bids, delta.getBidPricesList(), delta.getBidQuantitiesList());
        put(asks, delta.getAskPricesList(), delta.getAskQuantitiesList());
    }

    synchronized void take(TradesSnapshot snapshot) {
        prices.clear();
        snapshot.getTradesList().forEach(this::take);
        status = snapshot.getStatus();
    }

    synchronized void take(Trade trade) {
        prices.addLast(trade.getPrice());
        if (prices.size() > TRADES_KEPT) {
            prices.removeFirst();
        }
        lastTrade = trade.getTrade();
    }

    synchronized void take(MarketStatus newStatus) {
        status = newStatus;
    }

    private void put(Map<Long, Long> levels, List<Long> newPrices, List<Long> quantities) {
        for (int i = 0; i < newPrices.size(); i++) {
            long ticks = newPrices.get(i) / market.getTick();
            if (quantities.get(i) == 0) {
                levels.remove(ticks);
            } else {
                levels.put(ticks, quantities.get(i));
            }
        }
    }
}

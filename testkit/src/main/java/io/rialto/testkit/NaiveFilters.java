package io.rialto.testkit;

import io.rialto.engine.Code;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.OrderType;
import io.rialto.money.Side;

/** What a market's terms say about an order's price, quantity and value. */
final class NaiveFilters {
    private static final long MILLION = 1_000_000;

    private NaiveFilters() {}

    /** Steps and bounds of price and quantity. */
    static Code steps(MarketSpec spec, long price, long quantity) {
        if (price % spec.tick() != 0) {
            return Code.TICK;
        } else if (quantity % spec.lot() != 0) {
            return Code.LOT;
        } else if (price > spec.priceMaximum()) {
            return Code.PRICE_MAXIMUM;
        } else if (quantity > 0 && quantity < spec.quantityMinimum()) {
            return Code.QUANTITY_MINIMUM;
        }
        return quantity > spec.quantityMaximum() ? Code.QUANTITY_MAXIMUM : Code.DONE;
    }

    /** Notional and price band; of a market order, what {@code plan} says that it would trade. */
    static Code value(NaiveMarket market, NaiveOrder order, NaivePlan plan) {
        MarketSpec spec = market.spec;
        boolean isLimit = order.type == OrderType.LIMIT;
        long notional = isLimit
                ? market.notional(order.price, order.quantity)
                : order.budget != 0 ? order.budget : plan.notional(market);
        if ((isLimit || order.budget != 0) && notional < spec.notionalMinimum()) {
            return Code.NOTIONAL_MINIMUM;
        } else if (notional > spec.notionalMaximum()) {
            return Code.NOTIONAL_MAXIMUM;
        }
        return isLimit && isOutsideBand(market, order.price) ? Code.PRICE_BAND : Code.DONE;
    }

    private static boolean isOutsideBand(NaiveMarket market, long price) {
        long reference = market.lastPrice != 0 ? market.lastPrice : market.spec.referencePrice();
        long ppm = market.spec.priceBandPpm();
        return reference != 0
                && ppm != 0
                && Math.abs(price - reference) > Math.multiplyExact(reference / 1_000, ppm) / 1_000;
    }

    /** How far a market order without a bound may go. */
    static long protection(NaiveMarket market, Side side, NaiveOrder gone) {
        long furthest = side == Side.BUY ? market.spec.priceMaximum() : market.spec.tick();
        NaiveOrder touch = market.side(side.opposite()).stream()
                .filter(each -> each != gone)
                .findFirst()
                .orElse(null);
        long ppm = market.spec.protectionPpm();
        if (ppm == 0 || touch == null) {
            return furthest;
        }
        long tick = market.spec.tick();
        long width = Math.multiplyExact(touch.price / tick, ppm) / MILLION * tick;
        return side == Side.BUY
                ? Math.min(furthest, touch.price + width)
                : Math.max(furthest, touch.price - width);
    }
}

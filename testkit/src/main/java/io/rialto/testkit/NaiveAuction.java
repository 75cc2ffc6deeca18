package io.rialto.testkit;

import io.rialto.money.Side;

import java.util.List;

/** The price of a call auction, looked for at every tick by the four criteria (VENUE-RULES 3). */
final class NaiveAuction {
    private final NaiveMarket market;

    NaiveAuction(NaiveMarket market) {
        this.market = market;
    }

    /** The price; 0 where nobody trades. */
    long price() {
        long tick = market.spec.tick();
        long most = 0;
        long least = Long.MAX_VALUE;
        long low = 0;
        long high = 0;
        for (long price = tick; price <= market.spec.priceMaximum(); price += tick) {
            long executed = executed(price);
            long over = Math.abs(surplus(price));
            if (executed == 0 || executed < most || (executed == most && over > least)) {
                continue;
            }
            if (executed > most || over < least) {
                most = executed;
                least = over;
                low = price;
            }
            high = price;
        }
        if (most == 0) {
            return 0;
        }
        return chosen(low, high, tick);
    }

    private long chosen(long low, long high, long tick) {
        if (surplus(low) > 0 && surplus(high) > 0) {
            return high;
        } else if (surplus(low) < 0 && surplus(high) < 0) {
            return low;
        }
        long reference = market.lastPrice != 0 ? market.lastPrice : market.spec.referencePrice();
        long aimed = reference / tick * tick;
        if (aimed == 0) {
            return (low / tick + high / tick) / 2 * tick;
        }
        return aimed < low ? low : Math.min(aimed, high);
    }

    long executed(long price) {
        return Math.min(lots(market.bids, price), lots(market.asks, price));
    }

    private long surplus(long price) {
        return lots(market.bids, price) - lots(market.asks, price);
    }

    private static long lots(List<NaiveOrder> orders, long price) {
        return orders.stream()
                .filter(each -> each.side == Side.BUY ? each.price >= price : each.price <= price)
                .mapToLong(NaiveOrder::remaining)
                .sum();
    }
}

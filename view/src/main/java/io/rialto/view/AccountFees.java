package io.rialto.view;

import java.util.List;

/**
 * At which rates an account's orders would be accepted in a market now, and why.
 *
 * @param volume quote minor units that it traded there in the last 30 days, where the market has tiers
 * @param tier the account's; of volume 0 where it is the market's own rates
 * @param tiers all above the market's own rates, by volume
 */
public record AccountFees(long volume, FeeTier tier, List<FeeTier> tiers) {
    public AccountFees {
        tiers = List.copyOf(tiers);
    }

    static AccountFees of(MarketEntry market, MarketInfo info, long account, long timeNanos) {
        long volume = market.fees.volume(account, timeNanos);
        FeeTier tier = new FeeTier(0, info.makerFeePpm(), info.takerFeePpm());
        for (FeeTier each : market.fees.all()) {
            tier = each.volume() <= volume ? each : tier;
        }
        return new AccountFees(volume, tier, market.fees.all());
    }
}

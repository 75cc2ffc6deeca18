package io.rialto.engine;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a fund has beside the terms of every market of contracts (VENUE-RULES 4).
 *
 * @param redemptionFee what a redemption costs however much is redeemed, quote minor units
 * @param constituents what a share is redeemable for
 */
public record FundTerms(long redemptionFee, List<Constituent> constituents) {
    /** Most constituents that a fund may have. */
    public static final int CONSTITUENTS_MAX = 64;

    /** Most contracts of a constituent for one share, owned or owed. */
    public static final long MULTIPLIER_MAX = 10_000;

    public FundTerms {
        constituents = List.copyOf(constituents);
    }

    /** Whether there are some, not too many, of markets once each, by multipliers in range. */
    boolean isFormed() {
        Set<Long> markets = new TreeSet<>();
        for (Constituent each : constituents) {
            long multiplier = each.multiplier();
            boolean inRange = multiplier >= -MULTIPLIER_MAX && multiplier <= MULTIPLIER_MAX;
            if (multiplier == 0 || !inRange || !markets.add(each.market())) {
                return false;
            }
        }
        return !markets.isEmpty() && markets.size() <= CONSTITUENTS_MAX;
    }
}

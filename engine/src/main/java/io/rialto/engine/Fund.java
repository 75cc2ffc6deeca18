package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A fund: a market whose contracts, its shares, are redeemable for those of its constituents. Its
 * redemption account has the opposite of all that was redeemed.
 *
 * <p>Constituents are markets that were there before it, so funds can make no circle.
 */
final class Fund {
    final Market market;
    final FundTerms terms;

    /** The account that redemptions go against, and its index. */
    final long redemption;

    final int redemptionIndex;

    private final Market[] constituents;

    /** By account index what it redeemed less what it gave back, in lots of the fund; not 0. */
    private final TreeMap<Integer, Long> redeemed = new TreeMap<>();

    /** Lots of each constituent for one lot of the fund. */
    private final long[] lots;

    Fund(Market market, FundTerms terms, Markets markets, long redemption, int redemptionIndex) {
        this.market = market;
        this.terms = terms;
        this.redemption = redemption;
        this.redemptionIndex = redemptionIndex;
        int count = terms.constituents().size();
        constituents = new Market[count];
        lots = new long[count];
        for (int i = 0; i < count; i++) {
            Constituent each = terms.constituents().get(i);
            constituents[i] = markets.get(each.market());
            Check.that(constituents[i].index < market.index, "constituents come before their fund");
            lots[i] = lots(each, constituents[i], market.lot);
        }
    }

    private static long lots(Constituent of, Market constituent, long lot) {
        long quantity = lot * of.multiplier();
        Check.that(quantity % constituent.lot == 0, "shares come to whole lots of constituents");
        return quantity / constituent.lot;
    }

    int count() {
        return constituents.length;
    }

    Market constituent(int i) {
        return constituents[i];
    }

    void redeemed(int accountIndex, long shares) {
        redeemed.merge(accountIndex, shares, (a, b) -> a + b == 0 ? null : (Long) (a + b));
    }

    NavigableMap<Integer, Long> redeemed() {
        return redeemed;
    }

    /** Lots of a constituent for one lot of the fund; negative where they are owed. */
    long lots(int i) {
        return lots[i];
    }

    /** Whether the outcome of all constituents is known, and not yet paid by the fund. */
    boolean isToBeSettled() {
        for (Market constituent : constituents) {
            if (!constituent.isSettled) {
                return false;
            }
        }
        return !market.isSettled && MarketLife.after(market.status).contains(MarketStatus.SETTLED);
    }

    /** What a share pays: the weighted sum of what its constituents paid. */
    long settlementPrice() {
        return settlementPrice(new TreeMap<>());
    }

    /** The same where some constituents, by their indexes, pay another price than they did. */
    long settlementPrice(Map<Integer, Long> others) {
        long sum = 0;
        for (int i = 0; i < constituents.length; i++) {
            long price =
                    others.getOrDefault(constituents[i].index, constituents[i].settlementPrice);
            sum += terms.constituents().get(i).multiplier() * price;
        }
        return sum;
    }
}

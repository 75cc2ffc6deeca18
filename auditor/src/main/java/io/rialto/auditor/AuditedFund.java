package io.rialto.auditor;

import java.util.List;
import java.util.Map;

/**
 * What a share of a fund is redeemable for, and against which balance.
 *
 * @param redeemed hundredths of shares that accounts redeemed less those that they made; not 0
 */
record AuditedFund(AuditedBalance redemption, List<Part> parts, Map<Long, Long> redeemed) {

    /** So many contracts of a market for one share. */
    record Part(AuditedMarket market, long multiplier) {}

    boolean isMadeOf(AuditedMarket market) {
        return parts.stream().anyMatch(part -> part.market() == market);
    }

    boolean isAllSettled() {
        return parts.stream().allMatch(part -> part.market().isSettled);
    }

    boolean isAllOpen() {
        return parts.stream().allMatch(part -> part.market().isOpen());
    }

    /** What a share must be settled at. */
    long weightedPrice() {
        return parts.stream()
                .mapToLong(part -> part.multiplier() * part.market().settlementPrice)
                .sum();
    }
}

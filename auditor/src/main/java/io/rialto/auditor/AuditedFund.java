package io.rialto.auditor;

import java.util.List;

/** What a share of a fund is redeemable for, and against which balance. */
record AuditedFund(AuditedBalance redemption, List<Part> parts) {

    /** So many contracts of a market for one share. */
    record Part(AuditedMarket market, long multiplier) {}

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

package io.rialto.auditor;

import org.agrona.collections.Long2ObjectHashMap;

/** The terms of an option, and who owes it to whom, as events tell it. */
final class AuditedOption {
    /** A contract: the positions of its two sides. */
    record Contract(AuditedPosition holder, AuditedPosition writer, long quantity) {}

    final AuditedMarket underlying;
    final boolean isCall;
    final long strike;
    final long expiresAt;
    final Long2ObjectHashMap<Contract> contracts = new Long2ObjectHashMap<>();
    long lastContract;

    AuditedOption(AuditedMarket underlying, boolean isCall, long strike, long expiresAt) {
        this.underlying = underlying;
        this.isCall = isCall;
        this.strike = strike;
        this.expiresAt = expiresAt;
    }

    /** What one is worth when a contract of the underlying pays so much. */
    long worth(long price) {
        return Math.max(0, isCall ? price - strike : strike - price);
    }
}

package io.rialto.auditor;

/** A trade that can still be undone: its figures, as its event told them. */
record AuditedTrade(
        long buyer,
        long seller,
        long price,
        long quantity,
        long notional,
        long buyerFee,
        long sellerFee) {}

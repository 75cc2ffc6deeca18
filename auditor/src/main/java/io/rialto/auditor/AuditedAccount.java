package io.rialto.auditor;

import io.rialto.protocol.AccountKind;

import org.agrona.collections.Int2ObjectHashMap;

/** An account and its balances, as its postings tell them. */
final class AuditedAccount {
    final long id;
    final int universe;
    final AccountKind kind;
    int owners;
    final Int2ObjectHashMap<AuditedBalance> balances = new Int2ObjectHashMap<>();

    AuditedAccount(long id, int universe, AccountKind kind) {
        this.id = id;
        this.universe = universe;
        this.kind = kind;
    }

    /**
     * Issuance is what all money is owed by; fees may owe a rebate for a moment: decision 7; what a
     * redemption account owes of one market it is owed of others.
     */
    boolean mayOwe() {
        return kind == AccountKind.ISSUANCE
                || kind == AccountKind.FEES
                || kind == AccountKind.REDEMPTION;
    }
}

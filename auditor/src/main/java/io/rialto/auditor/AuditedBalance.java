package io.rialto.auditor;

/** What an account has of an asset. Minor units. */
final class AuditedBalance {
    final AuditedAccount account;
    final int asset;
    final AssetSum sum;
    long cash;
    long held;

    /** What the account's open orders must hold of it. */
    long mustHold;

    /** What the trades, deposits and withdrawals of the command said and is not posted yet. */
    long unposted;

    /** The command that touched it last: so that it is looked at once per command. */
    long touchedBy = -1;

    AuditedBalance(AuditedAccount account, int asset, AssetSum sum) {
        this.account = account;
        this.asset = asset;
        this.sum = sum;
    }

    @Override
    public String toString() {
        return "account " + account.id + " in asset " + asset;
    }
}

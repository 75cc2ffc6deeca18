package io.rialto.auditor;

import org.agrona.collections.Long2LongHashMap;

/** What an account has of an asset. Minor units. */
final class AuditedBalance {
    final AuditedAccount account;
    final int asset;
    final AssetSum sum;
    long cash;
    long held;

    /** What the account's open orders must hold of it. */
    long mustHold;

    /** What owners of a shared account are owed, by owner, and together. */
    private final Long2LongHashMap credits = new Long2LongHashMap(0);

    private long creditSum;
    /** What positions and their open orders can be counted on to bring; a cost if negative. */
    long backing;

    /** Whether contracts are paid with it, so that its cash may be owed. */
    boolean isBacked;

    /** What the trades, deposits and withdrawals of the command said and is not posted yet. */
    long unposted;

    /** The command that touched it last: so that it is looked at once per command. */
    long touchedBy = -1;

    AuditedBalance(AuditedAccount account, int asset, AssetSum sum) {
        this.account = account;
        this.asset = asset;
        this.sum = sum;
    }

    void setCredit(long owner, long credit) {
        creditSum += credit - credits.get(owner);
        if (credit == 0) {
            credits.remove(owner);
        } else {
            credits.put(owner, credit);
        }
    }

    /** Whether the owners are owed just what is there; where one owns it alone, nobody counts. */
    boolean isOwed() {
        if (account.owners < 2) {
            credits.clear();
            creditSum = 0;
            return true;
        }
        return creditSum == cash;
    }

    long creditSum() {
        return creditSum;
    }

    @Override
    public String toString() {
        return "account " + account.id + " in asset " + asset;
    }
}

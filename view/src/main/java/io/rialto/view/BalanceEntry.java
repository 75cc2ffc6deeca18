package io.rialto.view;

/** What an account has of an asset, in minor units. */
final class BalanceEntry {
    final AccountEntry account;
    final int asset;
    long cash;
    long held;

    /** What positions and their open orders can be counted on to bring; a cost if negative. */
    long backing;

    /** First event of the last command that touched it. */
    long touchedBy;

    BalanceEntry(AccountEntry account, int asset) {
        this.account = account;
        this.asset = asset;
    }

    Balance toInfo() {
        return new Balance(account.id, asset, cash, held, backing);
    }
}

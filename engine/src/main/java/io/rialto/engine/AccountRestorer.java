package io.rialto.engine;

import io.rialto.money.Check;

/** Puts back who owns what, in the order in which it was written. */
final class AccountRestorer implements AccountStates {
    private final Accounts accounts;
    private final Universes universes;
    private final Credits credits;
    private final Transfers transfers;
    private final RedeemCodes codes;
    private final AccountDesk desk;
    private int nextUniverse = 1;

    AccountRestorer(
            Accounts accounts,
            Universes universes,
            Credits credits,
            Transfers transfers,
            RedeemCodes codes,
            AccountDesk desk) {
        this.accounts = accounts;
        this.universes = universes;
        this.credits = credits;
        this.transfers = transfers;
        this.codes = codes;
        this.desk = desk;
    }

    @Override
    public void accountCounters(int universesEnd, long nextTransfer, long nextCode) {
        nextUniverse = universesEnd;
        transfers.restoreNext(nextTransfer);
        codes.restoreNext(nextCode);
    }

    @Override
    public void universe(int universe, long owner, String name) {
        Check.that(universe == universes.add(index(owner), name), "universes come in order of id");
    }

    @Override
    public void cohort(int universe, Cohort cohort) {
        Check.that(isOther(universe), "a cohort has a universe");
        universes.setCohort(universe, cohort);
    }

    @Override
    public void member(int universe, long user, long account) {
        Check.that(isOther(universe), "a member has a universe");
        universes.addMember(universe, index(user), index(account));
    }

    @Override
    public void ownership(long account, long owner, long stake) {
        credits.restoreOwner(index(account), index(owner), stake);
    }

    @Override
    public void credit(long account, int asset, long owner, long credit) {
        credits.restoreCredit(index(account), asset, index(owner), credit);
    }

    @Override
    public void code(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            long claimant) {
        int by = claimant == 0 ? Accounts.NONE : index(claimant);
        codes.restore(codeId, index(issuer), codeHash, asset, amount, expiresAt, by);
    }

    @Override
    public void accountStatus(long account, AccountStatus status) {
        desk.restoreStatus(index(account), status);
    }

    @Override
    public void profile(long account, int colour, String displayName) {
        desk.restoreProfile(index(account), colour, displayName);
    }

    /** Everything is there. */
    void end() {
        Check.that(universes.count() == nextUniverse - 1, "every universe was restored");
        universes.restoreAccounts();
        credits.restored();
    }

    private boolean isOther(int universe) {
        return universe > 0 && universes.exists(universe);
    }

    private int index(long account) {
        int index = accounts.indexOf(account);
        Check.that(index != Accounts.NONE, "an account that a record names exists");
        return index;
    }
}

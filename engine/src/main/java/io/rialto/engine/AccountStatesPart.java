package io.rialto.engine;

/** A sink of whole states that leaves the records of accounts to a part of its own. */
public interface AccountStatesPart extends AccountStates {
    /** Takes the records of accounts. */
    AccountStates accountStates();

    @Override
    default void accountCounters(int nextUniverse, long nextTransfer, long nextCode) {
        accountStates().accountCounters(nextUniverse, nextTransfer, nextCode);
    }

    @Override
    default void universe(int universe, long owner, String name) {
        accountStates().universe(universe, owner, name);
    }

    @Override
    default void cohort(int universe, Cohort cohort) {
        accountStates().cohort(universe, cohort);
    }

    @Override
    default void member(int universe, long user, long account) {
        accountStates().member(universe, user, account);
    }

    @Override
    default void ownership(long account, long owner, long stake) {
        accountStates().ownership(account, owner, stake);
    }

    @Override
    default void credit(long account, int asset, long owner, long credit) {
        accountStates().credit(account, asset, owner, credit);
    }

    @Override
    default void code(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            long claimant) {
        accountStates().code(codeId, issuer, codeHash, asset, amount, expiresAt, claimant);
    }

    @Override
    default void accountStatus(long account, AccountStatus status) {
        accountStates().accountStatus(account, status);
    }

    @Override
    default void profile(long account, int colour, String displayName) {
        accountStates().profile(account, colour, displayName);
    }
}

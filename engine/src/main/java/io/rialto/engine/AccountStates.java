package io.rialto.engine;

/** The state of owning, sharing and universes; see {@link StateSink}. */
public interface AccountStates {
    /** By id, from 1; not written while there are none, and no code or transfer ever was. */
    void accountCounters(int nextUniverse, long nextTransfer, long nextCode);

    /** By id. */
    void universe(int universe, long owner, String name);

    /** By universe. */
    void cohort(int universe, Cohort cohort);

    /** By universe, then user. */
    void member(int universe, long user, long account);

    /** By account, then owner; {@code stake} weighs what comes to an account that has nothing. */
    void ownership(long account, long owner, long stake);

    /** By account, asset and owner; those other than zero. */
    void credit(long account, int asset, long owner, long credit);

    /** By id; {@code claimant} is 0 while it can be claimed. */
    void code(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            long claimant);

    /** By account; those that are not open. */
    void accountStatus(long account, AccountStatus status);

    /** By account; those that have one. */
    void profile(long account, int colour, String displayName);
}

package io.rialto.engine;

/** The events of owning, sharing and moving money; see {@link EventSink}. */
public interface AccountEvents {
    /** A user, or an account of a user's, owns the account from now on. */
    void ownerAdded(long account, long owner);

    void ownerRemoved(long account, long owner);

    /** What an owner is owed of a shared account's cash has become this. */
    void creditChanged(long account, int asset, long owner, long credit);

    /** Money went from one account to another; its postings follow. */
    void transferred(
            long transfer, long account, long recipient, int asset, long amount, String note);

    /** The house gave money; its postings follow. */
    void gifted(long transfer, long account, int asset, long amount, String note);

    /** An economy begins; its three accounts came before. */
    void universeCreated(int universe, long owner, String name);

    void cohortChanged(int universe, Cohort cohort);

    /** A member has got its account. */
    void memberAdded(int universe, long user, long account);

    /** Everything in a universe was taken back; what members begin with anew follows. */
    void universeReset(int universe, long accounts, String reason);

    /** For everyone: in a universe, or in the whole venue where it is 0. */
    void messagePosted(int universe, String text);

    /** {@code codeHash} is 32 bytes, the SHA-256 of the code; the reservation is posted next. */
    void codeIssued(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            String note);

    /** A code is used up; {@code claimant} is 0 when its time had come. Postings follow. */
    void codeEnded(long codeId, long claimant);

    void accountStatusChanged(long account, AccountStatus status, String reason);

    /** {@code colour} is 0xRRGGBB, or −1 for none. */
    void profileChanged(long account, int colour, String displayName);
}

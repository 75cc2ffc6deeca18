package io.rialto.view;

/** The accounts of the main universe that exist from genesis, without an event. */
public final class SystemAccounts {
    /** Counterpart of all money; its cash is at or below zero. */
    public static final long ISSUANCE = 1;

    /** Takes the fees and pays the rebates; rounding may leave it a little below zero. */
    public static final long FEES = 2;

    /** What is on its way between shards and rails. */
    public static final long CLEARING = 3;

    private SystemAccounts() {}
}

package io.rialto.engine;

/** Whether an account is a person's, an alt or one of the venue's own. */
public enum AccountKind {
    USER(1),
    ISSUANCE(2),
    FEES(3),
    CLEARING(4),
    /** Without a person: a user's for a strategy or bot, or a member's in another universe. */
    ALT(5),
    /** Takes the opposite of all that is redeemed of a fund; at zero when all is settled. */
    REDEMPTION(6);

    private static final AccountKind[] BY_NUMBER = byNumber();

    private final int number;

    AccountKind(int number) {
        this.number = number;
    }

    /** Whether it is one of the venue's own, which nobody acts as. */
    boolean isSystem() {
        return this != USER && this != ALT;
    }

    /**
     * Whether cash and what is available may fall below zero: issuance is the counterpart of all
     * money, fees may owe a rebate for a while, and what is redeemed of a fund is always matched.
     */
    boolean mayOwe() {
        return this == ISSUANCE || this == FEES || this == REDEMPTION;
    }

    /** The number on the wire and in snapshots. */
    public int number() {
        return number;
    }

    /**
     * The value with that number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AccountKind of(int number) {
        AccountKind value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no AccountKind has number " + number);
        }
        return value;
    }

    private static AccountKind[] byNumber() {
        int highest = 0;
        for (AccountKind value : values()) {
            highest = Math.max(highest, value.number);
        }
        AccountKind[] table = new AccountKind[highest + 1];
        for (AccountKind value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}

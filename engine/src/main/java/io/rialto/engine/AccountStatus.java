package io.rialto.engine;

/** What an account may do. Legal changes: OPEN ↔ FROZEN, and from both to CLOSED. */
public enum AccountStatus {
    OPEN(1),
    /** It takes money and cancels its orders; it does nothing else. */
    FROZEN(2),
    /** It has nothing and does nothing. */
    CLOSED(3);

    private final int number;

    AccountStatus(int number) {
        this.number = number;
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
    public static AccountStatus of(int number) {
        for (AccountStatus value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new IllegalArgumentException("no AccountStatus has number " + number);
    }
}

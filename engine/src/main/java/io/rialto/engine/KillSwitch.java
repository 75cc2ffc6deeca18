package io.rialto.engine;

/** How a kill switch stands. */
public enum KillSwitch {
    RELEASED(0),
    /** By whoever may act as the account; they may release it. */
    PULLED(1),
    /** By an administrator; only administrators release it. */
    PULLED_BY_ADMINISTRATOR(2);

    private final int number;

    KillSwitch(int number) {
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
    public static KillSwitch of(int number) {
        if (number < 0 || number >= values().length) {
            throw new IllegalArgumentException("no KillSwitch has number " + number);
        }
        return values()[number];
    }
}

package io.rialto.engine;

/** Who may create markets in a cohort's universe, besides administrators under sudo. */
public enum MarketCreators {
    NOBODY(1),
    /** The universe's owner. */
    OWNER(2),
    /** The owner and whoever has an account in it. */
    MEMBERS(3);

    private final int number;

    MarketCreators(int number) {
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
    public static MarketCreators of(int number) {
        for (MarketCreators value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new IllegalArgumentException("no MarketCreators has number " + number);
    }
}

package io.rialto.engine;

/** What a cancel-replace does when one half of it cannot be done. */
public enum ReplaceMode {
    /** Nothing happens unless both the cancel and the new order can be done. */
    STOP_ON_FAILURE(1),
    /** Each of the two is done if it can be. */
    ALLOW_FAILURE(2);

    private static final ReplaceMode[] BY_NUMBER = byNumber();

    private final int number;

    ReplaceMode(int number) {
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
    public static ReplaceMode of(int number) {
        ReplaceMode value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no ReplaceMode has number " + number);
        }
        return value;
    }

    private static ReplaceMode[] byNumber() {
        int highest = 0;
        for (ReplaceMode value : values()) {
            highest = Math.max(highest, value.number);
        }
        ReplaceMode[] table = new ReplaceMode[highest + 1];
        for (ReplaceMode value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}

package io.rialto.engine;

/** What an order is told besides its terms. */
public enum Instruction {
    NONE(0),
    /** Rather than take, it moves to a tick from the touch, and rests. */
    SLIDE(1),
    /** It may bring the position nearer to zero, and is made smaller where it would do more. */
    REDUCE_ONLY(2);

    private final int number;

    Instruction(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    /**
     * The value with that number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Instruction of(int number) {
        if (number < 0 || number >= values().length) {
            throw new IllegalArgumentException("no Instruction has number " + number);
        }
        return values()[number];
    }
}

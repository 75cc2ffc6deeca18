package io.rialto.app;

import io.rialto.money.Side;

/**
 * One line of a LOBSTER message file.
 *
 * @param number line number, from 1
 * @param timeNanos nanoseconds after midnight
 * @param kind what happened
 * @param order the recorded id of the order that it happened to
 * @param shares how many
 * @param price dollars × 10,000
 * @param side of the order that rests, not of who takes it
 */
record LobsterMessage(
        int number, long timeNanos, Kind kind, long order, long shares, long price, Side side) {
    /** What a line says, by its number in the file. */
    enum Kind {
        SUBMIT(1),
        REDUCE(2),
        DELETE(3),
        EXECUTE_VISIBLE(4),
        EXECUTE_HIDDEN(5),
        CROSS_TRADE(6),
        HALT(7);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        static Kind of(int number) {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("type " + number + " is not 1 to 7");
        }
    }
}

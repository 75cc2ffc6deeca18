package io.rialto.view;

/**
 * What everyone was told.
 *
 * @param universe 0 for everyone of the venue
 * @param timeNanos log time, nanoseconds since 1970
 * @param sequence of its event
 */
public record Message(int universe, String text, long timeNanos, long sequence) {}

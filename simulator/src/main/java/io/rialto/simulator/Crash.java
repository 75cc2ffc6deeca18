package io.rialto.simulator;

/** Thrown where a process dies in the middle of something; what it had in memory is gone. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("a process dies here", null, false, false);
    }
}

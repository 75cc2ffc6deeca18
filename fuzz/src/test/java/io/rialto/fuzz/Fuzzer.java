package io.rialto.fuzz;

import java.io.IOException;

/** What Jazzer calls: gives every input to the target that the process was started for. */
public final class Fuzzer {
    static final String TARGET = "rialto.fuzz.target";

    private static final FuzzTarget CHOSEN =
            Targets.valueOf(System.getProperty(TARGET)).target();
    private static final InputClock CLOCK = InputClock.ofThisThread();

    private Fuzzer() {}

    /** Gives an input to the target; what comes out of here is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        CLOCK.begin();
        CHOSEN.run(bytes);
    }
}

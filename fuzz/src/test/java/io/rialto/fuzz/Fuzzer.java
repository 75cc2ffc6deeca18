package io.rialto.fuzz;

import java.io.IOException;
import java.util.HexFormat;

/** What Jazzer calls: gives every input to the target that the process was started for. */
public final class Fuzzer {
    static final String TARGET = "rialto.fuzz.target";

    private static final Targets NAMED = Targets.valueOf(System.getProperty(TARGET));
    private static final FuzzTarget CHOSEN = NAMED.target();
    private static final InputClock CLOCK = InputClock.ofThisThread();

    private Fuzzer() {}

    /** Called before the time that was given begins, of which the loading of classes takes nothing. */
    public static void fuzzerInitialize() throws IOException {
        for (byte[] kept : Corpus.of(NAMED)) {
            // libFuzzer, which would keep it, has not begun.
            System.err.println("trying " + HexFormat.of().formatHex(kept));
            fuzzerTestOneInput(kept);
        }
    }

    /** Gives an input to the target; what comes out of here is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        CLOCK.begin();
        try {
            CHOSEN.run(bytes);
        } finally {
            CLOCK.end();
        }
    }
}

package io.rialto.fuzz;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What Jazzer calls: the first byte of an input says which target takes the rest. */
public final class Fuzzer {
    static final String TARGETS = "rialto.fuzz.targets";

    private static final List<Targets> CHOSEN = chosen();

    private Fuzzer() {}

    private static List<Targets> chosen() {
        return Arrays.stream(System.getProperty(TARGETS).split(","))
                .map(Targets::valueOf)
                .toList();
    }

    /** Gives an input to its target; what comes out of here is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            Targets target = CHOSEN.get((bytes[0] & 0xFF) % CHOSEN.size());
            target.target().run(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }
}

package io.rialto.fuzz;

import java.util.HexFormat;
import java.util.List;

/** An input that found something, as the process that tried it says it: the line to keep, and where. */
final class Finding {
    private static final String KEEP = "to keep in corpus/";

    private Finding() {}

    static String of(Targets target, byte[] input) {
        return KEEP + target.title() + ".txt: " + HexFormat.of().formatHex(input);
    }

    /** Those of an output. */
    static List<String> in(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(KEEP)).toList();
    }
}

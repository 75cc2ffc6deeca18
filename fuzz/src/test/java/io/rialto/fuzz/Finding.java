package io.rialto.fuzz;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** An input that found something, as the process that tried it says it: the line to keep, and where. */
final class Finding {
    private static final String KEEP = "to keep in corpus/";
    private static final String TRYING = "trying what is kept in corpus/";

    private Finding() {}

    static String of(Targets target, byte[] input) {
        return KEEP + line(target, input);
    }

    /** What a process says before it tries an input that is kept. */
    static String trying(Targets target, byte[] input) {
        return TRYING + line(target, input);
    }

    private static String line(Targets target, byte[] input) {
        return target.title() + ".txt: " + HexFormat.of().formatHex(input);
    }

    /** Those of an output. */
    static List<String> in(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(KEEP)).toList();
    }

    /** The last that an output says was tried of what is kept. */
    static Optional<String> lastTrying(List<String> lines) {
        return lines.reversed().stream().filter(line -> line.startsWith(TRYING)).findFirst();
    }
}

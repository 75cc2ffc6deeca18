package io.rialto.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Inputs that are kept: the seeds that a target makes itself, and those of its file, a line of
 * hexadecimal digits each, where lines that begin with # say what the next one found.
 */
final class Corpus {
    private Corpus() {}

    static List<byte[]> of(Targets target) throws IOException {
        List<byte[]> inputs = new ArrayList<>(target.target().seeds());
        try (InputStream file = Corpus.class.getResourceAsStream(resource(target))) {
            if (file != null) {
                new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(HexFormat.of()::parseHex)
                        .forEach(inputs::add);
            }
        }
        return inputs;
    }

    private static String resource(Targets target) {
        return "/corpus/" + target.title() + ".txt";
    }
}

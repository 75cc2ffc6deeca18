package io.rialto.sequencer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files in which consumers note how far they have come: {@link ConsumerPosition}. */
final class ConsumerFiles {
    private static final String POSITION = ".position";

    private ConsumerFiles() {}

    /** The event that each consumer has noted, by its name. */
    static Map<String, Long> read(Path data) throws IOException {
        Path directory = data.resolve("consumers");
        if (!Files.isDirectory(directory)) {
            return Map.of();
        }
        Map<String, Long> noted = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(POSITION)) {
                    noted.put(
                            name.substring(0, name.length() - POSITION.length()),
                            ConsumerPosition.read(file));
                }
            }
        }
        return noted;
    }
}

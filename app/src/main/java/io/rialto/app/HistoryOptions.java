package io.rialto.app;

import io.rialto.history.HistoryStore;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/** Where a command finds the history of a venue. */
final class HistoryOptions {
    static final String VARIABLE = "RIALTO_HISTORY";

    @Option(
            names = "--history",
            paramLabel = "URL",
            description = "Where the history is kept: jdbc:postgresql://… (default: a file in the"
                    + " data directory). Better in " + VARIABLE + ", as a password may be in it.")
    private String history;

    /**
     * The history of a venue.
     *
     * @throws IllegalArgumentException when the URL is none of a database that can be used
     */
    HistoryStore store(Path data) {
        return HistoryStore.of(
                data,
                Optional.ofNullable(history)
                        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                        .filter(url -> !url.isBlank()));
    }
}

package io.rialto.app;

import picocli.CommandLine.Option;

/** What {@code rialto up} is told of its log. */
final class LogOptions {
    /** How an entry is written. */
    enum Format {
        TEXT,
        JSON
    }

    /** Of which requests there are entries. */
    enum Requests {
        NONE,
        TRACED,
        ALL
    }

    @Option(
            names = "--log",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How the log on standard error is written: a line for people, or a JSON"
                    + " object (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--log-requests",
            paramLabel = "none|traced|all",
            defaultValue = "none",
            description =
                    "Of which requests and commands the log has an entry: of those of a trace,"
                            + " or of all (default: ${DEFAULT-VALUE}).")
    private Requests requests;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what helps to find a fault, stack traces included.")
    private boolean isVerbose;

    /** Has the log written so. */
    void apply() {
        Logging.set(format, requests, isVerbose);
    }
}

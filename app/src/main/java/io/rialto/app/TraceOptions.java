package io.rialto.app;

import picocli.CommandLine.Option;

import java.net.URI;
import java.util.Optional;

/** What {@code rialto up} is told of traces. */
final class TraceOptions {
    @Option(
            names = "--trace-collector",
            paramLabel = "URL",
            description = "Sends spans of sampled commands to a collector of OpenTelemetry, by OTLP"
                    + " over HTTP, such as http://127.0.0.1:4318 (default: none).")
    private URI collector;

    @Option(
            names = "--trace-share",
            paramLabel = "RATIO",
            defaultValue = "0",
            description = "How many of the commands that come without a traceparent begin a trace,"
                    + " from 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double begun;

    /**
     * What the options say.
     *
     * @throws IllegalArgumentException when they are out of range
     */
    TracePart part() {
        return new TracePart(Optional.ofNullable(collector), begun);
    }
}

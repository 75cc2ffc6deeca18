package io.rialto.sequencer;

/** What a {@link CommandClient} has counted since its start. Any thread may read. */
public interface CommandClientMetrics {
    /** Commands sent, each once however often it was repeated. */
    long sent();

    /** Commands answered. */
    long answered();

    /** Repetitions of commands that had been sent before. */
    long resent();

    /** Times that a connection was made, but for the first. */
    long reconnects();

    /** Commands accepted and not yet answered. */
    long inFlight();
}

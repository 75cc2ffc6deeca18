package io.rialto.gateway;

import io.rialto.history.ReadableHistory;
import io.rialto.sequencer.CommandClient;
import io.rialto.view.Directory;
import io.rialto.view.ViewHost;

import java.util.Optional;

/**
 * What all parts of a gateway share. Any thread.
 *
 * @param client the way to the engine
 * @param view read models, on their own thread
 * @param history where there is one
 */
record Venue(
        GatewayConfig config,
        CommandClient client,
        ViewHost view,
        Optional<ReadableHistory> history,
        RequestGate gate,
        Authenticator authenticator,
        GatewayClock clock,
        GatewayMetrics metrics) {
    /**
     * Whether the view shows all that had happened when this gateway first reached the engine.
     * Before, it knows nobody and nothing, and must not say so.
     */
    boolean isComplete() {
        long opened = client.openedAtSequence();
        return opened != CommandClient.NOT_OPENED && view.sequence() >= opened;
    }

    Directory directory() {
        return view.directory();
    }
}

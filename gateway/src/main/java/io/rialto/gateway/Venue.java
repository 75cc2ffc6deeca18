package io.rialto.gateway;

import io.rialto.history.History;
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
        Optional<History> history,
        RequestGate gate,
        Authenticator authenticator,
        GatewayClock clock,
        GatewayMetrics metrics) {
    Directory directory() {
        return view.directory();
    }
}

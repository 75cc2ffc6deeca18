package io.rialto.sequencer;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How a gateway's client reaches the venue.
 *
 * @param gatewayId the gateway's number, 1 or more; no two gateways share one
 * @param aeronDirectory of the media driver to use, asked for at every attempt to connect; the
 *     node's own on the same machine
 * @param ingressEndpoints member=host:port pairs, comma-separated; empty to send through the shared
 *     memory of the node's own media driver
 * @param egressHost address of this machine at which the venue can answer; unused when
 *     {@code ingressEndpoints} is empty
 * @param wakeVenue called after something was sent: {@link VenueNode#wake} where the node is in
 *     this process
 */
public record ClientConfig(
        int gatewayId,
        Supplier<Path> aeronDirectory,
        String ingressEndpoints,
        String egressHost,
        Runnable wakeVenue) {
    public ClientConfig {
        Objects.requireNonNull(aeronDirectory);
        Objects.requireNonNull(ingressEndpoints);
        Objects.requireNonNull(egressHost);
        Objects.requireNonNull(wakeVenue);
        if (gatewayId < 1) {
            throw new IllegalArgumentException("gateway id must be 1 or more: " + gatewayId);
        }
    }

    /** On the node's machine, through its media driver. */
    public static ClientConfig local(int gatewayId, Path aeronDirectory) {
        return local(gatewayId, () -> aeronDirectory);
    }

    /** The same where the media driver may move, as it may from one run of the node to the next. */
    public static ClientConfig local(int gatewayId, Supplier<Path> aeronDirectory) {
        return new ClientConfig(gatewayId, aeronDirectory, "", "localhost", () -> {});
    }

    public ClientConfig withWakeVenue(Runnable value) {
        return new ClientConfig(gatewayId, aeronDirectory, ingressEndpoints, egressHost, value);
    }

    /** Over the network, through a media driver of this machine. */
    public ClientConfig withEndpoints(String endpoints, String host) {
        return new ClientConfig(gatewayId, aeronDirectory, endpoints, host, wakeVenue);
    }
}

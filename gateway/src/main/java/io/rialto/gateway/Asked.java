package io.rialto.gateway;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ServerMessage;

/**
 * What an answer of the stream repeats of its request.
 *
 * @param correlation the client's number of the request
 * @param account acted as; 0 for the caller's own
 */
record Asked(long correlation, long account) {
    /** Of nothing that somebody asked for. */
    static final Asked NOTHING = new Asked(0, 0);

    static Asked by(ClientMessage message) {
        return new Asked(message.getCorrelationId(), message.getAccount());
    }

    /** The same content as an answer to this request. */
    ServerMessage.Builder in(ServerMessage.Builder content, SocketRights rights) {
        return correlation == 0
                ? content
                : rights.shown(content.setCorrelationId(correlation), account);
    }
}

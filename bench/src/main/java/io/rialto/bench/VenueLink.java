package io.rialto.bench;

import io.rialto.sequencer.AeronCommandClient;
import io.rialto.sequencer.ClientConfig;
import io.rialto.sequencer.CommandClient;
import io.rialto.sequencer.CommandClientListener;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;

import java.nio.file.Path;

/** The venue's own client. */
final class VenueLink implements CommandLink {
    private static final int GATEWAY = 1;

    private final AeronCommandClient client;
    private final Agent agent;
    private String failure = "";

    VenueLink(Path aeronDirectory) {
        client = AeronCommandClient.create(
                ClientConfig.local(GATEWAY, aeronDirectory), new Listener());
        agent = client.agent();
    }

    @Override
    public boolean submit(
            DirectBuffer command, int offset, int length, CommandClient.AnswerHandler handler) {
        return client.submit(command, offset, length, handler);
    }

    @Override
    public int doWork() {
        try {
            return agent.doWork();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        client.close();
        agent.onClose();
    }

    private final class Listener implements CommandClientListener {
        @Override
        public void onStopped(String reason) {
            failure = reason;
        }

        @Override
        public void onDisconnected(String reason) {
            failure = "the connection was lost: " + reason;
        }
    }
}

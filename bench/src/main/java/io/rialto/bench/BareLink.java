package io.rialto.bench;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.logbuffer.Header;
import io.rialto.sequencer.CommandClient;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Aeron's own client of a {@link BareNode}, with nothing around it. One session's answers come in the
 * order of its commands.
 */
final class BareLink implements CommandLink, EgressListener {
    private static final long KEEP_ALIVE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int POLLS_MAX = 32;

    private final CommandClient.AnswerHandler[] waiting =
            new CommandClient.AnswerHandler[VenueLoad.WINDOW_MAX];
    private final Aeron aeron;
    private final AeronCluster cluster;
    private long sent;
    private long answered;
    private long keepAliveNanos = System.nanoTime();
    private String failure = "";

    BareLink(Path aeronDirectory) {
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDirectory.toString()));
        try {
            cluster = AeronCluster.connect(new AeronCluster.Context()
                    .aeron(aeron)
                    .ownsAeronClient(false)
                    .egressListener(this)
                    .ingressChannel("aeron:ipc?term-length=1m")
                    .egressChannel("aeron:ipc?term-length=1m"));
        } catch (RuntimeException e) {
            aeron.close();
            throw e;
        }
    }

    @Override
    public boolean submit(
            DirectBuffer command, int offset, int length, CommandClient.AnswerHandler handler) {
        if (sent - answered == waiting.length || cluster.offer(command, offset, length) < 0) {
            return false;
        }
        waiting[(int) (sent++ % waiting.length)] = handler;
        return true;
    }

    @Override
    public int doWork() {
        int work = 0;
        for (int polls = 0; polls < POLLS_MAX; polls++) {
            int fragments = cluster.pollEgress();
            work += fragments;
            if (fragments == 0) {
                break;
            }
        }
        long now = System.nanoTime();
        if (now - keepAliveNanos >= KEEP_ALIVE_NANOS && cluster.sendKeepAlive()) {
            keepAliveNanos = now;
        }
        return work;
    }

    @Override
    public void onMessage(
            long clusterSessionId,
            long timestamp,
            DirectBuffer buffer,
            int offset,
            int length,
            Header header) {
        waiting[(int) (answered++ % waiting.length)].onAnswer(buffer, offset, length);
    }

    @Override
    public void onSessionEvent(
            long correlationId,
            long clusterSessionId,
            long leadershipTermId,
            int leaderMemberId,
            EventCode code,
            String detail) {
        if (code != EventCode.OK) {
            failure = "the session ended: " + code + " " + detail;
        }
    }

    @Override
    public boolean isConnected() {
        return cluster.ingressPublication().isConnected();
    }

    @Override
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(cluster, aeron);
    }
}

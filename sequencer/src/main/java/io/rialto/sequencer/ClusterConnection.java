package io.rialto.sequencer;

import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.logbuffer.Header;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps one session with the venue's cluster: makes it, watches it, makes it again for ever. One
 * thread. What was lost on the way is the {@link CommandWindow}'s concern.
 */
final class ClusterConnection implements CommandTransport, EgressListener, AutoCloseable {
    private static final long KEEP_ALIVE_NANOS = Duration.ofSeconds(1).toNanos();

    /** A venue of several nodes gets the time to elect a leader, who keeps the session. */
    private static final long LEADERLESS_NANOS = Duration.ofSeconds(3).toNanos();

    private static final long LOCAL_LEADERLESS_NANOS = Duration.ofMillis(200).toNanos();
    private static final long CONNECT_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long CONDITION_NANOS = Duration.ofMillis(50).toNanos();
    private static final int POLLS_MAX = 32;
    private static final int STREAM_ID_MIN = 1_000;

    private final ClientConfig config;
    private final CommandWindow window;
    private final CommandClientListener listener;
    private final RetryTimer retry = new RetryTimer();
    private DriverLink driver;
    private AeronCluster.AsyncConnect connecting;
    private AeronCluster cluster;
    private ConditionCounters.Reader counters;
    private long conditionNanos;
    private volatile VenueCondition condition = VenueCondition.UNKNOWN;
    private volatile VenueUpkeep upkeep = VenueUpkeep.UNKNOWN;
    private volatile boolean isSnapshotWished;
    private String lost = "";
    private boolean isLeaderNew;
    private long keepAliveNanos;
    private long connectedNanos;

    ClusterConnection(ClientConfig config, CommandWindow window, CommandClientListener listener) {
        this.config = config;
        this.window = window;
        this.listener = listener;
    }

    int doWork(long nowNanos) {
        try {
            if (cluster != null) {
                return poll(nowNanos);
            }
            if (connecting != null) {
                return connect(nowNanos);
            }
            if (retry.isDue(nowNanos)) {
                begin();
                return 1;
            }
        } catch (RuntimeException e) {
            // A TimeoutException, a refused session, a driver that went away: all are retried.
            listener.onError(e);
            fail(nowNanos, String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private void begin() {
        driver = DriverLink.connect(config.aeronDirectory().get(), listener::onError);
        boolean isLocal = config.ingressEndpoints().isEmpty();
        AeronCluster.Context context = new AeronCluster.Context()
                .aeron(driver.aeron())
                .ownsAeronClient(false)
                .messageTimeoutNs(CONNECT_NANOS)
                .egressListener(this)
                // A stream of its own: a client that is slow to take answers delays no other.
                .egressStreamId(
                        ThreadLocalRandom.current().nextInt(STREAM_ID_MIN, Integer.MAX_VALUE));
        if (isLocal) {
            // The node's own media driver: what it says of itself is there.
            counters = new ConditionCounters.Reader(driver.aeron().countersReader());
            context.ingressChannel("aeron:ipc?term-length=1m")
                    .egressChannel("aeron:ipc?term-length=1m");
        } else {
            context.ingressChannel("aeron:udp?term-length=1m")
                    .ingressEndpoints(config.ingressEndpoints())
                    .egressChannel(
                            "aeron:udp?term-length=1m|endpoint=" + config.egressHost() + ":0");
        }
        connecting = AeronCluster.asyncConnect(context);
    }

    private int connect(long nowNanos) {
        if (!driver.isAlive()) {
            fail(nowNanos, "the media driver went away");
            return 0;
        }
        int before = connecting.step();
        cluster = connecting.poll();
        if (cluster == null) {
            return connecting.step() == before ? 0 : 1;
        }
        connecting = null;
        lost = "";
        isLeaderNew = false;
        keepAliveNanos = nowNanos;
        connectedNanos = nowNanos;
        retry.succeeded();
        window.onConnected(nowNanos);
        return 1;
    }

    private int poll(long nowNanos) {
        if (!driver.isAlive()) {
            fail(nowNanos, "the media driver went away");
            return 0;
        }
        int work = 0;
        for (int polls = 0; polls < POLLS_MAX; polls++) {
            int fragments = cluster.pollEgress();
            work += fragments;
            if (fragments == 0) {
                break;
            }
        }
        watch(nowNanos);
        readCondition(nowNanos);
        return work;
    }

    private void readCondition(long nowNanos) {
        if (counters != null
                && !driver.isClosed()
                && nowNanos - conditionNanos >= CONDITION_NANOS) {
            conditionNanos = nowNanos;
            condition = counters.read();
            upkeep = counters.upkeep();
            if (isSnapshotWished && counters.wishForSnapshot()) {
                isSnapshotWished = false;
            }
        }
    }

    /** How the engine's process fares, as far as it says so. Any thread. */
    VenueCondition condition() {
        return condition;
    }

    /** What the engine's process keeps, as far as it says so. Any thread. */
    VenueUpkeep upkeep() {
        return upkeep;
    }

    /** Asks it for a snapshot; false when nobody is there to hear. Any thread. */
    boolean wishForSnapshot() {
        isSnapshotWished = condition.room() != Room.UNKNOWN;
        return isSnapshotWished;
    }

    private void watch(long nowNanos) {
        if (cluster.isClosed()) {
            fail(nowNanos, "the session was closed");
        } else if (!lost.isEmpty()) {
            fail(nowNanos, lost);
        } else if (isLeaderNew) {
            isLeaderNew = false;
            window.onConnected(nowNanos);
        } else if (cluster.ingressPublication().isConnected()) {
            connectedNanos = nowNanos;
            keepAlive(nowNanos);
        } else if (nowNanos - connectedNanos > leaderlessNanos()) {
            fail(nowNanos, "nobody takes commands");
        }
    }

    private long leaderlessNanos() {
        return config.ingressEndpoints().isEmpty() ? LOCAL_LEADERLESS_NANOS : LEADERLESS_NANOS;
    }

    private void keepAlive(long nowNanos) {
        if (nowNanos - keepAliveNanos >= KEEP_ALIVE_NANOS && cluster.sendKeepAlive()) {
            keepAliveNanos = nowNanos;
        }
    }

    private void fail(long nowNanos, String reason) {
        close();
        retry.failed(nowNanos);
        window.onDisconnected(reason);
    }

    @Override
    public boolean offer(DirectBuffer command, int offset, int length) {
        if (cluster == null || cluster.isClosed()) {
            return false;
        }
        long result = cluster.offer(command, offset, length);
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            lost = "the way for commands is closed: " + Publication.errorString(result);
        }
        return result > 0;
    }

    @Override
    public void onMessage(
            long clusterSessionId,
            long timestamp,
            DirectBuffer buffer,
            int offset,
            int length,
            Header header) {
        window.onAnswer(buffer, offset, length);
    }

    @Override
    public void onSessionEvent(
            long correlationId,
            long clusterSessionId,
            long leadershipTermId,
            int leaderMemberId,
            EventCode code,
            String detail) {
        if (code != EventCode.OK && code != EventCode.REDIRECT) {
            lost = "the venue ended the session: " + code + " " + detail;
        }
    }

    @Override
    public void onNewLeader(
            long clusterSessionId,
            long leadershipTermId,
            int leaderMemberId,
            String ingressEndpoints) {
        // What was on its way to the old leader may be lost.
        isLeaderNew = true;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(connecting, cluster, driver);
        connecting = null;
        cluster = null;
        driver = null;
        counters = null;
        condition = VenueCondition.UNKNOWN;
        upkeep = VenueUpkeep.UNKNOWN;
        isSnapshotWished = false;
    }
}

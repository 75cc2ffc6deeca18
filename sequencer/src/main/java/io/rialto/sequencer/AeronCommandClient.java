package io.rialto.sequencer;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;

import java.security.SecureRandom;

/**
 * The client of a venue on Aeron Cluster. It outlives connections, leaders and media drivers:
 * whatever it loses it makes again, and sends again what is unanswered, in order; the engine
 * recognises repetitions by gateway, epoch and number.
 *
 * <p>Either with a thread of its own, see {@link #launch}, or as an {@link #agent} on another's.
 */
public final class AeronCommandClient implements CommandClient {
    /** While answers are awaited nobody wakes the thread: it must look by itself. */
    private static final long AWAITING_PARK_NANOS_MAX = 500_000;

    /** Whoever submits wakes the thread; by itself it only looks after its connection. */
    private static final long IDLE_PARK_NANOS_MAX = 20_000_000;

    private final CommandWindow window;
    private final ClusterConnection connection;
    private final Runnable wakeVenue;
    private final ParkingIdle idle;
    private final Agent agent = new Duty();
    private Thread thread;
    private volatile boolean isClosing;

    private AeronCommandClient(ClientConfig config, CommandClientListener listener) {
        SecureRandom random = new SecureRandom();
        window = new CommandWindow(
                config.gatewayId(), random.nextLong(), random.nextLong(), listener);
        connection = new ClusterConnection(config, window, listener);
        wakeVenue = config.wakeVenue();
        idle = new ParkingIdle(() -> isClosing || window.canSend());
    }

    /** A client with a thread of its own, as a new instance of its gateway. Connects by and by. */
    public static AeronCommandClient launch(ClientConfig config, CommandClientListener listener) {
        AeronCommandClient client = new AeronCommandClient(config, listener);
        client.thread = new Thread(client::run, "command-client-" + config.gatewayId());
        client.thread.setDaemon(true);
        client.thread.start();
        return client;
    }

    /** A client without a thread: the caller runs its {@link #agent}, and ends it by closing it. */
    public static AeronCommandClient create(ClientConfig config, CommandClientListener listener) {
        return new AeronCommandClient(config, listener);
    }

    /** What must be run, by one thread, when this client has none of its own. */
    public Agent agent() {
        if (thread != null) {
            throw new IllegalStateException("this client has a thread of its own");
        }
        return agent;
    }

    /** What the client has counted. */
    public CommandClientMetrics metrics() {
        return window;
    }

    @Override
    public boolean submit(DirectBuffer command, int offset, int length, AnswerHandler handler) {
        boolean isAccepted = window.submit(command, offset, length, handler);
        if (isAccepted) {
            idle.wake();
        }
        return isAccepted;
    }

    @Override
    public boolean isConnected() {
        return window.isReady();
    }

    @Override
    public long openedAtSequence() {
        return window.openedAtSequence();
    }

    @Override
    public VenueCondition condition() {
        return connection.condition();
    }

    @Override
    public VenueUpkeep upkeep() {
        return connection.upkeep();
    }

    @Override
    public boolean wishForSnapshot() {
        boolean isHeard = connection.wishForSnapshot();
        idle.wake();
        return isHeard;
    }

    private void run() {
        try {
            while (!isClosing) {
                int work = work();
                idle.idle(
                        work,
                        window.inFlight() > 0 && window.isReady()
                                ? AWAITING_PARK_NANOS_MAX
                                : IDLE_PARK_NANOS_MAX);
            }
        } finally {
            end();
        }
    }

    private int work() {
        long now = System.nanoTime();
        int received = connection.doWork(now);
        int sent = window.doWork(now, connection);
        if (sent > 0) {
            wakeVenue.run();
        }
        return received + sent;
    }

    private void end() {
        window.close();
        connection.close();
    }

    /** Ends the connection; whoever awaits an answer is told that it is unknown. */
    @Override
    public void close() {
        isClosing = true;
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        idle.wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Duty implements Agent {
        @Override
        public int doWork() {
            return isClosing ? 0 : work();
        }

        @Override
        public void onClose() {
            end();
        }

        @Override
        public String roleName() {
            return "command-client";
        }
    }
}

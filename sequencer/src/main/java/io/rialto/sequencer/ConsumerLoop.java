package io.rialto.sequencer;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Reads the event stream into a consumer for ever: from where the consumer says it is, again from
 * there after a failure, ever later after failures in a row.
 */
public final class ConsumerLoop implements Agent, AutoCloseable {
    private static final int BATCH_FRAMES = 256;
    private static final long PARK_NANOS_MAX = 1_000_000;

    private final String name;
    private final EventStream stream;
    private final EventConsumer consumer;
    private final NanoClock clock;
    private final RetryTimer retry = new RetryTimer();
    private final ParkingIdle idle = new ParkingIdle(this::isEnding);
    private EventReader reader;
    private Thread thread;
    private boolean isStopped;
    private volatile boolean isClosing;
    private volatile boolean isConnected;

    /**
     * A loop for the caller to run as an agent.
     *
     * @param name the consumer's registered name
     */
    public ConsumerLoop(String name, EventStream stream, EventConsumer consumer) {
        this(name, stream, consumer, SystemNanoClock.INSTANCE);
    }

    /** As the other, under a clock of the caller's. */
    public ConsumerLoop(String name, EventStream stream, EventConsumer consumer, NanoClock clock) {
        this.name = name;
        this.stream = stream;
        this.consumer = consumer;
        this.clock = clock;
    }

    /** A loop with a thread of its own. */
    public static ConsumerLoop launch(String name, EventStream stream, EventConsumer consumer) {
        ConsumerLoop loop = new ConsumerLoop(name, stream, consumer);
        loop.thread = new Thread(loop::run, name);
        loop.thread.setDaemon(true);
        loop.thread.start();
        return loop;
    }

    /** Whether the stream can be read now. Any thread. */
    public boolean isConnected() {
        return isConnected;
    }

    private boolean isEnding() {
        return isClosing;
    }

    private void run() {
        try {
            while (!isClosing && !isStopped) {
                idle.idle(doWork(), PARK_NANOS_MAX);
            }
        } finally {
            onClose();
        }
    }

    @Override
    public int doWork() {
        if (isStopped || (reader == null && !retry.isDue(clock.nanoTime()))) {
            return 0;
        }
        try {
            return read();
        } catch (EventReader.StreamRewrittenException
                | EventReader.StreamDamagedException
                | EventReader.SequencePurgedException e) {
            isStopped = true;
            onClose();
            consumer.onStopped(e);
        } catch (RuntimeException e) {
            retry.failed(clock.nanoTime());
            onClose();
            consumer.onRetry(e);
        }
        return 0;
    }

    private int read() {
        if (reader == null) {
            reader = stream.open(name, consumer.sequence(), consumer.chain());
        }
        int count = reader.poll(consumer::onFrame, BATCH_FRAMES);
        isConnected = reader.isConnected();
        if (count > 0) {
            consumer.onBatchEnd();
            reader.applied(reader.sequence());
            retry.succeeded();
        }
        return count;
    }

    @Override
    public void onClose() {
        isConnected = false;
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public String roleName() {
        return name;
    }

    /** Ends a loop that has a thread of its own; returns when the consumer is called no more. */
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
}

package io.rialto.sequencer;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A venue's sequencer in memory, for tests and simulation: one machine behind the interfaces, and
 * with the rules, of the real one. Nothing is durable beyond the object.
 *
 * <p>{@link #threaded} drives itself with a thread and the system's clock. {@link #stepped} does
 * nothing by itself: one thread calls {@link #step} and {@link #advanceTo}, everything happens
 * within those calls, and the same calls give the same history.
 */
public final class MemorySequencer implements AutoCloseable {
    private record Pending(MemoryCommandClient client, long generation, UnsafeBuffer command) {}

    private static final int PENDING_MAX = 64 * 1024;
    private static final long PARK_NANOS_MAX = 1_000_000;

    private final MemoryStream stream = new MemoryStream();
    private final MemoryHost host;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentLinkedQueue<MemoryCommandClient> clients =
            new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final Map<String, Long> applied = new ConcurrentHashMap<>();
    private final ParkingIdle idle = new ParkingIdle(this::hasWork);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final LongSupplier clock;
    private final Thread thread;
    private volatile Throwable failure;
    private volatile boolean isClosing;
    private final AtomicLong generation = new AtomicLong();
    private long instances;

    private MemorySequencer(MachineFactory factory, long startTimeNanos, boolean isThreaded) {
        host = new MemoryHost(factory, stream, startTimeNanos);
        if (isThreaded) {
            clock = SystemEpochNanos::now;
            thread = new Thread(this::run, "memory-sequencer");
            thread.setDaemon(true);
        } else {
            clock = host::timeNanos;
            thread = Thread.currentThread();
            ended.countDown();
        }
    }

    /** A sequencer with a thread of its own and the system's clock. */
    public static MemorySequencer threaded(MachineFactory factory) {
        MemorySequencer sequencer = new MemorySequencer(factory, SystemEpochNanos.now(), true);
        sequencer.thread.start();
        return sequencer;
    }

    /**
     * A sequencer that the calling thread drives, under a virtual clock.
     *
     * @param startTimeNanos log time to begin at, nanoseconds since 1970-01-01T00:00Z
     */
    public static MemorySequencer stepped(MachineFactory factory, long startTimeNanos) {
        return new MemorySequencer(factory, startTimeNanos, false);
    }

    /** A client for a new instance of the given gateway; an older one is fenced off. */
    public CommandClient client(int gatewayId) {
        return client(gatewayId, CommandClientListener.NONE);
    }

    /** As {@link #client(int)}, with a listener called on the driving thread. */
    public CommandClient client(int gatewayId, CommandClientListener listener) {
        lock.lock();
        try {
            CommandWindow window = new CommandWindow(gatewayId, gatewayId, ++instances, listener);
            MemoryCommandClient client = new MemoryCommandClient(this, window);
            clients.add(client);
            wake();
            return client;
        } finally {
            lock.unlock();
        }
    }

    /** What one of this sequencer's clients has counted. */
    public CommandClientMetrics metrics(CommandClient client) {
        return own(client).metrics();
    }

    /** The event stream and the snapshots; closing it does nothing. */
    public EventStream eventStream() {
        return new Stream();
    }

    /** The machine. With a thread of its own only {@link #inspect} is safe. */
    public Machine machine() {
        return host.machine();
    }

    /** Calls {@code reader} between two commands. */
    public <T> T inspect(Function<Machine, T> reader) {
        lock.lock();
        try {
            return reader.apply(host.machine());
        } finally {
            lock.unlock();
        }
    }

    /** Log time, nanoseconds since 1970-01-01T00:00Z. */
    public long timeNanos() {
        return host.timeNanos();
    }

    /** Copies the machine's state as the newest snapshot. */
    public EventStream.StateSnapshot takeSnapshot() {
        return inspect(machine -> host.takeSnapshot());
    }

    /**
     * Ends all connections, makes the machine anew from the newest snapshot and the commands after
     * it, and checks that it makes the recorded events again. Clients then send again what is
     * unanswered.
     */
    public void restart() {
        lock.lock();
        try {
            generation.incrementAndGet();
            pending.clear();
            host.restart();
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** Forgets the events up to {@code sequence}, the last of its frame. */
    public void purge(long sequence) {
        stream.purge(sequence);
    }

    /** The last event that a consumer said it has applied; 0 if it said nothing. */
    public long applied(String consumer) {
        return applied.getOrDefault(consumer, 0L);
    }

    // The stepped mode.

    /**
     * Lets every client send what it has, then applies the oldest command on its way.
     *
     * @return false when there was nothing to do
     */
    public boolean step() {
        demandStepped();
        boolean hasSent = doClients();
        return applyOne() || hasSent;
    }

    /** Steps until there is nothing to do. */
    public void stepAll() {
        boolean hasWorked = true;
        while (hasWorked) {
            hasWorked = step();
        }
    }

    /** Moves the clock, meeting every deadline on the way at its own time. */
    public void advanceTo(long timeNanos) {
        demandStepped();
        host.advance(timeNanos);
    }

    /** Loses what is on its way from and to a client, until {@link #mend}. */
    public void cut(CommandClient client) {
        demandStepped();
        own(client).cut();
        pending.removeIf(command -> command.client() == client);
    }

    /** Lets a client that was cut connect again. */
    public void mend(CommandClient client) {
        demandStepped();
        own(client).mend();
    }

    /** Loses the next answer on its way to a client. */
    public void loseNextAnswer(CommandClient client) {
        demandStepped();
        own(client).loseNextAnswer();
    }

    private void demandStepped() {
        if (thread != Thread.currentThread() || ended.getCount() != 0) {
            throw new IllegalStateException("only the thread that made a stepped sequencer");
        }
    }

    private MemoryCommandClient own(CommandClient client) {
        if (client instanceof MemoryCommandClient own && clients.contains(own)) {
            return own;
        }
        throw new IllegalArgumentException("not a client of this sequencer");
    }

    // The driving thread.

    private void run() {
        try {
            while (!isClosing) {
                boolean hasWorked = doClients();
                while (applyOne()) {
                    hasWorked = true;
                }
                idle.idle(hasWorked ? 1 : 0, PARK_NANOS_MAX);
            }
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            clients.forEach(MemoryCommandClient::end);
            ended.countDown();
        }
    }

    private boolean doClients() {
        int work = 0;
        for (MemoryCommandClient client : clients) {
            work += client.doWork(clock.getAsLong(), generation.get());
            if (client.isClosed()) {
                clients.remove(client);
            }
        }
        return work > 0;
    }

    private boolean applyOne() {
        Pending next;
        List<UnsafeBuffer> answers;
        lock.lock();
        try {
            next = pending.poll();
            if (next == null) {
                host.advance(clock.getAsLong());
                return false;
            }
            // Copied, because a handler may cause the next answers.
            answers = new ArrayList<>(host.apply(clock.getAsLong(), next.command()));
        } finally {
            lock.unlock();
        }
        answers.forEach(answer -> next.client().onAnswer(next.generation(), answer));
        return true;
    }

    boolean enqueue(MemoryCommandClient client, long clientGeneration, UnsafeBuffer command) {
        lock.lock();
        try {
            boolean isCurrent =
                    clientGeneration == generation.get() && pending.size() < PENDING_MAX;
            return isCurrent && pending.add(new Pending(client, clientGeneration, command));
        } finally {
            lock.unlock();
        }
    }

    private boolean hasWork() {
        if (isClosing) {
            return true;
        }
        for (MemoryCommandClient client : clients) {
            if (client.hasUnsent()) {
                return true;
            }
        }
        return false;
    }

    // Any thread.

    void wake() {
        idle.wake();
    }

    void awaitClosed(MemoryCommandClient client) {
        if (thread == Thread.currentThread()) {
            client.doWork(clock.getAsLong(), generation.get());
            clients.remove(client);
            return;
        }
        wake();
        while (!client.isClosed() && ended.getCount() != 0) {
            Thread.onSpinWait();
        }
    }

    /**
     * Closes clients and stops.
     *
     * @throws IllegalStateException when the machine had failed
     */
    @Override
    public void close() {
        isClosing = true;
        wake();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.forEach(MemoryCommandClient::end);
        if (failure != null) {
            throw new IllegalStateException("the machine failed", failure);
        }
    }

    private final class Stream implements EventStream {
        @Override
        public EventReader open(String consumer, long sequence, long chain) {
            return stream.open(sequence, chain, done -> applied.put(consumer, done));
        }

        @Override
        public Optional<StateSnapshot> newestSnapshot() {
            return stream.newestSnapshot();
        }

        @Override
        public void close() {}
    }
}

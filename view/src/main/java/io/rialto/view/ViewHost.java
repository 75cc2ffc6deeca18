package io.rialto.view;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A thread that keeps a view up to date and answers queries on it, each at a sequence that the
 * reader asks for: this is how a reader sees its own writes. With nothing to do it sleeps up to a
 * millisecond at a time; a query wakes it.
 *
 * <p>When the source or the view throws, the host ends: the error handler hears of it, every query
 * fails, and whoever runs the host starts another from a state snapshot.
 */
public final class ViewHost implements AutoCloseable {
    private static final int QUERIES_MAX = 16 * 1024;
    private static final int FRAMES_PER_TURN = 64;
    private static final int QUERIES_PER_TURN = 256;
    private static final long PARK_NANOS_MIN = 10_000;
    private static final long PARK_NANOS_MAX = 5_000_000;
    private static final long LATE_CHECK_NANOS = 2_000_000;

    private final VenueView view;
    private final FrameSource source;
    private final NanoClock clock;
    private final ErrorHandler errorHandler;
    private final ManyToOneConcurrentArrayQueue<Query<?>> arriving;
    private final int queriesMax;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // Owned by the host's thread.
    private final PriorityQueue<Query<?>> waiting = new PriorityQueue<>();
    private final FrameSource.FrameHandler handler;
    private long nextTimeoutCheck;
    private long arrivals;

    private volatile long sequence;
    private volatile boolean isWoken;
    private volatile boolean closing;

    /**
     * A host of {@code view}, which must be at the state after which {@code source} begins; both are
     * the host's from {@link #start} on.
     *
     * @param errorHandler hears, on the host's thread, why the host ended if not by {@link #close}
     */
    public ViewHost(VenueView view, FrameSource source, ErrorHandler errorHandler) {
        this(view, source, errorHandler, SystemNanoClock.INSTANCE, QUERIES_MAX);
    }

    ViewHost(
            VenueView view,
            FrameSource source,
            ErrorHandler errorHandler,
            NanoClock clock,
            int queriesMax) {
        this.view = view;
        this.source = source;
        this.errorHandler = errorHandler;
        this.clock = clock;
        this.queriesMax = queriesMax;
        arriving = new ManyToOneConcurrentArrayQueue<>(queriesMax);
        handler = view::onFrame;
        nextTimeoutCheck = clock.nanoTime();
        sequence = view.sequence();
        thread = Thread.ofPlatform().name("view").daemon().unstarted(this::run);
    }

    /**
     * A host without a thread, for simulation: whoever makes it calls {@link #turn} in its stead,
     * again and again until {@link #close}, and makes the queries.
     */
    public static ViewHost stepped(VenueView view, FrameSource source, NanoClock clock) {
        return new ViewHost(view, source, error -> {}, clock, QUERIES_MAX);
    }

    /** Starts the thread. */
    public ViewHost start() {
        thread.start();
        return this;
    }

    /**
     * Asks the view a question as soon as it has applied event {@code minSequence}; 0 asks at once.
     * The function runs on the host's thread: it must be short, must not block, and must not let
     * the view escape. What depends on the future also runs there unless told otherwise.
     *
     * <p>The future fails with {@link ViewBehindException} when the view has not come so far within
     * {@code wait}, {@link ViewBusyException} when too many wait already, {@link
     * ViewClosedException} when the host has ended, or with what the function throws.
     */
    public <T> CompletableFuture<T> query(
            long minSequence, Duration wait, Function<VenueView, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        long deadline = clock.nanoTime() + wait.toNanos();
        if (!arriving.offer(new Query<>(minSequence, deadline, question, answer))) {
            answer.completeExceptionally(new ViewBusyException(queriesMax));
        } else if (ended.isDone()) {
            // The thread may have ended before it saw the query.
            answer.completeExceptionally(endedException());
        } else {
            LockSupport.unpark(thread);
        }
        return answer;
    }

    /**
     * Lets the thread look at once, and then often, whether there is anything to do: for who knows
     * that there is, or will be in a moment.
     */
    public void wake() {
        isWoken = true;
        LockSupport.unpark(thread);
    }

    /** What the venue consists of; may be read by any thread. */
    public Directory directory() {
        return view.directory();
    }

    /** Number of the last event that the view has applied. */
    public long sequence() {
        return sequence;
    }

    /** Completes when the host has ended: exceptionally when it failed. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Tells the listener of every command applied from now on. */
    public CompletableFuture<Void> addListener(FrameListener listener) {
        return query(0, Duration.ZERO, current -> {
            current.addListener(listener);
            return null;
        });
    }

    /** Ends the host and waits for its thread. Queries that wait fail. */
    @Override
    public void close() {
        closing = true;
        wake();
        if (thread.getState() == Thread.State.NEW) {
            end(Optional.empty());
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        IdleStrategy idle = new BackoffIdleStrategy(10, 5, PARK_NANOS_MIN, PARK_NANOS_MAX);
        Optional<Throwable> failure = Optional.empty();
        try {
            while (!closing) {
                if (isWoken) {
                    isWoken = false;
                    idle.reset();
                }
                int frames = takeFrames();
                int served = serve();
                // Whoever asks wakes the thread: only what is left of the questions is work to
                // come.
                idle.idle(arriving.isEmpty() ? frames : frames + served);
            }
        } catch (Throwable e) {
            failure = Optional.of(e);
        }
        end(failure);
    }

    /** One turn of the thread's work, by the thread alone; returns how much was done. */
    public int turn() {
        int frames = takeFrames();
        return frames + serve();
    }

    private int takeFrames() {
        int frames = source.poll(handler, FRAMES_PER_TURN);
        sequence = view.sequence();
        return frames;
    }

    private int serve() {
        int served = takeArriving();
        served += answerReady();
        failLate();
        return served;
    }

    private int takeArriving() {
        int taken = 0;
        Query<?> query;
        while (taken < QUERIES_PER_TURN && (query = arriving.poll()) != null) {
            taken++;
            if (query.minSequence <= view.sequence()) {
                query.answer(view);
            } else if (waiting.size() < queriesMax) {
                query.arrival = arrivals++;
                waiting.add(query);
            } else {
                query.fail(new ViewBusyException(queriesMax));
            }
        }
        return taken;
    }

    private int answerReady() {
        int answered = 0;
        Query<?> query = waiting.peek();
        while (query != null && query.minSequence <= view.sequence()) {
            waiting.remove().answer(view);
            answered++;
            query = waiting.peek();
        }
        return answered;
    }

    private void failLate() {
        if (waiting.isEmpty()) {
            return;
        }
        long now = clock.nanoTime();
        if (now - nextTimeoutCheck < 0) {
            return;
        }
        nextTimeoutCheck = now + LATE_CHECK_NANOS;
        for (Iterator<Query<?>> it = waiting.iterator(); it.hasNext(); ) {
            Query<?> query = it.next();
            if (query.deadline - now <= 0) {
                it.remove();
                query.fail(new ViewBehindException(query.minSequence, view.sequence()));
            }
        }
    }

    private void end(Optional<Throwable> failure) {
        try {
            if (failure.isPresent()) {
                ended.completeExceptionally(failure.get());
                errorHandler.onError(failure.get());
            } else {
                ended.complete(null);
            }
        } finally {
            failAll(endedException());
        }
    }

    private void failAll(ViewClosedException reason) {
        waiting.forEach(query -> query.fail(reason));
        waiting.clear();
        Query<?> query;
        while ((query = arriving.poll()) != null) {
            query.fail(reason);
        }
    }

    private ViewClosedException endedException() {
        return ended.isCompletedExceptionally()
                ? new ViewClosedException(ended.exceptionNow())
                : new ViewClosedException();
    }

    /** A question and who waits for its answer; in the order of the sequences asked for. */
    private static final class Query<T> implements Comparable<Query<?>> {
        private final long minSequence;
        private final long deadline;
        private final Function<VenueView, T> question;
        private final CompletableFuture<T> answer;
        private long arrival;

        Query(
                long minSequence,
                long deadline,
                Function<VenueView, T> question,
                CompletableFuture<T> answer) {
            this.minSequence = minSequence;
            this.deadline = deadline;
            this.question = question;
            this.answer = answer;
        }

        void answer(VenueView view) {
            if (answer.isDone()) {
                return;
            }
            T result;
            try {
                result = question.apply(view);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
                return;
            }
            answer.complete(result);
        }

        void fail(Throwable reason) {
            answer.completeExceptionally(reason);
        }

        @Override
        public int compareTo(Query<?> other) {
            int bySequence = Long.compare(minSequence, other.minSequence);
            return bySequence != 0 ? bySequence : Long.compare(arrival, other.arrival);
        }
    }
}

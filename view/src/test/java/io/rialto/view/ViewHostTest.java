package io.rialto.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(300)
class ViewHostTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int QUERIES_MAX = 4;

    private final Queue<byte[]> stream = new ConcurrentLinkedQueue<>();
    private final AtomicLong clock = new AtomicLong(-1_000_000_000);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ToyVenue venue = new ToyVenue(3, 3, 4, stream::add);
    private final ViewHost host =
            new ViewHost(new VenueView(), this::poll, failure::set, clock::get, QUERIES_MAX);

    private int poll(FrameSource.FrameHandler handler, int framesMax) {
        int frames = 0;
        byte[] frame;
        while (frames < framesMax && (frame = stream.poll()) != null) {
            handler.onFrame(new UnsafeBuffer(frame), 0, frame.length);
            frames++;
        }
        return frames;
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
        return future.exceptionNow();
    }

    @Test
    void shouldAnswerOnceTheViewHasReachedTheSequence() throws Exception {
        host.start();
        venue.open();
        long opened = venue.writer().sequence();
        CompletableFuture<Long> later = host.query(opened + 3, LONG, VenueView::sequence);
        assertThat(host.query(opened, LONG, VenueView::sequence).get()).isEqualTo(opened);
        assertThat(later).isNotDone();
        venue.deposit(ToyVenue.FIRST_TRADER, ToyVenue.USD, 7);
        assertThat(later.get()).isEqualTo(opened + 3);
        assertThat(host.sequence()).isEqualTo(opened + 3);
    }

    @Test
    void shouldSeeOneselfWhatOneWroteAlways() throws Exception {
        host.start();
        venue.open();
        for (int i = 1; i <= 500; i++) {
            venue.deposit(ToyVenue.FIRST_TRADER, ToyVenue.USD, 1);
            long expected = 50_000_00L + i;
            long cash = host.query(
                            venue.writer().sequence(),
                            LONG,
                            view -> view.balance(ToyVenue.FIRST_TRADER, ToyVenue.USD)
                                    .cash())
                    .get();
            assertThat(cash).isEqualTo(expected);
        }
    }

    @Test
    void shouldSayHowFarBehindItIsWhenTheWaitIsOver() {
        venue.open();
        host.turn();
        long reached = venue.writer().sequence();
        CompletableFuture<Long> query =
                host.query(reached + 5, Duration.ofMillis(100), VenueView::sequence);
        CompletableFuture<Long> longer =
                host.query(reached + 4, Duration.ofMillis(900), VenueView::sequence);
        clock.addAndGet(99_000_000);
        host.turn();
        assertThat(query).isNotDone();
        clock.addAndGet(2_000_000);
        host.turn();
        ViewBehindException behind = (ViewBehindException) failureOf(query);
        assertThat(behind.neededSequence()).isEqualTo(reached + 5);
        assertThat(behind.reachedSequence()).isEqualTo(reached);
        assertThat(longer).isNotDone();
    }

    @Test
    void shouldAnswerThoseThatWaitInOrderOfTheirSequences() {
        venue.open();
        long first = venue.writer().sequence();
        List<String> answered = new ArrayList<>();
        CompletableFuture<?> second = host.query(first + 2, LONG, view -> answered.add("second"));
        CompletableFuture<?> sooner = host.query(first + 1, LONG, view -> answered.add("sooner"));
        CompletableFuture<?> third = host.query(first + 2, LONG, view -> answered.add("third"));
        host.turn();
        assertThat(answered).isEmpty();
        venue.deposit(ToyVenue.FIRST_TRADER, ToyVenue.USD, 7);
        host.turn();
        assertThat(answered).containsExactly("sooner", "second", "third");
        assertThat(CompletableFuture.allOf(second, sooner, third)).isCompleted();
    }

    @Test
    void shouldRefuseMoreQueriesThanItMayHave() {
        List<CompletableFuture<Long>> queries = new ArrayList<>();
        for (int i = 0; i < QUERIES_MAX; i++) {
            queries.add(host.query(1_000_000, LONG, VenueView::sequence));
        }
        assertThat(failureOf(host.query(0, LONG, VenueView::sequence)))
                .isInstanceOf(ViewBusyException.class);
        host.turn();
        CompletableFuture<Long> waiter = host.query(1_000_000, LONG, VenueView::sequence);
        CompletableFuture<Long> immediate = host.query(0, LONG, VenueView::sequence);
        host.turn();
        assertThat(failureOf(waiter)).isInstanceOf(ViewBusyException.class);
        assertThat(immediate).isCompletedWithValue(0L);
        assertThat(queries).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void shouldPassOnWhatTheQuestionThrowsAndGoOn() throws Exception {
        host.start();
        CompletableFuture<Long> bad = host.query(0, LONG, view -> {
            throw new IllegalArgumentException("no such thing");
        });
        assertThat(failureOf(bad)).hasMessage("no such thing");
        assertThat(host.query(0, LONG, VenueView::sequence).get()).isZero();
    }

    @Test
    void shouldFailEveryQueryWhenClosed() {
        host.start();
        CompletableFuture<Long> waiting = host.query(9, LONG, VenueView::sequence);
        host.close();
        assertThat(failureOf(waiting)).isInstanceOf(ViewClosedException.class);
        assertThat(failureOf(host.query(0, LONG, VenueView::sequence)))
                .isInstanceOf(ViewClosedException.class);
        assertThat(host.ended()).isCompleted();
        assertThat(failure.get()).isNull();
    }

    @Test
    void shouldEndAndSayWhyWhenTheStreamIsWrong() throws Exception {
        host.start();
        CompletableFuture<Long> waiting = host.query(9, LONG, VenueView::sequence);
        FrameWriter other = new FrameWriter(1);
        other.begin(1).assetCreated(1, "USD", 2).end();
        stream.addAll(other.begin(1).assetCreated(2, "EUR", 2).end());
        assertThat(failureOf(waiting))
                .isInstanceOf(ViewClosedException.class)
                .hasCauseInstanceOf(FrameInvalidException.class);
        assertThat(failureOf(host.ended())).isInstanceOf(FrameInvalidException.class);
        assertThat(failureOf(host.query(0, LONG, VenueView::sequence)))
                .isInstanceOf(ViewClosedException.class);
        assertThat(failure.get()).isInstanceOf(FrameInvalidException.class);
    }

    @Test
    void shouldTellListenersOfEveryCommandAfterTheyWereAdded() throws Exception {
        host.start();
        venue.open();
        long opened = venue.writer().sequence();
        host.query(opened, LONG, VenueView::sequence).get();
        List<Long> heard = new ArrayList<>();
        CountDownLatch second = new CountDownLatch(2);
        host.addListener((view, command) -> {
                    heard.add(command.sequence());
                    second.countDown();
                })
                .get();
        venue.deposit(ToyVenue.FIRST_TRADER, ToyVenue.USD, 7);
        venue.deposit(ToyVenue.FIRST_TRADER, ToyVenue.USD, 7);
        assertThat(second.await(90, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).containsExactly(opened + 3, opened + 6);
    }
}

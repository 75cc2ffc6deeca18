package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.StreamChain;
import io.rialto.protocol.v1.Outcome;
import io.rialto.sequencer.ConsumerLoop;
import io.rialto.sequencer.EventConsumer;
import io.rialto.sequencer.EventStream;
import io.rialto.view.AppliedCommand;
import io.rialto.view.EventVisitor;
import io.rialto.view.OrderInfo;
import io.rialto.view.VenueView;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A consumer of the event stream that stores its position and all that it read, over all lives of
 * the venue and its own; and what the stored events say, compared with what clients were answered.
 */
final class CrashEvents implements EventConsumer, AutoCloseable {
    private static final String CONSUMER = "crash-test";

    private final EventStream stream;
    private final CrashHistory history;
    private final List<byte[]> batch = new ArrayList<>();
    private final List<byte[]> stored = new ArrayList<>();
    private volatile long sequence;
    private volatile long chain = StreamChain.EMPTY;
    private volatile String stopped = "";
    private long batchSequence;
    private long batchChain;
    private ConsumerLoop loop;

    // The test's thread alone:
    private final VenueView view = new VenueView();
    private final Map<String, List<Long>> acceptedByClientOrderId = new TreeMap<>();
    private final Map<Long, List<CrashOutcome>> answeredBySequence = new HashMap<>();

    CrashEvents(EventStream stream, CrashHistory history) {
        this.stream = stream;
        this.history = history;
        view.addListener(this::onApplied);
        start();
    }

    private void start() {
        batchSequence = sequence;
        batchChain = chain;
        loop = ConsumerLoop.launch(CONSUMER, stream, this);
    }

    /** The consumer ends, and another goes on where it had stored that it was. */
    void restart() {
        loop.close();
        batch.clear();
        start();
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long chain() {
        return chain;
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length) {
        EventFrameDecoder frame = new EventFrameDecoder();
        frame.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        if (frame.firstSequence() != batchSequence + 1) {
            stopped =
                    "event %d came after event %d".formatted(frame.firstSequence(), batchSequence);
        }
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        batch.add(copy);
        batchSequence = frame.firstSequence() + frame.count() - 1;
        batchChain = frame.chain();
    }

    @Override
    public void onBatchEnd() {
        synchronized (stored) {
            stored.addAll(batch);
        }
        batch.forEach(history::onFrame);
        batch.clear();
        chain = batchChain;
        sequence = batchSequence;
    }

    @Override
    public void onRetry(RuntimeException error) {
        batch.clear();
        batchSequence = sequence;
        batchChain = chain;
    }

    @Override
    public void onStopped(RuntimeException error) {
        stopped = error.toString();
    }

    /**
     * Waits for what the clients were told of, and compares: every event once and in order; every
     * outcome true at its event.
     *
     * @param wanted the last event that any of them was told of
     */
    void apply(List<CrashOutcome> outcomes, long wanted) {
        answeredBySequence.clear();
        for (CrashOutcome each : outcomes) {
            answeredBySequence
                    .computeIfAbsent(each.outcome().getSequence(), s -> new ArrayList<>())
                    .add(each);
        }
        await().atMost(Duration.ofSeconds(90))
                .until(() -> !stopped.isEmpty() || sequence >= wanted);
        assertThat(stopped).isEmpty();
        List<byte[]> fresh;
        synchronized (stored) {
            fresh = List.copyOf(stored);
            stored.clear();
        }
        fresh.forEach(frame -> view.onFrame(new UnsafeBuffer(frame), 0, frame.length));
        assertThat(answeredBySequence)
                .as("answered at an event that the stream does not have")
                .isEmpty();
    }

    private void onApplied(VenueView after, AppliedCommand command) {
        command.forEachEvent(new EventVisitor() {
            @Override
            public void onOrderAccepted(long number, OrderAcceptedDecoder event) {
                OrderInfo order = after.order(event.market(), event.order()).orElseThrow();
                acceptedByClientOrderId
                        .computeIfAbsent(order.clientOrderId(), id -> new ArrayList<>())
                        .add(order.order());
            }
        });
        List<CrashOutcome> told = answeredBySequence.remove(command.sequence());
        if (told == null) {
            return;
        }
        for (CrashOutcome each : told) {
            OrderInfo order =
                    after.order(each.market(), each.outcome().getOrderId()).orElseThrow();
            assertThat(text(order))
                    .as("%s after event %d", order, command.sequence())
                    .isEqualTo(text(each.outcome()));
        }
    }

    private static String text(OrderInfo order) {
        return "ORDER_STATE_%s, filled %d for %d, fees %d, remaining %d"
                .formatted(
                        order.state(),
                        order.filled(),
                        order.filledNotional(),
                        order.fees(),
                        order.remaining());
    }

    private static String text(Outcome outcome) {
        return "%s, filled %d for %d, fees %d, remaining %d"
                .formatted(
                        outcome.getState(),
                        outcome.getFilledQuantity(),
                        outcome.getFilledNotional(),
                        outcome.getFees(),
                        outcome.getRemaining());
    }

    /**
     * The orders accepted since the last call: the venue's ids by the clients' own, in order of
     * acceptance.
     */
    Map<String, List<Long>> takeAccepted() {
        Map<String, List<Long>> taken = Map.copyOf(acceptedByClientOrderId);
        acceptedByClientOrderId.clear();
        return taken;
    }

    /** The venue as the events applied tell it. */
    VenueView view() {
        return view;
    }

    @Override
    public void close() {
        loop.close();
    }
}

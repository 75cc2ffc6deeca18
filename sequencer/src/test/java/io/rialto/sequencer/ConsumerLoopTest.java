package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

@Timeout(300)
class ConsumerLoopTest {
    /** Stores event numbers as a database would: all of a batch or nothing of it. */
    private static final class Store implements EventConsumer {
        private final List<Long> stored = new ArrayList<>();
        private final List<Long> batch = new ArrayList<>();
        private final CompletableFuture<List<Long>> complete = new CompletableFuture<>();
        private final CompletableFuture<RuntimeException> stopped = new CompletableFuture<>();
        private final EventFrameDecoder frame = new EventFrameDecoder();
        private final long last;
        private long sequence;
        private long chain;
        private long newChain;
        private int failures;

        Store(long last, long sequence, long chain) {
            this.last = last;
            this.sequence = sequence;
            this.chain = chain;
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
            frame.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
            if (frame.firstSequence() % 300 == 0 && failures < frame.firstSequence() / 300) {
                failures++;
                throw new IllegalStateException("the storage failed");
            }
            batch.add(frame.firstSequence());
            newChain = frame.chain();
        }

        @Override
        public void onBatchEnd() {
            stored.addAll(batch);
            batch.clear();
            sequence = stored.getLast();
            chain = newChain;
            if (sequence == last) {
                complete.complete(List.copyOf(stored));
            }
        }

        @Override
        public void onRetry(RuntimeException error) {
            batch.clear();
        }

        @Override
        public void onStopped(RuntimeException error) {
            stopped.complete(error);
        }
    }

    private static MemorySequencer withEvents(int count) {
        MemorySequencer sequencer = MemorySequencer.stepped(TallyMachine::new, 1);
        CommandClient client = sequencer.client(1);
        UnsafeBuffer command = TallyMachine.command(1);
        Answers answers = new Answers();
        for (int i = 0; i < count; i++) {
            assertThat(client.submit(command, 0, command.capacity(), answers.next()))
                    .isTrue();
        }
        sequencer.stepAll();
        return sequencer;
    }

    @Test
    void shouldStoreEveryEventOnceThoughTheStorageFails() throws Exception {
        MemorySequencer sequencer = withEvents(1_000);
        Store store = new Store(1_000, 0, 0);
        try (ConsumerLoop loop = ConsumerLoop.launch("test", sequencer.eventStream(), store)) {
            assertThat(loop.roleName()).isEqualTo("test");
            assertThat(store.complete.get())
                    .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
        }
        assertThat(store.failures).isEqualTo(3);
        assertThat(sequencer.applied("test")).isEqualTo(1_000);
    }

    @Test
    void shouldStopWhenTheStreamIsAnother() throws Exception {
        MemorySequencer sequencer = withEvents(10);
        Store store = new Store(10, 5, 12345);
        try (ConsumerLoop loop = ConsumerLoop.launch("test", sequencer.eventStream(), store)) {
            assertThat(loop.roleName()).isEqualTo("test");
            assertThat(store.stopped.get())
                    .isInstanceOf(EventReader.StreamRewrittenException.class);
        }
        assertThat(store.stored).isEmpty();
    }
}

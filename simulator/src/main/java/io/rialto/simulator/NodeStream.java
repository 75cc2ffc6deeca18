package io.rialto.simulator;

import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.EventStream;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The node's event stream for those outside it: readable while the node's process runs, opened
 * again when it has started anew.
 */
final class NodeStream implements EventStream {
    private static final long BEHIND_MAX = 500;

    private final World world;
    private final Node node;

    /** How far each consumer said it is, in a file of its own. */
    private final Map<String, Long> applied = new TreeMap<>();

    NodeStream(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    /** The event up to which all consumers have come, or that is too far behind to wait for more. */
    long neededSequence() {
        long slowest =
                applied.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return Math.max(slowest, node.disk().events().lastSequence() - BEHIND_MAX);
    }

    @Override
    public EventReader open(String consumer, long sequence, long chain) {
        return new Reader(consumer, sequence, chain);
    }

    @Override
    public Optional<StateSnapshot> newestSnapshot() {
        return node.disk().events().newestSnapshot();
    }

    @Override
    public void close() {}

    /** Reads on where the node left off, over all its lives. */
    private final class Reader implements EventReader {
        private final String consumer;
        private Optional<EventReader> open = Optional.empty();
        private long sequence;
        private long chain;
        private long life;

        Reader(String consumer, long sequence, long chain) {
            this.consumer = consumer;
            this.sequence = sequence;
            this.chain = chain;
        }

        @Override
        public int poll(FrameHandler handler, int framesMax) {
            if (!node.isUp()) {
                open = Optional.empty();
                return 0;
            }
            if (open.isEmpty() || life != node.life()) {
                life = node.life();
                open = Optional.of(reopen());
            }
            EventReader reader = open.get();
            int count = reader.poll(handler, framesMax);
            sequence = reader.sequence();
            chain = reader.chain();
            return count;
        }

        private EventReader reopen() {
            long first = node.disk().events().firstSequence();
            if (world.has(Plant.GAP_IGNORED) && sequence + 1 < first) {
                sequence = first - 1;
            }
            return node.disk().events().open(sequence, chain, this::applied);
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
        public void applied(long stored) {
            applied.put(consumer, stored);
        }

        @Override
        public boolean isConnected() {
            return open.isPresent();
        }

        @Override
        public void close() {
            open = Optional.empty();
        }
    }
}

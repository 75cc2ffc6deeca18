package io.rialto.simulator;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;
import io.rialto.sequencer.ConsumerLoop;
import io.rialto.sequencer.EventConsumer;
import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.EventStream;

import org.agrona.DirectBuffer;

/**
 * A consumer that keeps a store: it counts the events, and stores the count together with its
 * position, as a history does. It is killed between taking and storing, and is slow at times.
 */
final class Bookkeeper implements EventConsumer {
    private static final long TURN_NANOS = 5_000_000;
    private static final double KILLS_PER_BATCH = 1_000;
    private static final long STALL_NANOS = 20_000_000_000L;

    private final World world;
    private final Dice dice;
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NodeStream stream;
    private ConsumerLoop loop;
    private long stalledUntil;

    // Stored in one transaction.
    private long sequence;
    private long chain = StreamChain.EMPTY;
    private long counted;
    private long skipped;

    // Taken and not stored.
    private long takenSequence;
    private long takenChain = StreamChain.EMPTY;
    private long takenCount;

    Bookkeeper(World world, NodeStream stream) {
        this.world = world;
        this.stream = stream;
        dice = world.dice("bookkeeper");
        begin();
        Weather weather = world.weather();
        world.sometimes(weather.stalls(), "stall-consumer", dice, this::stall);
        world.sometimes(weather.consumerKills(), "kill-consumer", dice, this::kill);
        world.timeline().after(TURN_NANOS, "consume", this::turn);
    }

    private void begin() {
        loop = new ConsumerLoop("bookkeeper", stream, this, world.timeline()::now);
        forget();
    }

    private void stall() {
        world.tally().count(Fault.CONSUMER_STALLED);
        stalledUntil = world.timeline().now() + dice.waiting(STALL_NANOS);
    }

    private void kill() {
        world.tally().count(Fault.CONSUMER_KILLED);
        if (world.has(Plant.POSITION_APART)) {
            // The effect was stored at once, its position never.
            counted += takenCount;
        }
        loop.onClose();
        begin();
    }

    private void turn() {
        if (world.timeline().now() >= stalledUntil) {
            try {
                loop.doWork();
            } catch (Crash crash) {
                kill();
            }
        }
        world.timeline().after(dice.waiting(TURN_NANOS), "consume", this::turn);
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
        frame.wrapAndApplyHeader(buffer, offset, header);
        Violation.unless(
                frame.firstSequence() == takenSequence + 1,
                "the consumer is given event " + frame.firstSequence() + " after " + takenSequence);
        takenSequence += frame.count();
        takenChain = frame.chain();
        takenCount += frame.count();
    }

    @Override
    public void onBatchEnd() {
        if (dice.chance(world.weather().consumerKills() / KILLS_PER_BATCH)) {
            throw new Crash();
        }
        sequence = takenSequence;
        chain = takenChain;
        counted += takenCount;
        takenCount = 0;
        Violation.unless(
                counted == sequence - skipped,
                "the consumer has counted " + counted + " events and is at " + sequence);
    }

    private void forget() {
        takenSequence = sequence;
        takenChain = chain;
        takenCount = 0;
    }

    @Override
    public void onRetry(RuntimeException error) {
        throw new Violation("the consumer fails: " + error.getMessage(), error);
    }

    @Override
    public void onStopped(RuntimeException error) {
        if (!(error instanceof EventReader.SequencePurgedException)) {
            throw new Violation("the consumer stops: " + error.getMessage(), error);
        }
        world.tally().count(Fault.CONSUMER_LEFT_BEHIND);
        EventStream.StateSnapshot snapshot = stream.newestSnapshot().orElseThrow();
        sequence = snapshot.sequence();
        chain = snapshot.chain();
        skipped = sequence - counted;
        begin();
    }
}

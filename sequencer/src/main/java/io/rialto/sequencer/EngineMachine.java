package io.rialto.sequencer;

import io.rialto.engine.Engine;
import io.rialto.engine.EngineLimits;
import io.rialto.money.Check;

import org.agrona.DirectBuffer;

import java.util.Optional;

/**
 * The engine behind bytes: commands in, frames of events and answers out. What the passing of time
 * causes has a frame of its own, before that of the command that came with the time.
 */
public final class EngineMachine implements Machine {
    private final FrameWriter frames;
    private final Engine engine;
    private final CommandAdapter adapter;
    private final AnswerPublisher answers;

    /** The reader of a snapshot, from its first record to its last. */
    private Optional<StateDecoder> restoring = Optional.empty();

    private EngineMachine(EngineLimits limits, MachineOutput output) {
        frames = new FrameWriter(output);
        engine = new Engine(limits, new EventPublisher(frames));
        adapter = new CommandAdapter(engine);
        answers = new AnswerPublisher(output);
    }

    /** Makes machines with an empty engine of those limits each. */
    public static MachineFactory factory(EngineLimits limits) {
        return output -> new EngineMachine(limits, output);
    }

    @Override
    public void onCommand(
            long timeNanos, long logPosition, DirectBuffer command, int offset, int length) {
        advance(timeNanos, logPosition);
        if (!adapter.begin(command, offset, length)) {
            return;
        }
        CommandForm form = adapter.form();
        frames.begin(
                timeNanos,
                logPosition,
                adapter.header(),
                command,
                form.traceOffset(),
                form.traceLength());
        adapter.apply(command, offset);
        frames.end();
        if (adapter.isPreview()) {
            answers.answer(adapter.header(), adapter.outcome(), adapter.preview());
        } else {
            answers.answer(adapter.header(), adapter.outcome());
        }
    }

    @Override
    public void onDeadline(long timeNanos, long logPosition) {
        advance(timeNanos, logPosition);
    }

    private void advance(long timeNanos, long logPosition) {
        Check.that(restoring.isEmpty(), "a snapshot was read to its end");
        if (engine.nextDeadlineNanos() > timeNanos) {
            engine.advance(timeNanos);
            return;
        }
        frames.begin(timeNanos, logPosition);
        engine.advance(timeNanos);
        frames.end();
    }

    @Override
    public long nextDeadlineNanos() {
        return engine.nextDeadlineNanos();
    }

    @Override
    public long sequence() {
        return frames.sequence();
    }

    @Override
    public long chain() {
        return frames.chain();
    }

    @Override
    public long stateHash() {
        return engine.stateHash();
    }

    @Override
    public void writeSnapshot(RecordSink sink) {
        engine.writeState(new StateEncoder(sink, frames.sequence(), frames.chain()));
    }

    @Override
    public void readSnapshot(DirectBuffer record, int offset, int length) {
        StateDecoder decoder = restoring.orElseGet(() -> new StateDecoder(engine.restorer()));
        decoder.onRecord(record, offset, length);
        frames.restore(decoder.sequence(), decoder.chain());
        restoring = decoder.isComplete() ? Optional.empty() : Optional.of(decoder);
    }
}

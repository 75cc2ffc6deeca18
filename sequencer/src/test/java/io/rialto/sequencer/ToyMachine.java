package io.rialto.sequencer;

import io.rialto.protocol.EventFrameEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Map;
import java.util.TreeMap;

/**
 * A small deterministic machine: counts commands, causes as many events as a command asks for, in
 * as many frames as they need, and remembers each client's last outcome.
 *
 * <p>Command: client, number, events, delay nanoseconds (longs). A delay other than 0 sets an alarm
 * that causes one event when it is due. Answer: client, number, sequence, chain, repeated (longs).
 */
final class ToyMachine implements Machine {
    static final int COMMAND_BYTES = 4 * Long.BYTES;
    static final int ANSWER_BYTES = 5 * Long.BYTES;
    static final long POISON = -1;

    private static final int EVENT_BYTES = 40;
    private static final int EVENTS_PER_FRAME = 30;

    private record Outcome(long number, long sequence, long chain) {}

    private final MachineOutput output;
    private final Map<Long, Outcome> outcomes = new TreeMap<>();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[MachineOutput.FRAME_BYTES_MAX]);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[ANSWER_BYTES]);
    private final EventFrameEncoder encoder = new EventFrameEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final byte[] events = new byte[EVENTS_PER_FRAME * EVENT_BYTES];
    private long sequence;
    private long chain;
    private long commands;
    private long alarmNanos = Long.MAX_VALUE;

    private final long lieAt;

    ToyMachine(MachineOutput output) {
        this(output, 0);
    }

    /** One that says one event other than it should. */
    ToyMachine(MachineOutput output, long lieAt) {
        this.output = output;
        this.lieAt = lieAt;
    }

    static void encodeCommand(
            UnsafeBuffer buffer, long client, long number, long events, long delayNanos) {
        buffer.putLong(0, client);
        buffer.putLong(8, number);
        buffer.putLong(16, events);
        buffer.putLong(24, delayNanos);
    }

    @Override
    public void onCommand(
            long timeNanos, long logPosition, DirectBuffer command, int offset, int length) {
        long client = command.getLong(offset);
        long number = command.getLong(offset + 8);
        long eventCount = command.getLong(offset + 16);
        long delayNanos = command.getLong(offset + 24);
        if (eventCount == POISON) {
            throw new IllegalStateException("poisoned");
        }
        Outcome last = outcomes.get(client);
        boolean repeated = last != null && number <= last.number;
        if (!repeated) {
            commands++;
            emit(timeNanos, logPosition, number, (int) eventCount);
            if (delayNanos != 0) {
                alarmNanos = Math.min(alarmNanos, timeNanos + delayNanos);
            }
            last = new Outcome(number, sequence, chain);
            outcomes.put(client, last);
        }
        answer.putLong(0, client);
        answer.putLong(8, number);
        answer.putLong(16, last.sequence);
        answer.putLong(24, last.chain);
        answer.putLong(32, repeated ? 1 : 0);
        output.onAnswer(answer, 0, ANSWER_BYTES);
    }

    @Override
    public void onDeadline(long timeNanos, long logPosition) {
        if (alarmNanos <= timeNanos) {
            alarmNanos = Long.MAX_VALUE;
            emit(timeNanos, logPosition, 0, 1);
        }
    }

    private void emit(long timeNanos, long logPosition, long number, int eventCount) {
        int left = eventCount;
        for (int part = 0; left > 0; part++) {
            int count = Math.min(left, EVENTS_PER_FRAME);
            left -= count;
            encoder.wrapAndApplyHeader(frame, 0, header)
                    .firstSequence(sequence + 1)
                    .timeNanos(timeNanos)
                    .logPosition(logPosition)
                    .actor(sequence + 1 == lieAt ? 1 : 0)
                    .sessionId(0)
                    .gatewayNumber(number)
                    .gatewayId(1)
                    .count(count)
                    .part(part)
                    .last((short) (left == 0 ? 1 : 0));
            encoder.putTrace(events, 0, 0);
            encoder.putEvents(events, 0, count * EVENT_BYTES);
            int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
            chain = StreamChain.next(chain, frame, 0, length);
            encoder.chain(chain);
            sequence += count;
            output.onEvents(frame, 0, length);
        }
    }

    @Override
    public long nextDeadlineNanos() {
        return alarmNanos;
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
    public long stateHash() {
        long hash = 31 * (31 * (31 * sequence + chain) + commands) + alarmNanos;
        for (Map.Entry<Long, Outcome> entry : outcomes.entrySet()) {
            Outcome outcome = entry.getValue();
            hash = 31 * hash + entry.getKey();
            hash = 31 * hash + outcome.number;
            hash = 31 * hash + outcome.sequence;
            hash = 31 * hash + outcome.chain;
        }
        return hash;
    }

    @Override
    public void writeSnapshot(RecordSink sink) {
        UnsafeBuffer record = new UnsafeBuffer(new byte[4 * Long.BYTES]);
        put(record, sequence, chain, commands, alarmNanos);
        sink.append(record, 0, record.capacity());
        outcomes.forEach((client, outcome) -> {
            put(record, client, outcome.number, outcome.sequence, outcome.chain);
            sink.append(record, 0, record.capacity());
        });
    }

    private static void put(UnsafeBuffer record, long first, long second, long third, long fourth) {
        record.putLong(0, first);
        record.putLong(8, second);
        record.putLong(16, third);
        record.putLong(24, fourth);
    }

    private boolean headRead;

    @Override
    public void readSnapshot(DirectBuffer record, int offset, int length) {
        if (!headRead) {
            sequence = record.getLong(offset);
            chain = record.getLong(offset + 8);
            commands = record.getLong(offset + 16);
            alarmNanos = record.getLong(offset + 24);
            headRead = true;
            return;
        }
        outcomes.put(
                record.getLong(offset),
                new Outcome(
                        record.getLong(offset + 8),
                        record.getLong(offset + 16),
                        record.getLong(offset + 24)));
    }
}

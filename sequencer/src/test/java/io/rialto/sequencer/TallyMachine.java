package io.rialto.sequencer;

import io.rialto.protocol.AnswerEncoder;
import io.rialto.protocol.CancelAllEncoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.EventFrameEncoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OpenGatewayDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Map;
import java.util.TreeMap;

/**
 * A small machine that keeps the gateways' rules as the engine does: epochs, numbers without gaps,
 * remembered outcomes. Each command adds the account in its header to a tally and causes one event.
 *
 * <p>An answer's id is the tally after the command, its count how many commands were applied.
 */
final class TallyMachine implements Machine {
    private static final int REMEMBERED = CommandClient.IN_FLIGHT_MAX;
    private static final int RECORD_LONGS = 5;

    private record Outcome(long sequence, long tally, long count) {}

    private static final class Gateway {
        private int epoch;
        private long instanceLow;
        private long last;
        private final TreeMap<Long, Outcome> outcomes = new TreeMap<>();
    }

    private final MachineOutput output;
    private final TreeMap<Long, Gateway> gateways = new TreeMap<>();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();
    private final CommandHeaderDecoder header = new CommandHeaderDecoder();
    private long sequence;
    private long chain;
    private long tally;
    private long count;
    private long timeNanos;

    TallyMachine(MachineOutput output) {
        this.output = output;
    }

    /** A command that adds {@code amount}. */
    static UnsafeBuffer command(long amount) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        CancelAllEncoder encoder = new CancelAllEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        encoder.header().account(amount);
        return buffer;
    }

    @Override
    public void onCommand(
            long nowNanos, long logPosition, DirectBuffer command, int offset, int length) {
        timeNanos = nowNanos;
        message.wrap(command, offset);
        header.wrap(command, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        if (message.templateId() == OpenGatewayDecoder.TEMPLATE_ID) {
            open(new OpenGatewayDecoder()
                    .wrapAndApplyHeader(command, offset, new MessageHeaderDecoder()));
            return;
        }
        Gateway gateway = gateways.get(header.gatewayId());
        long number = header.gatewayNumber();
        if (gateway == null) {
            refuse(Code.GATEWAY_UNKNOWN);
        } else if (gateway.epoch != header.gatewayEpoch()) {
            refuse(Code.GATEWAY_FENCED);
        } else if (number > gateway.last + 1) {
            refuse(Code.GATEWAY_GAP);
        } else if (number <= gateway.last) {
            repeat(gateway.outcomes.get(number));
        } else {
            add(gateway, logPosition);
        }
    }

    private void open(OpenGatewayDecoder command) {
        Gateway gateway = gateways.computeIfAbsent(header.gatewayId(), id -> new Gateway());
        if (gateway.epoch == 0 || gateway.instanceLow != command.instanceLow()) {
            gateway.epoch++;
            gateway.instanceLow = command.instanceLow();
            gateway.last = 0;
            gateway.outcomes.clear();
        }
        answer(Code.DONE, sequence, gateway.epoch, 0, false);
    }

    private void add(Gateway gateway, long logPosition) {
        tally += header.account();
        count++;
        emit(logPosition);
        gateway.last++;
        Outcome outcome = new Outcome(sequence, tally, count);
        gateway.outcomes.put(gateway.last, outcome);
        gateway.outcomes.remove(gateway.last - REMEMBERED);
        answer(Code.DONE, outcome.sequence, outcome.tally, outcome.count, false);
    }

    private void repeat(Outcome outcome) {
        if (outcome == null) {
            refuse(Code.GATEWAY_FORGOTTEN);
        } else {
            answer(Code.DONE, outcome.sequence, outcome.tally, outcome.count, true);
        }
    }

    private void refuse(Code code) {
        answer(code, sequence, 0, 0, false);
    }

    private void answer(Code code, long at, long id, long newCount, boolean repeated) {
        AnswerEncoder encoder = new AnswerEncoder();
        encoder.wrapAndApplyHeader(answer, 0, new MessageHeaderEncoder());
        encoder.header()
                .gatewayId(header.gatewayId())
                .gatewayEpoch(header.gatewayEpoch())
                .gatewayNumber(header.gatewayNumber())
                .sessionId(header.sessionId())
                .sequence(at)
                .timeNanos(timeNanos)
                .code(code)
                .repeated((short) (repeated ? 1 : 0));
        encoder.id(id).count(newCount);
        output.onAnswer(answer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private void emit(long logPosition) {
        EventFrameEncoder encoder = new EventFrameEncoder();
        encoder.wrapAndApplyHeader(frame, 0, new MessageHeaderEncoder())
                .firstSequence(sequence + 1)
                .timeNanos(timeNanos)
                .logPosition(logPosition)
                .actor(tally)
                .sessionId(header.sessionId())
                .gatewayNumber(header.gatewayNumber())
                .gatewayId(header.gatewayId())
                .count(1)
                .part(0)
                .last((short) 1);
        encoder.putTrace(new byte[0], 0, 0);
        encoder.putEvents(new byte[8], 0, 8);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        chain = StreamChain.next(chain, frame, 0, length);
        encoder.chain(chain);
        sequence++;
        output.onEvents(frame, 0, length);
    }

    @Override
    public void onDeadline(long nowNanos, long logPosition) {}

    @Override
    public long nextDeadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long chain() {
        return chain;
    }

    long tally() {
        return tally;
    }

    @Override
    public long stateHash() {
        long hash = 31 * (31 * (31 * sequence + chain) + tally) + count;
        for (Map.Entry<Long, Gateway> entry : gateways.entrySet()) {
            hash = 31 * hash + entry.getKey();
            hash = 31 * hash + entry.getValue().epoch;
            hash = 31 * hash + entry.getValue().last;
            hash = 31 * hash + entry.getValue().outcomes.hashCode();
        }
        return hash;
    }

    @Override
    public void writeSnapshot(RecordSink sink) {
        write(sink, sequence, chain, tally, count, 0);
        gateways.forEach((id, gateway) -> {
            write(sink, id, gateway.epoch, gateway.instanceLow, gateway.last, 1);
            gateway.outcomes.forEach((number, outcome) ->
                    write(sink, number, outcome.sequence, outcome.tally, outcome.count, 2));
        });
    }

    private static void write(RecordSink sink, long a, long b, long c, long d, long kind) {
        UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_LONGS * Long.BYTES]);
        long[] fields = {a, b, c, d, kind};
        for (int i = 0; i < RECORD_LONGS; i++) {
            record.putLong(i * Long.BYTES, fields[i]);
        }
        sink.append(record, 0, record.capacity());
    }

    private Gateway reading;

    @Override
    public void readSnapshot(DirectBuffer record, int offset, int length) {
        long first = record.getLong(offset);
        long second = record.getLong(offset + 8);
        long third = record.getLong(offset + 16);
        long fourth = record.getLong(offset + 24);
        switch ((int) record.getLong(offset + 32)) {
            case 0 -> {
                sequence = first;
                chain = second;
                tally = third;
                count = fourth;
            }
            case 1 -> {
                reading = new Gateway();
                reading.epoch = (int) second;
                reading.instanceLow = third;
                reading.last = fourth;
                gateways.put(first, reading);
            }
            case 2 -> reading.outcomes.put(first, new Outcome(second, third, fourth));
            default -> throw new IllegalStateException("No such record");
        }
    }
}

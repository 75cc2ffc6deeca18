package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.money.Check;
import io.rialto.protocol.EventFrameEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * Numbers events and puts those of one command into frames. An event is written where it will be
 * sent from. A frame that cannot take the next event is sent as it stands; the command's last one is
 * sent by {@link #end}, which alone knows that it is the last.
 */
final class FrameWriter {
    /** What W3C trace context takes: trace id, parent id, flags. */
    static final int TRACE_BYTES = 25;

    private static final int TRACE_OFFSET =
            MessageHeaderEncoder.ENCODED_LENGTH + EventFrameEncoder.BLOCK_LENGTH;
    private static final int LENGTH_BYTES = Short.BYTES;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final MachineOutput output;
    private final ArrayBuffer buffer = new ArrayBuffer(MachineOutput.FRAME_BYTES_MAX);
    private final EventFrameEncoder frame = new EventFrameEncoder();

    private long sequence;
    private long chain = StreamChain.EMPTY;
    private int eventsOffset;
    private int limit;
    private int count;
    private long part;

    FrameWriter(MachineOutput output) {
        this.output = output;
        frame.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    }

    /** Goes on where a stream stood. */
    void restore(long lastSequence, long lastChain) {
        sequence = lastSequence;
        chain = lastChain;
    }

    long sequence() {
        return sequence;
    }

    long chain() {
        return chain;
    }

    /** Begins what the passing of time causes. */
    void begin(long timeNanos, long logPosition) {
        frame.timeNanos(timeNanos)
                .logPosition(logPosition)
                .actor(0)
                .sessionId(0)
                .gatewayNumber(0)
                .gatewayId(0);
        trace(buffer, 0, 0);
    }

    /**
     * Begins what a command causes.
     *
     * @param trace holds its trace context
     * @param length of that: 0 or {@link #TRACE_BYTES}
     */
    void begin(
            long timeNanos,
            long logPosition,
            CommandHeader header,
            DirectBuffer trace,
            int offset,
            int length) {
        frame.timeNanos(timeNanos)
                .logPosition(logPosition)
                .actor(header.actor)
                .sessionId(header.sessionId)
                .gatewayNumber(header.gatewayNumber)
                .gatewayId(Integer.toUnsignedLong(header.gatewayId));
        trace(trace, offset, length);
    }

    private void trace(DirectBuffer trace, int offset, int length) {
        Check.that(count == 0, "a frame was left unfinished");
        buffer.putShort(TRACE_OFFSET, (short) length, ORDER);
        buffer.putBytes(TRACE_OFFSET + LENGTH_BYTES, trace, offset, length);
        eventsOffset = TRACE_OFFSET + LENGTH_BYTES + length + LENGTH_BYTES;
        limit = eventsOffset;
        part = 0;
    }

    /**
     * Makes room for the next event, numbers it and writes its message header.
     *
     * @param header the eight bytes of that, as {@link #header} gives them
     * @param bodyLength bytes of the message after its header, all of which the caller writes
     * @return where the body goes in {@link #buffer}
     */
    int event(long header, int bodyLength) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        if (limit + LENGTH_BYTES + length > MachineOutput.FRAME_BYTES_MAX) {
            Check.that(count > 0, "an event does not fit into a frame");
            send(false);
        }
        buffer.putShort(limit, (short) length, ORDER);
        buffer.putLong(limit + LENGTH_BYTES, header, ORDER);
        int body = limit + LENGTH_BYTES + MessageHeaderEncoder.ENCODED_LENGTH;
        limit = body + bodyLength;
        count++;
        sequence++;
        return body;
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Sends what is left of the command, if it caused anything. */
    void end() {
        if (count > 0) {
            send(true);
        }
    }

    private void send(boolean last) {
        buffer.putShort(eventsOffset - LENGTH_BYTES, (short) (limit - eventsOffset), ORDER);
        frame.firstSequence(sequence - count + 1).count(count).part(part).last(WireNumber.of(last));
        chain = StreamChain.next(chain, buffer, 0, limit);
        frame.chain(chain);
        output.onEvents(buffer, 0, limit);
        part++;
        count = 0;
        limit = eventsOffset;
    }

    /** A message header of this schema as one little-endian word. */
    static long header(int blockLength, int templateId) {
        return blockLength
                | (long) templateId << 16
                | (long) EventFrameEncoder.SCHEMA_ID << 32
                | (long) EventFrameEncoder.SCHEMA_VERSION << 48;
    }
}

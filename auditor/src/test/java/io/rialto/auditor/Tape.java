package io.rialto.auditor;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.EventFrameEncoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded event stream that can be changed event by event and is then a stream again: numbered
 * anew and chained anew, so that nothing but the change is wrong with it.
 */
final class Tape {
    private static final int FRAME_BYTES_MAX = 64 * 1024;

    final List<Frame> frames = new ArrayList<>();

    /** A frame: what its command says of itself, and its events. */
    static final class Frame {
        long timeNanos;
        long part;
        boolean last;
        final List<UnsafeBuffer> events = new ArrayList<>();

        boolean has(int template) {
            return events.stream().anyMatch(event -> templateOf(event) == template);
        }
    }

    static int templateOf(DirectBuffer event) {
        return event.getShort(
                        MessageHeaderDecoder.templateIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN)
                & 0xFFFF;
    }

    /** Takes the next frame of what is recorded. */
    void record(DirectBuffer buffer, int offset, int length) {
        EventFrameDecoder decoder = new EventFrameDecoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        Frame frame = new Frame();
        frame.timeNanos = decoder.timeNanos();
        frame.part = decoder.part();
        frame.last = decoder.last() == 1;
        int count = decoder.count();
        decoder.skipTrace();
        int index = decoder.limit() + EventFrameDecoder.eventsHeaderLength();
        for (int i = 0; i < count; i++) {
            int eventLength = buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            byte[] bytes = new byte[eventLength];
            buffer.getBytes(index + Short.BYTES, bytes);
            frame.events.add(new UnsafeBuffer(bytes));
            index += Short.BYTES + eventLength;
        }
        frames.add(frame);
    }

    /** The n-th event of a template, from 0. */
    UnsafeBuffer event(int template, int n) {
        return frames.stream()
                .flatMap(frame -> frame.events.stream())
                .filter(event -> templateOf(event) == template)
                .skip(n)
                .findFirst()
                .orElseThrow();
    }

    /** The frame that an event is in. */
    Frame frameOf(UnsafeBuffer event) {
        return frames.stream()
                .filter(frame -> frame.events.stream()
                        .anyMatch(each -> each.byteArray() == event.byteArray()))
                .findFirst()
                .orElseThrow();
    }

    /** The number that an event has. */
    long sequenceOf(UnsafeBuffer event) {
        long sequence = 0;
        for (Frame frame : frames) {
            for (UnsafeBuffer each : frame.events) {
                sequence++;
                if (each.byteArray() == event.byteArray()) {
                    return sequence;
                }
            }
        }
        throw new IllegalArgumentException("the event is not on the tape");
    }

    /** The number of a frame's last event. */
    long lastOf(Frame frame) {
        return sequenceOf(frame.events.getLast());
    }

    /** The stream, numbered and chained. */
    List<byte[]> play() {
        List<byte[]> result = new ArrayList<>();
        long sequence = 0;
        long chain = StreamChain.EMPTY;
        for (Frame frame : frames) {
            byte[] bytes = encode(frame, sequence + 1, chain);
            sequence += frame.events.size();
            chain = StreamChain.of(new UnsafeBuffer(bytes), 0);
            result.add(bytes);
        }
        return result;
    }

    private static byte[] encode(Frame frame, long first, long chain) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[FRAME_BYTES_MAX]);
        EventFrameEncoder encoder =
                new EventFrameEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        encoder.firstSequence(first).timeNanos(frame.timeNanos).count(frame.events.size());
        encoder.part(frame.part).last((short) (frame.last ? 1 : 0));
        UnsafeBuffer events = new UnsafeBuffer(new byte[FRAME_BYTES_MAX]);
        int index = 0;
        for (UnsafeBuffer event : frame.events) {
            events.putShort(index, (short) event.capacity(), ByteOrder.LITTLE_ENDIAN);
            events.putBytes(index + Short.BYTES, event, 0, event.capacity());
            index += Short.BYTES + event.capacity();
        }
        encoder.putTrace(new byte[0], 0, 0);
        encoder.putEvents(events, 0, index);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        encoder.chain(StreamChain.next(chain, buffer, 0, length));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}

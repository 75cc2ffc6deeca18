package io.rialto.view;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;
import io.rialto.protocol.EventFrameEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.StreamChain;
import io.rialto.sequencer.FuzzedVenue;

import org.agrona.concurrent.UnsafeBuffer;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The event stream and state snapshots, as views and histories read them: any bytes, any events in
 * frames that continue the chain, any records. Refused as an invalid frame; a view that accepted
 * them has money that sums to zero.
 */
public final class EventsTarget implements FuzzTarget {
    private static final int HEADERS =
            MessageHeaderEncoder.ENCODED_LENGTH + EventFrameEncoder.BLOCK_LENGTH;
    private static final byte RAW = 0;
    private static final byte EVENTS = 1;
    private static final byte RECORDS = 2;

    @Override
    public void run(byte[] bytes) {
        Input input = new Input(bytes);
        int kind = input.below(3);
        try {
            if (kind == RECORDS) {
                records(input);
            } else {
                frames(input, kind);
            }
        } catch (FrameInvalidException refused) {
            // As documented.
        }
    }

    private static void frames(Input input, int kind) {
        FuzzedVenue venue = new FuzzedVenue();
        VenueView view = venue.view();
        while (input.hasMore()) {
            byte[] frame = kind == RAW ? piece(input) : frame(view, input);
            view.onFrame(new UnsafeBuffer(frame), 0, frame.length);
        }
    }

    private static byte[] piece(Input input) {
        return input.take(input.number() << 8 | input.number());
    }

    /** The next frame of the stream: what it says of itself is right, its events are anything. */
    private static byte[] frame(VenueView view, Input input) {
        int count = input.number();
        byte[] events = piece(input);
        byte[] bytes = new byte[HEADERS + 2 * Short.BYTES + events.length];
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        new EventFrameEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .firstSequence(view.sequence() + 1)
                .timeNanos(view.timeNanos())
                .part(0)
                .last((short) 1)
                .count(count)
                .putTrace(new byte[0], 0, 0)
                .putEvents(events, 0, events.length);
        buffer.putLong(
                MessageHeaderEncoder.ENCODED_LENGTH + EventFrameEncoder.chainEncodingOffset(),
                StreamChain.next(view.chain(), buffer, 0, bytes.length));
        return bytes;
    }

    private static void records(Input input) {
        VenueView view = new VenueView();
        while (input.hasMore()) {
            byte[] record = piece(input);
            view.onStateRecord(new UnsafeBuffer(record), 0, record.length);
        }
    }

    @Override
    public List<byte[]> seeds() {
        FuzzedVenue venue = new FuzzedVenue();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.write(RECORDS);
        venue.records().forEach(record -> put(records, record));
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.write(RAW);
        put(raw, venue.frames().getLast());
        List<byte[]> seeds = new ArrayList<>(List.of(records.toByteArray(), raw.toByteArray()));
        for (byte[] frame : venue.frames()) {
            seeds.add(events(frame));
        }
        return seeds;
    }

    private static byte[] events(byte[] frame) {
        byte[] events = new byte[frame.length - HEADERS - 2 * Short.BYTES];
        System.arraycopy(frame, frame.length - events.length, events, 0, events.length);
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.write(EVENTS);
        seed.write(new io.rialto.protocol.EventFrameDecoder()
                .wrapAndApplyHeader(
                        new UnsafeBuffer(frame), 0, new io.rialto.protocol.MessageHeaderDecoder())
                .count());
        put(seed, events);
        return seed.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, byte[] piece) {
        out.write(piece.length >> 8);
        out.write(piece.length);
        out.writeBytes(piece);
    }
}

package io.rialto.gateway;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.view.AppliedCommand;
import io.rialto.view.EventDispatcher;
import io.rialto.view.EventVisitor;
import io.rialto.view.FrameListener;
import io.rialto.view.VenueView;

import org.agrona.concurrent.UnsafeBuffer;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The latest events of the venue as they were published, for whoever looks into it. Frames are
 * copied into places that are used again: on the view's thread nothing is made once it is warm. All
 * methods but {@link #told} run on the view's thread.
 */
final class RecentEvents implements FrameListener {
    private static final int FRAMES = 1_024;
    private static final int TRACE_ID_BYTES = 16;

    /** An event: its fields as the schema names them, {@code name=value}, with bars between. */
    record Told(
            long sequence, long timeNanos, long actor, String trace, String event, String fields) {}

    private final byte[][] frames = new byte[FRAMES][0];
    private final int[] lengths = new int[FRAMES];
    private final long[] lasts = new long[FRAMES];
    private long count;

    @Override
    public void onApplied(VenueView view, AppliedCommand command) {
        command.forEachFrame((frame, offset, length) -> {
            int place = (int) (count++ % FRAMES);
            if (frames[place].length < length) {
                frames[place] = new byte[length];
            }
            frame.getBytes(offset, frames[place], 0, length);
            lengths[place] = length;
            lasts[place] = command.sequence();
        });
    }

    /** Copies of the latest frames of commands that end after an event, oldest first. */
    List<byte[]> after(long sequence, int framesMax) {
        List<byte[]> found = new ArrayList<>();
        long first = Math.max(0, count - Math.min(framesMax, FRAMES));
        for (long at = first; at < count; at++) {
            int place = (int) (at % FRAMES);
            if (lasts[place] > sequence) {
                found.add(Arrays.copyOf(frames[place], lengths[place]));
            }
        }
        return found;
    }

    /** What is in frames, oldest first, without what is not after the event. */
    static List<Told> told(List<byte[]> frames, long sequence) {
        List<Told> told = new ArrayList<>();
        EventDispatcher dispatcher = new EventDispatcher();
        for (byte[] bytes : frames) {
            UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            EventFrameDecoder frame = new EventFrameDecoder();
            frame.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            long timeNanos = frame.timeNanos();
            long actor = frame.actor();
            byte[] trace = new byte[frame.traceLength()];
            frame.getTrace(trace, 0, trace.length);
            String id = trace.length < TRACE_ID_BYTES
                    ? ""
                    : HexFormat.of().formatHex(trace, 0, TRACE_ID_BYTES);
            dispatcher.dispatch(buffer, 0, bytes.length, visitor((number, name, fields) -> {
                if (number > sequence) {
                    told.add(new Told(number, timeNanos, actor, id, name, fields));
                }
            }));
        }
        return told;
    }

    @FunctionalInterface
    private interface Teller {
        void tell(long sequence, String name, String fields);
    }

    /**
     * Every event looks the same to who only shows it. The visitor's methods, one for each of some
     * eighty events, are all {@code onName(long sequence, NameDecoder event)}, and new ones come
     * with the schema: this is the one place that answers them all alike, and so reflects.
     */
    private static EventVisitor visitor(Teller teller) {
        return (EventVisitor) Proxy.newProxyInstance(
                RecentEvents.class.getClassLoader(),
                new Class<?>[] {EventVisitor.class},
                (_, method, arguments) -> {
                    String text = arguments[1].toString();
                    teller.tell(
                            (long) arguments[0],
                            method.getName().substring("on".length()),
                            // Behind the numbers of its template.
                            text.substring(text.indexOf("):") + 2));
                    return null;
                });
    }
}

package io.rialto.gateway;

import io.rialto.sequencer.RequestContext;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a request belongs in a trace of its sender, as W3C's Trace Context says it in {@code
 * traceparent}. Only what is sampled is kept: it goes with the command into the log and with its
 * events to every consumer. A text that the specification says to ignore leaves a request without
 * one, unless the gateway begins traces of its own.
 *
 * @param traceHigh upper half of the trace's id
 * @param traceLow lower half; of both, one is not 0
 * @param parent the span that what follows is below: the sender's own, or this gateway's; not 0
 * @param above the sender's span where {@code parent} is this gateway's; 0 for none
 * @param flags those of the specification that are passed on: sampled, and that the id is random
 */
record TraceContext(long traceHigh, long traceLow, long parent, long above, byte flags) {
    /** Of a request that is not traced. */
    static final TraceContext NONE = new TraceContext(0, 0, 0, 0, (byte) 0);

    static final String HEADER = "traceparent";

    /** How an answer tells which trace was recorded, under the name that Level 2 proposes. */
    static final String ANSWER_HEADER = "traceresponse";

    private static final int SAMPLED = 1;
    private static final int RANDOM = 2;
    private static final int LENGTH = 55;
    private static final int VERSION_INVALID = 0xFF;
    private static final HexFormat HEX = HexFormat.of();

    /** What the headers of a request say; more than one of them says nothing. */
    static TraceContext of(List<String> headers) {
        return headers.size() == 1 ? of(headers.getFirst()) : NONE;
    }

    /** What a text says: version, trace id, parent id and flags, in hex with dashes between. */
    static TraceContext of(String text) {
        if (!hasForm(text)) {
            return NONE;
        }
        long high = HexFormat.fromHexDigitsToLong(text, 3, 19);
        long low = HexFormat.fromHexDigitsToLong(text, 19, 35);
        long parent = HexFormat.fromHexDigitsToLong(text, 36, 52);
        int flags = HexFormat.fromHexDigits(text, 53, LENGTH);
        boolean isNamed = (high | low) != 0 && parent != 0;
        return isNamed && (flags & SAMPLED) != 0
                ? new TraceContext(high, low, parent, 0, (byte) (flags & (SAMPLED | RANDOM)))
                : NONE;
    }

    /** Later versions may say more behind another dash; what they have in common stays. */
    private static boolean hasForm(String text) {
        if (text.length() < LENGTH
                || text.charAt(2) != '-'
                || text.charAt(35) != '-'
                || text.charAt(52) != '-'
                || !isHex(text, 0, 2)
                || !isHex(text, 3, 35)
                || !isHex(text, 36, 52)
                || !isHex(text, 53, LENGTH)) {
            return false;
        }
        int version = HexFormat.fromHexDigits(text, 0, 2);
        return version != VERSION_INVALID
                && (text.length() == LENGTH || (version > 0 && text.charAt(LENGTH) == '-'));
    }

    /** Whether all are digits of hex in lower case, the only ones allowed. */
    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The same with a span of this gateway between, or begun here, as the tracing wants it. */
    TraceContext at(Tracing tracing) {
        if (!tracing.isOn() || (isNone() && !tracing.begins())) {
            return this;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return isNone()
                ? new TraceContext(notZero(random), notZero(random), notZero(random), 0, (byte)
                        (SAMPLED | RANDOM))
                : new TraceContext(traceHigh, traceLow, notZero(random), parent, flags);
    }

    private static long notZero(ThreadLocalRandom random) {
        return random.nextLong(1, Long.MAX_VALUE);
    }

    boolean isNone() {
        return flags == 0;
    }

    /** Puts this into a command's header. */
    void fill(RequestContext context) {
        context.traced = !isNone();
        if (context.traced) {
            ByteBuffer.wrap(context.trace)
                    .putLong(traceHigh)
                    .putLong(traceLow)
                    .putLong(parent)
                    .put(flags);
        }
    }

    /** As the header of an answer gives it. */
    String text() {
        return "00-"
                + HEX.toHexDigits(traceHigh)
                + HEX.toHexDigits(traceLow)
                + "-"
                + HEX.toHexDigits(parent)
                + "-"
                + HEX.toHexDigits(flags);
    }
}

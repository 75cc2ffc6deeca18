package io.rialto.engine;

import io.rialto.money.Check;

/**
 * How outcomes are remembered: in longs of a record that belongs to who remembers. What most
 * outcomes do not have stands last, and is then not touched.
 */
final class Outcomes {
    /** Longs that an outcome takes in its owner's record. */
    static final int WIDTH = 12;

    /** Place of the log time within these. */
    static final int TIME = 1;

    private static final int SEQUENCE = 0;
    private static final int ID = 2;
    private static final int REMAINING = 3;

    /** Code in bits 0–15, related code in 16–31, state in 32–39, and the two bits below. */
    private static final int SMALL = 4;

    private static final int COUNT = 5;
    private static final int FILLED_QUANTITY = 6;
    private static final int FILLED_NOTIONAL = 7;
    private static final int FEES = 8;
    private static final int NEEDED = 9;
    private static final int AVAILABLE = 10;
    private static final int RELATED = 11;

    private static final long PRESENT = 1L << 40;

    /** Whether the fields from COUNT on mean anything; else they are 0, whatever stands there. */
    private static final long WITH_REST = 1L << 41;

    private Outcomes() {}

    /** Writes an outcome over what is there. */
    static void write(long[] page, int at, Outcome outcome) {
        boolean withRest = hasRest(outcome);
        page[at + SEQUENCE] = outcome.sequence;
        page[at + TIME] = outcome.timeNanos;
        page[at + ID] = outcome.id;
        page[at + REMAINING] = outcome.remaining;
        page[at + SMALL] = outcome.code.number()
                | ((long) outcome.relatedCode.number() << 16)
                | ((long) outcome.state.number() << 32)
                | PRESENT
                | (withRest ? WITH_REST : 0);
        if (withRest) {
            page[at + COUNT] = outcome.count;
            page[at + FILLED_QUANTITY] = outcome.filledQuantity;
            page[at + FILLED_NOTIONAL] = outcome.filledNotional;
            page[at + FEES] = outcome.fees;
            page[at + NEEDED] = outcome.needed;
            page[at + AVAILABLE] = outcome.available;
            page[at + RELATED] = outcome.related;
        }
    }

    /** Whether an outcome was written there and not erased. */
    static boolean isPresent(long[] page, int at) {
        return page[at + SMALL] != 0;
    }

    /** Reads an outcome; {@code repeated} is left to the caller. */
    static void read(long[] page, int at, Outcome outcome) {
        Check.that(isPresent(page, at), "an outcome that is read is there");
        long small = page[at + SMALL];
        boolean withRest = (small & WITH_REST) != 0;
        outcome.sequence = page[at + SEQUENCE];
        outcome.timeNanos = page[at + TIME];
        outcome.id = page[at + ID];
        outcome.remaining = page[at + REMAINING];
        outcome.code = Code.of((int) small & 0xFFFF);
        outcome.relatedCode = Code.of((int) (small >>> 16) & 0xFFFF);
        outcome.state = OrderState.of((int) (small >>> 32) & 0xFF);
        outcome.count = withRest ? page[at + COUNT] : 0;
        outcome.filledQuantity = withRest ? page[at + FILLED_QUANTITY] : 0;
        outcome.filledNotional = withRest ? page[at + FILLED_NOTIONAL] : 0;
        outcome.fees = withRest ? page[at + FEES] : 0;
        outcome.needed = withRest ? page[at + NEEDED] : 0;
        outcome.available = withRest ? page[at + AVAILABLE] : 0;
        outcome.related = withRest ? page[at + RELATED] : 0;
    }

    /** Takes away what is there, if anything. */
    static void erase(long[] page, int at) {
        page[at + SMALL] = 0;
    }

    private static boolean hasRest(Outcome outcome) {
        return (outcome.count
                        | outcome.filledQuantity
                        | outcome.filledNotional
                        | outcome.fees
                        | outcome.needed
                        | outcome.available
                        | outcome.related)
                != 0;
    }
}

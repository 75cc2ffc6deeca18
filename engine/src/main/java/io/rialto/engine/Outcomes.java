package io.rialto.engine;

import io.rialto.money.Check;

/**
 * How outcomes are remembered: in six longs of a record that belongs to who remembers, and in one
 * more record for what most outcomes do not have.
 */
final class Outcomes {
    /** Longs that an outcome takes in its owner's record. */
    static final int WIDTH = 6;

    /** Place of the log time within these. */
    static final int TIME = 1;

    private static final int SEQUENCE = 0;
    private static final int ID = 2;
    private static final int REMAINING = 3;

    /** Code in bits 0–15, related code in 16–31, state in 32–39, bit 40 that there is an outcome. */
    private static final int SMALL = 4;

    /** One more than the handle of what most outcomes do not have; 0 for none. */
    private static final int REST = 5;

    private static final int COUNT = 0;
    private static final int FILLED_QUANTITY = 1;
    private static final int FILLED_NOTIONAL = 2;
    private static final int FEES = 3;
    private static final int NEEDED = 4;
    private static final int AVAILABLE = 5;
    private static final int RELATED = 6;
    private static final int REST_WIDTH = 7;

    private static final long PRESENT = 1L << 40;

    private final Records rests = new Records(REST_WIDTH);

    /** Writes an outcome where there is none. */
    void write(long[] page, int at, Outcome outcome) {
        page[at + SEQUENCE] = outcome.sequence;
        page[at + TIME] = outcome.timeNanos;
        page[at + ID] = outcome.id;
        page[at + REMAINING] = outcome.remaining;
        page[at + SMALL] = outcome.code.number()
                | ((long) outcome.relatedCode.number() << 16)
                | ((long) outcome.state.number() << 32)
                | PRESENT;
        page[at + REST] = hasRest(outcome) ? storeRest(outcome) + 1L : 0;
    }

    /** Whether an outcome was written there and not erased. */
    static boolean isPresent(long[] page, int at) {
        return page[at + SMALL] != 0;
    }

    /** Reads an outcome; {@code repeated} is left to the caller. */
    void read(long[] page, int at, Outcome outcome) {
        Check.that(isPresent(page, at), "an outcome that is read is there");
        outcome.sequence = page[at + SEQUENCE];
        outcome.timeNanos = page[at + TIME];
        outcome.id = page[at + ID];
        outcome.remaining = page[at + REMAINING];
        long small = page[at + SMALL];
        outcome.code = Code.of((int) small & 0xFFFF);
        outcome.relatedCode = Code.of((int) (small >>> 16) & 0xFFFF);
        outcome.state = OrderState.of((int) (small >>> 32) & 0xFF);
        readRest((int) page[at + REST] - 1, outcome);
    }

    /** Takes away what is there, if anything. */
    void erase(long[] page, int at) {
        page[at + SMALL] = 0;
        if (page[at + REST] != 0) {
            rests.free((int) page[at + REST] - 1);
            page[at + REST] = 0;
        }
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

    private int storeRest(Outcome outcome) {
        int handle = rests.allocate();
        long[] page = rests.page(handle);
        int at = rests.offset(handle);
        page[at + COUNT] = outcome.count;
        page[at + FILLED_QUANTITY] = outcome.filledQuantity;
        page[at + FILLED_NOTIONAL] = outcome.filledNotional;
        page[at + FEES] = outcome.fees;
        page[at + NEEDED] = outcome.needed;
        page[at + AVAILABLE] = outcome.available;
        page[at + RELATED] = outcome.related;
        return handle;
    }

    private void readRest(int handle, Outcome outcome) {
        boolean some = handle != Records.NONE;
        outcome.count = some ? rests.get(handle, COUNT) : 0;
        outcome.filledQuantity = some ? rests.get(handle, FILLED_QUANTITY) : 0;
        outcome.filledNotional = some ? rests.get(handle, FILLED_NOTIONAL) : 0;
        outcome.fees = some ? rests.get(handle, FEES) : 0;
        outcome.needed = some ? rests.get(handle, NEEDED) : 0;
        outcome.available = some ? rests.get(handle, AVAILABLE) : 0;
        outcome.related = some ? rests.get(handle, RELATED) : 0;
    }
}

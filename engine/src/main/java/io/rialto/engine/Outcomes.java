package io.rialto.engine;

import io.rialto.money.Check;

/**
 * Remembered outcomes. One record may be remembered for several reasons at once, as the outcome of
 * a gateway's number and of an idempotency key: it goes when the last of them does.
 */
final class Outcomes {
    private static final int SEQUENCE = 0;
    private static final int TIME = 1;
    private static final int ID = 2;
    private static final int COUNT = 3;
    private static final int FILLED_QUANTITY = 4;
    private static final int FILLED_NOTIONAL = 5;
    private static final int FEES = 6;
    private static final int REMAINING = 7;
    private static final int NEEDED = 8;
    private static final int AVAILABLE = 9;
    private static final int RELATED = 10;

    /** Code in bits 0–15, related code in 16–31, state in 32–39, uses in 40–63. */
    private static final int SMALL = 11;

    private static final int WIDTH = 12;
    private static final long ONE_USE = 1L << 40;
    private static final int USES_SHIFT = 40;

    private final Records records = new Records(WIDTH);

    /** Copies an outcome, for the caller to {@link #retain}. */
    int store(Outcome outcome) {
        int handle = records.allocate();
        long[] page = records.page(handle);
        int at = records.offset(handle);
        page[at + SEQUENCE] = outcome.sequence;
        page[at + TIME] = outcome.timeNanos;
        page[at + ID] = outcome.id;
        page[at + COUNT] = outcome.count;
        page[at + FILLED_QUANTITY] = outcome.filledQuantity;
        page[at + FILLED_NOTIONAL] = outcome.filledNotional;
        page[at + FEES] = outcome.fees;
        page[at + REMAINING] = outcome.remaining;
        page[at + NEEDED] = outcome.needed;
        page[at + AVAILABLE] = outcome.available;
        page[at + RELATED] = outcome.related;
        page[at + SMALL] = outcome.code.number()
                | ((long) outcome.relatedCode.number() << 16)
                | ((long) outcome.state.number() << 32);
        return handle;
    }

    /** Reads a stored outcome; {@code repeated} is left to the caller. */
    void load(int handle, Outcome outcome) {
        long[] page = records.page(handle);
        int at = records.offset(handle);
        outcome.sequence = page[at + SEQUENCE];
        outcome.timeNanos = page[at + TIME];
        outcome.id = page[at + ID];
        outcome.count = page[at + COUNT];
        outcome.filledQuantity = page[at + FILLED_QUANTITY];
        outcome.filledNotional = page[at + FILLED_NOTIONAL];
        outcome.fees = page[at + FEES];
        outcome.remaining = page[at + REMAINING];
        outcome.needed = page[at + NEEDED];
        outcome.available = page[at + AVAILABLE];
        outcome.related = page[at + RELATED];
        long small = page[at + SMALL];
        outcome.code = Code.of((int) small & 0xFFFF);
        outcome.relatedCode = Code.of((int) (small >>> 16) & 0xFFFF);
        outcome.state = OrderState.of((int) (small >>> 32) & 0xFF);
    }

    void retain(int handle) {
        records.page(handle)[records.offset(handle) + SMALL] += ONE_USE;
    }

    void release(int handle) {
        long[] page = records.page(handle);
        int at = records.offset(handle) + SMALL;
        Check.that(page[at] >>> USES_SHIFT != 0, "an outcome is released as often as retained");
        page[at] -= ONE_USE;
        if (page[at] >>> USES_SHIFT == 0) {
            records.free(handle);
        }
    }
}

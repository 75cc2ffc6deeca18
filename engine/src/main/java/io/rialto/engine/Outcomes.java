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
    private static final int REMAINING = 3;

    /** Code in bits 0–15, related code in 16–31, state in 32–39, uses in 40–63. */
    private static final int SMALL = 4;

    /** One more than the handle of what most outcomes do not have; 0 for none. */
    private static final int REST = 5;

    private static final int WIDTH = 6;

    private static final int COUNT = 0;
    private static final int FILLED_QUANTITY = 1;
    private static final int FILLED_NOTIONAL = 2;
    private static final int FEES = 3;
    private static final int NEEDED = 4;
    private static final int AVAILABLE = 5;
    private static final int RELATED = 6;
    private static final int REST_WIDTH = 7;

    private static final long ONE_USE = 1L << 40;
    private static final int USES_SHIFT = 40;

    private final Records records = new Records(WIDTH);
    private final Records rests = new Records(REST_WIDTH);

    /** Copies an outcome, for the caller to {@link #retain}. */
    int store(Outcome outcome) {
        int handle = records.allocate();
        long[] page = records.page(handle);
        int at = records.offset(handle);
        page[at + SEQUENCE] = outcome.sequence;
        page[at + TIME] = outcome.timeNanos;
        page[at + ID] = outcome.id;
        page[at + REMAINING] = outcome.remaining;
        page[at + SMALL] = outcome.code.number()
                | ((long) outcome.relatedCode.number() << 16)
                | ((long) outcome.state.number() << 32);
        page[at + REST] = hasRest(outcome) ? storeRest(outcome) + 1L : 0;
        return handle;
    }

    /** Reads a stored outcome; {@code repeated} is left to the caller. */
    void load(int handle, Outcome outcome) {
        long[] page = records.page(handle);
        int at = records.offset(handle);
        outcome.sequence = page[at + SEQUENCE];
        outcome.timeNanos = page[at + TIME];
        outcome.id = page[at + ID];
        outcome.remaining = page[at + REMAINING];
        long small = page[at + SMALL];
        outcome.code = Code.of((int) small & 0xFFFF);
        outcome.relatedCode = Code.of((int) (small >>> 16) & 0xFFFF);
        outcome.state = OrderState.of((int) (small >>> 32) & 0xFF);
        loadRest((int) page[at + REST] - 1, outcome);
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

    private void loadRest(int handle, Outcome outcome) {
        boolean some = handle != Records.NONE;
        outcome.count = some ? rests.get(handle, COUNT) : 0;
        outcome.filledQuantity = some ? rests.get(handle, FILLED_QUANTITY) : 0;
        outcome.filledNotional = some ? rests.get(handle, FILLED_NOTIONAL) : 0;
        outcome.fees = some ? rests.get(handle, FEES) : 0;
        outcome.needed = some ? rests.get(handle, NEEDED) : 0;
        outcome.available = some ? rests.get(handle, AVAILABLE) : 0;
        outcome.related = some ? rests.get(handle, RELATED) : 0;
    }

    void retain(int handle) {
        records.page(handle)[records.offset(handle) + SMALL] += ONE_USE;
    }

    void release(int handle) {
        long[] page = records.page(handle);
        int at = records.offset(handle);
        long small = page[at + SMALL];
        Check.that(small >>> USES_SHIFT != 0, "an outcome is released as often as retained");
        page[at + SMALL] = small - ONE_USE;
        if ((small - ONE_USE) >>> USES_SHIFT == 0) {
            if (page[at + REST] != 0) {
                rests.free((int) page[at + REST] - 1);
            }
            records.free(handle);
        }
    }
}

package io.rialto.engine;

/** What an order would do if it were placed now; filled by the engine, reused by the caller. */
public final class Preview {
    /** Fills reported one by one; the totals count all of them. */
    public static final int FILLS_MAX = 32;

    public final long[] fillPrices = new long[FILLS_MAX];
    public final long[] fillQuantities = new long[FILLS_MAX];

    /** Entries of the two arrays in use; fills at one price are one entry. */
    public int fills;

    public Code code = Code.DONE;
    public long needed;
    public long available;
    public long filledQuantity;
    public long filledNotional;
    public long fees;

    /** Base minor units that would rest. */
    public long resting;

    /** Held for the rest: quote minor units for a buy, base for a sell. */
    public long held;

    /** What there would be of the base: available, or of contracts the position. */
    public long baseAvailableAfter;

    public long quoteAvailableAfter;
    public OrderState state = OrderState.ABSENT;

    /** Back to a preview of nothing. */
    void clear() {
        fills = 0;
        code = Code.DONE;
        needed = 0;
        available = 0;
        filledQuantity = 0;
        filledNotional = 0;
        fees = 0;
        resting = 0;
        held = 0;
        baseAvailableAfter = 0;
        quoteAvailableAfter = 0;
        state = OrderState.ABSENT;
    }
}

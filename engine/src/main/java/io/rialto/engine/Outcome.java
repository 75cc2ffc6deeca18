package io.rialto.engine;

/** What became of a command. Filled by the engine; what does not apply is 0. */
public final class Outcome {
    public Code code = Code.DONE;

    /** True when this is the remembered outcome of an earlier command: nothing was done now. */
    public boolean repeated;

    /** The outcome is true of the state after this event. */
    public long sequence;

    /** Log time at which the command was applied, nanoseconds since 1970. */
    public long timeNanos;

    /** Of what was made or meant: account, market, order, token; the epoch for openGateway. */
    public long id;

    /** How many a mass command reached. */
    public long count;

    /** Base minor units executed so far. */
    public long filledQuantity;

    /** Quote minor units those cost or brought, before fees. */
    public long filledNotional;

    /** Quote minor units charged so far; negative when rebates outweigh. */
    public long fees;

    /** Base minor units still open. */
    public long remaining;

    /** Explains a denial: what it would have taken, or the limit. */
    public long needed;

    /** Explains a denial: what there was. */
    public long available;

    public OrderState state = OrderState.ABSENT;

    /** The order that a cancel-replace cancelled; 0 if it did not. */
    public long related;

    /** Why a cancel-replace did not cancel, else DONE. */
    public Code relatedCode = Code.DONE;

    /** Back to an outcome of nothing. */
    public void clear() {
        code = Code.DONE;
        repeated = false;
        sequence = 0;
        timeNanos = 0;
        id = 0;
        count = 0;
        filledQuantity = 0;
        filledNotional = 0;
        fees = 0;
        remaining = 0;
        needed = 0;
        available = 0;
        state = OrderState.ABSENT;
        related = 0;
        relatedCode = Code.DONE;
    }

    /** Denies with numbers that explain it. */
    void deny(Code why, long neededNow, long availableNow) {
        code = why;
        needed = neededNow;
        available = availableNow;
    }

    /** Denies where there is nothing to explain. */
    void deny(Code why) {
        deny(why, 0, 0);
    }
}

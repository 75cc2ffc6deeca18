package io.rialto.bench;

/**
 * What one account does at the front door: it places orders that rest around a fixed mid price
 * (45%), cancels one of those by its own id (45%), and takes from the other side at once (10%).
 * About a hundred of its orders rest at a time. A cancel may come too late for an order that was
 * taken; that is denied, as it would be for anybody.
 */
final class EdgeWork {
    /** In ticks of a hundredth. */
    static final int MID_TICKS = 10_000;

    private static final int LEVELS = 250;
    private static final int LIVE = 100;
    private static final int LOTS_MAX = 20;

    private final SplitMix64 random;
    private final int[] live = new int[LIVE];
    private int living;
    private int placed;

    EdgeWork(long seed, int account) {
        random = new SplitMix64(seed, account);
    }

    /** Something that the account does. */
    sealed interface Operation {}

    /** Places a limit order under a number of the account's own. */
    record Place(int id, boolean isBuy, int priceTicks, int lots, boolean isImmediate)
            implements Operation {}

    /** Cancels the order that it placed under that number. */
    record Cancel(int id) implements Operation {}

    Operation next() {
        int drawn = random.below(100);
        boolean isBuy = random.below(2) == 0;
        int lots = 1 + random.below(LOTS_MAX);
        if (drawn < 10) {
            int limit = isBuy ? MID_TICKS + LEVELS : MID_TICKS - LEVELS;
            return new Place(++placed, isBuy, limit, lots, true);
        }
        if (living == LIVE || (drawn < 55 && living > 0)) {
            int chosen = random.below(living);
            int id = live[chosen];
            live[chosen] = live[--living];
            return new Cancel(id);
        }
        live[living++] = ++placed;
        int distance = 1 + random.geometric(10, LEVELS - 2);
        return new Place(
                placed, isBuy, isBuy ? MID_TICKS - distance : MID_TICKS + distance, lots, false);
    }
}

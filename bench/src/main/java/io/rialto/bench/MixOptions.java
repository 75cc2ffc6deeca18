package io.rialto.bench;

/**
 * What a mix A is made of.
 *
 * @param seed from which everything is drawn
 * @param commands those measured, after the set-up
 * @param markets with weights that fall as 1 / (k + 1)
 * @param accounts chosen by Zipf's law with exponent 1.1
 * @param depth orders that rest in all markets together when the measured commands begin
 * @param keys whether every command has an idempotency key, in a window of about 64 K keys
 * @param tight whether funds are short, so that about a tenth of the orders is denied
 */
public record MixOptions(
        long seed,
        int commands,
        int markets,
        int accounts,
        int depth,
        boolean keys,
        boolean tight) {
    /** The seed of the published figures. */
    public static final long SEED = 7701;

    public MixOptions {
        if (commands < 1 || markets < 1 || accounts < 2 || depth < 0) {
            throw new IllegalArgumentException(
                    "a mix has 1 command, 1 market, 2 accounts and 0 orders at least");
        }
    }

    /** One market, 2,000 accounts, 1,000 resting orders, keys, rich funding. */
    public static MixOptions defaults() {
        return new MixOptions(SEED, 1_000_000, 1, 2_000, 1_000, true, false);
    }

    /** As the result's workload. */
    String text() {
        return "mix A, %,d markets, %,d accounts, depth %,d, %s, %s funding"
                .formatted(
                        markets,
                        accounts,
                        depth,
                        keys ? "with idempotency keys" : "without idempotency keys",
                        tight ? "tight" : "rich");
    }
}

package io.rialto.engine;

/**
 * What a market of contracts has beside the terms of every market (VENUE-RULES 4). Its quantities
 * are hundredths of a contract ({@link #CONTRACT_SCALE}), its prices 1e-9 of quote per contract.
 *
 * @param priceMinimum the least that a contract can pay; may be negative
 * @param priceMaximum the most, above the least; both are whole ticks
 * @param owner account that may settle it
 * @param pinned shown before others
 * @param descriptionHash SHA-256 of a document that describes it, 64 hexadecimal digits; or empty
 * @param type a word by which markets are told apart, or empty
 * @param group a word that groups markets, or empty
 * @param title up to 200 bytes
 */
public record OutcomeTerms(
        MarketKind kind,
        long priceMinimum,
        long priceMaximum,
        long owner,
        boolean pinned,
        String descriptionHash,
        String type,
        String group,
        String title) {
    /** Decimals of a quantity of contracts. */
    public static final int CONTRACT_SCALE = 2;

    /** What {@link MarketSpec#baseAsset} is in a market of contracts. */
    public static final int NO_ASSET = 0;

    /** Of a market in which no contracts are traded. */
    static OutcomeTerms none() {
        return new OutcomeTerms(MarketKind.SPOT, 0, 0, 0, false, "", "", "", "");
    }

    /** The same with other words, which is all that can change. */
    OutcomeTerms edited(OutcomeTerms to) {
        return new OutcomeTerms(
                kind,
                priceMinimum,
                priceMaximum,
                owner,
                to.pinned,
                to.descriptionHash,
                to.type,
                to.group,
                to.title);
    }
}

package io.rialto.view;

import io.rialto.protocol.MarketKind;

/**
 * What a market of contracts has beside a {@link MarketInfo}. Prices in 1e-9 of quote per contract.
 *
 * @param owner account that may settle it
 * @param descriptionHash SHA-256 of a document, 64 hexadecimal digits; or empty
 * @param settlementPrice what a contract paid; means something only if it is settled
 */
public record OutcomeInfo(
        long market,
        MarketKind kind,
        long priceMinimum,
        long priceMaximum,
        long owner,
        boolean pinned,
        String descriptionHash,
        String type,
        String group,
        String title,
        boolean settled,
        long settlementPrice) {

    OutcomeInfo settledAt(long price) {
        return new OutcomeInfo(
                market,
                kind,
                priceMinimum,
                priceMaximum,
                owner,
                pinned,
                descriptionHash,
                type,
                group,
                title,
                true,
                price);
    }
}

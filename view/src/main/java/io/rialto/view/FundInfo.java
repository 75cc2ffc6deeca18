package io.rialto.view;

import java.util.List;

/**
 * What a fund has beside an {@link OutcomeInfo}.
 *
 * @param redemptionAccount what redemptions go against
 * @param redemptionFee quote minor units for a redemption, however large
 */
public record FundInfo(
        long market,
        long redemptionAccount,
        long redemptionFee,
        List<ConstituentInfo> constituents) {
    public FundInfo {
        constituents = List.copyOf(constituents);
    }
}

package io.rialto.view;

import io.rialto.protocol.MarketCreators;

/**
 * The switches of a universe that a class or a competition plays in.
 *
 * @param asset what members begin with
 * @param startingBalance minor units; 0 for nothing
 * @param reportingAsset what standings value accounts in
 * @param auctions whether items may be put up for auction
 * @param readOnly whether members may look but not act
 * @param marketCreators who may create markets
 */
public record CohortInfo(
        int asset,
        long startingBalance,
        int reportingAsset,
        boolean auctions,
        boolean readOnly,
        MarketCreators marketCreators) {}

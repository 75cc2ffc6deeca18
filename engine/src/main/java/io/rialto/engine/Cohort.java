package io.rialto.engine;

/**
 * What a class or a competition is played by: it owns a universe, in which each member has one
 * account.
 *
 * @param asset what members begin with
 * @param startingBalance how much of it, minor units; 0 for nothing
 * @param reportingAsset what standings value accounts in
 * @param auctions whether items may be put up for auction
 * @param readOnly whether members may look but not act
 * @param marketCreators who may create markets
 */
public record Cohort(
        int asset,
        long startingBalance,
        int reportingAsset,
        boolean auctions,
        boolean readOnly,
        MarketCreators marketCreators) {}

package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;

/**
 * The terms of a test's market, to be changed one by one. By default one base for one quote minor
 * unit of price: a price of 100 and a quantity of 10 cost 1,000; no fees, no limits that matter.
 */
public final class Terms {
    public String symbol = "BASE/QUOTE";
    public int baseAsset = Venue.BASE;
    public int quoteAsset = Venue.QUOTE;
    public long tick = 1;
    public long lot = 1;
    public long priceMaximum = 1_000_000;
    public long quantityMinimum = 1;
    public long quantityMaximum = 1_000_000;
    public long notionalMinimum = 1;
    public long notionalMaximum = 1_000_000_000_000L;
    public long positionMaximum;
    public long referencePrice;
    public long priceBandPpm;
    public long protectionPpm;
    public int openOrdersAccountMax = 100_000;
    public int openOrdersMarketMax = 1_000_000;
    public int makerFeePpm;
    public int takerFeePpm;
    public SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

    public MarketSpec spec() {
        return new MarketSpec(
                symbol,
                baseAsset,
                quoteAsset,
                tick,
                lot,
                priceMaximum,
                quantityMinimum,
                quantityMaximum,
                notionalMinimum,
                notionalMaximum,
                positionMaximum,
                referencePrice,
                priceBandPpm,
                protectionPpm,
                openOrdersAccountMax,
                openOrdersMarketMax,
                makerFeePpm,
                takerFeePpm,
                selfTradePrevention,
                MarketStatus.OPEN);
    }
}

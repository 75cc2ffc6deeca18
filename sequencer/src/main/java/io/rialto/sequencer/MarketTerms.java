package io.rialto.sequencer;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.SelfTradePrevention;

/**
 * The terms of a spot market to create. Prices in 1e-9 of quote per one base, quantities in base
 * minor units, notionals in quote minor units, rates in millionths. The engine checks all of it.
 */
public final class MarketTerms {
    /** Up to 24 characters of A-Z 0-9 . - _ / */
    public String symbol = "";

    /** What is traded. */
    public int baseAsset;

    /** What it is paid with. */
    public int quoteAsset;

    /** Price step. */
    public long tick;

    /** Quantity step. */
    public long lot;

    public long priceMaximum;
    public long quantityMinimum;
    public long quantityMaximum;
    public long notionalMinimum;
    public long notionalMaximum;

    /** Most base an account may come to own by buying; 0 for no limit. */
    public long positionMaximum;

    /** Stands in for the last trade until there is one; 0 for none. */
    public long referencePrice;

    /** How far a limit may be from the reference price; 0 for no limit. */
    public long priceBandPpm;

    /** How far a market order without a bound goes from the touch; 0 for no limit. */
    public long protectionPpm;

    public long openOrdersAccountMax;
    public long openOrdersMarketMax;

    /** Negative is a rebate. */
    public int makerFeePpm;

    public int takerFeePpm;

    /** For orders that say MARKET_DEFAULT; itself not that. */
    public SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

    public MarketStatus status = MarketStatus.OPEN;
}

package io.rialto.sequencer;

import io.rialto.protocol.SelfTradePrevention;

/**
 * The terms of a market of contracts to create. Prices in 1e-9 of quote per contract, quantities in
 * hundredths of a contract, notionals in quote minor units, rates in millionths. The engine checks
 * all of it.
 */
public final class OutcomeMarketTerms {
    /** Up to 24 characters of A-Z 0-9 . - _ / */
    public String symbol = "";

    /** What it is paid with. */
    public int quoteAsset;

    /** The least that a contract can pay; may be negative. */
    public long priceMinimum;

    /** The most. */
    public long priceMaximum;

    public long tick;
    public long lot;
    public long quantityMinimum;
    public long quantityMaximum;
    public long notionalMinimum;
    public long notionalMaximum;

    /** Most contracts that an account may come to own or owe. */
    public long positionMaximum;

    public long openOrdersAccountMax;
    public long openOrdersMarketMax;

    /** Negative is a rebate. */
    public int makerFeePpm;

    public int takerFeePpm;

    /** For orders that say MARKET_DEFAULT; itself not that. */
    public SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

    public final OutcomeWords words = new OutcomeWords();
}

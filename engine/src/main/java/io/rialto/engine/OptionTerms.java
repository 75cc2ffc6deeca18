package io.rialto.engine;

/**
 * What an option has beside the terms of every market of contracts (VENUE-RULES 4): the right to buy
 * (call) or to sell (put) a contract of another market at the strike, until it expires.
 *
 * @param underlying the market of contracts that it is on
 * @param call else a put
 * @param strike 1e-9 of quote per contract, whole ticks of the underlying
 * @param expiresAt log time at which what was not exercised lapses; 0 for never
 */
public record OptionTerms(long underlying, boolean call, long strike, long expiresAt) {

    /** The least that the option can be worth, its underlying being within its bounds. */
    long lowerBound(OutcomeTerms on) {
        return call ? worth(on.priceMinimum()) : worth(on.priceMaximum());
    }

    /** The most. */
    long upperBound(OutcomeTerms on) {
        return call ? worth(on.priceMaximum()) : worth(on.priceMinimum());
    }

    /** What one option is worth when a contract of its underlying pays so much. */
    long worth(long price) {
        return Math.max(0, call ? price - strike : strike - price);
    }
}

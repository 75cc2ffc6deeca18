package io.rialto.sequencer;

/** The terms of a market of options to create. The engine checks all of it. */
public final class OptionMarketTerms {
    /** Those of every market of contracts; its bounds are not looked at. */
    public final OutcomeMarketTerms market = new OutcomeMarketTerms();

    /** The market of contracts that it is on. */
    public long underlying;

    /** Else a put. */
    public boolean call;

    /** 1e-9 of quote per contract. */
    public long strike;

    /** Nanoseconds since 1970; 0 for never. */
    public long expiresAt;
}

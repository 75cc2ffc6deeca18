package io.rialto.sequencer;

/**
 * What a share of a fund is redeemable for. The engine checks it.
 *
 * @param multiplier contracts of the market for one share; negative where they are owed
 */
public record FundConstituent(long market, long multiplier) {}

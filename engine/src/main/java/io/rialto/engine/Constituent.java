package io.rialto.engine;

/**
 * What a share of a fund is redeemable for: so many contracts of a market; owed ones if negative.
 *
 * @param multiplier contracts for one share, other than 0
 */
public record Constituent(long market, long multiplier) {}

package io.rialto.view;

/**
 * What a share of a fund is redeemable for.
 *
 * @param multiplier contracts of the market for one share; negative where they are owed
 */
public record ConstituentInfo(long market, long multiplier) {}

package io.rialto.history;

/**
 * What somebody owned or owed of a market.
 *
 * @param quantity base minor units; negative is owed
 */
public record PastPosition(long account, long quantity) {}

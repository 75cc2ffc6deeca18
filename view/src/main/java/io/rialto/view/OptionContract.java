package io.rialto.view;

/**
 * A contract between a holder and a writer of an option.
 *
 * @param market that of the option
 * @param contract its number there
 * @param quantity hundredths that are left
 */
public record OptionContract(long market, long contract, long holder, long writer, long quantity) {}

package io.rialto.engine;

/** The state of options. */
public interface OptionStates {
    /** By market; {@code nextContract} is 0 once it has lapsed. */
    void option(long market, OptionTerms terms, long nextContract);

    /** By market, then number; of options that have not ended. */
    void optionContract(long market, long contract, long holder, long writer, long quantity);
}

package io.rialto.engine;

/** What happens to options (VENUE-RULES 4). */
public interface OptionEvents {
    /** A market of contracts is an option: follows its creation. */
    void optionCreated(long market, OptionTerms terms);

    /**
     * A contract was written, or changed hands or size. When an option ends, all its contracts do, and
     * nothing is said of each.
     *
     * @param contract its number in the market, never used again
     * @param holder who has the right
     * @param writer who owes it
     * @param quantity what is left of it, hundredths; 0 when it is over
     */
    void optionContractChanged(long market, long contract, long holder, long writer, long quantity);

    /**
     * A holder made use of a contract: both give up their position in the option for one in the
     * underlying, and the strike is paid by the two postings that follow.
     *
     * @param quantity how much of it, hundredths
     * @param paid quote minor units from the holder to the writer; negative the other way round
     */
    void optionExercised(
            long market, long contract, long holder, long writer, long quantity, long paid);
}
